"""The files of a corpus as they are read: opened with care, and with what was learnt of them kept at hand."""

import io
import os
import re
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from annotations.corpus.addresses import Address
from annotations.corpus.decoding import REPLACEMENT, Decoded, decode, is_utf8, without_surrogates
from annotations.corpus.extract import Extract
from annotations.corpus.media import WHOLE, Medium, medium_of
from annotations.corpus.walk import is_below, natural
from annotations.disk import limits
from annotations.disk.files import cause, shown
from annotations.errors import CorpusError
from annotations.project.layout import CONFIGURATION

if TYPE_CHECKING:
    from annotations.corpus.archives import Archive
    from annotations.corpus.fields import Fields
    from annotations.corpus.record_table import RecordTable

ARCHIVES = 4
"""How many archives stay open."""

_DECLARED = rb"""(?i)(?:charset|<\?xml[^>]{0,80}encoding)\s*=\s*["']?\s*([\w.:-]{1,40})"""
_HEAD = 2048
"""How far into a page or a feed its encoding may be declared, in bytes."""

_SAMPLE = 65_536
"""As many bytes of a file of records tell whether it is UTF-8; a record that is not after all tells its damage."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

Version = tuple[int, int]
"""When a file was changed, in nanoseconds, and how many bytes it has."""


class Reading(NamedTuple):
    """What a file, a member or a record was read as."""

    extract: Extract
    medium: Medium
    encoding: str


class _Known(NamedTuple):
    """What is kept of a file of records."""

    version: Version
    table: "RecordTable"
    encoding: str
    """Any but UTF-8 means that the table is of the file as it is in UTF-8."""
    damaged: bool
    """Whether bytes of the file stand for no sign."""


class SourceFiles:
    """Reads below one root. Everything raises `CorpusError` for what cannot be read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._base = os.path.join(root, "")  # noqa: PTH118 - with the slash at its end
        self._own_fields: Fields | None = None
        self._archives: dict[str, tuple[Version, Archive]] = {}
        self._tables: dict[Address, _Known] = {}
        self._alone = Address("")
        self._transcoded: tuple[Address, Version, bytes] | None = None
        """The file of records that was read last and is not on the disk in UTF-8: a member, or another encoding."""

    def __getstate__(self) -> dict[str, object]:
        """What another process can use: where the records are, but no open file."""
        return {**self.__dict__, "_tables": dict(self._tables), "_archives": {}, "_transcoded": None}

    def addresses(self, file: str, problems: list[str]) -> Iterator[Address]:
        """The articles in a file that may hold many; what is left out of them is a problem."""
        address = Address(file)
        if address.medium is not Medium.ARCHIVE:
            yield from self._told(address, problems)
            return
        try:
            archive = self._archive(file)
        except CorpusError as error:
            problems.append(str(error))
            return
        problems.extend(archive.problems)
        for name in natural([name for name in archive.names() if _is_visible(name)]):
            inner = medium_of(name)
            member = Address(file, name)
            if inner in WHOLE:
                yield member
            elif inner is Medium.ARCHIVE:
                problems.append(f"{self._shown(member)}: an archive in an archive, so it is left out; unpack it")
            elif inner is not None:
                yield from self._told(member, problems)

    def read(self, address: Address) -> Reading:
        """The article at an address."""
        medium = address.medium
        if medium is Medium.ARCHIVE:
            raise CorpusError(f"{self._shown(address)}: an archive; name a member of it, behind !/")
        if medium in WHOLE:
            if address.record:
                raise CorpusError(f"{self._shown(address)}: there are no records in such a file; name the file")
            limit = limits.PAGE if medium is Medium.HTML else limits.TEXT
            data = self._bytes(address, limit)
            decoded = decode(data, declared=_declared(data, address))
            extract = Extract(decoded.text)
            if medium is Medium.HTML:
                from annotations.corpus.readers.html import read_page

                extract = read_page(decoded.text, self._shown(address))
            return Reading(_with(extract, decoded.problems), medium, decoded.encoding)
        return self._record(address)

    def _record(self, address: Address) -> Reading:
        whole = address._replace(record="")
        try:
            known = self._tables.get(whole)
            if known is None or known.version != self._version(address.file) or address.record not in known.table:
                for _ in self._records(whole):
                    pass  # what was found is in the table
                known = self._tables.get(whole)
            if known is None or address.record not in known.table:
                raise CorpusError(f"{self._shown(address)}: there is no such record; open the folder anew")
            with self._stream(whole, known.encoding) as stream:
                extract = known.table.read(stream, address.record)
        except (ValueError, OSError) as error:
            raise CorpusError(f"{self._shown(address)}: cannot be read ({error}); open the folder anew") from error
        if known.damaged:  # somewhere; here only if it shows
            damage = Decoded("", known.encoding, extract.text.count(REPLACEMENT))
            extract = _with(extract, damage.problems)
        return Reading(_writable(extract), address.medium, known.encoding)

    def _told(self, address: Address, problems: list[str]) -> Iterator[Address]:
        """As `_records`; whatever is wrong with the file is a problem."""
        try:
            yield from self._records(address)
        except CorpusError as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(str(self._unreadable(address, error)))
        if known := self._tables.get(address):
            problems.extend(f"{self._shown(address)}: {problem}" for problem in known.table.problems)

    def _records(self, address: Address) -> Iterator[Address]:
        """The records of a file or a member, each as soon as it is found; then its table is complete."""
        from annotations.corpus.record_table import ALONE, RecordTable

        version = self._version(address.file)
        stream, encoding, damaged = self._examined(address)
        with stream:
            table = RecordTable(address.medium, self._fields())
            self._tables[address] = _Known(version, table, encoding, damaged)
            for key in table.scan(stream):
                yield address._replace(record=key)
        if table.own:
            del self._tables[address]
        elif ALONE in table:  # there may be 100,000 such files: only the last one's table is kept
            self._tables.pop(self._alone, None)
            self._alone = address

    def _examined(self, address: Address) -> tuple[BinaryIO, str, bool]:
        """A file of records in UTF-8, how it is encoded, and whether bytes are known to stand for no sign."""
        if not address.member:
            stream = self._opened(address)
            with ExitStack() as unless_returned:
                unless_returned.enter_context(stream)
                if address.medium in (Medium.JSON, Medium.FEED):
                    limits.check(os.fstat(stream.fileno()).st_size, limits.FILE, self._shown(address), "such file")
                if is_utf8(stream.read(_SAMPLE)):
                    stream.seek(0)
                    unless_returned.pop_all()
                    return stream, "utf-8", False
        decoded, encoded = self._transcode(address)
        return io.BytesIO(encoded), decoded.encoding, decoded.replaced > 0

    def _transcode(self, address: Address) -> tuple[Decoded, bytes]:
        """All of a file or a member, and the same in UTF-8, which is kept at hand until another is asked for."""
        version = self._version(address.file)
        data = self._bytes(address, limits.FILE)
        decoded = decode(data, declared=_declared(data, address))
        encoded = decoded.text.encode()
        self._transcoded = (address, version, encoded)
        return decoded, encoded

    def _stream(self, address: Address, encoding: str) -> BinaryIO:
        """A file of records in UTF-8."""
        if not address.member and encoding == "utf-8":
            return self._opened(address)
        kept = self._transcoded  # another thread may put another there
        if kept is not None and kept[:2] == (address, self._version(address.file)):
            return io.BytesIO(kept[2])
        return io.BytesIO(self._transcode(address)[1])

    def _bytes(self, address: Address, limit: int) -> bytes:
        """All of a file or a member, which has at most so many bytes."""
        if address.member:
            return self._archive(address.file).read(address.member, limit)
        try:
            descriptor = self._descriptor(address)
            try:
                size = os.fstat(descriptor).st_size
                self._check(size, limit, address)
                data = os.read(descriptor, size + 1)  # it may have grown since; never a buffer of the limit's size
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
        from annotations.corpus.archives import Archive

        version = self._version(file)
        kept = self._archives.pop(file, None)
        if kept is None or kept[0] != version:
            kept = (version, Archive(self._opened(Address(file)), Address(file).path(self._root)))
        self._archives[file] = kept
        if len(self._archives) > ARCHIVES:
            self._archives.pop(next(iter(self._archives)), None)
        return kept[1]

    def _opened(self, address: Address) -> BinaryIO:
        """As `_descriptor`, as a stream."""
        return os.fdopen(self._descriptor(address), "rb")

    def _descriptor(self, address: Address) -> int:
        """A plain file below the root, opened; nothing else is ever opened, nor does opening ever wait."""
        where = self._base + address.checked(self._root)
        if self._leads_out(where):
            raise CorpusError(f"{shown(where)}: a link that leads out of the corpus; put a copy of the file there")
        self._version(address.file)
        try:
            descriptor = os.open(where, _FLAGS)
        except OSError as error:
            raise self._unreadable(address, error) from error
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # it was another a moment ago
            os.close(descriptor)
            raise CorpusError(f"{shown(where)}: not a file; name an article")
        return descriptor

    def _leads_out(self, where: str) -> bool:
        """Whether a file lies outside of the root in truth, which only a link below the root can bring about."""
        is_linked = os.name == "nt"  # where a folder can lead elsewhere and be no link
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

    def _fields(self) -> "Fields":
        """What the fields of records are called in this corpus. Raises `ConfigurationError`."""
        if self._own_fields is None:
            from annotations.corpus.fields import DEFAULT_FIELDS

            self._own_fields = DEFAULT_FIELDS
            if (self._root / CONFIGURATION).exists():
                from annotations.project.configuration import read_project

                self._own_fields = DEFAULT_FIELDS._replace(**read_project(self._root).fields)
        return self._own_fields

    def _shown(self, address: Address) -> str:
        """An address in a message: the path of its file, and in it the member and the record."""
        return str(shown(self._root)) + "/" + address.id

    def _unreadable(self, address: Address, error: OSError) -> CorpusError:
        return CorpusError(f"{self._shown(address)}: cannot be read ({cause(error)}); check its permissions")


def _with(extract: Extract, problems: tuple[str, ...]) -> Extract:
    return extract._replace(problems=extract.problems + problems) if problems else extract


def _writable(extract: Extract) -> Extract:
    """An extract with U+FFFD for halves of surrogate pairs, which JSON can have in any field and no file can hold."""
    told = (extract.text, extract.headline, extract.outlet, *extract.keywords)
    try:
        "".join(told).encode()
    except UnicodeEncodeError:
        text, headline, outlet, *keywords = (without_surrogates(each)[0] for each in told)
        return extract._replace(text=text, headline=headline, outlet=outlet, keywords=tuple(keywords))
    return extract


def _declared(data: bytes, address: Address) -> str:
    """The encoding that a page or a feed says it has, or ""."""
    if address.medium not in (Medium.HTML, Medium.FEED):
        return ""
    found = re.search(_DECLARED, data[:_HEAD])
    return found[1].decode("ascii", "replace") if found else ""


def _is_visible(name: str) -> bool:
    return not any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
