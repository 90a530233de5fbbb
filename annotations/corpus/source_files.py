"""The files of a corpus: opened safely, with open archives and the places of records cached."""

import io
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from annotations.corpus.addresses import Address
from annotations.corpus.decoding import REPLACEMENT, Decoded, decode, is_utf8, without_surrogates
from annotations.corpus.doubts import doubts
from annotations.corpus.extract import Extract
from annotations.corpus.media import HELD, WHOLE, Medium, medium_of, packing_of
from annotations.corpus.walk import is_below, natural
from annotations.disk import limits
from annotations.disk.files import cause, shown
from annotations.errors import CorpusError

if TYPE_CHECKING:
    from annotations.corpus.archives import Archive
    from annotations.corpus.fields import Fields
    from annotations.corpus.record_table import RecordTable

ARCHIVES = 4
"""Archives that stay open."""

_DECLARED = rb"""(?i)(?:charset|<\?xml[^>]{0,80}encoding)\s*=\s*["']?\s*([\w.:-]{1,40})"""
_HEAD = 2048
"""Bytes at the start of a page or a feed in which its encoding may be declared."""

_SAMPLE = 65_536
"""Bytes of a record file that are checked for UTF-8. Invalid bytes after them are reported with the record."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

Version = tuple[int, int]
"""The modification time of a file in nanoseconds, and its size in bytes."""


class Reading(NamedTuple):
    """The content of a file, a member or a record, with its form and encoding."""

    extract: Extract
    medium: Medium
    encoding: str


class _KnownFile(NamedTuple):
    """The cached places of the records of one file."""

    version: Version
    table: "RecordTable"
    encoding: str
    """The file's encoding. The places in the table are always those of the file in UTF-8."""
    damaged: bool
    """True if some bytes of the file encode no character."""


