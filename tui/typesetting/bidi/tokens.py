"""Hashtags, mentions and links: each is isolated (UAX #9 HL3), so that its sign stays where it belongs."""

import re
from typing import Final

from annotations.text.patterns import lazily
from annotations.text.words import LETTERS
from tui.typesetting.bidi.bidi import embedding_levels
from tui.typesetting.bidi.direction import first_strong_direction
from tui.typesetting.bidi.levels import classify

_TAG: Final = lazily(rf"[#@](?<![{LETTERS}].)[{LETTERS}]*[^\W\d][{LETTERS}]*")
_TOKEN: Final = lazily(
    _TAG.pattern + r"|(?:https?://|www\.)[!-;=?-~]*[A-Za-z0-9/]"
    r"|(?<![A-Za-z0-9.@-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/[!-;=?-~]*[A-Za-z0-9/]"
)
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
    """Return the levels of a paragraph as if every hashtag, mention and link were wrapped in FSI and PDI.

    This is a higher-level protocol (UAX #9 HL3). The levels are those of the text alone, one for each code point.
    """
    tokens = _find_tokens(text)
    if not tokens:
        return embedding_levels(text, base_level)
    return (_isolated if _EXPLICIT.search(text) else _apart)(text, tokens, base_level)


def _find_tokens(text: str) -> list[re.Match[str]]:
    """Find the tokens of a text. The slow search for links runs only if there may be one."""
    if "://" in text or "www." in text or ("/" in text and _HOST_END.search(text)):
        return list(_TOKEN.finditer(text))
    return list(_TAG.finditer(text)) if "#" in text or "@" in text else []


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
    return embedding_levels(token, inner).translate(_RAISED[raised])


def _isolated(text: str, tokens: list[re.Match[str]], base_level: int) -> bytes:
    """Resolve a text with explicit formatting: wrap the tokens for python-bidi, then drop the levels of the wraps."""
    wrapped = _TOKEN.sub(rf"{_FIRST_STRONG_ISOLATE}\g<0>{_POP_ISOLATE}", text)
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
