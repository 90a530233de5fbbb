"""The index of a corpus: a cache that lists, searches and compares its articles without reading them."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from annotations.corpus.index.listing import MANY, Filter, Row, Sort, Way, count_of, ids_of, page_of
from annotations.corpus.index.schema import LOCK, connect, discard, identity, is_spoilt, within
from annotations.corpus.metadata import Metadata
from annotations.errors import CorpusError
from annotations.files import cause, shown

if TYPE_CHECKING:
    from annotations.corpus.index.builder import Progress
    from annotations.corpus.index.entry import Source

FOLDER: Final = ".newsreader"
"""The folder of a corpus's root that may be deleted at any time."""
FILE: Final = "index.sqlite3"

_WORK: Final = """
CREATE TEMP TABLE work (article TEXT, annotator TEXT, status TEXT, PRIMARY KEY (article, annotator)) WITHOUT ROWID;
CREATE TEMP TABLE labels (article TEXT, annotator TEXT, label TEXT, PRIMARY KEY (article, annotator, label))
    WITHOUT ROWID;
CREATE INDEX temp.by_status ON work (status, annotator);
CREATE INDEX temp.by_label ON labels (label, annotator);
"""
"""Work is the store's, and precious there; here it is only as long as this process needs it."""


class Work(NamedTuple):
    """One annotator's work on one article, as far as a list can be filtered by it."""

    article_id: str
    annotator: str
    status: str
    labels: frozenset[str] = frozenset()
    """Of which there is an annotation."""


class Hits(NamedTuple):
    """What a search finds."""

    total: int
    rows: tuple[Row, ...]
    """The first of them."""


