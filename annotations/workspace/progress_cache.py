"""The cache of the tallies: a SQLite file that may be deleted at any time. Every value is validated on reading."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from annotations.model.annotation import Status
from annotations.model.tally import Tally

_TABLE = """
CREATE TABLE IF NOT EXISTS tallies_1
    (annotator TEXT, article TEXT, is_finished INTEGER, tally TEXT, PRIMARY KEY (annotator, article)) WITHOUT ROWID
"""
"""The table's name ends with the number of this layout. A row whose tally has another form is passed over."""
ROWS = 500
"""Rows that are fetched at a time."""

Row = tuple[str, Tally]
"""An article's id, and the tally of the work on it."""


class TallyCache:
    """The cached tallies of one annotator. Empty if the file cannot be read or written."""

    def __init__(self, file: Path, annotator: str) -> None:
        self._file = file
        self._annotator = annotator

    def read(self) -> Iterator[Row]:
        """Yield all tallies but damaged ones."""
        for article_id, tally in self._select("SELECT article, tally FROM tallies_1 WHERE annotator = ?"):
            with suppress(ValueError, TypeError, LookupError, RecursionError):
                status, labels, entities, made_of = json.loads(tally)
                yield article_id, Tally(Status(status), _counts(labels), _counts(entities), _counts(made_of)["edits"])

    def finished(self) -> frozenset[str]:
        """Return the ids of the articles that were finished."""
        rows = self._select("SELECT article FROM tallies_1 WHERE annotator = ? AND is_finished")
        return frozenset(article_id for (article_id,) in rows)

    def write(self, rows: Iterable[Row]) -> None:
        """Store these tallies, in place of older ones of the same articles. Does nothing if the disk refuses."""
        encoded = [
            (self._annotator, article_id, tally.is_finished, json.dumps([*tally[:3], {"edits": tally.seal}]))
            for article_id, tally in rows
        ]
        if not encoded:
            return
        with suppress(OSError, sqlite3.Error):
            self._file.parent.mkdir(exist_ok=True)
            with closing(self._connected()) as connection, connection:
                connection.execute(_TABLE)
                connection.executemany("INSERT OR REPLACE INTO tallies_1 VALUES (?, ?, ?, ?)", encoded)

    def _select(self, query: str) -> Iterator[tuple[Any, ...]]:
        try:
            if self._file.exists():
                with closing(self._connected()) as connection:
                    rows = connection.execute(query, [self._annotator])
                    while some := rows.fetchmany(ROWS):
                        yield from some
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                with suppress(OSError):
                    self._file.unlink()

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=1.0)
        connection.execute("PRAGMA synchronous = OFF")  # a file that a crash has damaged is discarded
        return connection


def _counts(values: object) -> dict[str, int]:
    """Return counts as they were written. Raises `TypeError` for another value."""
    if not (isinstance(values, dict) and all(type(each) is int for each in values.values())):
        raise TypeError("not what was written")
    return values
