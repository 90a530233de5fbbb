"""Building the index: read new and changed articles, remove missing ones, and find the near-duplicates again.

One process builds at a time. It commits every few seconds and can be stopped between two batches. Articles that are
committed are not read again.
"""

import sqlite3
import time
from array import array
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from annotations.index.duplicates import find_originals
from annotations.index.entry import Entry, Source, State, read_entries, state_of
from annotations.index.schema import INDEXES, LOCK, WORDS, connect, discard, identity, within
from annotations.index.search_words import searchable
from annotations.model.summary import IndexProgress
from annotations.processes import Workers

_SCANNED: Final = 500
"""Articles that are compared with the index per query; every SQLite accepts at least 999 parameters."""
_SECONDS: Final = 2.0
"""Seconds between commits. Each commit adds a segment to FTS5, which every search has to look into."""
_ROWS: Final = 4000
"""Articles after which it commits before that time: their words are held in memory until then."""
_WAIT: Final = 0.5
"""Seconds between two looks at the progress of another builder."""
_WASTE: Final = 1000
"""An index is discarded if it has more removed articles than this, and more of them than articles."""
_PAGES: Final = 1000
"""Pages of FTS5 that are merged at a time, which takes a tenth of a second. A minus starts a merge of all segments."""
_SEGMENTS: Final = 16
"""Segments of an FTS5 table that are searched as fast as one."""
_MERGED: Final = 2
"""The least number of rows that FTS5 changes in a merge that had something to do."""
_UNWRITTEN: Final = 8000
"""Pages that a commit may leave in SQLite's log: the next commit changes most of them again."""
_LAST: Final = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence"
"""Finds the highest number that an article ever had."""


def build(file: Path, source: Source, *, under: str = "") -> Iterator[IndexProgress]:
    """Update an index to the articles of a source, yielding the progress.

    `under` is the common beginning of the source's ids if it holds only a part of the corpus. While another process
    builds, this one reports that one's progress; then it does what is left. Raises `sqlite3.Error` or `OSError` if the
    index cannot be read or written. Everything committed before an error, or before the caller stops, stays.
    """
    lost = True
    while lost:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(_lock(file)) as lock:
            yield from _wait(lock, file, len(source.ids))
            _drop_waste(file)
            with closing(connect(file)) as connection:
                connection.execute(f"PRAGMA wal_autocheckpoint = {_UNWRITTEN}")
                builder = _Builder(connection, file, source, under)
                yield from builder.run()
                lost = builder.lost


def _lock(file: Path) -> sqlite3.Connection:
    """Open the file that a builder locks; the operating system frees the lock if the builder dies."""
    return sqlite3.connect(file.with_name(LOCK), timeout=0, isolation_level=None, check_same_thread=False)


def _wait(lock: sqlite3.Connection, file: Path, total: int) -> Iterator[IndexProgress]:
    """Lock the index, yielding the progress of the builder that holds it until then."""
    while True:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
        else:
            return
        with closing(connect(file)) as other:
            (done,) = other.execute("SELECT count(*) FROM articles").fetchone()
        yield IndexProgress(min(done, total), total)
        time.sleep(_WAIT)


