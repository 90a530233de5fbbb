"""Names of files that stand for articles in formats of one file for each, safe for the tools that read them."""

import hashlib
import re

LONGEST = 100
"""Bytes of a name's readable part."""
_UNSAFE = re.compile(r"[^\w.-]|^[.-]|\.$")


def stem(article_id: str) -> str:
    """The path of an article's files, without suffix: its own, but for the `.txt` that nearly all have."""
    return "/".join(map(safe_name, article_id.removesuffix(".txt").split("/")))


def safe_name(name: str) -> str:
    """A name as every system and a URL take it: what they do not becomes `_`, and a digest keeps it apart."""
    safe = _UNSAFE.sub("_", name)
    if safe == name and 0 < len(safe.encode()) <= LONGEST:
        return safe
    readable = safe.encode()[:LONGEST].decode(errors="ignore")
    return f"{readable}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