class Index:
    """An index as it stands, while `refresh` brings it up to date, perhaps in another thread or another process.

    Any call may raise `CorpusError` when the index's file cannot be read or written for a reason outside it. A file
    that is damaged is thrown away: the index is empty then until the next `refresh`.
    """

    def __init__(self, file: Path, *, under: str = "", notice: str = "") -> None:
        self.file = file
        self.under = under
        """How the ids of all articles begin that are listed; "" for all."""
        self.notice = notice
        """Why the index is not in the corpus, or ""."""
        self._lock = Lock()
        self._work: dict[tuple[str, str], Work] = {}
        self._scratch: TemporaryDirectory[str] | None = None
        self._connection = self._connect()

    @classmethod
    def open(cls, root: Path, *, under: str = "") -> Self:
        """Open the index of the corpus at a root, or make an empty one.

        It lies in the root's `.newsreader`; where that cannot be written, in the user's cache; failing that in a
        temporary folder, until `close`. `under` opens a part of the corpus. Raises `CorpusError` when there is no
        place at all.
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
            why = why or f"{shown(root / FOLDER)}: the index cannot be kept here ({reason})"
        try:
            scratch = TemporaryDirectory(prefix="newsreader-")
        except OSError as error:
            raise CorpusError(f"{why}, nor anywhere else; make room in {FOLDER} ({cause(error)})") from error
        index = cls(Path(scratch.name, FILE), under=under, notice=f"{why}; it is made anew each time")
        index._scratch = scratch
        return index

    def refresh(self, corpus: "Source") -> "Iterator[Progress]":
        """Bring the index up to a corpus: each step reads some articles, then tells how far it is.

        Any thread may drive it, and may stop it between two steps with `close()`; what is done by then stays done. In
        another process than one that builds already it waits for that, and tells how far it is. A file that has not
        changed in size or time is not read again. `corpus` has to hold all articles `under` the index's part.
        """
        from annotations.corpus.index.builder import build

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

    def search(self, words: str, *, limit: int) -> Hits:
        """The first articles with words (`annotations.corpus.index.query.terms`), in the order of the corpus."""
        chosen = Filter(words=words)
        return Hits(self.count(chosen), self.listing(chosen, limit=limit))

    def listing(
        self,
        chosen: Filter = Filter(),  # noqa: B008 - a constant
        sort: Sort = Sort.PATH,
        *,
        descending: bool = False,
        after: str = "",
        skip: int = 0,
        limit: int,
    ) -> tuple[Row, ...]:
        """At most `limit` articles of a list: those behind the article `after`, but for the first `skip`.

        The next page is soonest found by `after`, one far down by `skip`. Behind an article that the index does not
        have there is none.
        """
        way = self._way(chosen, sort, descending=descending, rows=skip + limit)
        statement, given = page_of(
            chosen, sort, under=self.under, descending=descending, after=after, skip=skip, limit=limit, way=way
        )
        return tuple(map(Row._make, self._rows(statement, given)))

    def ids(
        self,
        chosen: Filter = Filter(),  # noqa: B008 - a constant
        sort: Sort = Sort.PATH,
        *,
        descending: bool = False,
    ) -> tuple[str, ...]:
        """The ids of a whole list: of 175,000 articles in a few tenths of a second."""
        way = self._way(chosen, sort, descending=descending)
        statement, given = ids_of(chosen, sort, under=self.under, descending=descending, way=way)
        return tuple(row[0] for row in self._rows(statement, given))

    def count(self, chosen: Filter = Filter()) -> int:  # noqa: B008 - a constant
        """How many articles a list has."""
        gone = bool(chosen.words and self._rows("SELECT 1 FROM gone LIMIT 1"))
        found = self._rows(*count_of(chosen, under=self.under, gone=gone))
        return int(found[0][0]) if found else 0

    def copies(self, article_id: str) -> tuple[str, ...]:
        """The other articles whose bodies are nearly the same, in the order of the corpus.

        Nearly: `annotations.corpus.index.duplicates.duplicate_groups` says how.
        """
        condition, bounds = within(self.under)
        query = (
            "SELECT id FROM articles WHERE original = (SELECT original FROM articles WHERE id = ?)"
            f" AND id <> ? AND {condition} ORDER BY place"
        )
        return tuple(row[0] for row in self._rows(query, [article_id, article_id, *bounds]))

    def first_copy(self, article_id: str) -> str:
        """Of an article and its copies the first in the order of the corpus."""
        condition, bounds = within(self.under)
        query = (
            "SELECT id FROM articles WHERE original = (SELECT original FROM articles WHERE id = ?)"
            f" AND {condition} ORDER BY place LIMIT 1"
        )
        rows = self._rows(query, [article_id, *bounds])
        return str(rows[0][0]) if rows else article_id

    def metadata(self, article_id: str, sha256: str) -> Metadata | None:
        """What an article says about itself, but for its keywords, if its text is still the one of this digest."""
        query = "SELECT headline, outlet, published FROM articles WHERE id = ? AND sha256 = ?"
        for headline, outlet, published in self._rows(query, [article_id, sha256]):
            return Metadata(headline, outlet, published, ())
        return None

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """The outlets with the number of their articles, the most frequent first."""
        condition, bounds = within(self.under)
        query = f"SELECT outlet, count(*) FROM articles WHERE outlet <> '' AND {condition} GROUP BY outlet"
        return tuple(sorted(map(tuple, self._rows(query, bounds)), key=lambda each: (-each[1], each[0])))

    def set_work(self, works: Iterable[Work]) -> None:
        """Say what annotators have done on articles, instead of what was said of the same before."""
        told = list(works)
        with self._lock:
            self._work |= {(each.article_id, each.annotator): each for each in told}
            _write_work(self._connection, told)

    def close(self) -> None:
        """Close the index; it answers nothing after that."""
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

    def _way(self, chosen: Filter, sort: Sort, *, descending: bool, rows: int = MANY + 1) -> Way:
        """The quickest way to the first rows of a list."""
        if not chosen.words:
            return Way.FIND
        if sort is Sort.PATH and not descending and self._rows("SELECT 1 FROM state WHERE ordered"):
            return Way.STREAM
        is_plain = chosen == Filter(words=chosen.words, originals=chosen.originals)
        if rows <= MANY and is_plain and self.count(Filter(words=chosen.words)) > MANY:
            return Way.WALK
        return Way.FIND

    def _rows(self, statement: str, given: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
        """What a statement finds; nothing in a damaged file, which makes room for an empty one."""
        with self._lock:
            try:
                if identity(self.file) != self._identity:  # deleted, or replaced by another process
                    self._connection.close()
                    self._connection = self._connect()
                return self._connection.execute(statement, given).fetchall()
            except sqlite3.Error as error:
                if not is_spoilt(error):
                    raise self._unusable(error) from error
                self._connection.close()
                discard(self.file)
                self._connection = self._connect()
                return []
            except OSError as error:
                raise self._unusable(error) from error

    def _connect(self) -> sqlite3.Connection:
        connection = connect(self.file)
        self._identity = identity(self.file)
        connection.executescript(_WORK)
        _write_work(connection, self._work.values())
        return connection

    def _unusable(self, error: sqlite3.Error | OSError) -> CorpusError:
        why = cause(error) if isinstance(error, OSError) else str(error)
        return CorpusError(
            f"{shown(self.file)}: the index cannot be used ({why}); make room, or delete it: it is a cache"
        )


def is_kept(root: Path) -> bool:
    """Whether there is an index of the corpus at a root."""
    return any((folder / FILE).exists() for folder in _folders(root))


def _folders(root: Path) -> Iterator[Path]:
    """Where an index can lie, the best place first."""
    yield root / FOLDER
    from platformdirs import user_cache_path

    yield user_cache_path("newsreader") / "index" / sha256(os.fsencode(root)).hexdigest()[:16]


def _write_work(connection: sqlite3.Connection, works: Iterable[Work]) -> None:
    told = list(works)
    with connection:
        connection.execute("BEGIN")
        connection.executemany("DELETE FROM labels WHERE article = ? AND annotator = ?", (each[:2] for each in told))
        connection.executemany("INSERT OR REPLACE INTO work VALUES (?, ?, ?)", (each[:3] for each in told))
        connection.executemany(
            "INSERT INTO labels VALUES (?, ?, ?)", ((*each[:2], label) for each in told for label in each.labels)
        )
