"""`newsreader show`: prints an article into a terminal or a pipe, or lists its sections."""

import shutil
from pathlib import Path

from annotations.errors import CorpusError
from annotations.model.article import Article
from tui.commands.arguments import parser

FIRST_WORDS = 60
"""Columns of a section's first words."""


def main(arguments: list[str]) -> int:
    """Run the command with its arguments; returns the exit status."""
    options = parser("show", "Print an article in visual order, or in the order that the terminal displays correctly.")
    options.add_argument(
        "file", type=Path, help="an article; FILE#RECORD or FILE!/MEMBER names one of several in a file"
    )
    options.add_argument("--width", type=int, help="columns (default: the terminal's, at most 100)")
    options.add_argument(
        "--logical", action="store_true", help="in logical order, for a pager or an editor that reorders Arabic itself"
    )
    options.add_argument("--sections", action="store_true", help="list its sections: kind, offsets, first words")
    given = options.parse_args(arguments)
    width = given.width or min(100, shutil.get_terminal_size().columns)
    if width < 1:
        options.error("--width: at least 1")

    from annotations.corpus.corpus import Corpus

    corpus = Corpus.find(given.file)
    if len(corpus.ids) != 1:
        raise CorpusError(f"{given.file}: {len(corpus.ids)} articles; name one of them, such as {corpus.ids[0]}")
    article = corpus.article(corpus.ids[0])
    if given.sections:
        print(_sections(article), end="")
    else:
        print(_rows(article, width, is_logical=given.logical), end="")
    return 0


def _rows(article: Article, width: int, *, is_logical: bool) -> str:
    """Return the article's rows in the order that standard output needs."""
    from tui.commands.printing import printed, printed_in_reading_order, profile_of_output

    profile = None if is_logical else profile_of_output()
    return printed_in_reading_order(article, width) if profile is None else printed(article, width, profile=profile)


def _sections(article: Article) -> str:
    """Return a line for each section: kind, start, end (code points), and its first words in visual order."""
    from tui.typesetting.lines.display import set_line

    return "".join(
        f"{each.kind:<12} {each.start:>8} {each.end:>8}  {set_line(article.text[each.start : each.end], FIRST_WORDS)}\n"
        for each in article.parsed_sections
    )
