"""How much is read before it is refused: an article has a few kilobytes, so what is over these is none."""

from annotations.errors import CorpusError

MEGABYTE = 1 << 20
TEXT = 64 * MEGABYTE
"""Of one text, or one record, in bytes."""
PAGE = 8 * MEGABYTE
"""Of one HTML page, in bytes."""
TAGS = 20_000
"""Of one HTML page in which an article is looked for; what that costs grows faster than they do."""
FILE = 256 * MEGABYTE
"""Of what has to be in memory to find its records, in bytes: JSON, feeds, members of archives, and files of records
in another encoding than UTF-8. JSON lines and tables in UTF-8 may have any size."""
ARCHIVE = 8192 * MEGABYTE
"""Of all members of an archive unpacked, in bytes."""
MEMBERS = 1_000_000
"""Of one archive."""
RATIO = 200
"""How many times its packed size a member may have, beyond a megabyte; text is packed to a tenth, rarely a fiftieth."""
PROBLEMS = 200
"""How many problems of a corpus are told one by one."""


def check(size: int, limit: int, name: str, what: str = "text") -> None:
    """Raise `CorpusError` for what is over its limit."""
    if size > limit:
        raise CorpusError(f"{name}: {-(-size // MEGABYTE)} MB, and one {what} may have {limit // MEGABYTE}; split it")
