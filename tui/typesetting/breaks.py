"""Where a paragraph ends and where a line may be broken.

After white space, and after a hyphen, dash or slash between letters or digits. Everything else in UAX #14 decides between
neighbours without a space, which in news text changes nothing (in Arabic no break before ، or . follows from the missing
space). A word longer than the line is cut between two cells.
"""

import re
from typing import Final

LINE_END: Final = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""The mandatory breaks: what `str.splitlines` takes for one."""

_OPPORTUNITY: Final = re.compile("[ \t\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]+|(?<=\\w)[-/\u2010\u2013](?=\\w)")


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text as spans that include their line end.

    A text that is empty or ends in a line end has a last, empty paragraph: the place of a caret at its end.
    """
    ends = [match.end() for match in LINE_END.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def break_opportunities(text: str) -> tuple[list[int], list[int]]:
    """Where lines may break in a paragraph without its line end: two sorted lists of offsets, of equal length.

    The first says where the content of the line before ends, the second where the next line begins; between the two is
    white space, which may hang. The last pair is the end of the paragraph.
    """
    contents: list[int] = []
    nexts: list[int] = []
    for match in _OPPORTUNITY.finditer(text):
        start, end = match.span()
        contents.append(start if text[start] not in "-/\u2010\u2013" else end)
        nexts.append(end)
    if not nexts or nexts[-1] < len(text):
        contents.append(len(text))
        nexts.append(len(text))
    return contents, nexts
