"""Tokens whose signs would be torn from them in a right-to-left line: each is isolated (UAX #9 HL3).

Hashtags, mentions, addresses and links are isolated in every line. In a right-to-left one so are telephone numbers,
numbers with a sign, and Latin words with a sign or a digit at their edge. Ranges, ratios, dates and percentages are
left to UAX #9: they are read on from the right.
"""

import re
from collections.abc import Iterator
from typing import Final

from annotations.text.patterns import lazily
from annotations.text.words import LETTERS
from tui.typesetting.bidi.bidi import embedding_levels
from tui.typesetting.bidi.direction import first_strong_direction
from tui.typesetting.bidi.levels import classify

_NAME: Final = rf"(?<![{LETTERS}].)[{LETTERS}]*[^\W\d][{LETTERS}]*"
_TAG: Final = rf"#{_NAME}(?:(?<=[A-Za-z0-9])-[A-Za-z0-9]+)*|@{_NAME}(?:(?<=[A-Za-z0-9_])[.@-][A-Za-z0-9_]+)*"
_ADDRESS: Final = rf"(?<![{LETTERS}.%+-])[{LETTERS}.%+-]{{1,64}}@[{LETTERS}-]+(?:\.[{LETTERS}-]+)+"
# An IRI may have letters of any script (RFC 3987); it ends before a mark of the sentence.
_LINK: Final = (
    rf"(?:https?://|ftp://|www\.)[!-;=?-~{LETTERS}]*[{LETTERS}/]"
    rf"|(?<![A-Za-z0-9.@-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/[!-;=?-~{LETTERS}]*[{LETTERS}/]"
)
_TAGS: Final = lazily(_TAG)
_TOKENS: Final = lazily(f"{_LINK}|{_ADDRESS}|{_TAG}")
_DIGIT: Final = "0-9\u0660-\u0669\u06f0-\u06f9"
_GAP: Final = r"[ .()/\u00a0-]{0,2}"
_NUMBER: Final = (
    rf"(?<![{LETTERS}+])(?:"
    rf"\+[{_DIGIT}](?:{_GAP}[{_DIGIT}]){{6,14}}(?![{_DIGIT}])"
    rf"|00[{_DIGIT}](?:{_GAP}[{_DIGIT}]){{7,13}}(?![{_DIGIT}])"
    rf"|\(\+?0[{_DIGIT}]{{1,3}}\) ?[{_DIGIT}](?:[ -]?[{_DIGIT}]){{5,8}}(?![{_DIGIT}])"
    rf"|0[{_DIGIT}]{{1,3}}[ -][{_DIGIT}]{{3,4}}[ -]?[{_DIGIT}]{{3,4}}(?![{_DIGIT}])"
    rf"|[{_DIGIT}]{{3}}-[{_DIGIT}]{{3}}-[{_DIGIT}]{{3,4}}(?![{_DIGIT}])"
    r"|\+[0-9][0-9.,]{0,40}(?<![.,])(?![0-9]*[A-Za-z])"
    r"|(?<=[^\s] )[\u2212-][0-9][0-9.,]{0,40}(?<![.,])(?![0-9]*[A-Za-z])"
    r")"
)
_LATIN: Final = "A-Za-z\u00c0-\u024f"
_FOREIGN: Final = rf"{_LATIN}0-9"
_ON: Final = r"[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u2028-\u202e\u2066-\u2069\n\r\x85\x1c-\x1f\v\t]"
_PHRASE: Final = (
    rf"(?<![{LETTERS}])"
    r"(?P<before>(?:(?<![^\s(\[\u00ab\u201c\"'])(?:[+.$\u20ac\u00a3\u00b0]|--|~?/))?"
    r"(?:[0-9][0-9.,:/'\u2019-]{0,40}(?:[ \u00a0]?\u00b0|[ \u00a0](?=[AaPp]\.?[Mm]\b|GMT|UTC))?)?)"
    rf"[{_LATIN}](?:{_ON}*[{_FOREIGN}])?"
    r"(?P<behind>[+#*\u2122\u00ae]*)"
)
"""From a Latin letter to the last one, or digit, before the next right-to-left letter: what UAX #9 sets as one run
from left to right. With it go the signs at its edges, which UAX #9 gives to the text around."""
_IN_RTL: Final = lazily(f"{_NUMBER}|{_PHRASE}")
_RUN: Final = lazily(
    rf"[{_FOREIGN}{_DIGIT}+.$\u20ac\u00a3\u00b0~/(\u2212-]"
    r"[^\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\n]*"
)
"""What such a token may begin with, up to the next right-to-left letter, where it ends. It is found many times as fast
as the tokens, because it begins with one class."""
_MAY_BE: Final = lazily(
    rf"[{_FOREIGN}{_DIGIT}](?:(?<=[-+.$\u20ac\u00a3\u00b0/,:'\u2019{_DIGIT}][{_LATIN}])"
    rf"|(?<=[0-9][ \u00a0\u00b0][{_LATIN}])|(?<=[0-9])(?=[ \u00a0]\u00b0)|(?=[+#*\u2122\u00ae])"
    rf"|(?<=[+(\u2212-][{_DIGIT}])|(?<=[{_DIGIT}])(?=[ ./-][{_DIGIT}])|(?<=00))"
)
"""A sign or a digit beside what it could be torn from."""
_HOST_END: Final = lazily(r"\.[A-Za-z0-9-]+/")
_EXPLICIT: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FIRST_STRONG_ISOLATE: Final = "\u2068"
_POP_ISOLATE: Final = "\u2069"
_NEUTRAL_SIGN: Final = "*"
"""Stands for an isolate in the text around it: both are of class ON there (N1)."""
_NOT_STRONG: Final = b"EN+$,MbOB()[]{}"
"""The letters of `classify` that are neither strong nor unknown."""
_RAISED: Final = [bytes(min(level + by, 255) for level in range(256)) for by in range(3)]


