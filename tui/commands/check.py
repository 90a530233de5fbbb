"""`newsreader check`: finds damage in the stored annotations, and repairs it."""

from pathlib import Path

from tui.commands.arguments import parser, printable
from tui.language.catalogue import counted

FOUND = 1
"""Exit status if something was found, fixed or not, or if a file was not read; 0 if neither, 2 if the check failed."""


def main(arguments: list[str]) -> int:
    """Run the command with its arguments; returns the exit status."""
    options = parser(
        "check",
        "Check the stored annotations for damage; list the files that are not articles, with the reason. "
        "Exit status 0: no damage, and every file read; 1: damage was found, fixed or not, or a file was not read; "
        "2: the check failed.",
    )
    options.add_argument(
        "path", nargs="?", type=Path, default=Path(), help="the folder of articles (default: this one)"
    )
    options.add_argument(
        "--repair",
        action="store_true",
        help="fix what can be fixed; moves replaced files aside, deletes nothing",
    )
    options.add_argument("--annotator", help="check only this annotator (default: all)")
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
    if found:
        print(f"{whose}, {counted(found, 'finding')}, {fixed} fixed")
    elif corpus.problems:
        print("the annotations are sound; not all files are read, see above")
    else:
        print("all is sound")
    return FOUND if found or corpus.problems else 0
