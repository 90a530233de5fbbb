"""Keys under two keyboard layouts: each letter key and its twin on the Arabic (101) layout.

A terminal sends the character that the layout gives a key: with an Arabic layout the key `a` arrives as the letter
sheen. The table of actions names Latin keys only; `bound` adds the twins.
"""

LATIN_TO_ARABIC = dict(
    zip(
        "qwertyuiop[]asdfghjkl;'zxcvnm,./`",
        # The rows of the Arabic (101) layout; code points, because a literal would be shown reordered.
        "\u0636\u0635\u062b\u0642\u0641\u063a\u0639\u0647\u062e\u062d\u062c\u062f"
        "\u0634\u0633\u064a\u0628\u0644\u0627\u062a\u0646\u0645\u0643\u0637"
        "\u0626\u0621\u0624\u0631\u0649\u0629\u0648\u0632\u0638\u0630",
        strict=True,
    )
)
"""Key -> its character on the Arabic layout. There is no `b`: its lam-alef arrives as two keys, lam and alef."""

LATIN_TO_ARABIC |= {"?": "\u061f"}
PERSIAN_DIGITS = {str(digit): chr(0x06F0 + digit) for digit in range(10)}
"""The digits of the Persian and Urdu layouts."""
LATIN_TO_ARABIC |= {str(digit): chr(0x0660 + digit) for digit in range(10)}

SHIFTED = dict(
    # The same keys with Shift: vowel signs, letters with hamza, punctuation.
    zip(
        "QWERYUIOPASDFHJKLZXCVNM",
        "\u064e\u064b\u064f\u064c\u0625\u2018\u00f7\u00d7\u061b\u0650\u064d][\u0623\u0640\u060c/~\u0652}{\u0622\u2019",
        strict=True,
    )
)
"""Key with Shift -> its character on the Arabic layout. There is no `B`, `G`, `T`: they give two letters each."""
AMBIGUOUS = frozenset("bBGT") | {key for key, sign in SHIFTED.items() if sign in LATIN_TO_ARABIC}
"""Letter keys without a binding: the Arabic layout gives them two letters, or the character of another key."""
LATIN_TO_ARABIC |= {key: sign for key, sign in SHIFTED.items() if key not in AMBIGUOUS}
ARABIC_TO_LATIN = {arabic: key for table in (SHIFTED, LATIN_TO_ARABIC, PERSIAN_DIGITS) for key, arabic in table.items()}

SYMBOLS = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "enter": "Enter",
    "escape": "Esc",
    "delete": "Del",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "space": "Space",
    "backspace": "Backspace",
    "plus": "+",
    "ctrl": "Ctrl",
    "shift": "Shift",
    "f1": "F1",
    "f2": "F2",
    "f3": "F3",
}


def twin(key: str) -> str | None:
    """Return the same physical key on the Arabic layout; None if it gives the same character there, or none."""
    *modifiers, last = key.split("+")
    arabic = LATIN_TO_ARABIC.get(last)
    return None if arabic is None else "+".join([*modifiers, arabic])


def latin(character: str) -> str:
    """Return the Latin character of the key that gives a character; the same one if the layouts agree."""
    return ARABIC_TO_LATIN.get(character, character)


def bound(*keys: str) -> str:
    """Return the keys and their twins, of digits the Persian ones too, in the notation of Textual's bindings.

    A comma separates keys there, so the comma key is written as its name.
    """
    everything = [each for key in keys for each in (key, twin(key), PERSIAN_DIGITS.get(key)) if each is not None]
    return ",".join("comma" if each == "," else each for each in everything)


def shown(key: str) -> str:
    """Return a key in the form that the user reads: `ctrl+r` is Ctrl+R."""
    *modifiers, last = key.split("+")
    name = SYMBOLS.get(last, last.upper() if modifiers and len(last) == 1 else last)
    return "+".join([*(SYMBOLS[modifier] for modifier in modifiers), name])
