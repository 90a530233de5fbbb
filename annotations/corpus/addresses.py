"""The address of an article: a file below the root, perhaps a member of an archive, perhaps a record; and its id."""

import os
import re
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from annotations.corpus.media import ARCHIVE_SUFFIXES, PACKINGS, RECORD_SUFFIXES, Medium, medium_of, packing_of
from annotations.disk.files import shown
from annotations.errors import CorpusError

_ESCAPED = "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|%(?=u[0-9A-F]{4})"
"""Characters that cannot be printed on one line or written as UTF-8, and text that looks like their escape."""
_ESCAPE = "%u([0-9A-F]{4})"
_ARCHIVE = f"(?i:{'|'.join(map(re.escape, ARCHIVE_SUFFIXES))})!/"
_PACKED = f"(?:{'|'.join(map(re.escape, PACKINGS))})?"
_RECORD = f"(?i:(?:{'|'.join(map(re.escape, RECORD_SUFFIXES))}){_PACKED})#"
"""Patterns as strings: few names need them, so they are compiled when the first does."""


class Address(NamedTuple):
    """A file, and the part of it that is the article if the file holds many.

    Written `file`, `file!/member`, `file#record` or `file!/member#record`. A character that cannot be printed is
    `%uXXXX`, and so is one that would read as one of these marks or escapes: every id leads back to one address.
    """

    file: str
    """The path below the root, with `/` between the parts; surrogates are bytes that are not UTF-8 (PEP 383)."""
    member: str = ""
    """The name of a member, if the file is an archive."""
    record: str = ""
    """The key of a record in the file or the member."""

    @property
    def id(self) -> str:
        """The article's id: printable, and the same from wherever the article is opened."""
        text = escaped(self.file)
        if self.member:
            text += f"!/{escaped(self.member)}"
        return f"{text}#{_printable(self.record)}" if self.record else text

    def path(self, root: Path) -> Path:
        """Return the path of the file below a root. Raises `CorpusError` if it does not lie there."""
        return root / self.checked(root)

    def checked(self, root: Path) -> str:
        """Return `file`. Raises as `path`."""
        file = self.file
        leads_out = (".." in file and ".." in file.split("/")) or file.startswith("/") or "\0" in file
        if os.name == "nt":
            leads_out = leads_out or "\\" in file or ":" in file
        if leads_out or file in ("", "."):
            raise CorpusError(f"{file!a}: not below {shown(root)}; name an article by its path from there")
        return file

    @property
    def medium(self) -> Medium:
        """The form of the file or the member; text if its name has no known suffix."""
        return medium_of(self.member or self.file) or Medium.TEXT

    @property
    def name(self) -> str:
        """A short name: the record's key, or the stem of the file's name."""
        path = PurePosixPath(escaped(self.member or self.file))
        return _printable(self.record) or (PurePosixPath(path.stem).stem if packing_of(path.name) else path.stem)


def address_of(article_id: str) -> Address:
    """Return the address that an id names."""
    member = record = ""
    marks = "#" in article_id or "!" in article_id
    if marks and (found := re.search(f"{_ARCHIVE}|{_RECORD}", article_id)):
        file, rest = article_id[: found.end() - 1].removesuffix("!"), article_id[found.end() :]
        if found[0].endswith("/"):
            inner = re.search(_RECORD, rest)
            member, record = (rest[: inner.end() - 1], rest[inner.end() :]) if inner else (rest, "")
        else:
            record = rest
    else:
        file = article_id
    return Address(_unescaped(file), _unescaped(member), _unescaped(record))


def below(path: str, root: str) -> str:
    """Return the part of a path below a folder, as an `Address.file`."""
    return path[len(root) :].replace(os.sep, "/").lstrip("/")


def escaped(name: str) -> str:
    """Return the name of a file or a member as part of an id."""
    name = _printable(name)
    if "!" in name or "#" in name:
        name = re.sub(f"{_ARCHIVE}|{_RECORD}", _escaped_mark, name)
    return name


def _escaped_mark(found: re.Match[str]) -> str:
    return found[0].replace("!", "%u0021").replace("#", "%u0023")


def _printable(name: str) -> str:
    if name.isprintable() and "%" not in name:  # a surrogate is not printable
        return name
    return re.sub(_ESCAPED, lambda found: f"%u{ord(found[0]):04X}", name)


def _unescaped(name: str) -> str:
    return re.sub(_ESCAPE, lambda escape: chr(int(escape[1], 16)), name) if "%" in name else name
