"""What a file holds, told by the end of its name alone: opening 175,000 files to look would take minutes."""

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
"""How the name of an article's file ends; case does not matter."""
ARCHIVE_SUFFIXES = tuple(suffix for suffix, medium in SUFFIXES.items() if medium is Medium.ARCHIVE)
RECORD_SUFFIXES = tuple(
    suffix for suffix, medium in SUFFIXES.items() if medium in (Medium.JSON, Medium.JSONL, Medium.CSV, Medium.FEED)
)
"""Of the files that hold many articles, each a record."""
WHOLE = (Medium.TEXT, Medium.HTML)
"""A file of these is one article: it need not be opened to be listed."""


def medium_of(name: str) -> Medium | None:
    """What a file of this name holds; None for what holds no article."""
    name = name.casefold()
    if name.endswith(".tar.gz"):
        return Medium.ARCHIVE
    return SUFFIXES.get(name[name.rfind(".") :])
