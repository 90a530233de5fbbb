"""`newsreader export`: the annotations, as training tools read them."""

import sys
from pathlib import Path

from tui.commands.arguments import add_annotator, parser, printable


def main(arguments: list[str]) -> int:
    """Export what the command line says; returns the exit status."""
    options = parser("export", "Write the annotations for training tools, one line per article and annotator.")
    options.add_argument("path", type=Path, help="the folder of articles, or one article")
    options.add_argument("--format", choices=["jsonl"], default="jsonl")
    options.add_argument("--out", required=True, metavar="FILE", help="where to; - is standard output")
    add_annotator(options)
    given = options.parse_args(arguments)

    from annotations.exchange.jsonl import write
    from annotations.workspace import Workspace

    with Workspace.open(given.path, annotator=given.annotator, writable=False) as workspace:
        result = write(workspace.records(), given.out)
    print(f"{result.articles} articles, {result.spans} spans -> {printable(given.out)}", file=sys.stderr)
    return 0
