"""Unpacking single files: `a.txt.gz`, `a.jsonl.bz2`, `a.tar.xz`. Nothing is unpacked beyond the limits."""

import io
import lzma
from typing import BinaryIO, Protocol

from annotations.disk import limits
from annotations.errors import CorpusError

_BLOCK = 1 << 20
_XZ_MEMORY = 256 * limits.MEGABYTE
"""Bytes that the unpacking of xz may ask for; its strongest ordinary setting asks for 65 MB."""


class Readable(Protocol):
    """A stream that only has to be read."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, b"" at the end."""


def opened(stream: BinaryIO, packing: str) -> Readable:
    """Return the unpacked content of a stream; `packing` is a suffix of `media.PACKINGS`. Raises nothing yet."""
    if packing == ".gz":
        import gzip  # most corpora do without

        return gzip.GzipFile(fileobj=stream)
    if packing == ".bz2":
        import bz2  # most corpora do without

        return bz2.BZ2File(stream)
    return _Xz(stream)


def unpacked(data: bytes, packing: str, limit: int, name: str) -> bytes:
    """Unpack the content of a file. Raises `CorpusError` if it is damaged or has more than `limit` bytes."""
    from annotations.corpus.archives import DAMAGE  # most corpora do without

    allowed = allowed_size(len(data), limit)
    content = bytearray()
    try:
        source = opened(io.BytesIO(data), packing)
        while len(content) <= allowed and (block := source.read(_BLOCK)):
            content += block
    except DAMAGE as error:
        raise CorpusError(f"{name}: cannot be unpacked ({error}); create it again") from error
    if len(content) > allowed:
        raise CorpusError(f"{name}: unpacks to more than {allowed // limits.MEGABYTE:,} MB; unpack and split it")
    return bytes(content)


def allowed_size(packed: int, limit: int) -> int:
    """Return how many bytes a file of so many packed bytes may unpack to."""
    return min(limit, limits.MEGABYTE + packed * limits.RATIO)


class _Xz:
    """The unpacked content of an xz file, in bounded memory: `lzma.LZMAFile` knows no limit."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._rest = b""
        self._begin(b"")

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, b"" at the end. Raises `LZMAError` or `EOFError` for damage."""
        while True:
            if self._unpacker.eof:
                rest = self._unpacker.unused_data or self._stream.read(_BLOCK)
                if not rest.strip(b"\0"):
                    return b""
                self._begin(rest)
            packed = self._rest
            if not packed and self._unpacker.needs_input:
                packed = self._stream.read(_BLOCK)
                if not packed:
                    raise EOFError("it ends too early")
            self._rest = b""
            if data := self._unpacker.decompress(packed, size):
                return data

    def _begin(self, rest: bytes) -> None:
        self._unpacker = lzma.LZMADecompressor(format=lzma.FORMAT_AUTO, memlimit=_XZ_MEMORY)
        self._rest = rest