class SourceFiles:
    """Reads files below one root. Every method raises `CorpusError` for a file that cannot be read."""

    def __init__(self, root: Path, fields_of_records: "Callable[[], Fields]") -> None:
        """`fields_of_records` gives the names of the fields of records; it is called with the first such file."""
        self._root = root
        self._base = os.path.join(root, "")  # noqa: PTH118 - with the slash at its end
        self._fields_of_records = fields_of_records
        self._fields: Fields | None = None
        self._archives: dict[str, tuple[Version, Archive]] = {}
        self._tables: dict[Address, _KnownFile] = {}
        self._alone = Address("")
        self._transcoded: tuple[Address, Version, bytes] | None = None
        """The last read record file that is not UTF-8 on the disk: a member, or a file in another encoding."""

    def __getstate__(self) -> dict[str, object]:
        """Return the state for another process: the places of the records, but no open file."""
        return {**self.__dict__, "_tables": dict(self._tables), "_archives": {}, "_transcoded": None}

    def addresses(self, file: str, problems: list[str]) -> Iterator[Address]:
        """Yield the articles in a file that may hold many; append a message to `problems` for what is left out."""
        address = Address(file)
        if address.medium is not Medium.ARCHIVE:
            yield from self._records_or_problems(address, problems)
            return
        try:
            archive = self._archive(file)
        except CorpusError as error:
            problems.append(str(error))
            return
        from annotations.corpus.passed_over import PassedOver  # plain files do without

        problems.extend(archive.problems)
        passed_over = PassedOver()
        for name in natural([name for name in archive.names() if _is_visible(name)]):
            inner = medium_of(name)
            member = Address(file, name)
            if inner in WHOLE:
                yield member
            elif inner is Medium.ARCHIVE:
                problems.append(f"{self._shown(member)}: an archive in an archive, so it is left out; unpack it")
            elif inner is not None:
                yield from self._records_or_problems(member, problems)
            else:
                passed_over.add(name)
        problems.extend(f"{self._shown(address)}: {message}" for message in passed_over.messages())

    def read(self, address: Address) -> Reading:
        """Read the article at an address."""
        medium = address.medium
        if medium is Medium.ARCHIVE:
            raise CorpusError(f"{self._shown(address)}: an archive; name a member of it, behind !/")
        if medium in WHOLE:
            if address.record:
                raise CorpusError(f"{self._shown(address)}: there are no records in such a file; name the file")
            limit = limits.PAGE if medium is Medium.HTML else limits.TEXT
            data = self._bytes(address, limit)
            if medium is Medium.DOCX:
                from annotations.corpus.readers.docx import read_docx  # other files do without

                return Reading(read_docx(data, self._shown(address)), medium, "utf-8")
            decoded = decode(data, declared=_declared(data, address))
            extract = Extract(decoded.text)
            if medium is Medium.HTML:
                from annotations.corpus.readers.html import read_page  # text files do without

                extract = read_page(decoded.text, self._shown(address))
            problems = (*decoded.problems, *doubts(extract.text, whole=medium is Medium.TEXT))
            return Reading(_with(extract, problems), medium, decoded.encoding)
        return self._record(address)

    def _record(self, address: Address) -> Reading:
        whole = address._replace(record="")
        try:
            known = self._tables.get(whole)
            if known is None or known.version != self._version(address.file) or address.record not in known.table:
                for _ in self._records(whole):
                    pass  # completes the table
                known = self._tables.get(whole)
            if known is None or address.record not in known.table:
                raise CorpusError(f"{self._shown(address)}: there is no such record; open the folder again")
            with self._stream(whole, known.encoding) as stream:
                extract = known.table.read(stream, address.record)
        except (ValueError, OSError) as error:
            raise CorpusError(f"{self._shown(address)}: cannot be read ({error}); open the folder again") from error
        if known.damaged:  # somewhere in the file: this record has the damage only if it shows
            damage = Decoded("", known.encoding, extract.text.count(REPLACEMENT))
            extract = _with(extract, damage.problems)
        extract = _with(extract, doubts(extract.text, whole=False))
        return Reading(_writable(extract), address.medium, known.encoding)

    def _records_or_problems(self, address: Address, problems: list[str]) -> Iterator[Address]:
        """Yield `_records`; append a message to `problems` for every fault of the file."""
        try:
            yield from self._records(address)
        except CorpusError as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(str(self._unreadable(address, error)))
        if known := self._tables.get(address):
            problems.extend(f"{self._shown(address)}: {problem}" for problem in known.table.problems)

    def _records(self, address: Address) -> Iterator[Address]:
        """Yield the records of a file or a member, each as soon as it is found. At the end its table is complete."""
        from annotations.corpus.record_table import ALONE, RecordTable  # text files do without

        version = self._version(address.file)
        stream, encoding, damaged = self._examined(address)
        with stream:
            if self._fields is None:
                self._fields = self._fields_of_records()
            table = RecordTable(address.medium, self._fields)
            self._tables[address] = _KnownFile(version, table, encoding, damaged)
            for key in table.scan(stream):
                yield address._replace(record=key)
        if table.own:
            del self._tables[address]
        elif ALONE in table:  # there may be 100,000 files of one record: keep only the last one's table
            self._tables.pop(self._alone, None)
            self._alone = address

    def _examined(self, address: Address) -> tuple[BinaryIO, str, bool]:
        """Return a stream of a record file in UTF-8, its encoding, and True if it is known to be damaged."""
        if not address.member and not packing_of(address.file):
            stream = self._opened(address)
            with ExitStack() as unless_returned:
                unless_returned.enter_context(stream)
                if address.medium in HELD:
                    limits.check(os.fstat(stream.fileno()).st_size, limits.FILE, self._shown(address), "such file")
                if is_utf8(stream.read(_SAMPLE)):
                    stream.seek(0)
                    unless_returned.pop_all()
                    return stream, "utf-8", False
        decoded, encoded = self._transcode(address)
        return io.BytesIO(encoded), decoded.encoding, decoded.replaced > 0

    def _transcode(self, address: Address) -> tuple[Decoded, bytes]:
        """Return a whole file or member as text and in UTF-8. Caches the last one's UTF-8."""
        version = self._version(address.file)
        data = self._bytes(address, limits.FILE)
        decoded = decode(data, declared=_declared(data, address))
        encoded = decoded.text.encode()
        self._transcoded = (address, version, encoded)
        return decoded, encoded

    def _stream(self, address: Address, encoding: str) -> BinaryIO:
        """Return a stream of a record file in UTF-8."""
        if not address.member and encoding == "utf-8" and not packing_of(address.file):
            return self._opened(address)
        kept = self._transcoded  # one look: another thread may replace it
        if kept is not None and kept[:2] == (address, self._version(address.file)):
            return io.BytesIO(kept[2])
        return io.BytesIO(self._transcode(address)[1])

    def _bytes(self, address: Address, limit: int) -> bytes:
        """Read a whole file or member, unpacked. Raises `CorpusError` if it has more than `limit` bytes."""
        data = self._stored_bytes(address, limit)
        if packing := packing_of(address.member or address.file):
            from annotations.corpus.packing import unpacked  # plain files do without

            return unpacked(data, packing, limit, self._shown(address))
        return data

    def _stored_bytes(self, address: Address, limit: int) -> bytes:
        """Read a whole file or member as it is stored. Raises as `_bytes`."""
        if address.member:
            return self._archive(address.file).read(address.member, limit)
        try:
            descriptor = self._descriptor(address)
            try:
                size = os.fstat(descriptor).st_size
                self._check(size, limit, address)
                data = os.read(descriptor, size + 1)  # one more: the file may have grown since
                while len(data) < size and (more := os.read(descriptor, size + 1 - len(data))):
                    data += more
            finally:
                os.close(descriptor)
        except OSError as error:
            raise self._unreadable(address, error) from error
        self._check(len(data), limit, address)
        return data

    def _check(self, size: int, limit: int, address: Address) -> None:
        if size > limit:
            limits.check(size, limit, self._shown(address))

    def _archive(self, file: str) -> "Archive":
        from annotations.corpus.archives import Archive  # plain files do without

        version = self._version(file)
        kept = self._archives.pop(file, None)
        if kept is None or kept[0] != version:
            kept = (version, Archive(self._opened(Address(file)), Address(file).path(self._root)))
        self._archives[file] = kept
        if len(self._archives) > ARCHIVES:
            self._archives.pop(next(iter(self._archives)), None)
        return kept[1]

    def _opened(self, address: Address) -> BinaryIO:
        """Open a file like `_descriptor`, as a stream."""
        return os.fdopen(self._descriptor(address), "rb")

    def _descriptor(self, address: Address) -> int:
        """Open a plain file below the root. Opens nothing else, and never blocks."""
        where = self._base + address.checked(self._root)
        if self._leads_out(where):
            raise CorpusError(f"{shown(where)}: a link that leads out of the corpus; put a copy of the file there")
        self._version(address.file)
        try:
            descriptor = os.open(where, _FLAGS)
        except OSError as error:
            raise self._unreadable(address, error) from error
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # replaced since `_version` looked
            os.close(descriptor)
            raise CorpusError(f"{shown(where)}: not a file; name an article")
        return descriptor

    def _leads_out(self, where: str) -> bool:
        """Return True if a link below the root leads a path out of it."""
        is_linked = os.name == "nt"  # there a folder can lead elsewhere without being a link
        end = len(self._base)
        while end >= 0 and not is_linked:
            end = where.find("/", end + 1)
            is_linked = os.path.islink(where if end < 0 else where[:end])  # noqa: PTH114 - of strings
        return is_linked and not is_below(os.path.realpath(where), str(self._root))

    def _version(self, file: str) -> Version:
        where = self._base + Address(file).checked(self._root)
        try:
            status = os.stat(where)  # noqa: PTH116 - of a string
        except (FileNotFoundError, NotADirectoryError):
            raise CorpusError(f"{shown(where)}: there is no such file or folder; check the path") from None
        except OSError as error:
            raise self._unreadable(Address(file), error) from error
        if not stat.S_ISREG(status.st_mode):
            raise CorpusError(f"{shown(where)}: not a file; name an article")
        return status.st_mtime_ns, status.st_size

    def _shown(self, address: Address) -> str:
        """Return an address for a message: the path of its file, then the member and the record."""
        return str(shown(self._root)) + "/" + address.id

    def _unreadable(self, address: Address, error: OSError) -> CorpusError:
        return CorpusError(f"{self._shown(address)}: cannot be read ({cause(error)}); check its permissions")


def _with(extract: Extract, problems: tuple[str, ...]) -> Extract:
    return extract._replace(problems=extract.problems + problems) if problems else extract


def _writable(extract: Extract) -> Extract:
    """Replace lone surrogates by U+FFFD: JSON can have them in any field, and no file can hold them."""
    texts = (extract.text, extract.headline, extract.outlet, *extract.keywords)
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        text, headline, outlet, *keywords = (without_surrogates(each)[0] for each in texts)
        return extract._replace(text=text, headline=headline, outlet=outlet, keywords=tuple(keywords))
    return extract


def _declared(data: bytes, address: Address) -> str:
    """Return the encoding that a page or a feed declares, or ""."""
    if address.medium not in (Medium.HTML, Medium.FEED):
        return ""
    found = re.search(_DECLARED, data[:_HEAD])
    return found[1].decode("ascii", "replace") if found else ""


def _is_visible(name: str) -> bool:
    return not any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
