"""The application in a real browser: Arabic drawn right with and without WebGL, keys, and pages that come and go."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.errors import StoreLockedError
from annotations.workspace import Workspace
from tests.terminal.pictures import error_rate, read_text
from tests.web.browser import WEBGL, Tab, browser

ROOT = Path(__file__).parents[2]
PAGE = (
    "عالم الشمالية قال لا",
    "قال عالم من الجامعة الشمالية إن الأمطار لا تكفي هذا العام، وطلب من المزارعين حفظ الماء.",
    "بلغ الإنتاج 1250 طنا في عام 2023 وعاد العمال إلى بيوتهم قبل حلول الظلام.",
)
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
def address(corpus: Path, tmp_path: Path) -> Iterator[str]:
    """A server on the corpus."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    code = "import sys; from tui.web.serve import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, str(corpus), "--annotator=hana", f"--port={port}"]
    environ = dict(os.environ) | {"XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert f":{port}" in process.stdout.readline()
            yield f"http://localhost:{port}/"
        finally:
            process.terminate()


@pytest.fixture
def profile() -> Iterator[Path]:
    """A folder for the browser, which may still be writing to it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)


async def lock_is_free(corpus: Path) -> bool:
    """Wait until nobody writes the annotations."""
    for _ in range(100):
        try:
            with Workspace.open(corpus, annotator="hana"):
                return True
        except StoreLockedError:
            await asyncio.sleep(0.1)
    return False


async def read_article(tab: Tab, picture: Path) -> str:
    """What can be read between the rows at the top and those at the bottom of the screen."""
    await tab.settled(picture)
    cut = picture.with_suffix(".cut.png")
    command = ["convert", picture, "-gravity", "north", "-chop", "0x38", "-gravity", "south", "-chop", "0x120"]
    subprocess.run([*command, "-colorspace", "gray", "-negate", "-threshold", "45%", cut], check=True)
    return read_text(cut)


@pytest.mark.parametrize("flags", ["", WEBGL], ids=["without-webgl", "with-webgl"])
async def test_arabic_is_drawn_as_it_was_set(flags: str, address: str, profile: Path, tmp_path: Path) -> None:
    async with browser(profile, flags) as chromium:
        tab = await chromium.open(f"{address}?fontsize=30")
        await tab.until(BEGUN)
        assert await tab.evaluate("document.fonts.check('30px \"Roboto Mono\"', '\\ufefb')")
        assert await tab.evaluate("document.querySelectorAll('canvas.xterm-text-layer').length") == 1
        assert not await tab.evaluate("document.body.classList.contains('-reordering')")
        await tab.press("Enter", 13)
        await tab.settled(tmp_path / "opened.png")
        await tab.press("ArrowDown", 40)
        seen = await read_article(tab, tmp_path / "article.png")
    assert error_rate(seen, " ".join(PAGE)) < 0.05, seen
    assert seen.count("عالم") == 2
    assert seen.count("الشمالية") == 2


async def test_keys_annotate_and_a_page_that_goes_gives_its_lock_back(
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
        await second.until(ENDED)
        assert not await tab.evaluate(ENDED)

        await tab.call("Page.close")
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
