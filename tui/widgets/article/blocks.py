"""Cuts an article's text into blocks, each of which is set as a paragraph of its own."""

from collections.abc import Iterator, Sequence

from annotations.model.article import Article, Section, SectionKind
from annotations.text.lines import LINE_ENDS
from tui.typesetting.lines.breaks import split_paragraphs
from tui.typesetting.page.page import Block


def blocks(article: Article, *, folded: bool) -> list[Block]:
    """Return the article's paragraphs, cut where a section begins inside one. Blank ones are left out.

    If `folded`, neighbouring furniture is one block of one row.
    """
    made: list[Block] = []
    for kind, start, end in _parts(article):
        fold = folded and kind == SectionKind.FURNITURE
        if fold and made and made[-1].folded:
            made[-1] = Block(made[-1].start, end, kind, folded=True)
        else:
            made.append(Block(start, end, kind, folded=fold))
    return made


def borders(article: Article) -> tuple[int, ...]:
    """Return the offsets at which a section begins in the midst of a line: a scraped page has no line end there."""
    starts = (each.start for each in article.sections or ())
    return tuple(start for start in starts if start and article.text[start - 1] not in LINE_ENDS)


def _parts(article: Article) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of each part of a paragraph that is in one section and not blank."""
    sections = _Sections(article.sections or ())
    for paragraph_start, paragraph_end in split_paragraphs(article.text):
        start = paragraph_start
        while start < paragraph_end:
            kind, until = sections.at(start)
            end = min(until, paragraph_end)
            if not article.text[start:end].strip():
                start = end
                continue
            # White space behind a section belongs to no section; it stays with the part before it.
            while end < paragraph_end and article.text[end].isspace():
                end += 1
            yield kind, start, end
            start = end


class _Sections:
    """Finds the sections of growing offsets."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._next = 0

    def at(self, offset: int) -> tuple[str, int]:
        """Return the kind and the end of the section at an offset; between sections "" and the next one's start."""
        while self._next < len(self._sections) and self._sections[self._next].end <= offset:
            self._next += 1
        if self._next == len(self._sections):
            return "", offset + (1 << 62)
        section = self._sections[self._next]
        return (section.kind, section.end) if section.start <= offset else ("", section.start)
