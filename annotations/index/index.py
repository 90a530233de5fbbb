"""The index of a corpus: a cache that lists, searches and compares its articles without reading them."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from annotations.disk.files import cause, shown
from annotations.errors import CorpusError
from annotations.index.conditions import conditions
from annotations.index.schema import LOCK, connect, discard, identity, is_spoilt, within
from annotations.index.snapshot import Marks, Snapshot, others
from annotations.model.article import Metadata
from annotations.model.filter import Filter, Sort
from annotations.model.tally import Tally
from annotations.project.layout import CACHE

if TYPE_CHECKING:
    from annotations.index.entry import Source
    from annotations.model.summary import IndexProgress

FILE: Final = "index.sqlite3"
_Answer = TypeVar("_Answer")


class Index:
    """The index in its current state. `refresh` updates it, perhaps in another thread or process.

    Every call may raise `CorpusError` if the system refuses to read or write the file. A damaged file is discarded:
    the index is then empty until the next `refresh`. Thread-safe.
    """

    def __init__(self, file: Path, *, under: str = "", notice: str = "") -> None:
        self.file = file
        self.under = under
        """The beginning of the ids of the articles to list; "" for all."""
        self.notice = notice
        """The reason why the index is not in the corpus, or ""."""
        self._lock = Lock()
        self._work: dict[tuple[str, str], Tally] = {}
        """By an article's id and an annotator's name."""
        self._snapshot: Snapshot | None = None
        self._version = 0
        """The version of the file at the time of the snapshot, as SQLite counts it."""
        self._scratch: TemporaryDirectory[str] | None = None
        self._connection = self._connect()

    @classmethod
    def open(cls, root: Path, *, under: str = "") -> Self:
        """Open the index of the corpus at a root, or make an empty one.

        It lies in the root's `.newsreader`, or else in the user's cache, or else in a temporary folder until `close`.
        `under` opens a part of the corpus. Raises `CorpusError` if none of these folders can be written.
        """
        why = ""
        for folder in _folders(root):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                file = folder / FILE
                if os.access(folder, os.W_OK) and (not file.exists() or os.access(file, os.W_OK)):
                    return cls(file, under=under, notice=why and f"{why}; it is in {shown(folder)}")
                reason = "permission denied"
            except (OSError, sqlite3.Error) as error:
                reason = cause(error) if isinstance(error, OSError) else str(error)
            why = why or f"{shown(root / CACHE)}: the index cannot be kept here ({reason})"
        try:
            scratch = TemporaryDirectory(prefix="newsreader-")
        except OSError as error:
            raise CorpusError(f"{why}, nor anywhere else; make room in {CACHE} ({cause(error)})") from error
        index = cls(Path(scratch.name, FILE), under=under, notice=f"{why}; it is built again at every start")
        index._scratch = scratch
        return index

    def refresh(self, corpus: "Source") -> "Iterator[IndexProgress]":
        """Update the index to a corpus, which has to hold all articles `under` the index's part.

        Each step reads some articles and yields the progress. Call from any thread. `close()` stops it between two
        steps; what is done by then stays. While another process builds the index, it waits and yields that one's
        progress. A file with the same size and time as before is not read again.
        """
        from annotations.index.builder import build  # lists and searches do without

        for attempt in range(2):
            try:
                yield from build(self.file, corpus, under=self.under)
            except sqlite3.Error as error:
                if attempt or not is_spoilt(error):
                    raise self._unusable(error) from error
                discard(self.file)
                self.file.with_name(LOCK).unlink(missing_ok=True)
            except OSError as error:
                raise self._unusable(error) from error
            else:
                return

    def ids(
        self,
        chosen: Filter = Filter(),  # noqa: B008 - a constant
        sort: Sort = Sort.PATH,
        *,
        descending: bool = False,
    ) -> tuple[str, ...]:
        """Return the ids of the articles that meet a filter, in an order.

        175,000 articles take less than 0.05 s. The first call after the index has changed, and the first in each
        order, take a tenth of a second more, unless `prepare` was called.
        """
        ids: tuple[str, ...] = self._in_transaction(lambda: self._listed(chosen, sort), ())
        return ids[::-1] if descending else ids

    def prepare(self) -> None:
        """Cache all orders, so that the first list is as fast as the others."""
        for sort in Sort:
            self.ids(Filter(originals=True), sort)

    def copies(self, article_id: str) -> tuple[str, ...]:
        """Return the near-duplicates of an article, in the order of the corpus (`annotations.index.duplicates`)."""
        condition, bounds = within(self.under)
        query = (
            "SELECT id FROM articles WHERE original = (SELECT original FROM articles WHERE id = ?)"
            f" AND id <> ? AND {condition} ORDER BY place"
        )
        return tuple(row[0] for row in self._rows(query, [article_id, article_id, *bounds]))

    def first_copy(self, article_id: str) -> str:
        """Return the first of an article and its copies in the order of the corpus."""
        condition, bounds = within(self.under)
        query = (
            "SELECT id FROM articles WHERE original = (SELECT original FROM articles WHERE id = ?)"
            f" AND {condition} ORDER BY place LIMIT 1"
        )
        rows = self._rows(query, [article_id, *bounds])
        return str(rows[0][0]) if rows else article_id

    def metadata(self, article_ids: Sequence[str]) -> dict[tuple[str, str], Metadata]:
        """Return the metadata of up to a few hundred articles, without keywords, by id and digest of the text."""
        marks = ", ".join("?" * len(article_ids))
        query = f"SELECT id, sha256, headline, outlet, published FROM articles WHERE id IN ({marks})"
        return {(row[0], row[1]): Metadata(row[2], row[3], row[4], ()) for row in self._rows(query, article_ids)}

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """Return the outlets with the number of their articles, the most frequent first."""
        condition, bounds = within(self.under)
        query = f"SELECT outlet, count(*) FROM articles WHERE outlet <> '' AND {condition} GROUP BY outlet"
        return tuple(sorted(map(tuple, self._rows(query, bounds)), key=lambda each: (-each[1], each[0])))

    def set_work(self, works: Iterable[tuple[str, str, Tally]]) -> None:
        """Set the work to filter by, each with its article's id and its annotator's name.

        Replaces earlier work of the same annotators on the same articles.
        """
        updated = {(article_id, annotator): tally for article_id, annotator, tally in works}
        with self._lock:
            self._work.update(updated)

    def close(self) -> None:
        """Close the index; no other call may follow."""
        with self._lock:
            self._connection.close()
        if self._scratch is not None:
            self._scratch.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _listed(self, chosen: Filter, sort: Sort) -> tuple[str, ...]:
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if self._snapshot is None or self._version != version:
            self._snapshot, self._version = Snapshot(self._connection, self.under), version
        snapshot = self._snapshot
        marks = [snapshot.meeting(self._connection, each) for each in conditions(chosen)]
        if chosen.status or chosen.label or chosen.annotator:
            marks += self._worked(snapshot, chosen)
        return snapshot.listed(self._connection, marks, sort)

    def _worked(self, snapshot: Snapshot, chosen: Filter) -> Iterator[Marks]:
        """Mark the articles that meet each of the conditions on annotators' work."""
        by = [(each, tally) for (each, name), tally in self._work.items() if chosen.annotator in ("", name)]
        if chosen.status == "new":
            yield others(snapshot.named({each for each, tally in by if tally.status != "new"}))
        elif chosen.status:
            yield snapshot.named({each for each, tally in by if tally.status == chosen.status})
        elif chosen.annotator and not chosen.label:
            yield snapshot.named({each for each, _ in by})
        if chosen.label:
            label = chosen.label.casefold()
            yield snapshot.named({each for each, tally in by if label in map(str.casefold, tally.labels)})

    def _rows(self, statement: str, given: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        """Return the rows that a statement finds; none in a damaged file."""
        return self._in_transaction(lambda: self._connection.execute(statement, given).fetchall(), [])

    def _in_transaction(self, answer: Callable[[], _Answer], nothing: _Answer) -> _Answer:
        """Return the answer within one transaction. Replaces a damaged file by an empty one and returns `nothing`."""
        with self._lock:
            try:
                if identity(self.file) != self._identity:  # deleted, or replaced by another process
                    self._connection.close()
                    self._connection = self._connect()
                self._connection.execute("BEGIN")
                try:
                    return answer()
                finally:
                    self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                if not is_spoilt(error):
                    raise self._unusable(error) from error
                self._connection.close()
                discard(self.file)
                self._connection = self._connect()
                return nothing
            except OSError as error:
                raise self._unusable(error) from error

    def _connect(self) -> sqlite3.Connection:
        connection = connect(self.file)
        self._identity = identity(self.file)
        self._snapshot = None
        return connection

    def _unusable(self, error: sqlite3.Error | OSError) -> CorpusError:
        why = cause(error) if isinstance(error, OSError) else str(error)
        return CorpusError(
            f"{shown(self.file)}: the index cannot be used ({why}); make room, or delete it: it is a cache"
        )


def is_kept(root: Path) -> bool:
    """Return True if there is an index of the corpus at a root."""
    return any((folder / FILE).exists() for folder in _folders(root))


def _folders(root: Path) -> Iterator[Path]:
    """Yield the folders in which an index can lie, the best first."""
    yield root / CACHE
    from platformdirs import user_cache_path  # a corpus that can be written does without

    yield user_cache_path("newsreader") / "index" / sha256(os.fsencode(root)).hexdigest()[:16]
