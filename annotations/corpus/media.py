"""The form of a file, by the suffix of its name alone: opening 175,000 files would take minutes."""

from enum import StrEnum


class Medium(StrEnum):
    """The form in which a file holds articles."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    FEED = "feed"
    """RSS or Atom."""
    ARCHIVE = "archive"


SUFFIXES: dict[str, Medium] = {
    ".txt": Medium.TEXT,
    ".html": Medium.HTML,
    ".htm": Medium.HTML,
    ".xhtml": Medium.HTML,
    ".json": Medium.JSON,
    ".jsonl": Medium.JSONL,
    ".ndjson": Medium.JSONL,
    ".csv": Medium.CSV,
    ".tsv": Medium.CSV,
    ".rss": Medium.FEED,
    ".atom": Medium.FEED,
    ".xml": Medium.FEED,
    ".zip": Medium.ARCHIVE,
    ".tar": Medium.ARCHIVE,
    ".tgz": Medium.ARCHIVE,
    ".tar.gz": Medium.ARCHIVE,
}
"""Suffixes of the names of articles' files; case does not matter."""
ARCHIVE_SUFFIXES = tuple(suffix for suffix, medium in SUFFIXES.items() if medium is Medium.ARCHIVE)
RECORD_SUFFIXES = tuple(
    suffix for suffix, medium in SUFFIXES.items() if medium in (Medium.JSON, Medium.JSONL, Medium.CSV, Medium.FEED)
)
"""Suffixes of files that hold many articles, each a record."""
WHOLE = (Medium.TEXT, Medium.HTML)
"""Forms in which a file is one article: listing such a file does not open it."""


def medium_of(name: str) -> Medium | None:
    """Return the form of a file with this name, or None if such a file holds no article."""
    name = name.casefold()
    if name.endswith(".tar.gz"):
        return Medium.ARCHIVE
    return SUFFIXES.get(name[name.rfind(".") :])
