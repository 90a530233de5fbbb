"""The command line: opens the application, or prints and exports without it."""

import gc
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from annotations.errors import CorpusError, NewsreaderError
from tui.commands.arguments import add_annotator, printable
from tui.commands.arguments import parser as parser_of

MODULES = {"export": "export"}
"""Commands that have a module of `tui.commands` each, by its name."""
EXIT_ERROR = 2
"""Exit status of a command that could not do what it was asked for."""

MAIN_HELP = """\
Read Arabic news in the terminal and tag spans of it.

  newsreader               open the sample corpus
  newsreader PATH          open a folder of articles, or one article
  newsreader COMMAND …     run a command; `newsreader COMMAND --help` explains it

commands:
  open      open a folder or a file (for a path that has a command's name)
  show      print an article, set for the terminal
  export    write the annotations for training tools
  keys      print the table of keys
  serve     open it in a browser
  init      write a newsreader.toml: labels, relations, annotator
  doctor    say what terminal this is taken for, and try what reads right
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; returns the exit status, 2 after an error told on standard error in one line."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Arabic has to pass also where the locale says otherwise; a file's name need not be Unicode.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _run(arguments)
    except NewsreaderError as error:
        print(f"newsreader: {printable(str(error))}", file=sys.stderr)
        return EXIT_ERROR
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of the pipe has gone; Python would complain about it again while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _run(arguments: list[str]) -> int:
    commands: dict[str, Callable[[list[str]], int]] = {
        "open": _open,
        "show": _show,
        "keys": _keys,
        "serve": _serve,
        "init": _init,
        "doctor": _doctor,
    }
    first = arguments[0] if arguments else ""
    if first in {"-h", "--help"}:
        print(MAIN_HELP, end="")
        return 0
    if first in {"-V", "--version"}:
        from importlib.metadata import version

        print(f"newsreader {version('newsreader')}")
        return 0
    if first in commands:
        return commands[first](arguments[1:])
    if first in MODULES:
        command = import_module(f"tui.commands.{MODULES[first]}").main
        return int(command(arguments[1:]))
    return _open(arguments)


def _open(arguments: list[str]) -> int:
    parser = parser_of("", "Open a folder of articles, or one article.")
    parser.add_argument("path", nargs="?", type=Path, help="folder or file (default: the sample corpus)")
    parser.add_argument(
        "--terminal", metavar="PROFILE", help="take the terminal for this one (see `newsreader doctor`)"
    )
    parser.add_argument(
        "--lang", choices=["en", "ar"], default="", help="language of the screen (default: the locale's)"
    )
    add_annotator(parser)
    options = parser.parse_args(arguments)
    # Textual reads from standard input and draws on standard error.
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise CorpusError("the application needs a terminal; `newsreader show FILE` prints an article into a pipe")

    # Until the first paint nothing becomes garbage but a lot is made; the collector would only look at it again and
    # again. The application switches it on when it has painted.
    gc.disable()

    from tui.catalogue import choose, speak
    from tui.settings import load_settings
    from tui.terminal.terminal import Terminal

    # The terminal is asked first: its answers come while the rest is imported.
    settings = load_settings()
    speak(choose(options.lang, settings.language, environ=os.environ))
    with Terminal(options.terminal, settings.terminal) as terminal:
        from annotations.samples import installed_samples
        from annotations.workspace import Workspace
        from tui.actions import reserved_keys

        path = options.path or installed_samples()
        with Workspace.open(path, annotator=options.annotator, reserved_keys=reserved_keys()) as workspace:
            from tui.app import NewsreaderApp

            app = NewsreaderApp(workspace, terminal, theme=settings.theme, is_new=not (options.path or settings.toured))
            app.run()
            return app.return_code or 0


def _show(arguments: list[str]) -> int:
    parser = parser_of("show", "Print an article set in visual order, for pipes and pagers.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--width", type=int, help="columns (default: the terminal's, at most 100)")
    options = parser.parse_args(arguments)
    width = options.width or min(100, shutil.get_terminal_size().columns)
    if width < 1:
        parser.error("--width: at least 1")

    from annotations.corpus.corpus import Corpus
    from tui.printing import printed

    corpus = Corpus.find(options.file)
    if len(corpus.ids) != 1:
        raise CorpusError(f"{options.file}: a folder of {len(corpus.ids)} articles; name one of them")
    print(printed(corpus.article(corpus.ids[0]), width), end="")
    return 0


def _keys(arguments: list[str]) -> int:
    parser = parser_of("keys", "Print the table of keys; each letter works under an Arabic keyboard layout too.")
    parser.add_argument("--markdown", action="store_true", help="as a page of the documentation")
    options = parser.parse_args(arguments)

    from annotations.label import DEFAULT_LABELS
    from tui.actions import key_table, key_table_markdown

    if options.markdown:
        print(key_table_markdown(DEFAULT_LABELS), end="")
        return 0
    for group, rows in key_table(DEFAULT_LABELS):
        print(f"{group}")
        for keys, description in rows:
            print(f"  {keys:<24}{description}")
    return 0


def _serve(arguments: list[str]) -> int:
    from tui.web.serve import main as serve

    return serve(arguments)


def _init(arguments: list[str]) -> int:
    parser = parser_of("init", "Write a newsreader.toml with comments, in which labels and relations can be changed.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), help="folder of articles (default: this one)")
    options = parser.parse_args(arguments)

    from annotations.configuration import template
    from annotations.corpus.corpus import CONFIGURATION

    target = options.folder / CONFIGURATION
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError:
        raise CorpusError(f"{target}: is there already; change it, or move it away first") from None
    except OSError as error:
        raise CorpusError(f"{target}: cannot be written ({error.strerror}); name a folder that can") from error
    print(f"{target}: written", file=sys.stderr)
    return 0


def _doctor(arguments: list[str]) -> int:
    from tui.terminal.doctor import main as examine

    return examine(arguments)


if __name__ == "__main__":
    sys.exit(main())
