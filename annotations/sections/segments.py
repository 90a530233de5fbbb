"""The segments of a scraped text: its lines, split where the scraper joined parts that the page separates."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from annotations.sections.vocabulary import VOCABULARY, Sign
from annotations.text.clusters import is_boundary
from annotations.text.lines import LINE_ENDS
from annotations.text.sentences import END_MARKS


class Form(Enum):
    """The form of a segment, wherever it stands."""

    PLAIN = auto()
    CODE = auto()
    """Rules of a style sheet, or a line of one or of a script."""
    ATTRIBUTION = auto()
    """The last line of an embedded post, with its author and its day: `— Name (@handle) May 1, 2024`."""
    POST = auto()
    """An embedded post with its attribution in the same line."""
    ROW = auto()
    """A headline or a rubric in a row of them that the page has in lines of their own."""
    LINKED = auto()
    """A text that ends in the link of a social network to a picture or a quoted page."""


class Segment(NamedTuple):
    """The code points `[start, end)` of a text: a line without its end, or a part of one that is not blank."""

    start: int
    end: int
    form: Form


_PLAIN = Form.PLAIN
"""A constant, because looking up a member of an enumeration is slow and most lines are of this form."""
POST_LENGTH = 600
"""Code points of the longest embedded post."""

_GAP = "    "
_GAPS = r"\s{4,}"
"""Blanks between parts that a scraper joined in a line: so many stand in no sentence."""
_ROW_LENGTH = 100
"""Code points of the shortest line that is divided at such blanks."""
_ROW = 5
"""Parts of the shortest row of headlines or rubrics."""
_TAG = r"(?a)\b(?:content|href|src|class)=[\"'][^<>]{0,300}/?>"
"""What is left of a tag of HTML."""
_DATED = re.compile(r"\s*(date \d{4}-\d\d-\d\d) +(?=\S)")
"""The day that some collections write before the first words of a page."""
_CODE_LINE = re.compile(
    r"\s*+(?:[.#@][\w-][^{}]*+\{\s*+$|\}\s*+$|[a-z-]++\s*+:[^;{}]*+;\s*+$"
    r"|\(function\b|(?:var|let|const)\s+\w+\s*=|window\.\w|document\.\w|googletag\b)",
    re.ASCII,
)
_DECLARATIONS = r"(?a)\{\s*+[a-z-]++\s*+:[^{}]*+\}(?:\s*+\})*+"
_SELECTOR_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.#:,>+~*[]=\"'()@{} \t"
_SELECTOR = r"(?<![A-Za-z0-9])[.#@][A-Za-z_]"
_ELEMENT = r"(?a)[ .]*+(?<!\.)(?=(?:a|body|div|figure|h[1-6]|html|iframe|img|li|ol|p|span|table|td|tr|ul)\b)"
_HANDLE = r"\(@\w{1,30}\)\s{0,3}(?:[A-Z][a-z]{2,8} \d{1,2}, \d{4}|\d{1,2} [^\W\d_]{2,10}(?: [^\W\d_]{2,8})?[,،]? \d{4})"
_DASH = r"(?s)\s*(?=[—–―-])|.*(?=[—–―])"
"""A line that begins with a dash is the attribution as a whole; within a line, the last long dash begins it.

