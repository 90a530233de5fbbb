"""`newsreader check`: whether everything that is stored is sound, and fixing what is not."""

from pathlib import Path

from tui.commands.arguments import parser, printable
from tui.language.catalogue import counted

FOUND = 1
"""Exit status when something was found, fixed or not; 0 when all is sound, 2 when it cannot be told."""


def main(arguments: list[str]) -> int:
    """Check what the command line says; returns the exit status."""
    options = parser(
        "check",
        "Look whether everything that is stored is sound, and fix it; say what of the folder is no article and why. "
        "Exit status 0: all is sound; 1: something was found, fixed or not; 2: it cannot be told.",
    )
    options.add_argument(
        "path", nargs="?", type=Path, default=Path(), help="the folder of articles (default: this one)"
    )
    options.add_argument(
        "--repair", action="store_true", help="fix what can be; what is replaced is moved aside, nothing deleted"
    )
    options.add_argument("--annotator", help="only theirs (default: everybody)")
    given = options.parse_args(arguments)

    from annotations.corpus.corpus import Corpus
    from annotations.errors import CorpusError
    from annotations.model.article import Article
    from annotations.store.check import examine, nested_stores
    from annotations.store.store import annotators

    corpus = Corpus.find(given.path)

    def read(article_id: str) -> Article | None:
        try:
            return corpus.article(article_id)
        except CorpusError:
            return None

    found = fixed = 0
    names = annotators(corpus.root) if given.annotator is None else [given.annotator]
    for name in names:
        for finding in examine(corpus.root, name, read, repair=given.repair):
            found += 1
            fixed += bool(finding.done)
            done = f"; {finding.done}" if finding.done else ""
            print(printable(f"{finding.kind}: {finding.where}: {finding.what}{done}"))
    for finding in nested_stores(corpus.root):
        found += 1
        print(printable(f"{finding.kind}: {finding.where}: {finding.what}"))
    for problem in corpus.problems:
        print(printable(f"not read: {problem}"))
    whose = counted(len(names), "annotator")
    print(f"{whose}, {counted(found, 'finding')}, {fixed} fixed" if found else "all is sound")
    return FOUND if found else 0
