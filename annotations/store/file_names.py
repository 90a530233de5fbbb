"""File names for annotators' names and article ids, whatever characters they have."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path, PurePath

from annotations.project.layout import ARTICLE_SUFFIX

LONGEST = 200
"""Bytes of a file name. File systems allow 255, so there is room for suffixes."""

_UNSAFE = re.compile(r'[\x00-\x1f\x7f"%*/:<>?\\|~' + "\ud800-\udfff]|^ |[. ]$")
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)")
"""Device names on Windows, with any extension."""
_ESCAPE = re.compile(rb"%([0-9A-F]{2})")
_JSON = re.compile(r"\.(?=json$)", re.IGNORECASE)


def file_name(name: str) -> str:
    """Return a file name for a name that every system allows: unsafe characters percent-encoded, a long name cut.

    A cut name ends in a digest of the whole. `original` returns the name of one that is not cut.
    """
    safe = _UNSAFE.sub(_escaped, name) or "%"
    if _RESERVED.match(safe):
        safe = f"%{ord(safe[0]):02X}{safe[1:]}"
    if len(safe.encode()) <= LONGEST:
        return safe
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return safe.encode()[: LONGEST - 17].decode(errors="ignore").rstrip("%. ") + "~" + digest


def is_cut(file_name: str) -> bool:
    """Return True if a file name holds only a part of the name."""
    return "~" in file_name


def original(file_name: str) -> str:
    """Return the name that `file_name` was given. The file name must not be cut."""
    encoded = file_name.removesuffix("%").encode("utf-8", "surrogatepass")
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), encoded).decode("utf-8", "surrogatepass")


def article_file(folder: Path, article_id: str) -> Path:
    """Return the path of an article's file below `folder`: the article's own path, with `.json` at the end.

    A folder's name never ends in `.json`, so that no article's file stands where another's folder has to be.
    """
    return folder / file_of(article_id)


def file_of(article_id: str) -> str:
    """Return the same path relative to the folder, with `/` between the parts."""
    *folders, name = article_id.split("/")
    return "/".join([*map(_folder_name, folders), file_name(name) + ARTICLE_SUFFIX])


@lru_cache(maxsize=1000)
def _folder_name(name: str) -> str:
    return _JSON.sub("%2E", file_name(name))


def article_of(file: PurePath) -> str | None:
    """Return the id of a file's article by the path below the folder; None if a part of it is cut."""
    parts = (*file.parts[:-1], file.name.removesuffix(ARTICLE_SUFFIX))
    return None if any(map(is_cut, parts)) else "/".join(map(original, parts))


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))
