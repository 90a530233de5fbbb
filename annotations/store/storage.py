"""TinyDB's storage for a small file: held in memory, replaced whole, one document to a line."""

import json
from pathlib import Path
from typing import Any

from tinydb import Storage

from annotations.files import json_text, make_folder, replacing

Tables = dict[str, dict[str, Any]]


class FileStorage(Storage):
    """Keeps what TinyDB writes until `save` replaces the file: several changes of tables are one change of the file.

    Documents are put in and taken out of tables, never changed in place: the JSON of one that stays is not made again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._tables: Tables | None = None
        self._made: dict[int, tuple[object, str]] = {}

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

    def save(self) -> None:
        """Replace the file. It is not flushed to disk: the journal has what a crash would lose. Raises `OSError`."""
        content = self._json().encode()
        make_folder(self.path.parent)
        with replacing(self.path, durable=False) as stream:
            stream.write(content)

    def _json(self) -> str:
        made: dict[int, tuple[object, str]] = {}
        tables = []
        for name, table in self.read().items():
            lines = []
            for key in sorted(table, key=int):
                document = table[key]
                known = self._made.get(id(document)) or (document, f'    "{key}": {json_text(document, spaced=True)}')
                made[id(document)] = known
                lines.append(known[1])
            documents = "{\n" + ",\n".join(lines) + "\n  }" if lines else "{}"
            tables.append(f"  {json_text(name)}: {documents}")
        self._made = made
        return "{\n" + ",\n".join(tables) + "\n}\n"
