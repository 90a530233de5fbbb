"""The file of the index: a cache in SQLite that is thrown away whenever it is not what this version wrote.

The words are in FTS5 tables without content, so that the file holds no text twice. Such a table forgets no row: it also
tells the numbers of articles that have changed or gone, and no number is given twice.
"""

import sqlite3
from pathlib import Path
from typing import Final

APPLICATION: Final = 0x6E657773
"""SQLite's application_id of an index."""
VERSION: Final = 3
"""To be raised with any change of the tables, of the folding of words or of the sketches."""
_SETTINGS: Final = {"hashsize": 1 << 24, "automerge": 0, "crisismerge": 400}
"""Of the tables of FTS5: each commit adds a part to them, and the builder itself merges these at its end."""
LOCK: Final = "index.lock"
"""The file beside an index that its builder locks."""
PATIENCE: Final = 30.0
"""Seconds to wait for another connection's write."""

_TABLES: Final = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- also the row in words and sketches
    id TEXT NOT NULL UNIQUE,
    place INTEGER NOT NULL,                    -- in the order of the corpus
    size INTEGER NOT NULL,                     -- of its file, as it was before it was read
    mtime_ns INTEGER NOT NULL,
    headline TEXT NOT NULL,
    folded TEXT NOT NULL,                      -- the words of the headline, for its order
    outlet TEXT NOT NULL,
    published TEXT NOT NULL,
    encoding TEXT NOT NULL,
    problem TEXT NOT NULL,
    length INTEGER NOT NULL,                   -- code points
    sha256 TEXT NOT NULL,                      -- '' for an article that cannot be read
    original INTEGER                           -- of a group of copies its first; NULL for an article without copies
);
CREATE INDEX by_original ON articles (original) WHERE original IS NOT NULL;
CREATE INDEX by_problem ON articles (problem) WHERE problem <> '';
CREATE TABLE sketches (number INTEGER PRIMARY KEY, sketch BLOB NOT NULL);
CREATE TABLE state (
    regrouping INTEGER NOT NULL                -- whether articles have changed since copies were looked for
);
INSERT INTO state VALUES (0);
CREATE VIRTUAL TABLE words USING fts5(text, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE beginnings USING fts5(text, content='', columnsize=0, tokenize='ascii', detail=none);
"""
INDEXES: Final = (
    "by_place ON articles (place)",
    "by_published ON articles (published, place)",
    "by_outlet ON articles (outlet, place)",
    "by_headline ON articles (folded, place)",
    "by_length ON articles (length, place)",
)
"""What lists are sorted and filtered by. They are made when the first articles are all in, sooner than with each."""
WORDS: Final = ("words", "beginnings")
"""The tables of FTS5."""


def connect(file: Path) -> sqlite3.Connection:
    """A connection to an index, made anew where there is none, a corrupt, a foreign or another version's.

    It commits by itself outside `BEGIN` and may be used by one thread after another. Raises `sqlite3.Error` or
    `OSError` where nothing can be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(2):
        connection = None
        try:
            connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
            if _prepare(connection):
                return connection
        except sqlite3.Error as error:
            if not is_spoilt(error):
                if connection is not None:
                    connection.close()
                raise
        if connection is not None:
            connection.close()
        discard(file)
    raise sqlite3.DatabaseError(f"{file.name} cannot be made")


def discard(file: Path) -> None:
    """Throw an index away; whoever has it open works on until it is closed. Raises `OSError`."""
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def within(under: str) -> tuple[str, list[str]]:
    """The condition that an article's id begins so, and what its marks stand for."""
    return ("id >= ? AND id < ?", [under, under + "\U0010ffff"]) if under else ("TRUE", [])


def identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from one that took its place; None when there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def is_spoilt(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is no index, or one no longer."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _prepare(connection: sqlite3.Connection) -> bool:
    """Whether this is an index of this version, which an empty file becomes."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -16384")
    connection.execute("PRAGMA secure_delete = OFF")  # what is merged would be overwritten with zeros first
    if _is_ours(connection):  # without a lock: another process may be writing
        return True
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _is_ours(connection):
            return True
        if connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            return False
        for statement in _TABLES.split(";\n"):
            connection.execute(statement)
        for table in WORDS:
            for name, value in _SETTINGS.items():
                connection.execute(f"INSERT INTO {table}({table}, rank) VALUES (?, ?)", (name, value))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
        return True
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _is_ours(connection: sqlite3.Connection) -> bool:
    ours = [("application_id", APPLICATION), ("user_version", VERSION)]
    return all(connection.execute(f"PRAGMA {name}").fetchone() == (value,) for name, value in ours)
