"""The real program under keys that come faster than it paints: typed ahead, pasted, or sent over a slow line."""

import random
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from annotations.project.layout import ARTICLES, CACHE, STORE
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from benchmarks.terminal import Terminal
from tui.cli import main
from tui.keys.layouts import LATIN_TO_ARABIC

pytestmark = pytest.mark.slow  # tests/screens/test_typed_ahead.py has the same without a terminal

ROOT = str(Path(__file__).parents[1])

ESCAPE = b"\x1b[27u"
"""Esc in kitty's protocol. As one byte it would join the key behind it, as Alt does."""

Start = Callable[..., AbstractContextManager[Terminal]]

GUARDS = """
import os, sys
from pathlib import Path
from tui.app import NewsreaderApp
from tui.cli import main
from tui.screens.exporting import ExportScreen
from tui.screens.palette import PaletteScreen

open_palette, export = PaletteScreen.__init__, ExportScreen._export

def without_the_end(self, commands):
    open_palette(self, [each for each in commands if each.action not in ("app.quit", "app.suspend_process")])

def into_the_folder(self, target):
    export(self, Path(os.environ["EXPORTS"]) / (target.name or "nameless"))

PaletteScreen.__init__, ExportScreen._export = without_the_end, into_the_folder
sys.exit(main(sys.argv[1:]))
"""
"""The program without a way to its end in the palette, and with a folder for whatever is exported."""


@pytest.fixture
def start(tmp_path: Path) -> Start:
    (tmp_path / "exports").mkdir()

    def run(folder: Path, program: str = GUARDS) -> Terminal:
        environ = {
            "PYTHONPATH": ROOT,
            "NEWSREADER_ANNOTATOR": "hana",
            "XDG_DATA_HOME": str(tmp_path / "data"),
            "EXPORTS": str(tmp_path / "exports"),
        }
        return Terminal([sys.executable, "-c", program, "open", str(folder)], environ=environ)

    return run


def quit_from_anywhere(terminal: Terminal) -> None:
    """Leave all prompts and screens, and quit."""
    for _ in range(4):
        terminal.answer(ESCAPE)
    terminal.send(b"q")
    assert terminal.end() == 0, terminal.output[-3000:].decode(errors="replace")
    assert b"Traceback" not in terminal.output


# Keys that arrive with the key that opens what they are meant for


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        (b"/w217x\r", b"0 articles"),
        (b"#w217x\r", "0 places · w217x".encode()),
        (b"\x10export\r", b"Enter asks where to"),
        (b"?" + ESCAPE + b"w", b"Enter asks where to"),
        (b"w\r" + b"\x15here.jsonl", b"here.jsonl"),
    ],
    ids=["filter", "search", "palette", "help left", "export"],
)
def test_keys_go_to_what_the_keys_before_them_opened(corpus: Path, start: Start, keys: bytes, shown: bytes) -> None:
    with start(corpus) as terminal:
        terminal.first_paint(b"help")
        seen = len(terminal.output)
        terminal.send(keys)
        terminal.wait_for(shown, since=seen)
        quit_from_anywhere(terminal)
    with Workspace.open(corpus, annotator="hana") as workspace:
        assert not any(workspace.work(each).annotations for each in workspace.ids)


def test_the_letters_of_a_hint_may_come_with_its_key(corpus: Path, start: Start) -> None:
    def tagged(folder: Path, *chunks: bytes) -> list[Span]:
        with start(folder) as terminal:
            terminal.first_paint(b"help")
            for chunk in chunks:
                terminal.answer(chunk)
            quit_from_anywhere(terminal)
        with Workspace.open(folder, annotator="hana") as workspace:
            return [each.span for each in workspace.work(workspace.ids[0]).annotations]

    other = Path(shutil.copytree(corpus, corpus.with_name("other")))
    slowly = tagged(corpus, b"\r", b";", b"f", b"d", b"a")
    assert len(slowly) == 1
    assert tagged(other, b"\r;fda") == slowly


def test_a_second_key_that_leaves_a_screen_acts_on_the_screen_below(corpus: Path, start: Start) -> None:
    with start(corpus) as terminal:
        terminal.first_paint(b"help")
        for opening in (b"\x10", b"?", b"g", b"\x1bOQ", b"w", b"#a\r"):
            terminal.answer(opening + ESCAPE * 3)
            terminal.answer(opening + b"\r\r" + ESCAPE * 3)
        quit_from_anywhere(terminal)