def _drop_waste(file: Path) -> None:
    """Discard an index that holds the words of more removed articles than of others."""
    with closing(connect(file)) as connection:
        (given,) = connection.execute(_LAST).fetchone()
        (held,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    if given - held > max(held, _WASTE):
        with suppress(PermissionError):  # Windows, while another process has it open
            discard(file)


class _Builder:
    """One update of the index, with the lock held."""

    def __init__(self, connection: sqlite3.Connection, file: Path, source: Source, under: str) -> None:
        self._connection = connection
        self._file = file
        self._identity = identity(file)
        self._source = source
        self._ids = source.ids
        self._within, self._bounds = within(under)
        self._done = self._pending = 0
        self._begun = 0.0
        (self._number,) = connection.execute(_LAST).fetchone()
        """The last number of an article."""
        self._read = 0
        """Articles read in this run."""
        self._outdated: set[str] = set()
        """Ids of articles whose file has changed since they were indexed."""
        (behind,) = connection.execute("SELECT coalesce(max(place) + 1, 0) FROM articles").fetchone()
        self._partial = bool(under)
        self._first_place = behind if under else 0
        """Only a run over the whole corpus knows the places. A partial run puts new articles at the end."""

    def run(self) -> Iterator[IndexProgress]:
        """Update the index. Stop if its file is deleted or replaced."""
        try:
            wanted = yield from self._scan()
            with Workers(self._source, read_entries) as workers:
                places = iter(wanted)
                for entries in workers.batches(self._ids[place] for place in wanted):
                    self._insert(entries, places)
                    self._done += len(entries)
                    self._read += len(entries)
                    self._pending += len(entries)
                    if self._pending >= _ROWS or time.monotonic() > self._begun + _SECONDS:
                        self._commit()
                        if self.lost:
                            return
                    yield self._progress()
            self._commit()
            yield from self._finish()
            yield from self._find_copies()
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except GeneratorExit:  # stopped between two batches
            self._commit()
            raise
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    @property
    def lost(self) -> bool:
        """True if the file was deleted or replaced, so that this run writes to a file without a name."""
        return identity(self._file) != self._identity

    def _progress(self) -> IndexProgress:
        return IndexProgress(self._done, len(self._ids))

    def _scan(self) -> Generator[IndexProgress, None, Sequence[int]]:
        """Compare the index with the files and remove missing articles. Return the places of the articles to read."""
        wanted = array("L")
        self._connection.execute("CREATE TEMP TABLE seen (number INTEGER PRIMARY KEY)")
        for start in range(0, len(self._ids), _SCANNED):
            ids = self._ids[start : start + _SCANNED]
            moved: list[tuple[int, int]] = []
            seen: list[tuple[int]] = []
            known = {article_id: row for article_id, *row in self._known(ids)}
            for place, article_id in enumerate(ids, start):
                if article_id not in known:
                    wanted.append(place)
                    continue
                number, its_place, size, mtime_ns, digest = known[article_id]
                seen.append((number,))
                if its_place != place:
                    moved.append((place, number))
                if not digest or State(size, mtime_ns) != state_of(self._source, article_id):
                    wanted.append(place)
                    self._outdated.add(article_id)
                else:
                    self._done += 1
            self._connection.executemany("INSERT OR IGNORE INTO seen VALUES (?)", seen)
            if moved and not self._partial:
                self._begin()
                self._connection.executemany("UPDATE articles SET place = ? WHERE number = ?", moved)
            yield self._progress()
        self._begin()
        self._remove(f"number NOT IN seen AND {self._within}", self._bounds)
        self._commit()
        return wanted

    def _known(self, ids: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        marks = ",".join("?" * len(ids))
        query = f"SELECT id, number, place, size, mtime_ns, sha256 FROM articles WHERE id IN ({marks})"
        yield from self._connection.execute(query, ids)

    def _insert(self, entries: Sequence[Entry], places: Iterator[int]) -> None:
        """Insert entries, or replace the older ones of the same articles.

        Each statement changes one row: FTS5 flushes its memory before a statement that may change many.
        """
        self._begin()
        if not self._read:
            self._connection.execute("UPDATE state SET regrouping = 1")
        if outdated := [(each.id,) for each in entries if each.id in self._outdated]:
            number = "SELECT number FROM articles WHERE id = ?"
            self._connection.executemany(f"DELETE FROM signatures WHERE number = ({number})", outdated)
            self._connection.executemany("DELETE FROM articles WHERE id = ?", outdated)
        first = self._number + 1
        self._number += len(entries)
        numbered = list(enumerate(entries, first))
        self._connection.executemany(
            f"INSERT INTO articles VALUES ({','.join('?' * 14)})",
            (
                (
                    *(number, each.id, self._first_place + next(places), *each.state),
                    *(each.headline, " ".join(searchable(each.headline).split()), each.outlet, each.published),
                    *(each.encoding, each.problem, each.length, each.sha256, None),
                )
                for number, each in numbered
            ),
        )
        for table in WORDS:
            statement = f"INSERT INTO {table}(rowid, text) VALUES (?, ?)"
            self._connection.executemany(statement, ((number, getattr(each, table)) for number, each in numbered))
        self._connection.executemany(
            "INSERT INTO signatures VALUES (?, ?)",
            ((number, each.signature) for number, each in numbered if each.signature),
        )

    def _remove(self, condition: str, given: Sequence[str]) -> None:
        """Delete the articles that meet a condition."""
        chosen = f"SELECT number FROM articles WHERE {condition}"
        self._connection.execute(f"DELETE FROM signatures WHERE number IN ({chosen})", given)
        if self._connection.execute(f"DELETE FROM articles WHERE {condition}", given).rowcount:
            self._connection.execute("UPDATE state SET regrouping = 1")

    def _finish(self) -> Iterator[IndexProgress]:
        """Create the SQL indexes, and merge the segments of FTS5: all of them if most articles are new."""
        for each in INDEXES:
            self._connection.execute(f"CREATE INDEX IF NOT EXISTS {each}")
            yield self._progress()
        for table in WORDS:
            (segments,) = self._connection.execute(f"SELECT count(DISTINCT segid) FROM {table}_idx").fetchone()
            if segments <= _SEGMENTS:
                continue
            pages, merged = -_PAGES if 2 * self._read > len(self._ids) else _PAGES, _MERGED
            while merged >= _MERGED:
                before = self._connection.total_changes
                self._connection.execute(f"INSERT INTO {table}({table}, rank) VALUES ('merge', ?)", [pages])
                pages, merged = _PAGES, self._connection.total_changes - before
                yield self._progress()

    def _find_copies(self) -> Iterator[IndexProgress]:
        """Find the groups of near-duplicates again if an article has changed since the last time."""
        (regrouping,) = self._connection.execute("SELECT regrouping FROM state").fetchone()
        if not regrouping:
            return
        originals: dict[int, int] = {}
        for found in find_originals(self._file):
            yield self._progress()
            originals = found
        query = "SELECT number, original FROM articles WHERE original IS NOT NULL"
        before: dict[int, int] = dict(self._connection.execute(query))
        self._begin()
        self._connection.executemany(
            "UPDATE articles SET original = ? WHERE number = ?",
            (
                (originals.get(number), number)
                for number in before.keys() | originals.keys()
                if originals.get(number) != before.get(number)
            ),
        )
        self._connection.execute("UPDATE state SET regrouping = 0")
        self._commit()

    def _begin(self) -> None:
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
            self._begun, self._pending = time.monotonic(), 0

    def _commit(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")
