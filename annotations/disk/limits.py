"""Limits of what is read. An article has a few kilobytes, so a text beyond them is no article."""

from annotations.errors import CorpusError

MEGABYTE = 1 << 20
TEXT = 64 * MEGABYTE
"""Bytes of one text, or one record."""
PAGE = 8 * MEGABYTE
"""Bytes of one HTML page."""
TAGS = 20_000
"""Tags of one HTML page in which an article is looked for; the time that it takes grows faster than their number."""
FILE = 256 * MEGABYTE
"""Bytes of a file that has to be in memory to find its records: JSON, feeds, members of archives, and files of records
in another encoding than UTF-8. JSON lines and tables in UTF-8 may have any size."""
ARCHIVE = 8192 * MEGABYTE
"""Bytes of all members of an archive, unpacked."""
MEMBERS = 1_000_000
"""Members of one archive."""
RATIO = 200
"""How many times its packed size a member of more than a megabyte may have. Text has ten times, rarely fifty."""
PROBLEMS = 200
"""How many problems of a corpus are listed one by one."""


def check(size: int, limit: int, name: str, what: str = "text") -> None:
    """Raise `CorpusError` if a size is over its limit."""
    if size > limit:
        raise CorpusError(f"{name}: {-(-size // MEGABYTE)} MB, and one {what} may have {limit // MEGABYTE}; split it")