def test_keys_behind_the_one_that_quits_are_dropped(corpus: Path, start: Start) -> None:
    with start(corpus) as terminal:
        terminal.first_paint(b"help")
        terminal.send(b"\rqad0")
        assert terminal.end() == 0
    with Workspace.open(corpus, annotator="hana") as workspace:
        assert not workspace.work(workspace.ids[0]).annotations


# Random keys

KEYS = {
    "text": (
        ["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[1;2C", "\x1b[1;2B", "\x1b[5~", "\x1b[6~", *"jknp12345seoz"],
        8,
    ),
    "tag": ([*"acf.&tx", " ", "\x7f", "\x1b[3~"], 4),
    "article": ([*"d0[]luyi!", "\x12"], 3),
    "panes": (["\t", "\x1b[Z", "\r", "\x1b[27u"], 6),
    "jump": ([";fd", ";js", ";", ";\u0628\u0644"], 1),
    "prompts": (["/", "m", "v", "#", "/\u0642\u0627\u0644\r", "mab\r", "v\t\r", "#\u0642\u0627\u0644\r*"], 1),
    "screens": (["?", "g", "w", "\x10", "*", "\x1bOP", "\x1bOQ", "w\r\r", "\x10co\r", "*\r"], 1),
    "editing": (["\x01", "\x05", "\x15", "\x1b[H", "\x1b[F", *"hb7:;,'"], 1),
}
"""Groups of keys, and how often each group is drawn."""
NEVER = set("q\u0636\x11\x03\x1a")
"""Keys that end or suspend the program."""
SHOWN = (
    "filter: ",
    "note",
    "search: ",
    "search all articles: ",
    "attributes: ",
    "where to: ",
    "find a command by its name",
)
SHOWN += (
    "Enter asks where to",
    "Welcome to newsreader",
    "Every letter works under",
    "Who acts or speaks",
    " places · ",
)
"""Words of every prompt and every screen."""
CHUNK = 40
"""Keys that arrive together at most."""


def random_keys(seed: int, count: int) -> Iterator[str]:
    """Yield chunks of keys, some of them as an Arabic layout gives them."""
    draw = random.Random(seed)
    groups, weights = [group for group, _ in KEYS.values()], [weight for _, weight in KEYS.values()]
    while count > 0:
        chunk = []
        is_arabic = draw.random() < 0.4
        for _ in range(min(count, draw.randint(1, CHUNK))):
            key = draw.choice(draw.choices(groups, weights)[0])
            chunk.append(LATIN_TO_ARABIC.get(key, key) if is_arabic else key)
        count -= len(chunk)
        keys = "".join(chunk)
        assert not NEVER & set(keys)
        yield keys


def resident(terminal: Terminal) -> int:
    """Return the pages of memory that the program holds."""
    return int(Path(f"/proc/{terminal._pid}/statm").read_text(encoding="ascii").split()[1])


def exported(folder: Path, target: Path) -> list[str]:
    assert main(["export", str(folder), "--format", "jsonl", "--out", str(target)]) == 0
    return sorted(target.read_text(encoding="utf-8").splitlines())


def assert_it_stands_random_keys(corpus: Path, start: Start, *, seed: int, count: int) -> None:
    print(f"seed {seed}")
    grown_at, before, typed, shown = 2000, 0, 0, set[str]()
    with start(corpus) as terminal:
        terminal.first_paint(b"help")
        for keys in random_keys(seed, count):
            seen = len(terminal.output)
            terminal.answer(keys.encode())
            shown.update(words for words in SHOWN if words.encode() in terminal.output[seen:])
            typed += len(keys)
            if not before and typed >= grown_at:
                before = resident(terminal)
            terminal.output = terminal.output[-100_000:]
            assert b"Traceback" not in terminal.output, terminal.output[-3000:].decode(errors="replace")
        assert sorted(set(SHOWN) - shown) == []
        assert not before or resident(terminal) <= 1.5 * before
        quit_from_anywhere(terminal)
    assert main(["check", str(corpus)]) == 0
    by_files = exported(corpus, corpus.with_name("files.jsonl"))
    shutil.rmtree(corpus / STORE / "hana" / ARTICLES)
    shutil.rmtree(corpus / CACHE)
    assert exported(corpus, corpus.with_name("journals.jsonl")) == by_files
    assert any('"annotations"' in line or '"spans"' in line for line in by_files)


def test_the_program_stands_random_keys(corpus: Path, start: Start) -> None:
    assert_it_stands_random_keys(corpus, start, seed=1, count=1500)


@pytest.mark.parametrize("seed", [2, 3, 4, 5])
def test_the_program_stands_many_random_keys(corpus: Path, start: Start, seed: int) -> None:
    assert_it_stands_random_keys(corpus, start, seed=seed, count=5000)
