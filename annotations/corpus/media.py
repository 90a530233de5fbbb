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
    SGML = "sgml"
    """Documents of TREC or Gigaword."""
    DOCX = "docx"
    ARCHIVE = "archive"


SUFFIXES: dict[str, Medium] = {
    ".txt": Medium.TEXT,
    ".text": Medium.TEXT,
    ".md": Medium.TEXT,
    ".markdown": Medium.TEXT,
    ".docx": Medium.DOCX,
    ".html": Medium.HTML,
    ".htm": Medium.HTML,
    ".xhtml": Medium.HTML,
    ".shtml": Medium.HTML,
    ".aspx": Medium.HTML,
    ".asp": Medium.HTML,
    ".php": Medium.HTML,
    ".jsp": Medium.HTML,
    ".json": Medium.JSON,
    ".jsonl": Medium.JSONL,
    ".ndjson": Medium.JSONL,
    ".jl": Medium.JSONL,
    ".csv": Medium.CSV,
    ".tsv": Medium.CSV,
    ".rss": Medium.FEED,
    ".atom": Medium.FEED,
    ".xml": Medium.FEED,
    ".sgm": Medium.SGML,
    ".sgml": Medium.SGML,
    ".zip": Medium.ARCHIVE,
    ".tar": Medium.ARCHIVE,
    ".tgz": Medium.ARCHIVE,
    ".tbz2": Medium.ARCHIVE,
    ".txz": Medium.ARCHIVE,
    ".tar.gz": Medium.ARCHIVE,
    ".tar.bz2": Medium.ARCHIVE,
    ".tar.xz": Medium.ARCHIVE,
}
"""Suffixes of the names of articles' files; case does not matter."""
ABOUT = frozenset(
    (
        *("readme", "license", "licence", "copying", "changelog", "authors", "notice", "contributing", "install"),
        *(
            "makefile",
            "dockerfile",
            "todo",
            "version",
            "citation",
            "code_of_conduct",
            "security",
            "guidelines",
            "datasheet",
        ),
    )
)
"""Names, without their suffix, of files about a folder."""
PACKINGS = (".gz", ".bz2", ".xz")
"""Suffixes behind that of a file which is packed alone."""
_PACKED_TARS = {".tgz": ".gz", ".tbz2": ".bz2", ".txz": ".xz"}
ARCHIVE_SUFFIXES = tuple(suffix for suffix, medium in SUFFIXES.items() if medium is Medium.ARCHIVE)
HELD = (Medium.JSON, Medium.FEED, Medium.SGML)
"""Forms of files of records that are held in memory as a whole."""
RECORD_SUFFIXES = tuple(suffix for suffix, medium in SUFFIXES.items() if medium in (*HELD, Medium.JSONL, Medium.CSV))
"""Suffixes of files that hold many articles, each a record."""
WHOLE = (Medium.TEXT, Medium.HTML, Medium.DOCX)
"""Forms in which a file is one article: listing such a file does not open it."""


def medium_of(name: str) -> Medium | None:
    """Return the form of a file with this name, or None if such a file holds no article."""
    name = name.casefold()
    suffix = name[name.rfind(".") :]
    if suffix in PACKINGS:
        name = name.removesuffix(suffix)
        inner = name[name.rfind(".") :]
        medium = SUFFIXES.get(inner)
        if medium is Medium.ARCHIVE:
            return medium if inner == ".tar" else None
        return None if medium is Medium.DOCX else medium
    medium = SUFFIXES.get(suffix)
    return None if suffix == ".md" and name.removesuffix(suffix) in ABOUT else medium


def packing_of(name: str) -> str:
    """Return the suffix of `PACKINGS` by which a file is packed as a whole, or ""."""
    name = name.casefold()
    suffix = name[name.rfind(".") :]
    return suffix if suffix in PACKINGS else _PACKED_TARS.get(suffix, "")