def display_levels(text: str, base_level: int) -> bytes:
    """Return the levels of a paragraph as if every token were wrapped in FSI and PDI.

    This is a higher-level protocol (UAX #9 HL3). The levels are those of the text alone, one for each code point.
    """
    tokens = find_tokens(text, base_level)
    if not tokens:
        return embedding_levels(text, base_level)
    return (_isolated if _EXPLICIT.search(text) else _apart)(text, tokens, base_level)


def find_tokens(text: str, base_level: int) -> list[re.Match[str]]:
    """Find the tokens of a paragraph, in order. The slow searches run only if there may be one."""
    tokens: list[re.Match[str]] = []
    if "@" in text or "://" in text or "www." in text or ("/" in text and _HOST_END.search(text)):
        tokens = list(_TOKENS.finditer(text))
    elif "#" in text:
        tokens = list(_TAGS.finditer(text))
    if not base_level or not _MAY_BE.search(text):
        return tokens
    found: list[re.Match[str]] = []
    done = 0
    for token in tokens:
        found += (*_torn(text, done, token.start()), token)
        done = token.end()
    return [*found, *_torn(text, done, len(text))]


def _torn(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the tokens of a right-to-left text between two others that UAX #9 would tear apart."""
    for run in _RUN.finditer(text, start, end):
        for found in _IN_RTL.finditer(text, *run.span()):
            if found["before"] is None or found["before"] or found["behind"]:
                yield found


def _apart(text: str, tokens: list[re.Match[str]], base_level: int) -> bytes:
    """Resolve the tokens and the text around them apart.

    To the text around it an isolate is a neutral (N1), and nothing outside has an effect on its inside (X10).
    """
    around: list[str] = []
    done = 0
    for token in tokens:
        around.append(text[done : token.start()])
        done = token.end()
    around.append(text[done:])
    levels = embedding_levels(_NEUTRAL_SIGN.join(around), base_level)
    pieces: list[bytes] = []
    seen = 0
    for before, token in zip(around, tokens, strict=False):
        pieces += (levels[seen : seen + len(before)], _inner_levels(token[0], base_level))
        seen += len(before) + 1
    pieces.append(levels[seen:])
    return b"".join(pieces)


def _inner_levels(token: str, base_level: int) -> bytes:
    """Return the levels of an isolated token in a paragraph of this base level."""
    strong = classify(token).lstrip(_NOT_STRONG)[:1]
    if strong == b"?":
        strong = b"R" if first_strong_direction(token) == "rtl" else b"L"
    inner = 1 if strong in {b"R", b"A"} else 0
    # X5a to X5c: the next odd or even level; embedding_levels begins to count at the inner one.
    raised = base_level + 1 + (base_level + 1 + inner) % 2 - inner
    if not strong:
        return bytes((raised,)) * len(token)  # UAX #9 would turn the groups of Arabic-Indic digits round
    return embedding_levels(token, inner).translate(_RAISED[raised])


def _isolated(text: str, tokens: list[re.Match[str]], base_level: int) -> bytes:
    """Resolve a text with explicit formatting: wrap the tokens for python-bidi, then drop the levels of the wraps."""
    pieces: list[str] = []
    done = 0
    for token in tokens:
        pieces += (text[done : token.start()], _FIRST_STRONG_ISOLATE, token[0], _POP_ISOLATE)
        done = token.end()
    wrapped = "".join([*pieces, text[done:]])
    levels = embedding_levels(wrapped, base_level)
    kept: list[bytes] = []
    done = 0
    for inserted, token in enumerate(tokens):
        start, end = token.span()
        shift = 2 * inserted
        kept += (levels[done + shift : start + shift], levels[start + shift + 1 : end + shift + 1])
        done = end
    kept.append(levels[done + 2 * len(tokens) :])
    return b"".join(kept)
