"""The command line: opens the application, or runs a command without it."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from annotations.errors import CorpusError, NewsreaderError
from tui.commands.arguments import add_annotator, printable
from tui.commands.arguments import parser as parser_of

COMMANDS = {
    "show": "tui.commands.show",
    "export": "tui.commands.export",
    "import": "tui.commands.import_",
    "check": "tui.commands.check",
    "stats": "tui.commands.stats",
    "keys": "tui.commands.keys",
    "serve": "tui.commands.serve",
    "init": "tui.commands.init",
    "doctor": "tui.commands.doctor",
}
"""Name of a command -> the module whose `main` runs it; `open` is here."""
EXIT_ERROR = 2
"""Exit status of a command that failed."""

MAIN_HELP = """\
Read Arabic news in the terminal and tag spans of it.

  newsreader               open the sample corpus
  newsreader PATH          open a folder of articles, or one article
  newsreader COMMAND …     run a command; `newsreader COMMAND --help` explains it

commands:
  open      open a folder or a file (for a path that has a command's name)
  show      print an article in the terminal, or into a pipe
  export    write the annotations for training tools
  import    add annotations that other tools made to the articles
  check     check the stored annotations for damage; --repair fixes it
  stats     count labels and lengths, measure agreement
  keys      print the table of keys
  serve     open the application in a browser
  init      write a newsreader.toml: labels, relations, annotator
  doctor    show the detected terminal; choose the setting that displays Arabic correctly

options:
  --annotator NAME     name of the annotator (default: $NEWSREADER_ANNOTATOR, newsreader.toml, the login name)
  --lang {en,ar}       language of the screen (default: the locale's)
  --terminal PROFILE   use this terminal profile (see `newsreader doctor`)
  -V, --version        print the version
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; returns the exit status. An error is one line on standard error, and status 2."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # The output is UTF-8 in every locale. A file's name may be invalid Unicode.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        try:
            return _run(arguments)
        finally:
            sys.stdout.flush()  # a full disk is reported here, not when the interpreter ends
    except NewsreaderError as error:
        print(f"newsreader: {printable(str(error))}", file=sys.stderr)
        return EXIT_ERROR
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _drop_output()
        return 141
    except OSError as error:
        _drop_output()
        where = printable(str(error.filename)) if error.filename else "the output"
        print(f"newsreader: {where}: {error.strerror or error}", file=sys.stderr)
        return EXIT_ERROR


def _drop_output() -> None:
    """Write nothing more: Python would raise the error again when it closes the stream."""
    with suppress(OSError):  # it is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str]) -> int:
    first = arguments[0] if arguments else ""
    if first in {"-h", "--help"}:
        print(MAIN_HELP, end="")
        return 0
    if first in {"-V", "--version"}:
        from importlib.metadata import version

        print(f"newsreader {version('newsreader')}")
        return 0
    if first == "open":
        return _open(arguments[1:])
    if first in COMMANDS:
        return int(import_module(COMMANDS[first]).main(arguments[1:]))
    if first[:1].isalpha() and Path(first).name == first and "." not in first and not Path(first).exists():
        raise CorpusError(_unknown(first))
    return _open(arguments)


def _unknown(word: str) -> str:
    from difflib import get_close_matches  # only for a mistake

    nearest = get_close_matches(word.lower(), ["open", *COMMANDS], n=1)
    meant = f"did you mean “{nearest[0]}”? " if nearest else ""
    return f"“{word}” is no command, and there is no such file or folder; {meant}`newsreader --help` lists the commands"


def _open(arguments: list[str]) -> int:
    parser = parser_of("", "Open a folder of articles, or one article.")
    parser.add_argument("path", nargs="?", type=Path, help="folder or file (default: the sample corpus)")
    parser.add_argument("--terminal", metavar="PROFILE", help="use this terminal profile (see `newsreader doctor`)")
    parser.add_argument(
        "--lang", choices=["en", "ar"], default="", help="language of the screen (default: the locale's)"
    )
    add_annotator(parser)
    options = parser.parse_args(arguments)
    # Textual reads from standard input and draws on standard error.
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise CorpusError("the application needs a terminal; `newsreader show FILE` prints an article into a pipe")

    # Before the first paint many objects are made and none becomes garbage, so collecting would only cost time. The
    # application switches collection on after the paint.
    gc.disable()

    from tui.language.catalogue import choose, speak
    from tui.settings import load_settings
    from tui.terminal.terminal import Terminal

    # Ask the terminal first: its answers come while the rest is imported.
    settings = load_settings()
    speak(choose(options.lang, settings.language, environ=os.environ))
    with Terminal(options.terminal, settings.terminal) as terminal:
        from annotations.samples import installed_samples
        from annotations.workspace.workspace import Workspace
        from tui.keys.actions import reserved_keys

        path = options.path or installed_samples()
        with Workspace.open(path, annotator=options.annotator, reserved_keys=reserved_keys(), whole=False) as workspace:
            from tui.app import NewsreaderApp

            app = NewsreaderApp(workspace, terminal, theme=settings.theme, is_new=not (options.path or settings.toured))
            app.run()
            return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
