"""The file of the index: a cache in SQLite, discarded unless this version wrote it.

The words are in FTS5 tables without content, so that the file does not repeat the texts. Rows cannot be deleted from
such a table, so queries also return numbers of articles that have since changed or been removed. No number is reused.
"""

import sqlite3
from pathlib import Path
from typing import Final

APPLICATION: Final = 0x6E657773
"""SQLite's application_id of an index."""
VERSION: Final = 6
"""To be raised with any change of the tables, of the folding of words, of the signatures, or of how an article's
headline, outlet and day are found."""
_SETTINGS: Final = {"hashsize": 1 << 24, "automerge": 0, "crisismerge": 400}
"""Settings of FTS5. Each commit adds a segment to a table; the builder merges the segments at its end."""
LOCK: Final = "index.lock"
"""The file beside an index that its builder locks."""
PATIENCE: Final = 30.0
"""Seconds to wait for another connection's write."""

_TABLES: Final = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- also the row in words, prefixes and signatures
    id TEXT NOT NULL UNIQUE,
    place INTEGER NOT NULL,                    -- in the order of the corpus
    size INTEGER NOT NULL,                     -- of its file, before it was read
    mtime_ns INTEGER NOT NULL,
    headline TEXT NOT NULL,
    folded TEXT NOT NULL,                      -- the words of the headline, to sort by
    outlet TEXT NOT NULL,
    published TEXT NOT NULL,
    encoding TEXT NOT NULL,
    problem TEXT NOT NULL,
    length INTEGER NOT NULL,                   -- code points
    sha256 TEXT NOT NULL,                      -- '' for an article that cannot be read
    original INTEGER                           -- number of the first of its copies; NULL for an article without copies
);
CREATE INDEX by_original ON articles (original) WHERE original IS NOT NULL;
CREATE INDEX by_problem ON articles (problem) WHERE problem <> '';
CREATE TABLE signatures (number INTEGER PRIMARY KEY, signature BLOB NOT NULL);
CREATE TABLE state (
    regrouping INTEGER NOT NULL                -- 1 if articles have changed since the copies were found
);
INSERT INTO state VALUES (0);
CREATE VIRTUAL TABLE words USING fts5(text, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE prefixes USING fts5(text, content='', columnsize=0, tokenize='ascii', detail=none);
"""
INDEXES: Final = (
    "by_place ON articles (place)",
    "by_published ON articles (published, place)",
    "by_outlet ON articles (outlet, place)",
    "by_headline ON articles (folded, place)",
    "by_length ON articles (length, place)",
)
"""Indexes for sorting and filtering. To create them after the first articles is faster than to update them."""
WORDS: Final = ("words", "prefixes")
"""The tables of FTS5, each named like the field of `Entry` that it holds."""


def connect(file: Path) -> sqlite3.Connection:
    """Connect to an index; create it if it is missing, corrupt, another program's or another version's.

    The connection is in autocommit mode outside `BEGIN`, and threads may use it one after another. Raises
    `sqlite3.Error` or `OSError` if the file cannot be written.
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
    """Delete an index; open connections to it keep working. Raises `OSError`."""
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def within(under: str) -> tuple[str, list[str]]:
    """Return the SQL condition that an article's id begins with `under`, and its parameters."""
    return ("id >= ? AND id < ?", [under, under + "\U0010ffff"]) if under else ("TRUE", [])


def identity(file: Path) -> tuple[int, int] | None:
    """Return the device and inode of a file, which a file that replaces it does not have; None without a file."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def is_spoilt(error: sqlite3.Error) -> bool:
    """Return True if an error means that the file is not a database, or a damaged one."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _prepare(connection: sqlite3.Connection) -> bool:
    """Return True if this is an index of this version; makes one of an empty file."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -16384")
    connection.execute("PRAGMA secure_delete = OFF")  # else each merge overwrites the old pages with zeros
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
