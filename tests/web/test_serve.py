"""What `newsreader serve` accepts, whom it answers, and what it says instead of opening."""

import json
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from annotations.errors import ConfigurationError, CorpusError
from tui.commands.serve import ServeError, main
from tui.web import session
from tui.web.server import PageServer

PACKET = 5


@pytest.fixture
def server(corpus: Path) -> PageServer:
    return PageServer(corpus, "hana", title="<corpus>", host="127.0.0.1", port=8000)


@pytest_asyncio.fixture
async def client(server: PageServer) -> AsyncIterator[TestClient]:
    async with TestClient(TestServer(await server._make_app())) as client:
        yield client


def packets(data: bytes) -> list[tuple[bytes, bytes]]:
    """What textual-serve would read: the kind and the payload of each packet."""
    prelude, _, data = data.partition(b"\n")
    assert prelude == b"__GANGLION__"
    found = []
    while data:
        length = int.from_bytes(data[1:PACKET], "big")
        found.append((data[:1], data[PACKET : PACKET + length]))
        data = data[PACKET + length :]
    return found


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "\u0668\u0660"])
def test_a_port_that_is_none_is_refused(port: str, corpus: Path) -> None:
    with pytest.raises(SystemExit) as exit_:
        main([str(corpus), f"--port={port}"])
    assert exit_.value.code == 2


def test_a_path_that_does_not_exist_is_said_before_serving(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nowhere"):
        main([str(tmp_path / "nowhere")])


def test_a_project_that_cannot_be_read_is_said_before_serving(corpus: Path) -> None:
    (corpus / "newsreader.toml").write_text("annotator = 3\n", encoding="utf-8")
    with pytest.raises(ConfigurationError):
        main([str(corpus)])


def test_without_the_extra_it_is_said_how_to_install_it(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "tui.web.server")
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.delitem(sys.modules, "textual_serve.server")
    with pytest.raises(ServeError, match=r"pip install '\.\[web\]'"):
        main([str(corpus)])


def test_a_port_that_is_taken_is_said(corpus: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=f"cannot listen on .*:{port}: "):
            main([str(corpus), f"--port={port}"])


def test_the_announcement_names_the_address_and_the_danger(
    server: PageServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server._announce("")
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8000" in said
    assert "on this machine" in said
    assert "no password" in said


def test_an_address_of_the_network_is_announced_as_one(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    PageServer(corpus, "", title="news", host="::", port=80)._announce("")
    said = capsys.readouterr().out
    assert "http://[::]:80" in said
    assert "on the network" in said


async def test_the_page_brings_all_it_needs_and_asks_no_other_server(client: TestClient) -> None:
    page = await (await client.get("/?fontsize=21")).text()
    assert "&lt;corpus&gt;" in page
    assert 'data-font-size="21"' in page
    assert "//" not in page
    for address in ("static/js/textual.js", "static/css/xterm.css", "page/page.js", "page/page.css"):
        assert f'"{address}"' in page
        assert (await client.get(f"/{address}")).status == 200
    for font in ("DejaVuSansMono", "DejaVuSansMono-Bold"):
        assert (await (await client.get(f"/page/{font}.woff2")).read())[:4] == b"wOF2"


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null"])
async def test_pages_of_other_sites_are_refused(origin: str, client: TestClient) -> None:
    answer = await client.get("/ws", headers={"Origin": origin})
    assert answer.status == 403


async def test_a_name_that_points_at_this_machine_is_refused(client: TestClient) -> None:
    assert (await client.get("/", headers={"Host": "evil.example:8000"})).status == 403


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
async def test_this_machine_s_own_names_are_served(host: str, client: TestClient) -> None:
    assert (await client.get("/", headers={"Host": host, "Origin": f"http://{host}"})).status == 200


def test_a_page_whose_corpus_is_gone_is_told_so(corpus: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert session.main([str(corpus / "nowhere"), "hana"]) == 2
    (screen, said), (order, end) = packets(capsysbinary.readouterr().out)
    assert screen == b"D"
    assert b"no such file or folder" in said
    assert (order, json.loads(end)) == (b"M", {"type": "exit"})


def test_a_refusal_is_set_for_the_screen() -> None:
    (_, screen), _ = packets(session.refusal("\u0644\u0627\x1b]52;c;AA==\x07 " + "word " * 40, 40, 4))
    rows = screen.decode().split("\x1b[")
    assert rows[1:3] == ["?25l", "2J"]
    assert len(rows) == 5  # two rows of text between two blank ones
    assert "\ufefb" in rows[3]
    assert "\x07" not in screen.decode()
