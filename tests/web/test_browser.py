"""The application in a real browser: Arabic drawn right with and without WebGL, keys, and pages that come and go."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from string import ascii_letters

import pyte
import pytest
from aiohttp import ClientSession

from annotations.store.journals.journal import Journal
from annotations.workspace.workspace import Workspace
from tests.terminal.pictures import Comparison, Expectation, Picture, Raster, error_rate, read_text
from tests.web.browser import WEBGL, browser

ROOT = Path(__file__).parents[2]
PAGE = (
    "عالم الشمالية قال لا",
    "قال عالم من الجامعة الشمالية إن الأمطار لا تكفي هذا العام، وطلب من المزارعين حفظ الماء.",
    "بلغ الإنتاج 1250 طنا في عام 2023 وعاد العمال إلى بيوتهم قبل حلول الظلام.",
)
KEYS = (("Enter", 13, "\r"), ("ArrowDown", 40, "\x1b[B"), ("3", 51, "3"), ("c", 67, "c"))
"""Open, go to the second paragraph, select three words, tag them: name and number in the DOM, and what is sent."""
PIXELS = 30
ADVANCE, LEADING = 1233 / 2048, 2384 / 2048
"""Of DejaVu Sans Mono, in parts of its size."""
BEGUN = "document.body.classList.contains('-first-byte')"
ENDED = "document.body.classList.contains('-closed')"

pytestmark = [
    pytest.mark.terminals,
    pytest.mark.skipif(not (shutil.which("chromium") and shutil.which("tesseract")), reason="no chromium or tesseract"),
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """One article whose words fall for a false lam-alef."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "page.txt").write_text("\n\n".join(PAGE) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        number: int = free.getsockname()[1]
        return number


@pytest.fixture
def server(corpus: Path, port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A server on the corpus that has said where it is."""
    code = "import sys; from tui.commands.serve import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, str(corpus), "--annotator=hana", f"--port={port}"]
    environ = dict(os.environ) | {"XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert f":{port}" in process.stdout.readline()
            yield process
        finally:
            process.terminate()


@pytest.fixture
def address(server: subprocess.Popen[str], port: int) -> str:
    """Where the server is."""
    return f"http://localhost:{port}/"


@pytest.fixture
def profile() -> Iterator[Path]:
    """A folder for the browser, which may still be writing to it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)


async def lock_is_free(corpus: Path) -> bool:
    """Wait until nobody writes the annotations: the machine's first journal can be taken."""
    for _ in range(100):
        journal = Journal(corpus / "annotations" / "hana" / "journal")
        name = journal.claim()
        journal.release()
        if "~" not in name:
            return True
        await asyncio.sleep(0.1)
    return False