The patterns of styles and posts are strings: few pages have any, so they are compiled when the first does.
"""
_NAME_LENGTH = 120
"""Code points between the dash and the handle at most; a name has at most 50, and more with its flags."""
_LINK = re.compile(r"(?:pic\.twitter\.com|https?://t\.co)/\w+\s*\Z", re.ASCII)
_LABELS: dict[str, list[str]] = {}
"""The labels by their last letter, the longest first."""
for _label in sorted((*VOCABULARY[Sign.SOURCE], *VOCABULARY[Sign.KEYWORDS]), key=len, reverse=True):
    _LABELS.setdefault(_label[-1], []).append(_label)
_LABEL_LENGTH = max(len(label) for labels in _LABELS.values() for label in labels)
_LABEL_GAP = 2
"""Code points of white space before the colon of a label at most."""
_SENTENCE_ENDS = frozenset(f'{END_MARKS}»”")') - {"…"}
"""Signs behind which a label may begin; an ellipsis may stand before it within a sentence."""


def segments(text: str) -> Iterator[Segment]:
    """Yield the segments of a text, in order. All code points between them are white space or a byte order mark.

    A split within a line never splits a grapheme cluster.
    """
    dated = _DATED.match(text)
    if dated:
        yield Segment(dated.start(1), dated.end(1), _PLAIN)
    yield from _of_lines(text, dated.end() if dated else 0)


def _of_lines(text: str, end: int) -> Iterator[Segment]:
    """Yield the segments of the lines from an offset on."""
    for line in (text[end:] if end else text).splitlines(keepends=True):
        start, end = end, end + len(line)
        if line == "\n" or line.isspace():
            continue
        content = line.rstrip(LINE_ENDS)
        if start == 0 and content[0] == "\ufeff":
            content, start = content[1:], 1
            if not content or content.isspace():
                continue
        if _GAP in content and len(content) > _ROW_LENGTH and (columns := _columns(content)):
            for column in columns:
                yield Segment(start + column.start, start + column.end, column.form)
        elif content[0] <= "\x7f" and _CODE_LINE.match(content):
            yield Segment(start, start + len(content), Form.CODE)
        elif "{" in content or "(@" in content:
            for first, last, form in _split_regions(content):
                yield Segment(start + first, start + last, form)
        elif ".co" in content or (":" in content and any(_labels(content, 0, len(content)))):
            for first, last, form in _plain(content, 0, len(content)):
                yield Segment(start + first, start + last, form)
        else:
            yield Segment(start, start + len(content), _PLAIN)


def _columns(line: str) -> list[Segment]:
    """Return the parts of a line between runs of blanks that stand for line ends, or [] if it has none.

    Parts without a sentence among them are a row of headlines or rubrics.
    """
    ends = [found.span() for found in re.finditer(_GAPS, line.strip())]
    if not ends:
        return []
    shift = len(line) - len(line.lstrip())
    starts = [0, *(shift + end for _, end in ends)]
    stops = [*(shift + start for start, _ in ends), len(line)]
    parts = [(start, stop) for start, stop in zip(starts, stops, strict=True) if is_boundary(line, start)]
    if len(parts) != len(starts):
        return []
    row = len(parts) >= _ROW and not any(line[start:stop].rstrip()[-1:] in _SENTENCE_ENDS for start, stop in parts)
    form = Form.ROW if row else _PLAIN
    return [Segment(start, stop, Form.CODE if re.search(_TAG, line[start:stop]) else form) for start, stop in parts]


def _split_regions(line: str) -> Iterator[Segment]:
    """Yield the styles and posts in a line, and the text between them."""
    cursor = 0
    last = len(line.rstrip())
    styles = _styles(line) if "{" in line else ()
    attributions = _attributions(line) if "(@" in line else ()
    for region in sorted((*styles, *attributions), key=lambda segment: segment.start):
        if region.start < cursor:
            continue
        before = line[cursor : region.start].strip()
        post = region.form is Form.ATTRIBUTION and 0 < len(before) <= POST_LENGTH
        if before and not post:
            yield from _plain(line, cursor, region.start)
            cursor = region.start
        start = region.end - len(line[cursor : region.end].lstrip()) if cursor else 0
        cursor = _boundary(line, region.end) if region.end < last else len(line)
        yield Segment(start, cursor, Form.POST if post else region.form)
    yield from _plain(line, cursor, len(line))


def _plain(line: str, start: int, end: int) -> Iterator[Segment]:
    """Yield the plain text `[start, end)` of a line, split before a label that follows the end of a sentence."""
    cursor = start
    for label in _labels(line, start, end):
        if line[max(cursor, label - 3) : label].rstrip()[-1:] in _SENTENCE_ENDS:
            if segment := _trimmed(line, cursor, label):
                yield segment
            cursor = label
    if segment := _trimmed(line, cursor, end):
        yield segment


def _labels(line: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets of the labels with a colon in `[start, end)`."""
    colon = line.find(":", start, end)
    while colon >= 0:
        last = line[colon - 1 : colon]
        if last.casefold()[-1:] in _LABELS or last.isspace():
            before = line[max(start, colon - _LABEL_LENGTH - _LABEL_GAP) : colon]
            name = before.rstrip()
            gap, name = len(before) - len(name), name.casefold()
            label = next((label for label in _LABELS.get(name[-1:], ()) if name.endswith(label)), "")
            if label and gap <= _LABEL_GAP:
                yield colon - gap - len(label)
        colon = line.find(":", colon + 1, end)


def _trimmed(line: str, start: int, end: int) -> Segment | None:
    """Return a segment without white space at a split; white space at the edges of a line stays. None if blank."""
    content = line[start:end]
    if not content or content.isspace():
        return None
    if start > 0:
        start = end - len(content.lstrip())
    if end < len(line):
        end -= len(content) - len(content.rstrip())
    linked = end - start <= POST_LENGTH and ".co" in content and _LINK.search(line, max(start, end - 60), end)
    return Segment(start, end, Form.LINKED if linked else _PLAIN)


def _styles(line: str) -> Iterator[Segment]:
    """Yield the rules of a style sheet: selectors with declarations in braces. Adjacent rules are one segment."""
    done, style = 0, None
    element, selector = re.compile(_ELEMENT), re.compile(_SELECTOR)
    for block in re.finditer(_DECLARATIONS, line):
        before = line[done : block.start()]
        selectors = len(before.rstrip(_SELECTOR_LETTERS))
        first = element.match(before, selectors) or selector.search(before, selectors)
        if first:
            start = done + (first.end() if first.re is element else first.start())
            touching = style and not line[style.end : start].strip()
            if style and not touching:
                yield style
            style = Segment(style.start if style and touching else start, block.end(), Form.CODE)
        done = block.end()
    if style:
        yield style


def _attributions(line: str) -> Iterator[Segment]:
    done = 0
    for handle in re.finditer(_HANDLE, line):
        name = line[max(done, handle.start() - _NAME_LENGTH) : handle.start()]
        dash = re.match(_DASH, name)
        if dash:
            yield Segment(handle.start() - len(name) + dash.end(), handle.end(), Form.ATTRIBUTION)
            done = handle.end()


def _boundary(line: str, offset: int) -> int:
    """Return the first offset from `offset` on that splits no grapheme cluster."""
    while not is_boundary(line, offset):
        offset += 1
    return offset
