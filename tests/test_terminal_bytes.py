"""What reaches the terminal: nothing of an article but glyphs, and on every way out what puts it back."""

import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.workspace.workspace import Workspace
from benchmarks.terminal import Terminal

BIDI_OFF, BIDI_ON = b"\x1b[8l", b"\x1b[8h"
ALTERNATE, PRIMARY = b"\x1b[?1049h", b"\x1b[?1049l"
RESTORED = (PRIMARY, BIDI_ON, b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l", b"\x1b[<u")

Run = Callable[..., Terminal]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def start(path: Path, code: str = "", **variables: str) -> Terminal:
        program = f"import sys\nfrom tui.cli import main\n{code}\nsys.exit(main(sys.argv[1:]))"
        root = str(Path(__file__).parents[1])
        environ = {"PYTHONPATH": root, "NEWSREADER_ANNOTATOR": "hana", "XDG_DATA_HOME": str(tmp_path / "data")}
        environ |= variables
        return Terminal([sys.executable, "-c", program, "open", str(path)], environ=environ)

    return start


def painted(terminal: Terminal) -> Terminal:
    terminal.first_paint(b"help")
    return terminal


def assert_restored(output: bytes) -> None:
    assert output.index(BIDI_OFF) < output.index(ALTERNATE)
    for sequence in RESTORED:
        assert sequence in output[output.rindex(ALTERNATE) :]
    assert output.rindex(PRIMARY) < output.rindex(BIDI_ON)


@pytest.mark.parametrize("keys", [b"q", b"\x03", b"\x11", "\u0636".encode()], ids=["q", "ctrl+c", "ctrl+q", "arabic q"])
def test_a_key_that_quits_leaves_the_terminal_as_it_was(corpus: Path, run: Run, keys: bytes) -> None:
    with painted(run(corpus)) as terminal:
        terminal.send(keys)
        assert terminal.end() == 0
        assert_restored(terminal.output)


@pytest.mark.slow
@pytest.mark.parametrize(("term", "colours"), [("dumb", rb"[34]8;"), ("xterm-256color", rb"[34]8;2;")])
def test_a_terminal_is_sent_no_colours_that_it_does_not_know(corpus: Path, run: Run, term: str, colours: bytes) -> None:
    with painted(run(corpus, TERM=term, COLORTERM="")) as terminal:
        terminal.send(b"\ra?")
        terminal.send(b"q")
        terminal.send(b"q")
        assert terminal.end() == 0
        styles = re.findall(rb"\x1b\[([0-9;]*)m", terminal.output)
        assert len(styles) > 100
        assert [each for each in styles if re.search(colours, each)] == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_the_program_leaves_the_terminal_as_it_was(corpus: Path, run: Run, number: int) -> None:
    with painted(run(corpus)) as terminal:
        terminal.signal(number)
        assert terminal.end() == 128 + number
        assert_restored(terminal.output)


@pytest.mark.parametrize("keys", [b"", b"\ra", b"/", b"?"], ids=["list", "tagged", "prompt", "help"])
def test_a_program_whose_terminal_is_closed_saves_and_ends(corpus: Path, run: Run, keys: bytes) -> None:
    with painted(run(corpus)) as terminal:
        for key in keys:
            terminal.answer(bytes([key]))
        terminal.hang_up()
        assert terminal.end(timeout=10) == 128 + signal.SIGHUP
    with Workspace.open(corpus, annotator="hana") as workspace:  # which nothing locks
        assert workspace.progress.total().annotations == (1 if keys == b"\ra" else 0)


def test_a_program_that_is_continued_without_having_been_stopped_goes_on_and_ends(corpus: Path, run: Run) -> None:
    with painted(run(corpus)) as terminal:
        seen = len(terminal.output)
        terminal.signal(signal.SIGCONT)
        while ALTERNATE not in terminal.output[seen:]:  # keys that come before it are dropped with the old thread
            terminal.answer(b"")
        terminal.send(b"q")
        assert terminal.end(timeout=10) == 0
        assert_restored(terminal.output)


def test_a_crash_leaves_the_terminal_as_it_was(corpus: Path, run: Run) -> None:
    crash = "from tui.screens.reading.screen import ReadingScreen\nReadingScreen.action_help = lambda self: 1 / 0"
    with painted(run(corpus, crash)) as terminal:
        terminal.send(b"?")
        assert terminal.end() == 1
        assert_restored(terminal.output)


def test_a_suspension_gives_the_terminal_back_and_takes_it_again(corpus: Path, run: Run) -> None:
    with painted(run(corpus)) as terminal:
        terminal.send(b"\x1a")
        terminal.wait_for(PRIMARY)
        terminal.wait_for(b"\x1b[8h")
        terminal.wait_until_stopped()
        assert_restored(terminal.output)
        seen = len(terminal.output)
        terminal.signal(signal.SIGCONT)
        terminal.answer(b"")
        assert BIDI_OFF in terminal.output[seen:]
        terminal.send(b"q")
        assert terminal.end() == 0
        assert_restored(terminal.output[seen:])


HOSTILE = (
    "\x1b]0;title\x07head [/] [@click=app.quit]line[/] \u202e\u0643\u062a\u0628\u202c\n"
    "\x1b]52;c;cHduZWQ=\x07 \x9b31m \x90q\x9c [red]\u0643\u062a\u0628[/red] $x \\[b] \x00\x08\x7f \u2066abc\u2069\n"
)


def test_nothing_of_a_hostile_article_or_file_name_reaches_the_terminal_but_glyphs(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "\x1b[31mfolder [b]"
    folder.mkdir()
    (folder / "\x1b]0;name\x07 [b].txt").write_text(HOSTILE, encoding="utf-8", newline="")
    (folder / "broken \x1b[1m.txt").write_bytes(b"\xff\x1b]0;x\x07")
    with painted(run(folder)) as terminal:
        # Through the list, the text with its furniture, a tag with its notice, the panel, undo, the help.
        for keys in ("\x1b[B \x1b[A \r z 1 a \t \t \t \x1b[D e c u ? q").split(" "):
            terminal.answer(keys.encode())
        terminal.send(b"q")
        assert terminal.end() == 0
        # Textual's own command for the shape of the mouse pointer aside.
        text = re.sub("\x1b\\]22;[a-z]*\x07", "", terminal.output.decode())
    assert "abc" in text
    assert "\x1b]" not in text
    assert not re.search("[\x80-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)
    assert not re.search("[\x00\x07\x08\x7f]", text)
    assert "pwned" not in text
    assert "\x1b[31m" not in text
