"""The pieces of a scraped text: its lines, cut where the scraper glued together what the page keeps apart."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from annotations.sections.vocabulary import VOCABULARY, Sign
from annotations.text.clusters import is_boundary
from annotations.text.lines import LINE_ENDS


class Form(Enum):
    """What a piece is by its form alone, wherever it stands."""

    PLAIN = auto()
    CODE = auto()
    """Rules of a style sheet, or a line of one or of a script."""
    ATTRIBUTION = auto()
    """The last line of an embedded post, which says whose it is and of what day: `— Name (@handle) May 1, 2024`."""
    POST = auto()
    """An embedded post with its attribution in the same line."""
    LINKED = auto()
    """What ends in the link that a social network gives to a picture or a quoted page."""


class Piece(NamedTuple):
    """The code points `[start, end)` of a text: a line without its end, or a part of one that is not blank."""

    start: int
    end: int
    form: Form


_PLAIN = Form.PLAIN
"""Members of an enumeration are slow to look up, and most lines are of this form."""
POST_LENGTH = 600
"""More code points than this are no embedded post."""

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
"""A line that begins with a dash is the attribution as a whole; within a line the last long dash begins it.

Few pages have styles or posts: their patterns are compiled when the first does.
"""
_NAME_LENGTH = 120
"""How far before the handle the dash may stand; a name has at most 50 code points, and more with its flags."""
_LINK = re.compile(r"(?:pic\.twitter\.com|https?://t\.co)/\w+\s*\Z", re.ASCII)
_LABELS: dict[str, list[str]] = {}
"""By their last letter, the longest first."""
for _label in sorted((*VOCABULARY[Sign.SOURCE], *VOCABULARY[Sign.KEYWORDS]), key=len, reverse=True):
    _LABELS.setdefault(_label[-1], []).append(_label)
_LABEL_LENGTH = max(len(label) for labels in _LABELS.values() for label in labels)
_LABEL_GAP = 2
"""How much white space may stand before the colon of a label."""
_SENTENCE_ENDS = frozenset('.!؟?»”")')


def cut(text: str) -> Iterator[Piece]:
    """The pieces of a text, in order: every code point outside of them is white space or a byte order mark in front.

    A cut within a line never parts a base from its combining marks.
    """
    end = 0
    for line in text.splitlines(keepends=True):
        start, end = end, end + len(line)
        if line == "\n" or line.isspace():
            continue
        content = line.rstrip(LINE_ENDS)
        if start == 0 and content[0] == "\ufeff":
            content, start = content[1:], 1
            if not content or content.isspace():
                continue
        if content[0] <= "\x7f" and _CODE_LINE.match(content):
            yield Piece(start, start + len(content), Form.CODE)
        elif "{" in content or "(@" in content:
            for piece, last, form in _cut_regions(content):
                yield Piece(start + piece, start + last, form)
        elif ".co" in content or (":" in content and any(_labels(content, 0, len(content)))):
            for piece, last, form in _plain(content, 0, len(content)):
                yield Piece(start + piece, start + last, form)
        else:
            yield Piece(start, start + len(content), _PLAIN)


def _cut_regions(line: str) -> Iterator[Piece]:
    """The styles and posts in a line, and what lies between them."""
    cursor = 0
    last = len(line.rstrip())
    styles = _styles(line) if "{" in line else ()
    attributions = _attributions(line) if "(@" in line else ()
    for region in sorted((*styles, *attributions), key=lambda piece: piece.start):
        if region.start < cursor:
            continue
        before = line[cursor : region.start].strip()
        post = region.form is Form.ATTRIBUTION and 0 < len(before) <= POST_LENGTH
        if before and not post:
            yield from _plain(line, cursor, region.start)
            cursor = region.start
        start = region.end - len(line[cursor : region.end].lstrip()) if cursor else 0
        cursor = _boundary(line, region.end) if region.end < last else len(line)
        yield Piece(start, cursor, Form.POST if post else region.form)
    yield from _plain(line, cursor, len(line))


def _plain(line: str, start: int, end: int) -> Iterator[Piece]:
    """What lies between two cuts, cut again before a label that follows the end of a sentence."""
    cursor = start
    for label in _labels(line, start, end):
        if line[max(cursor, label - 3) : label].rstrip()[-1:] in _SENTENCE_ENDS:
            if piece := _trimmed(line, cursor, label):
                yield piece
            cursor = label
    if piece := _trimmed(line, cursor, end):
        yield piece


def _labels(line: str, start: int, end: int) -> Iterator[int]:
    """Where the labels with a colon between two cuts begin."""
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


def _trimmed(line: str, start: int, end: int) -> Piece | None:
    """A piece without the white space at a cut; what a line begins or ends with belongs to it."""
    content = line[start:end]
    if not content or content.isspace():
        return None
    if start > 0:
        start = end - len(content.lstrip())
    if end < len(line):
        end -= len(content) - len(content.rstrip())
    linked = end - start <= POST_LENGTH and ".co" in content and _LINK.search(line, max(start, end - 60), end)
    return Piece(start, end, Form.LINKED if linked else _PLAIN)


def _styles(line: str) -> Iterator[Piece]:
    """The rules of a style sheet: declarations in braces with the selectors before them; those that touch are one."""
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
            style = Piece(style.start if style and touching else start, block.end(), Form.CODE)
        done = block.end()
    if style:
        yield style


def _attributions(line: str) -> Iterator[Piece]:
    done = 0
    for handle in re.finditer(_HANDLE, line):
        name = line[max(done, handle.start() - _NAME_LENGTH) : handle.start()]
        dash = re.match(_DASH, name)
        if dash:
            yield Piece(handle.start() - len(name) + dash.end(), handle.end(), Form.ATTRIBUTION)
            done = handle.end()


def _boundary(line: str, offset: int) -> int:
    """Return the first offset from there on that parts no grapheme cluster."""
    while not is_boundary(line, offset):
        offset += 1
    return offset
