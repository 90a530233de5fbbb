"""File names made of annotators' names and article ids, whatever those are."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path, PurePath

LONGEST = 200
"""Bytes of a file name, which leaves room for suffixes below the 255 that file systems allow."""

_UNSAFE = re.compile(r'[\x00-\x1f\x7f"%*/:<>?\\|~' + "\ud800-\udfff]|^ |[. ]$")
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)")
"""Device names on Windows, with any extension."""
_ESCAPE = re.compile(rb"%([0-9A-F]{2})")
_JSON = re.compile(r"\.(?=json$)", re.IGNORECASE)


def file_name(name: str) -> str:
    """A name that is safe as a file's on every system: what is not is percent-encoded, and a long name cut.

    `original` undoes it for names that are not cut; a cut one ends in a digest of the whole.
    """
    safe = _UNSAFE.sub(_escaped, name) or "%"
    if _RESERVED.match(safe):
        safe = f"%{ord(safe[0]):02X}{safe[1:]}"
    if len(safe.encode()) <= LONGEST:
        return safe
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return safe.encode()[: LONGEST - 17].decode(errors="ignore").rstrip("%. ") + "~" + digest


def is_cut(file_name: str) -> bool:
    """Whether a file name is too short to tell the whole name."""
    return "~" in file_name


def original(file_name: str) -> str:
    """The name that a file name was made of; for one that is not cut."""
    encoded = file_name.removesuffix("%").encode("utf-8", "surrogatepass")
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), encoded).decode("utf-8", "surrogatepass")


def article_file(folder: Path, article_id: str) -> Path:
    """Where an article's file lies below `folder`: the article's own path, with `.json` at the end.

    A folder's name never ends in `.json`, so that no article's file stands where another's folder has to be.
    """
    return folder / file_of(article_id)


def file_of(article_id: str) -> str:
    """As `article_file`, below any folder, with `/` between the parts."""
    *folders, name = article_id.split("/")
    return "/".join([*map(_folder_name, folders), file_name(name) + ".json"])


@lru_cache(maxsize=1000)
def _folder_name(name: str) -> str:
    return _JSON.sub("%2E", file_name(name))


def article_of(file: PurePath) -> str | None:
    """The id of the article whose file this is, by its path below the folder; None where that is too short to tell."""
    parts = (*file.parts[:-1], file.name.removesuffix(".json"))
    return None if any(map(is_cut, parts)) else "/".join(map(original, parts))


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))