def descendants(process: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    children = [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return [*children, *(each for child in children for each in descendants(child))]


async def reference(address: str, columns: int, rows: int) -> Expectation:
    """The screen after the same keys, from the bytes that the page gets."""
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    url = f"{address}ws?width={columns}&height={rows}"
    async with ClientSession() as session, session.ws_connect(url, max_msg_size=0) as socket:
        stream.feed(await socket.receive_bytes(timeout=30))
        for typed in (*(typed for _, _, typed in KEYS), ""):
            with suppress(TimeoutError):
                while True:
                    stream.feed(await socket.receive_bytes(timeout=1.5))
            await socket.send_json(["stdin", typed])
    return Expectation(screen)


def pixels(picture: Path) -> Picture:
    """A picture in a file."""
    size = subprocess.run(["identify", "-format", "%w %h", picture], capture_output=True, text=True, check=True).stdout
    data = subprocess.run(["convert", picture, "-depth", "8", "rgb:-"], capture_output=True, check=True).stdout
    width, height = map(int, size.split())
    return Picture(data, (width, height))


@pytest.mark.parametrize("flags", ["", WEBGL], ids=["without-webgl", "with-webgl"])
async def test_arabic_is_drawn_as_it_was_set(
    flags: str, address: str, profile: Path, corpus: Path, tmp_path: Path
) -> None:
    picture, ink = tmp_path / "picture.png", tmp_path / "ink.pgm"
    async with browser(profile, flags) as chromium:
        tab = await chromium.open(f"{address}?fontsize={PIXELS}")
        await tab.until(BEGUN)
        assert await tab.evaluate("document.querySelectorAll('canvas.xterm-text-layer').length") == 1
        assert not await tab.evaluate("document.body.classList.contains('-reordering')")
        await tab.settled(picture)
        for key, code, _ in KEYS:
            await tab.press(key, code)
            await tab.settled(picture)
        width = await tab.evaluate("document.querySelector('canvas.xterm-text-layer').width")
        height = await tab.evaluate("document.querySelector('canvas.xterm-text-layer').height")
    assert await lock_is_free(corpus)
    shutil.rmtree(corpus / "annotations")

    columns, rows = round(width / (PIXELS * ADVANCE)), round(height / (PIXELS * LEADING))
    expected = await reference(address, columns, rows)
    raster = Raster(left=0, top=0, width=width / columns, height=height / rows, columns=columns, rows=rows)
    comparison = Comparison(pixels(picture), raster, expected)
    comparison.print_ink(range(1, rows - 2), range(columns), ink, without=ascii_letters)
    seen = read_text(ink)
    assert error_rate(seen, " ".join(PAGE)) < 0.05, seen
    assert seen.count("عالم") == 2
    assert seen.count("الشمالية") == 2
    assert comparison.missing_glyphs() == []
    assert comparison.wrong_backgrounds() == []
    touching, pairs = comparison.joints()
    assert touching == pairs > 50


async def test_keys_annotate_in_pages_beside_each_other_and_those_that_go_give_their_journals_back(
    address: str, profile: Path, corpus: Path, tmp_path: Path
) -> None:
    async with browser(profile) as chromium:
        tab = await chromium.open(address)
        await tab.until(BEGUN)
        await tab.settled(tmp_path / "list.png")
        await tab.press("Enter", 13)
        await tab.press("a", 65)
        await tab.settled(tmp_path / "tagged.png")

        await tab.call("Page.reload")
        await asyncio.sleep(1)
        await tab.until(BEGUN)
        assert not await tab.evaluate(ENDED)

        second = await chromium.open(address)
        await second.until(BEGUN)
        assert not await tab.evaluate(ENDED)

        await tab.call("Page.close")
        await second.call("Page.close")
        assert await lock_is_free(corpus)
    with Workspace.open(corpus, annotator="hana", writable=False) as workspace:
        (annotation,) = workspace.work("page.txt").annotations
        assert (annotation.label, annotation.quote) == ("actor", PAGE[0].split()[0])


async def test_quitting_says_so_in_the_page_and_opens_again(address: str, profile: Path, tmp_path: Path) -> None:
    async with browser(profile) as chromium:
        tab = await chromium.open(address)
        await tab.until(BEGUN)
        await tab.settled(tmp_path / "open.png")
        await tab.press("q", 81)
        await tab.until(ENDED)
        await tab.evaluate("document.querySelector('.closed button').click()")
        await asyncio.sleep(1)
        await tab.until(BEGUN)
        assert not await tab.evaluate(ENDED)


async def test_a_process_that_dies_does_not_leave_a_frozen_page(
    address: str, server: subprocess.Popen[str], profile: Path, tmp_path: Path
) -> None:
    async with browser(profile) as chromium:
        tab = await chromium.open(address)
        await tab.until(BEGUN)
        await tab.settled(tmp_path / "open.png")
        for process in descendants(server.pid):
            os.kill(process, signal.SIGKILL)
        await tab.until(ENDED)


async def test_a_server_that_is_ended_ends_its_pages_at_once(
    address: str, server: subprocess.Popen[str], profile: Path, corpus: Path, tmp_path: Path
) -> None:
    async with browser(profile) as chromium:
        tab = await chromium.open(address)
        await tab.until(BEGUN)
        await tab.settled(tmp_path / "open.png")
        server.terminate()
        await tab.until(ENDED)
        assert await lock_is_free(corpus)
        assert await asyncio.to_thread(server.wait, 30) == 0
    assert server.stdout is not None
    assert "Traceback" not in server.stdout.read()
