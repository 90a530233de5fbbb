"""The Unicode Bidirectional Algorithm (UAX #9) for what nearly every paragraph is: text in one embedding.

Without explicit formatting a paragraph is a single isolating run sequence, and the rules W1 to I2 become a few
replacements in a string of one letter for each code point. python-bidi, which prints its levels to be read again,
takes over wherever more is needed; where both can resolve, a test compares them.
"""

import re
import unicodedata
from typing import Final

# One letter for each Bidi_Class. S and WS are neutrals like ON here: what sets them apart is L1.
_LETTERS: Final = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "+", "ET": "$", "CS": ",", "NSM": "M", "BN": "b",
    "WS": "O", "S": "O", "ON": "O", "B": "B",
}  # fmt: skip
_BRACKETS: Final = "()[]{}"
_OTHER_BRACKETS: Final = frozenset("\u201a\u201e\ufd3e\ufd3f")
"""Of the categories Ps and Pe, and yet no paired brackets (BidiBrackets.txt)."""


class _Classes(dict[int, str]):
    """The letter of each code point, for `str.translate`; "?" where this module does not know how to go on."""

    def __missing__(self, value: int) -> str:
        code_point = chr(value)
        letter = _LETTERS.get(unicodedata.bidirectional(code_point), "?")
        is_bracket = unicodedata.category(code_point) in {"Ps", "Pe"} and code_point not in _OTHER_BRACKETS
        if is_bracket:
            letter = code_point if code_point in _BRACKETS else "?"
        self[value] = letter
        return letter


_CLASSES: Final = _Classes()
_UNKNOWN: Final = re.compile(r"\?|B(?!\Z)")
_BRACKET: Final = re.compile(rb"[()\[\]{}]")
_CLOSERS: Final = dict(zip(b"([{", b")]}", strict=True))
_DEEPEST: Final = 63

_MARKS: Final = re.compile("(.)M+")  # W1
_AFTER_ARABIC: Final = re.compile("A[^LRA]*E[^LRA]*")  # W2
_SEPARATOR: Final = re.compile("(?<=E)[+,](?=E)")  # W4
_ARABIC_SEPARATOR: Final = re.compile("(?<=N),(?=N)")
_TERMINATORS: Final = re.compile(r"\$+(?=E)|(?<=E)\$+")  # W5
_REST: Final = str.maketrans("+$,BA", "OOOOR")  # W6, W3
_AFTER_LATIN: Final = re.compile("L[^LR]*E[^LR]*")  # W7
_BETWEEN_LATIN: Final = re.compile("(?<=L)O+(?=L)")  # N1
_BETWEEN_ARABIC: Final = re.compile("(?<=[REN])O+(?=[REN])")
_LEVELS: Final = (bytes.maketrans(b"LOREN", b"\0\0\1\2\2"), bytes.maketrans(b"ROLEN", b"\1\1\2\2\2"))  # N2, I1, I2


def resolve(text: str, base_level: int) -> bytes | None:
    """The embedding level of every code point of a paragraph, before L1.

    None if it has explicit formatting, paired brackets other than `()[]{}`, unassigned code points, or a paragraph
    separator before its end.
    """
    classes = text.translate(_CLASSES)
    if _UNKNOWN.search(classes):
        return None
    kept = classes.replace("b", "") if "b" in classes else classes  # X9
    resolved = _resolve(kept, "LR"[base_level])
    if base_level:
        resolved = _BETWEEN_LATIN.sub(lambda run: "L" * len(run[0]), resolved)
    else:
        resolved = _BETWEEN_ARABIC.sub(lambda run: "R" * len(run[0]), resolved)
    levels = resolved.encode().translate(_LEVELS[base_level])
    return levels if kept is classes else _with_removed(classes, levels, base_level)


def _resolve(classes: str, embedding: str) -> str:
    """W1 to N0: afterwards there are only L, R, E, N and, for neutrals, O."""
    resolved = classes
    if "M" in resolved:
        resolved = _MARKS.sub(_extend, embedding + resolved)[1:]
    if "E" in resolved and "A" in resolved:
        resolved = _AFTER_ARABIC.sub(lambda run: run[0].replace("E", "N"), resolved)
    if "," in resolved:
        resolved = _ARABIC_SEPARATOR.sub("N", resolved)
    if "E" in resolved:
        resolved = _TERMINATORS.sub(lambda run: "E" * len(run[0]), _SEPARATOR.sub("E", resolved))
    resolved = resolved.translate(_REST)
    if "E" in resolved:
        before = "L" if embedding == "L" else ""
        resolved = _AFTER_LATIN.sub(lambda run: run[0].replace("E", "L"), before + resolved)[len(before) :]
    if _BRACKET.search(resolved.encode()):
        return _resolve_brackets(classes, resolved.encode(), embedding.encode()).decode()
    return resolved


def _extend(run: re.Match[str]) -> str:
    # A mark on a bracket is a neutral until N0 has seen to the bracket.
    before = run[1]
    return before + ("O" if before in _BRACKETS else before) * (len(run[0]) - 1)


def _pairs(classes: bytes) -> list[tuple[int, int]]:
    """The bracket pairs by their opening one (BD16)."""
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(classes):
        sign, place = classes[bracket.start()], bracket.start()
        if sign in _CLOSERS:
            if len(opened) == _DEEPEST:
                break
            opened.append((_CLOSERS[sign], place))
            continue
        for depth in range(len(opened) - 1, -1, -1):
            if opened[depth][0] == sign:
                pairs.append((opened[depth][1], place))
                del opened[depth:]
                break
    return sorted(pairs)


_BRACKETS_TO_NEUTRALS: Final = bytes.maketrans(_BRACKETS.encode(), b"O" * len(_BRACKETS))
_DIRECTIONS: Final = bytes.maketrans(b"EN", b"RR")


def _resolve_brackets(original: str, resolved: bytes, embedding: bytes) -> bytes:
    """N0; `original` are the classes before W1."""
    result = bytearray(resolved.translate(_BRACKETS_TO_NEUTRALS))
    opposite = b"L" if embedding == b"R" else b"R"
    context, seen = embedding, 0  # the last strong type before a place
    for opening, closing in _pairs(resolved):
        before = bytes(result[seen:opening]).translate(_DIRECTIONS).rstrip(b"O")
        context, seen = before[-1:] or context, opening
        inside = bytes(result[opening + 1 : closing]).translate(_DIRECTIONS)
        if embedding in inside:
            direction = embedding
        elif opposite in inside:
            direction = opposite if context == opposite else embedding
        else:
            continue
        for bracket in (opening, closing):
            result[bracket] = direction[0]
            following = bracket + 1
            while following < len(original) and original[following] == "M":
                result[following] = direction[0]
                following += 1
    return bytes(result)


def _with_removed(classes: str, levels: bytes, base_level: int) -> bytes:
    """The levels with those of what X9 removes: of the code point before, so that it goes where that goes."""
    made = bytearray()
    done = 0
    before = base_level
    for piece in classes.split("b"):
        taken = levels[done : done + len(piece)]
        done += len(piece)
        made += taken
        before = taken[-1] if taken else before
        made.append(before)
    return bytes(made[:-1])
