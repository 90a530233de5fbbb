"""Where a paragraph ends and where a line may be broken.

After white space, and after a hyphen, dash or slash between letters or digits. Everything else in UAX #14 decides
between neighbours without a space, which in news text changes nothing (in Arabic no break before ، or . follows
from the missing space). A word longer than the line is cut between two cells.
"""

import re
from typing import Final

LINE_END: Final = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029](?:(?<=\r)\n)?")
"""The mandatory breaks: what `str.splitlines` takes for one."""

_LAST_LINE_END: Final = re.compile(LINE_END.pattern + r"\Z")

SPACES: Final = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
"""White space at which a line may end. It hangs there if it does not fit."""

_OPPORTUNITIES: Final = frozenset(SPACES + "-/\u2010\u2013")
_WHITE_SPACE: Final = re.compile(f"[{SPACES}]+")
_AFTER_HYPHEN: Final = re.compile(r"(?<=\w[-/\u2010\u2013])(?=\w)")


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text as spans that include their line end.

    A text that is empty or ends in a line end has a last, empty paragraph: the place of a caret at its end.
    """
    ends = [match.end() for match in LINE_END.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def without_line_end(paragraph: str) -> str:
    """A paragraph without the line end that it may have."""
    line_end = _LAST_LINE_END.search(paragraph, max(len(paragraph) - 2, 0))
    return paragraph[: line_end.start()] if line_end else paragraph


def last_break(text: str, start: int, limit: int) -> int:
    """Where the next line begins, if one begins at `start` and has no room for the code point at `limit`.

    Behind the last white space or hyphen that leaves something visible in the line; white space may reach beyond
    the limit. At the limit, in the middle of a word, if there is no such place.
    """
    if not text[start:limit].strip(SPACES):
        return limit
    if space := _WHITE_SPACE.match(text, limit):
        return space.end()
    after = limit
    while after > start and not (
        text[after - 1] in _OPPORTUNITIES and (text[after - 1] in SPACES or _AFTER_HYPHEN.match(text, after))
    ):
        after -= 1
    return after if text[start:after].strip(SPACES) else limit
