"""Archives. Members are read into memory, never unpacked to the disk under their own names."""

import lzma
import os
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import BinaryIO

from annotations.corpus.media import packing_of
from annotations.corpus.packing import allowed_size, opened
from annotations.disk import limits
from annotations.disk.files import shown
from annotations.errors import CorpusError

_ENCRYPTED = 0x1
_UTF8 = 0x800
"""Flags of a zip member: APPNOTE.TXT 4.4.4, bits 0 and 11."""
_BLOCK = 1 << 20
DAMAGE = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError),
    *(ArithmeticError, LookupError, TypeError, MemoryError, lzma.LZMAError),
)
"""What the standard library raises for damaged archives, beside its own errors."""


class Archive:
    """A zip, a tar or a packed tar that stays open."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        """List the members. Raises `CorpusError` if the file is no archive or exceeds the limits."""
        self.problems: list[str] = []
        """Messages about members that were left out."""
        self._name = shown(path)
        self._members: dict[str, zipfile.ZipInfo | tarfile.TarInfo] = {}
        self._zip: zipfile.ZipFile | None = None
        self._stream = stream
        self._lock = Lock()
        try:
            if path.name.casefold().endswith(".zip"):
                self._zip = zipfile.ZipFile(stream)
                self._list(self._zipped(self._zip))
            else:
                if packing := packing_of(path.name):
                    self._stream = self._unpacked(stream, packing)
                self._list(self._tarred())
        except DAMAGE as error:
            raise CorpusError(f"{self._name}: not a readable archive ({error}); create it again") from error

    def names(self) -> tuple[str, ...]:
        """Return the names of the members that are plain files, with surrogates for bytes that are not UTF-8."""
        return tuple(self._members)

    def read(self, member: str, limit: int) -> bytes:
        """Read a member. Raises `CorpusError` if it is missing, damaged or larger than `limit` bytes."""
        info = self._members.get(member)
        if info is None:
            raise CorpusError(f"{self._name}: has no member {member!a}; open the archive again")
        name = f"{self._name}!/{member if member.isprintable() else ascii(member)}"
        size = info.size if isinstance(info, tarfile.TarInfo) else info.file_size
        limits.check(size, limit, name, "member")
        try:
            if isinstance(info, tarfile.TarInfo):
                with self._lock:
                    self._stream.seek(info.offset_data)
                    return self._stream.read(info.size)
            assert self._zip is not None
            with self._zip.open(info) as unpacked:
                data = unpacked.read(limit + 1)
        except DAMAGE as error:
            raise CorpusError(f"{name}: cannot be unpacked ({error}); create it again") from error
        limits.check(len(data), limit, name, "member")
        return data

    def __del__(self) -> None:
        if self._zip is not None:
            self._zip.close()
        self._stream.close()

    def _list(self, members: Iterator[tuple[str, zipfile.ZipInfo | tarfile.TarInfo, int]]) -> None:
        """Keep the members that may be read; append a message to `problems` for each of the others."""
        total = 0
        for number, (name, info, size) in enumerate(members, 1):
            total += size
            if number > limits.MEMBERS or total > limits.ARCHIVE:
                raise ValueError(
                    f"more than {limits.MEMBERS:,} members or {limits.ARCHIVE // limits.MEGABYTE:,} MB unpacked"
                )
            if reason := _refusal(name, info):
                self.problems.append(f"{self._name}: {name[:200]!a} left out, {reason}")
            else:
                self._members[name] = info

    def _zipped(self, archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo, int]]:
        for info in archive.infolist():
            if not info.is_dir():
                yield _zip_name(info), info, info.file_size

    def _tarred(self) -> Iterator[tuple[str, tarfile.TarInfo, int]]:
        self._stream.seek(0)
        with tarfile.open(fileobj=self._stream, mode="r:", errors="surrogateescape") as archive:
            for info in archive:
                if not info.isdir():
                    yield info.name.removeprefix("./"), info, info.size

    def _unpacked(self, stream: BinaryIO, packing: str) -> BinaryIO:
        """Unpack a packed tar to a file without a name: only there can members be read by their places."""
        allowed = allowed_size(os.fstat(stream.fileno()).st_size, limits.ARCHIVE)
        target = tempfile.TemporaryFile()  # noqa: SIM115 - stays open with the archive
        unpacked = opened(stream, packing)
        size = 0
        while block := unpacked.read(_BLOCK):
            size += len(block)
            if size > allowed:
                target.close()
                raise ValueError(f"unpacks to more than {allowed // limits.MEGABYTE:,} MB")
            target.write(block)
        stream.close()
        return target


def _refusal(name: str, info: zipfile.ZipInfo | tarfile.TarInfo) -> str:
    """Return the reason not to read a member, or ""."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith(("/", "\\")) or ".." in parts or "\0" in name or ".." in name.split("\\"):
        return "its name leads out of the archive"
    if isinstance(info, tarfile.TarInfo):
        if info.size < 0 or info.offset_data < 0:
            return "its size is damaged"
        return "" if info.isreg() and not info.issparse() else "it is a link or no plain file"
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted"
    if info.file_size > limits.MEGABYTE + info.compress_size * limits.RATIO:
        return f"it unpacks to more than {limits.RATIO} times its size"
    return ""


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Return the name of a zip member as UTF-8, which most archives use even without the flag for it."""
    if info.flag_bits & _UTF8:
        return info.filename
    return info.orig_filename.encode("cp437").decode("utf-8", "surrogateescape")
