"""Files that are replaced whole or not at all, and messages for what the operating system refuses."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
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
"""Errors of file systems that have nothing to flush, or flush by themselves."""


def cause(error: OSError) -> str:
    """Return why the operating system refused, in words for a message."""
    return _CAUSES.get(error.errno or 0) or error.strerror or str(error)


def read_content(path: str) -> bytes:
    """Return the content of a file, faster than `Path.read_bytes`. Raises `OSError`."""
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - of a string
        return stream.readall()


def shown(path: Path | str) -> str:
    """Return a path for a message of one line; a path with unprintable characters is escaped."""
    text = str(path)
    return text if text.isprintable() else ascii(text)


@contextmanager
def replacing(path: Path, *, durable: bool) -> Iterator[BinaryIO]:
    """Open a temporary file beside `path`, and let it replace `path` at the end; on an exception nothing changes.

    With `durable`, the new content is on disk before it replaces the old, and the replacement is on disk at the return.
    Raises `OSError`.
    """
    # Random, since processes of several machines that share a folder may have the same number.
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
    """Make a folder and its missing parents, and flush each new entry to disk. Raises `OSError`."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        with suppress(FileExistsError):
            each.mkdir()
        flush_folder(each.parent)


def flush(descriptor: int) -> None:
    """Flush a file to disk, if its file system can. Raises `OSError`."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_CALL:
            raise


def flush_folder(folder: Path) -> None:
    """Flush a folder's entries to disk; Windows has no such call and needs none. Raises `OSError`."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        flush(descriptor)
    finally:
        os.close(descriptor)
