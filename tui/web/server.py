"""The web server: textual-serve with our own page, and a check of the site that a request comes from.

textual-serve starts one process of the application for each open page, and sends the screen and the keys through a
websocket. Browsers let a page of any site open a websocket to any address, also on this machine. So requests from
pages of other sites are refused.
"""

import asyncio
import shlex
import sys
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from pathlib import Path

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server

from tui.typesetting.lines.display import set_line

PAGE = Path(__file__).parent / "page"
"""The page's template, script, style and fonts."""
_ENDING = 5.0
"""Seconds to wait for the processes of open pages at the end."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageServer(Server):
    """Serves one corpus to browsers."""

    def __init__(self, path: Path, annotator: str, *, title: str, host: str, port: int) -> None:
        """Each page opens `path` for `annotator`; the server listens on `host` and `port`."""
        command = [sys.executable, "-P", "-m", "tui.web.session", str(path), annotator]
        super().__init__(shlex.join(command), host, port, title, templates_path=PAGE)
        self._pages: dict[web.WebSocketResponse, asyncio.Task[None]] = {}

    @property
    def address(self) -> str:
        """The URL of the page."""
        return f"http://[{self.host}]:{self.port}" if ":" in self.host else f"http://{self.host}:{self.port}"

    def run(self) -> None:
        """Serve until Ctrl+C. Raises `OSError` if the server cannot listen on the address."""
        web.run_app(self._make_app(), host=self.host, port=self.port, print=self._announce, shutdown_timeout=_ENDING)

    async def on_startup(self, app: web.Application) -> None:
        """Print nothing yet: the address may be in use. `_announce` prints it."""

    async def on_shutdown(self, app: web.Application) -> None:
        """Close the open pages, and wait for their processes."""
        pages = dict(self._pages)
        await asyncio.gather(*(socket.close() for socket in pages))
        if pages:
            await asyncio.wait(pages.values(), timeout=_ENDING)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.router.add_static("/page", PAGE)
        app.middlewares.append(self._own_pages_only)
        return app

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        self._pages[websocket] = asyncio.create_task(self._attend(websocket, app_service))
        await super()._process_messages(websocket, app_service)

    async def _attend(self, websocket: web.WebSocketResponse, service: AppService) -> None:
        """Close a page's socket when its process ends without a message."""
        # textual-serve has no public way to wait for that end.
        process, reading = service._process, service._task  # noqa: SLF001
        if process is not None and reading is not None:
            await asyncio.wait([reading])
            await process.wait()
        await websocket.close()
        del self._pages[websocket]

    def _announce(self, _: str) -> None:
        reach = "on this machine" if _is_loopback(self.host) else "on the network"
        print(
            f"{set_line(self.title, 60)} is at {self.address}\n"
            f"Everyone {reach} who can reach this address can read the articles and change the annotations: "
            "there is no password.\nCtrl+C stops the server.",
            flush=True,
        )

    @web.middleware
    async def _own_pages_only(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse requests from pages of other sites, also if a foreign name resolves to this machine."""
        asked = request.url.host or ""
        if _is_loopback(self.host) and not _is_loopback(asked) and asked != self.host:
            raise web.HTTPForbidden(text=f"not served under the name {asked}; use {self.address}")
        origin = request.headers.get("Origin")
        if origin is not None and origin.partition("://")[2] != request.host:
            raise web.HTTPForbidden(text="not for pages of other sites")
        return await handler(request)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
