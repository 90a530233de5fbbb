"""The application in real terminals: order, joining, highlight and borders, also after the caret has moved."""

import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyte
import pytest

from benchmarks.terminal import Terminal
from tests.terminal.desktop import ROOT, Desktop, desktop, staged
from tests.terminal.emulators import SCREEN, Emulator
from tests.terminal.pictures import Comparison, Expectation, Picture, Raster, error_rate, read_text
from tests.terminal.setups import EMULATORS
from tui.terminal.profile import PROFILES

pytestmark = pytest.mark.terminals

PAGE = (
    "عالم الشمالية قال لا",
    "قال عالم من الجامعة الشمالية إن الأمطار لا تكفي هذا العام، وطلب من المزارعين حفظ الماء.",
    "بلغ الإنتاج 1250 طنا في عام 2023 (أي ٤٥٫٣ بالمئة) وكتب الوسم #Russia ثم عاد إلى بيته [غدا].",
    "هذا كِتابٌ مُفيدٌ جِدًّا.",
)
BORDER = "\u258f"
UNREADABLE = "\u0663\u0664\u0665\u066b#Rusia"
"""Arabic digits and the hashtag: Tesseract guesses at them, so they are told by their shapes."""
SHAPES = UNREADABLE + "()[]"
TABLE = ROOT / "docs/terminals.md"

STEPS: tuple[tuple[str, ...], ...] = (
    (),
    ("Return",),
    ("j", "Down", "Left"),
    ("3",),
    ("2", "o"),
    ("c", "j"),
)
"""X names of keys: wait for the list, open, move the caret, select, grow the selection, tag it and go away."""
BYTES = {"Return": b"\r", "Down": b"\x1b[B", "Left": b"\x1b[D"}


@dataclass
class Result:
    emulator: Emulator
    note: str = ""
    detected: str = ""
    rates: list[float] = field(default_factory=list)
    touching: int = 0
    pairs: int = 0
    highlight: str = ""
    borders: str = ""
    missing: int = 0
    misshapen: int = 0


@pytest.fixture(scope="module")
def results(request: pytest.FixtureRequest) -> Iterator[dict[str, Result]]:
    """What was seen; written as the table when every terminal was asked for."""
    seen: dict[str, Result] = {}
    yield seen
    if len(seen) == len(EMULATORS):
        TABLE.write_text(_table(list(seen.values())), encoding="utf-8")


def _reference(page: Path, columns: int, rows: int, home: Path, colours: str) -> list[Expectation]:
    """The screens after each step, from the bytes that a terminal without bidi gets."""
    size = {"COLUMNS": str(columns), "LINES": str(rows)}
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(home))
    environ = {"NEWSREADER_TERMINAL": "plain", "COLORTERM": colours} | size | homes
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    screens = []
    with Terminal(_program(page), columns=columns, rows=rows, environ=environ) as terminal:
        terminal.first_paint(b"newsreader")
        fed = 0
        for keys in STEPS:
            for key in keys:
                terminal.answer(BYTES.get(key, key.encode()))
            seen = -1
            while seen != len(terminal.output):
                seen = len(terminal.output)
                time.sleep(0.5)
                terminal.answer(b"")
            stream.feed(terminal.output[fed:])
            fed = len(terminal.output)
            screens.append(Expectation(screen))
    return screens


def _program(page: Path) -> list[str]:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tui.cli import main; sys.exit(main())"
    return [sys.executable, "-c", code, "--annotator", "hana", str(page.parent)]


def _page(folder: Path) -> Path:
    page = folder / "news" / "page.txt"
    page.parent.mkdir(parents=True)
    page.write_text("\n\n".join(PAGE) + "\n", encoding="utf-8")
    return page


def _find_cells(shown: Desktop, home: Path) -> Raster:
    """Wait for the stage and find the cells on it."""
    deadline = time.monotonic() + 30
    before = None
    while time.monotonic() < deadline:
        time.sleep(0.3)
        if (home / "size").exists():
            columns, rows = map(int, (home / "size").read_text().split())
            found = Picture(shown.photograph(), SCREEN).find_raster(columns, rows)
            if found is not None and found == before:
                return found
            before = found
    raise TimeoutError("the terminal did not show the stage: " + (home / "log").read_text(errors="replace")[-500:])


def _compare(shown: Desktop, raster: Raster, expected: Expectation) -> Comparison:
    """Wait until the backgrounds are right, for a while."""
    deadline = time.monotonic() + 8
    while True:
        time.sleep(0.4)
        comparison = Comparison(Picture(shown.photograph(), SCREEN), raster, expected)
        if not comparison.wrong_backgrounds() or time.monotonic() > deadline:
            return comparison


