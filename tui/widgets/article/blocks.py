"""An article's text cut into the blocks that are set as paragraphs of their own."""

from collections.abc import Iterator, Sequence

from annotations.model.article import Article, Section, SectionKind
from tui.typesetting.lines.breaks import split_paragraphs
from tui.typesetting.page.page import Block


def blocks(article: Article, *, folded: bool) -> list[Block]:
    """The article's paragraphs, cut where a section begins inside one; blank ones are left to the rows between blocks.

    Where `folded`, each stretch of furniture is one block of one row.
    """
    made: list[Block] = []
    for kind, start, end in _pieces(article):
        fold = folded and kind == SectionKind.FURNITURE
        if fold and made and made[-1].folded:
            made[-1] = Block(made[-1].start, end, kind, folded=True)
        else:
            made.append(Block(start, end, kind, folded=fold))
    return made


def _pieces(article: Article) -> Iterator[tuple[str, int, int]]:
    """The kind, start and end of each piece that is not blank."""
    sections = _Sections(article.sections or ())
    for paragraph_start, paragraph_end in split_paragraphs(article.text):
        start = paragraph_start
        while start < paragraph_end:
            kind, until = sections.at(start)
            end = min(until, paragraph_end)
            if not article.text[start:end].strip():
                start = end
                continue
            # White space behind a section belongs to no section; it stays with the piece before it.
            while end < paragraph_end and article.text[end].isspace():
                end += 1
            yield kind, start, end
            start = end


class _Sections:
    """Answers for growing offsets which section holds them."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._next = 0

    def at(self, offset: int) -> tuple[str, int]:
        """The kind of the section that holds an offset ("" between sections), and where that ends."""
        while self._next < len(self._sections) and self._sections[self._next].end <= offset:
            self._next += 1
        if self._next == len(self._sections):
            return "", offset + (1 << 62)
        section = self._sections[self._next]
        return (section.kind, section.end) if section.start <= offset else ("", section.start)
