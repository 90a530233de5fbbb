"""A headless Chromium, told by the DevTools protocol what to do."""

import asyncio
import base64
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --remote-debugging-port=0 --window-size=1400,900"
)
WEBGL = "--enable-unsafe-swiftshader --use-gl=angle --use-angle=swiftshader"


class Tab:
    """One page."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._asked = 0

    async def call(self, method: str, **parameters: Any) -> Any:
        """Ask the browser for something; the answer."""
        self._asked += 1
        await self._socket.send_json({"id": self._asked, "method": method, "params": parameters})
        while True:
            answer = await self._socket.receive_json(timeout=30)
            if answer.get("id") == self._asked:
                assert "error" not in answer, answer
                return answer["result"]

    async def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page."""
        return (await self.call("Runtime.evaluate", expression=expression))["result"].get("value")

    async def until(self, expression: str, seconds: float = 40) -> None:
        """Wait until an expression is true in the page."""
        async with asyncio.timeout(seconds):
            while not await self.evaluate(expression):
                await asyncio.sleep(0.2)

    async def press(self, key: str, code: int) -> None:
        """Press and release a key, given by its name and its number in the DOM."""
        text = {"text": "\r"} if key == "Enter" else {"text": key} if len(key) == 1 else {}
        for kind in ("keyDown", "keyUp"):
            await self.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **text)

    async def photograph(self, path: Path) -> bytes:
        """Write a picture of the page, and return it."""
        data = base64.b64decode((await self.call("Page.captureScreenshot"))["data"])
        path.write_bytes(data)
        return data

    async def settled(self, path: Path) -> None:
        """Wait until two pictures in succession are the same; the last one is kept."""
        before = b""
        async with asyncio.timeout(60):
            while (seen := await self.photograph(path)) != before:
                before = seen
                await asyncio.sleep(1)


class Browser:
    """A running browser."""

    def __init__(self, session: ClientSession, address: str) -> None:
        self._session = session
        self._address = address

    async def open(self, url: str) -> Tab:
        """Open a page."""
        async with self._session.put(f"{self._address}/json/new?{url}") as answer:
            target = await answer.json(content_type=None)
        return Tab(await self._session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0))


@asynccontextmanager
async def browser(folder: Path, flags: str = "") -> AsyncIterator[Browser]:
    """Start a browser with a profile of its own in a folder; it ends with the context."""
    command = ["chromium", *FLAGS.split(), *flags.split(), f"--user-data-dir={folder}", "about:blank"]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            async with asyncio.timeout(40):
                while not (folder / "DevToolsActivePort").exists():
                    await asyncio.sleep(0.2)
            port = (folder / "DevToolsActivePort").read_text().split()[0]
            async with ClientSession() as session:
                yield Browser(session, f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait()
