"""TinyDB's storage for a small file: held in memory, replaced whole, one document to a line."""

import json
from collections.abc import Iterator
from pathlib import Path

from tinydb import Storage

from annotations.disk.files import make_folder, replacing
from annotations.disk.json import json_text
from annotations.store.articlefiles.tables import Tables


class FileStorage(Storage):
    """Keeps what TinyDB writes until `save` replaces the file: several changes of tables are one change of the file.

    Documents are put in and taken out of tables, never changed in place: the JSON of one that stays is not made again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._tables: Tables | None = None
        self._made: dict[int, tuple[object, bytes]] = {}
        """Documents, held so that no other gets their identity, and their lines in the file."""

    def read(self) -> Tables:
        """The tables; none when there is no file. Raises `OSError`, and `ValueError` for what is no JSON object."""
        if self._tables is None:
            try:
                tables = json.loads(self.path.read_bytes())
            except FileNotFoundError:
                tables = {}
            if not isinstance(tables, dict):
                raise ValueError("tables are a JSON object")
            self._tables = tables
        return self._tables

    def write(self, data: Tables) -> None:
        """Take the tables over."""
        self._tables = data

    def save(self, *, durable: bool) -> None:
        """Replace the file; it need not be `durable` when the journal has what a crash would lose. Raises `OSError`."""
        make_folder(self.path.parent)
        with replacing(self.path, durable=durable) as stream:
            stream.writelines(self._pieces())

    def _pieces(self) -> Iterator[bytes]:
        """The tables as JSON, in pieces: of a thousand documents each copy more would cost what the disk does."""
        made: dict[int, tuple[object, bytes]] = {}
        yield b"{"
        separator = b"\n"
        for name, table in self.read().items():
            lines = []
            for key in sorted(table, key=int):
                document = table[key]
                known = self._made.get(id(document)) or (document, _line(key, document))
                made[id(document)] = known
                lines.append(known[1])
            yield b"%s  %s: {" % (separator, json_text(name).encode())
            if lines:
                yield b"\n"
                yield b",\n".join(lines)
                yield b"\n  "
            yield b"}"
            separator = b",\n"
        yield b"\n}\n"
        self._made = made


def _line(key: str, document: object) -> bytes:
    return f'    "{key}": {json_text(document, spaced=True)}'.encode()
