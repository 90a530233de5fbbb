"""The columns of a file of tokens: which has the tokens, which have tags, and in which spelling."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotations.errors import ImportFileError
from annotations.exchange.formats.conll.tags import KINDS, OUTSIDE, Style, tag_of

PHRASES = frozenset({"NP", "VP", "PP", "ADJP", "ADVP", "SBAR", "PRT", "CONJP", "INTJ", "LST", "UCP", "NAC", "QP"})
"""Labels of syntactic chunks: a column of them beside another column of tags is not read."""
_MOST = 60
"""The most different types of a column without B- and I-; a column with more has words."""

_MOST_COLUMNS = 1000


class Columns(NamedTuple):
    """The columns of a file."""

    token: int
    tags: tuple[int, ...]
    style: Style
    is_ragged: bool
    """True if a row has as many columns or tags as its token has spans, so that a column is no layer."""
    unread: tuple[str, ...]
    """The other columns, for messages."""


@dataclass(slots=True)
class _Column:
    """The counts of one column."""

    cells: int = 0
    outside: int = 0
    styles: Counter[Style] = field(default_factory=Counter)
    labels: set[str] = field(default_factory=set)
    """Some of them."""
    is_numbered: bool = True
    first: str | None = None
    is_constant: bool = True

    def add(self, cell: str) -> None:
        self.cells += 1
        self.is_numbered = self.is_numbered and cell.isdecimal()
        self.first = cell if self.first is None else self.first
        self.is_constant = self.is_constant and cell == self.first
        if cell in OUTSIDE:
            self.outside += 1
            return
        for style in Style:
            if (tag := tag_of(cell, style)) is not None:
                self.styles[style] += 1
                if len(self.labels) <= _MOST:
                    self.labels.add(tag.label)
                break

    def is_tags(self, style: Style) -> bool:
        """Return True if the cells are tags in this spelling. One of other rows may be faulty, most are not."""
        if style is Style.BARE:
            return self.outside > 0 and len(self.labels) <= _MOST and self.outside + self.styles[style] == self.cells
        tags = self.styles[style]
        return (tags > 0 and 2 * (tags + self.outside) > self.cells) or (style is Style.PREFIX and self.is_empty)

    @property
    def is_empty(self) -> bool:
        """True if no token is in a span."""
        return self.cells > 0 and self.outside == self.cells


def columns(rows: Iterable[Sequence[str]]) -> Columns:
    """Find the columns in the cells of all rows with a token. Raises `ImportFileError` without the file's name."""
    counts: list[_Column] = []
    lengths: set[int] = set()
    for cells in rows:
        lengths.add(len(cells))
        if len(cells) > _MOST_COLUMNS:
            raise ImportFileError(f"a line has more than {_MOST_COLUMNS} columns, which no file of tokens has")
        while len(counts) < len(cells):
            counts.append(_Column())
        for column, cell in zip(counts, cells, strict=False):
            column.add(cell)
    for style in Style:
        tags = [number for number, column in enumerate(counts) if column.is_tags(style)]
        if style is Style.BARE:
            tags = [number for number in tags if number in (0, len(counts) - 1)][-1:]
        others = [number for number in range(len(counts)) if number not in tags]
        if tags and others:
            is_nested = any("|" in label for number in tags for label in counts[number].labels)
            return _chosen(counts, tags, others, style, is_ragged=is_nested or len(lengths) > 1)
    raise ImportFileError("no column of it has tags such as B-PER, I-PER and O; choose another --format")


def _chosen(
    counts: Sequence[_Column], tags: Sequence[int], others: list[int], style: Style, *, is_ragged: bool
) -> Columns:
    phrases = [each for each in tags if not counts[each].is_empty and counts[each].labels <= PHRASES]
    kept = [each for each in tags if each not in phrases] or tags
    if style is Style.BARE and counts[kept[0]].labels <= KINDS:
        raise ImportFileError("its tags name no label: write it behind them, as in B-PER and I-PER")
    words = [each for each in others if not (counts[each].is_numbered or _is_name(counts[each]))] or others
    left = [each for each in range(len(counts)) if each not in (words[0], *kept)]
    unread = tuple(
        f"column {each + 1}" + (f" ({', '.join(sorted(counts[each].labels))})" if each in phrases else "")
        for each in left
    )
    return Columns(words[0], tuple(kept), style, is_ragged, unread)


def _is_name(column: _Column) -> bool:
    """Return True if a column has the name of the file or document in all of several rows."""
    return column.is_constant and column.cells > 1 and re.search(r"[/\d]", column.first or "") is not None