@pytest.mark.parametrize("emulator", EMULATORS, ids=lambda emulator: emulator.name.replace(" ", "-"))
def test_arabic_is_right_while_the_caret_moves(
    emulator: Emulator, results: dict[str, Result], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    result = results[emulator.name] = Result(emulator)
    if emulator.missing:
        result.note = "not installed"
        pytest.skip(f"needs {emulator.missing}")
    home = tmp_path / "home"
    home.mkdir()
    page = _page(tmp_path / "page")
    with desktop(home) as shown:
        shown.run(emulator, staged(emulator, home, _program(page)))
        raster = _find_cells(shown, home)
        left, top, _, _ = raster.box(raster.rows - 5, 20)
        shown.point(left, top)
        expectations = _reference(_page(tmp_path / "reference"), raster.columns, raster.rows, home, emulator.colours)
        (home / "go").touch()
        wrong: list[str] = []
        for step, (keys, expected) in enumerate(zip(STEPS, expectations, strict=True)):
            shown.type(*keys)
            comparison = _compare(shown, raster, expected)
            if not keys:
                time.sleep(0.7)  # the list takes keys a little after it has been painted
                continue
            shown.keep(tmp_path / f"{step}.png")
            (tmp_path / f"{step}.txt").write_text(expected.text(), encoding="utf-8")
            wrong += [f"step {step}: {each}" for each in _judge(comparison, expected, result, tmp_path / f"{step}.pgm")]
        result.detected = (home / "profile").read_text().strip()
        if result.detected != emulator.profile:
            wrong.append(f"taken for {result.detected} instead of {emulator.profile}")
        (tmp_path / "wrong.txt").write_text("\n".join(wrong), encoding="utf-8")
    assert not wrong, f"{wrong}, see {tmp_path}"


def _judge(comparison: Comparison, expected: Expectation, result: Result, picture: Path) -> list[str]:
    """What is wrong after one step."""
    wrong: list[str] = []
    backgrounds = comparison.wrong_backgrounds()
    result.highlight = "wrong" if backgrounds or result.highlight == "wrong" else "right"
    if backgrounds:
        wrong.append(f"backgrounds at {backgrounds[:8]}")
    crooked = comparison.crooked_borders(BORDER)
    result.borders = "crooked" if crooked or result.borders == "crooked" else "straight"
    if crooked:
        wrong.append(f"borders in rows {crooked}")
    missing = comparison.missing_glyphs()
    result.missing += len(missing)
    if missing:
        wrong.append(f"no ink at {missing[:8]}")
    touching, pairs = comparison.joints()
    result.touching, result.pairs = result.touching + touching, result.pairs + pairs
    if touching < 0.9 * pairs:
        wrong.append(f"{touching} of {pairs} joints touch")
    # The paragraph with marks is looked at but not read: Tesseract makes letters of them.
    lines = expected.text().split("\n")
    edge = min(line.index(BORDER) for line in lines if BORDER in line)
    last = max(row for row, line in enumerate(lines) if "]" in line or "[" in line)
    comparison.print_ink(range(1, last + 1), range(1, edge - 1), picture, without=UNREADABLE)
    rate = error_rate(read_text(picture), re.sub(f"[{UNREADABLE}]", "", " ".join(PAGE[:3])))
    result.rates.append(rate)
    if rate >= 0.05:
        wrong.append(f"error rate {rate:.3f}: {read_text(picture)}")
    misshapen = comparison.misshapen(SHAPES, range(1, last + 1))
    result.misshapen += len(misshapen)
    if misshapen:
        wrong.append(f"other glyphs at {misshapen}")
    return wrong


def _table(results: list[Result]) -> str:
    rows = [
        "# Terminals",
        "",
        "`python -m pytest -m terminals` writes this page. It opens the application in each terminal below, on a",
        "page of Arabic with numbers of both kinds, a hashtag, brackets and tashkeel. Then it moves the caret,",
        "selects and tags, and checks a screenshot after each step.",
        "",
        "- *order*: character error rate of Tesseract's reading, the worst of all steps; 0.05 or more fails",
        "- *joining*: pairs of letters whose ink touches across the border of their cells, out of those that join",
        "- *highlight*: the background of every cell is that of the caret, the selection or its label",
        "- *borders*: every border is one straight line",
        "- *marks*: tashkeel is *sent*, or *left out* for a terminal that would misplace it or lose letters; some",
        "  terminals draw only a part of the marks that they are sent",
        "",
        "| terminal | version | profile | order | joining | highlight | borders | marks |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for result in results:
        profile = PROFILES[result.detected or result.emulator.profile]
        if result.note:
            cells = [result.note, profile.name, "", "", "", "", ""]
        else:
            cells = [
                result.emulator.versions(),
                profile.name,
                f"{max(result.rates, default=1):.3f}",
                f"{result.touching}/{result.pairs}",
                result.highlight,
                result.borders,
                "sent" if profile.shows_marks else "left out",
            ]
        rows.append(f"| {' | '.join([result.emulator.name, *cells])} |")
    return "\n".join(rows) + "\n"
