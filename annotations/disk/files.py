"""Files that others rely on: replaced whole or not at all, in JSON that every reader splits into the same lines."""

import errno
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

_CAUSES = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EIO: "the disk reports an error",
}
_BUFFER = 1 << 18
"""Bytes that are written at once."""
_NO_SUCH_CALL = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF}
"""What file systems answer that have nothing to flush, or flush by themselves."""


def _plain(value: object) -> dict[object, object]:
    """What of a value is JSON that is none as it stands: a read-only mapping. Raises `TypeError`."""
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


_COMPACT = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain).encode
_SPACED = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_plain).encode
_ESCAPED = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
"""Line ends to `str.splitlines`, and what UTF-8 cannot write."""
_LINE_ENDS = [(sign.encode()[:1], sign.encode(), f"\\u{ord(sign):04x}".encode()) for sign in "\x85\u2028\u2029"]


def json_text(value: object, *, spaced: bool = False) -> str:
    """A value as JSON on one line, readable but for what would end the line or is no UTF-8: that is escaped."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", (_SPACED if spaced else _COMPACT)(value))


def json_line(value: object) -> bytes:
    """As `json_text`, in UTF-8 and many times as fast, of a value with no fraction but in a `MappingProxyType`.

    Its library writes some fractions otherwise, so it is not asked for those.
    """
    import orjson  # the first paint writes nothing

    try:
        line = orjson.dumps(value, default=lambda part: orjson.Fragment(json_text(_plain(part))))
    except TypeError:  # half of a surrogate pair, or a number of more than 64 bits
        return json_text(value).encode()
    for first, sign, escape in _LINE_ENDS:
        if first in line and sign in line:  # one byte is found many times as fast as three
            line = line.replace(sign, escape)
    return line


def cause(error: OSError) -> str:
    """Why the operating system refused, in words for a message."""
    return _CAUSES.get(error.errno or 0) or error.strerror or str(error)


def read_content(path: str) -> bytes:
    """All of a file, sooner than with `Path.read_bytes`. Raises `OSError`."""
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - of a string
        return stream.readall()


def shown(path: Path | str) -> str:
    """A path as part of a one-line message: what cannot be printed is escaped."""
    text = str(path)
    return text if text.isprintable() else ascii(text)


@contextmanager
def replacing(path: Path, *, durable: bool) -> Iterator[BinaryIO]:
    """A stream to a temporary file beside `path` that takes its place at the end; on any exception nothing has changed.

    With `durable`, the new content is on disk before it replaces the old, and the replacement before the end.
    Raises `OSError`.
    """
    # The number of a process is not enough in a folder that several machines share.
    temporary = path.with_name(f".{path.name[:40]}.{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("xb", buffering=_BUFFER) as stream:
            with suppress(OSError):
                temporary.chmod(path.stat().st_mode)
            yield stream
            stream.flush()
            if durable:
                flush(stream.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    if durable:
        flush_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents, each durably an entry of its own parent. Raises `OSError`."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        with suppress(FileExistsError):
            each.mkdir()
        flush_folder(each.parent)


def flush(descriptor: int) -> None:
    """Bring a file to disk, as far as its file system can be asked to. Raises `OSError`."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_CALL:
            raise


def flush_folder(folder: Path) -> None:
    """Bring a folder's entries to disk; Windows has no such call and needs none. Raises `OSError`."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        flush(descriptor)
    finally:
        os.close(descriptor)
