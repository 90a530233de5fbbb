"""The web server: textual-serve's, with our own page, for this machine's own pages only.

textual-serve starts one process of the application for each page that is open, and carries the screen and the keys
through a websocket. Browsers let any page open a websocket to any address, this machine's included, so requests are
looked at before they reach it.
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
"""Seconds that open pages are given to end their processes."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageServer(Server):
    """Serves one corpus to browsers."""

    def __init__(self, path: Path, annotator: str, *, title: str, host: str, port: int) -> None:
        """Take what each page's process opens, and the address to listen on."""
        command = [sys.executable, "-P", "-m", "tui.web.session", str(path), annotator]
        super().__init__(shlex.join(command), host, port, title, templates_path=PAGE)
        self._pages: dict[web.WebSocketResponse, asyncio.Task[None]] = {}

    @property
    def address(self) -> str:
        """Where to point a browser at."""
        return f"http://[{self.host}]:{self.port}" if ":" in self.host else f"http://{self.host}:{self.port}"

    def run(self) -> None:
        """Serve until Ctrl+C. Raises `OSError` when the address is not to be had."""
        web.run_app(self._make_app(), host=self.host, port=self.port, print=self._announce, shutdown_timeout=_ENDING)

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing yet: the address may be taken."""

    async def on_shutdown(self, app: web.Application) -> None:
        """Let go of the open pages, and wait until their processes have ended with that."""
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
        """Close a page's socket also when its process has ended without a word."""
        # Nothing public tells of that end.
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
            f"Whoever {reach} reaches this address can read the articles and change the annotations: "
            "there is no password.\nCtrl+C ends it.",
            flush=True,
        )

    @web.middleware
    async def _own_pages_only(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what another site's page asks for, also under a name that it had pointed at this machine."""
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
