"""`newsreader show`: an article in a pipe, set in visual order, or the sections that were found in it."""

import shutil
from pathlib import Path

from annotations.article import Article
from annotations.errors import CorpusError
from tui.commands.arguments import parser

FIRST_WORDS = 60
"""Columns of a section's first words."""


def main(arguments: list[str]) -> int:
    """Print what the command line says; returns the exit status."""
    options = parser("show", "Print an article set in visual order, for pipes and pagers.")
    options.add_argument("file", type=Path)
    options.add_argument("--width", type=int, help="columns (default: the terminal's, at most 100)")
    options.add_argument("--sections", action="store_true", help="list its sections: kind, offsets, first words")
    given = options.parse_args(arguments)
    width = given.width or min(100, shutil.get_terminal_size().columns)
    if width < 1:
        options.error("--width: at least 1")

    from annotations.corpus.corpus import Corpus

    corpus = Corpus.find(given.file)
    if len(corpus.ids) != 1:
        raise CorpusError(f"{given.file}: a folder of {len(corpus.ids)} articles; name one of them")
    article = corpus.article(corpus.ids[0])
    if given.sections:
        print(_sections(article), end="")
    else:
        from tui.printing import printed

        print(printed(article, width), end="")
    return 0


def _sections(article: Article) -> str:
    """A line for each section: kind, start, end (code points), and its first words in visual order."""
    from tui.typesetting.display import set_line

    return "".join(
        f"{each.kind:<12} {each.start:>8} {each.end:>8}  {set_line(article.text[each.start : each.end], FIRST_WORDS)}\n"
        for each in article.sections
    )
