"""TinyDB's storage for a small file: kept in memory, replaced as a whole, with one document on each line."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tinydb import Storage

from annotations.disk.files import make_folder, replacing
from annotations.disk.json import json_text
from annotations.store.articlefiles.tables import Tables
from annotations.store.damage import unwritable

_NUMBER = re.compile("[0-9]{1,18}")
"""The key of a document. TinyDB numbers the next one behind the highest."""


class FileStorage(Storage):
    """Keeps the tables in memory until `save` replaces the file: several changes of tables are one of the file.

    The caller inserts and removes documents, and never changes one in place: a document that stays is encoded once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._tables: Tables | None = None
        self._encoded: dict[int, tuple[object, bytes]] = {}
        """Identity of a document -> the document, kept so that no other gets its identity, and its line in the file."""

    def read(self) -> Tables:
        """Return the tables; {} if there is no file. Raises `OSError`, and `ValueError` if TinyDB cannot hold them."""
        if self._tables is None:
            try:
                tables = json.loads(self.path.read_bytes())
            except FileNotFoundError:
                tables = {}
            if not (isinstance(tables, dict) and all(map(_is_table, tables.values()))):
                raise ValueError("tables are JSON objects, of objects by their numbers")
            self._tables = tables
        return self._tables

    def write(self, data: Tables) -> None:
        """Set the tables."""
        self._tables = data

    def save(self, *, durable: bool) -> None:
        """Replace the file; `durable` is needed only if the journal lacks what a crash would lose.

        Raises `OSError`, and `StoreError` for a value that JSON has no form for.
        """
        make_folder(self.path.parent)
        try:
            with replacing(self.path, durable=durable) as stream:
                stream.writelines(self._pieces())
        except ValueError as error:
            raise unwritable(self.path, error) from error

    def _pieces(self) -> Iterator[bytes]:
        """Yield the tables as JSON, in pieces: a copy of a thousand documents takes as long as writing them."""
        encoded: dict[int, tuple[object, bytes]] = {}
        yield b"{"
        separator = b"\n"
        for name, table in self.read().items():
            lines = []
            for key in sorted(table, key=int):
                document = table[key]
                known = self._encoded.get(id(document)) or (document, _line(key, document))
                encoded[id(document)] = known
                lines.append(known[1])
            yield b"%s  %s: {" % (separator, json_text(name).encode())
            if lines:
                yield b"\n"
                yield b",\n".join(lines)
                yield b"\n  "
            yield b"}"
            separator = b",\n"
        yield b"\n}\n"
        self._encoded = encoded


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and all(
        _NUMBER.fullmatch(key) and isinstance(document, dict) for key, document in table.items()
    )


def _line(key: str, document: object) -> bytes:
    return f'    "{key}": {json_text(document, spaced=True)}'.encode()
