"""File names for articles, for formats with one file per article."""

import hashlib
import re

LONGEST = 100
"""Bytes of a name's readable part."""
_UNSAFE = re.compile(r"[^\w.-]|^[.-]|\.$")


def stem(article_id: str) -> str:
    """Return the path of an article's file without suffix. A `.txt` at the end of the id is dropped."""
    return "/".join(map(safe_name, article_id.removesuffix(".txt").split("/")))


def safe_name(name: str) -> str:
    """Return a name that is valid on every system and in a URL.

    Other characters become `_`, and a digest of the name is added, so that different names stay different.
    """
    safe = _UNSAFE.sub("_", name)
    if safe == name and 0 < len(safe.encode()) <= LONGEST:
        return safe
    readable = safe.encode()[:LONGEST].decode(errors="ignore")
    return f"{readable}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
