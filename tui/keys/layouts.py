"""Keys under two keyboard layouts: each letter key and its twin on the Arabic (101) layout.

A terminal sends what the layout makes of a key, so with an Arabic layout the key `a` arrives as the letter sheen.
Every binding names Latin keys only; `bound` adds the twins.
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
"""No `b`: the layout gives it two letters, lam and alef, which arrive as two keys."""

LATIN_TO_ARABIC |= {"?": "\u061f"}
LATIN_TO_ARABIC |= {str(digit): chr(0x0660 + digit) for digit in range(10)}

SHIFTED = dict(
    # The same keys with Shift: vowel signs, letters with hamza, punctuation.
    zip(
        "QWERYUIOPASDFHJKLZXCVNM",
        "\u064e\u064b\u064f\u064c\u0625\u2018\u00f7\u00d7\u061b\u0650\u064d][\u0623\u0640\u060c/~\u0652}{\u0622\u2019",
        strict=True,
    )
)
"""No `B`, `G`, `T`: two letters each."""
AMBIGUOUS = frozenset("bBGT") | {key for key, sign in SHIFTED.items() if sign in LATIN_TO_ARABIC}
"""Letter keys that nothing is bound to: what the Arabic layout makes of them is two letters, or another key's sign."""
LATIN_TO_ARABIC |= {key: sign for key, sign in SHIFTED.items() if key not in AMBIGUOUS}
ARABIC_TO_LATIN = {arabic: key for key, arabic in (SHIFTED | LATIN_TO_ARABIC).items()}

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
}


def twin(key: str) -> str | None:
    """The same physical key on the Arabic layout; None where it gives no other character."""
    *modifiers, last = key.split("+")
    arabic = LATIN_TO_ARABIC.get(last)
    return None if arabic is None else "+".join([*modifiers, arabic])


def latin(character: str) -> str:
    """What the key that gave a character gives on a Latin layout; the character itself where the layouts agree."""
    return ARABIC_TO_LATIN.get(character, character)


def bound(*keys: str) -> str:
    """The keys and their twins, as Textual's bindings take them.

    A comma separates keys there, so the comma key goes by its name.
    """
    everything = [each for key in keys for each in (key, twin(key)) if each is not None]
    return ",".join("comma" if each == "," else each for each in everything)


def shown(key: str) -> str:
    """The key as a person reads it: `ctrl+r` is Ctrl+R."""
    *modifiers, last = key.split("+")
    name = SYMBOLS.get(last, last.upper() if modifiers and len(last) == 1 else last)
    return "+".join([*(SYMBOLS[modifier] for modifier in modifiers), name])
