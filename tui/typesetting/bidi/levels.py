"""The Unicode Bidirectional Algorithm (UAX #9) for text in one embedding, which nearly every paragraph is.

Without explicit formatting a paragraph is a single isolating run sequence. The rules W1 to I2 are then a few
replacements in a string of one letter for each code point. `bidi` asks python-bidi, which is slower, about all other
paragraphs. A test compares the two where both can resolve.
"""

import re
import unicodedata
from itertools import accumulate
from typing import Final

from tui.typesetting.shaping.alphabet import ALPHABET, encode

# One letter for each Bidi_Class. S and WS are neutrals like ON here: only L1 sets them apart.
_LETTERS: Final = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "+", "ET": "$", "CS": ",", "NSM": "M", "BN": "b",
    "WS": "O", "S": "O", "ON": "O", "B": "B",
}  # fmt: skip
_BRACKETS: Final = "()[]{}"
_OTHER_BRACKETS: Final = frozenset("\u201a\u201e\ufd3e\ufd3f")
"""Code points of the categories Ps and Pe that are not paired brackets (BidiBrackets.txt)."""


class _Classes(dict[int, str]):
    """Code point -> its letter, for `str.translate`; "?" for a code point that this module cannot resolve."""

    def __missing__(self, value: int) -> str:
        code_point = chr(value)
        letter = _LETTERS.get(unicodedata.bidirectional(code_point), "?")
        is_bracket = unicodedata.category(code_point) in {"Ps", "Pe"} and code_point not in _OTHER_BRACKETS
        if is_bracket:
            letter = code_point if code_point in _BRACKETS else "?"
        self[value] = letter
        return letter


_CLASSES: Final = _Classes()
_ENCODED_CLASSES: Final = ALPHABET.translate(_CLASSES).encode()
_BRACKET: Final = re.compile(rb"[()\[\]{}]")
_CLOSER: Final = re.compile(rb"[)\]}]")
_CLOSERS: Final = dict(zip(b"([{", b")]}", strict=True))
_DEEPEST: Final = 63
"""Open brackets that are followed, at most (BD16)."""

_ALIKE: Final = (b"LE+$,MbOB()[]{}", b"RA+$,MbOB()[]{}")
"""For each base level the letters that leave every code point at that level."""
_REMOVED: Final = b"Mb"
_IS_KEPT: Final = bytes(letter not in _REMOVED for letter in range(256))
_NUMBERS: Final = re.compile(b"[LRA][^LRAE]*+E[^LRA]*")
_SEPARATOR: Final = re.compile(b"[+,](?<=E.)(?=E)")
_ARABIC_SEPARATOR: Final = re.compile(b",(?<=N.)(?=N)")
_TERMINATORS: Final = re.compile(rb"\$+(?=E)|(?<=E)\$+")
_REST: Final = bytes.maketrans(b"+$,BA", b"OOOOR")  # W6, W3
_BETWEEN: Final = (re.compile(b"[REN]O[RENO]*[REN]"), re.compile(b"LO[LO]*L"))
"""For each base level a pattern of neutrals between letters and numbers that all run the other way."""
_LEVELS: Final = (bytes.maketrans(b"LOREN", b"\0\0\1\2\2"), bytes.maketrans(b"ROLEN", b"\1\1\2\2\2"))  # N2, I1, I2


def classify(text: str) -> bytes:
    """Return a letter for the Bidi_Class of each code point; "?" for one that this module cannot resolve."""
    codes = encode(text)
    return text.translate(_CLASSES).encode() if codes is None else codes.translate(_ENCODED_CLASSES)


def resolve(text: str, base_level: int) -> bytes | None:
    """Return the embedding level of every code point of a paragraph, before L1.

    Returns None if the paragraph has explicit formatting, paired brackets other than `()[]{}`, unassigned code
    points, or a paragraph separator before its end.
    """
    classes = classify(text)
    separator = classes.find(b"B")
    is_one = separator < 0 or separator == len(classes) - 1
    if is_one and not classes.translate(None, _ALIKE[base_level]):
        return bytes((base_level,)) * len(classes)
    if not is_one or ord("?") in classes:
        return None
    kept = classes.translate(None, b"b")  # X9
    if ord("M") in kept:
        # W1: a mark has the class, and so the level, of the code point before it. So a separator with a mark is not
        # a single one (W4), and a mark has the direction of its bracket (N0).
        kept = kept.replace(b"+M", b"OM").replace(b",M", b"OM").translate(None, b"M")
    embedding = b"LR"[base_level : base_level + 1]
    resolved = _resolve_weak(kept, embedding)
    if resolved.translate(None, b"LRENO"):
        resolved = _resolve_brackets(resolved, embedding)
    between = _BETWEEN[base_level].sub(_BRIDGE[base_level], resolved)
    levels = between.translate(_LEVELS[base_level])
    if len(kept) == len(classes):
        return levels
    after_removed = bytes((base_level,)) + levels
    return bytes(map(after_removed.__getitem__, accumulate(classes.translate(_IS_KEPT))))


_BRIDGE: Final = (lambda run: run[0].replace(b"O", b"R"), lambda run: run[0].replace(b"O", b"L"))  # N1


def _resolve_weak(classes: bytes, embedding: bytes) -> bytes:
    """Apply W2 to W7. Only L, R, E, N, O for neutrals, and brackets are left."""
    if ord("E") in classes:
        classes = _NUMBERS.sub(_resolve_numbers, embedding + classes)[1:]
    if ord(",") in classes and ord("N") in classes:
        classes = _ARABIC_SEPARATOR.sub(b"N", classes)  # W4
    return classes.translate(_REST)


def _resolve_numbers(run: re.Match[bytes]) -> bytes:
    """Apply W2, W4, W5 and W7 to a letter and the numbers after it, up to the next letter."""
    classes = run[0]
    if classes[0] == ord("A"):
        return classes.replace(b"E", b"N")  # W2
    classes = _SEPARATOR.sub(b"E", classes)  # W4
    if ord("$") in classes:
        classes = _TERMINATORS.sub(lambda terminators: b"E" * len(terminators[0]), classes)  # W5
    return classes.replace(b"E", b"L") if classes[0] == ord("L") else classes  # W7


def _pairs(classes: bytes) -> list[tuple[int, int]]:
    """Return the places of each bracket pair, ordered by the opening bracket (BD16)."""
    if not _CLOSER.search(classes):
        return []
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


def _resolve_brackets(classes: bytes, embedding: bytes) -> bytes:
    """Give bracket pairs their direction (N0) and make the other brackets neutral."""
    result = bytearray(classes.translate(_BRACKETS_TO_NEUTRALS))
    directions = bytearray(result.translate(_DIRECTIONS))
    own, opposite = embedding[0], b"RL"[embedding == b"R"]
    context, seen = own, 0  # the last strong type before `seen`
    for opening, closing in _pairs(classes):
        last_own, last_opposite = directions.rfind(own, seen, opening), directions.rfind(opposite, seen, opening)
        if last_own != last_opposite:
            context = own if last_own > last_opposite else opposite
        seen = opening
        if directions.find(own, opening, closing) >= 0:
            direction = own
        elif directions.find(opposite, opening, closing) >= 0:
            direction = context
        else:
            continue
        for place in (opening, closing):
            result[place] = directions[place] = direction
    return bytes(result)
