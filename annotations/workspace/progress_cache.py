"""The cache of the tallies: a SQLite file that may be deleted at any time, and whose content is believed of nobody."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from annotations.model.annotation import Status
from annotations.store.state import Tally

_TABLE = """
CREATE TABLE IF NOT EXISTS tallies_1
    (annotator TEXT, article TEXT, is_finished INTEGER, tally TEXT, PRIMARY KEY (annotator, article)) WITHOUT ROWID
"""
"""The number is that of this layout; what another version of newsreader keeps is nothing to this one."""
ROWS = 500
"""That are fetched at a time."""

Row = tuple[str, Tally]
"""An article, and what counts of the work on it."""


class TallyCache:
    """What is kept of one annotator. Where it cannot be read or written, it is empty."""

    def __init__(self, file: Path, annotator: str) -> None:
        self._file = file
        self._annotator = annotator

    def read(self) -> Iterator[Row]:
        """All that is kept."""
        for article_id, tally in self._select("SELECT article, tally FROM tallies_1 WHERE annotator = ?"):
            with suppress(ValueError, TypeError, RecursionError):
                status, labels, entities, revisions = json.loads(tally)
                yield article_id, Tally(Status(status), _counts(labels), _counts(entities), _counts(revisions))

    def finished(self) -> frozenset[str]:
        """The articles that were finished."""
        rows = self._select("SELECT article FROM tallies_1 WHERE annotator = ? AND is_finished")
        return frozenset(article_id for (article_id,) in rows)

    def write(self, rows: Iterable[Row]) -> None:
        """Keep these, instead of what was kept of the same articles."""
        encoded = [
            (self._annotator, article_id, tally.is_finished, json.dumps([*tally[:3], dict(tally.revisions)]))
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
        connection.execute("PRAGMA synchronous = OFF")  # what a crash spoils is thrown away
        return connection


def _counts(values: object) -> dict[str, int]:
    """Counts as they were written. Raises `TypeError`."""
    if not (isinstance(values, dict) and all(type(each) is int for each in values.values())):
        raise TypeError("not what was written")
    return values
