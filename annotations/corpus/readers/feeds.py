"""Records in RSS and Atom. Refuses entities that a feed declares, and reads nothing outside the file."""

from collections.abc import Iterator
from html.entities import html5
from typing import BinaryIO
from xml.parsers import expat

from annotations.corpus.fields import Record
from annotations.corpus.readers.reader import Slice
from annotations.disk import limits

_ROOTS = ("rss", "feed", "RDF")
_ENTRIES = ("item", "entry")
_FIELDS = {
    **dict.fromkeys(("encoded", "content", "description", "summary"), "html"),
    **dict.fromkeys(("guid", "id"), "id"),
    **dict.fromkeys(("pubDate", "published", "date", "updated", "issued"), "date"),
    **dict.fromkeys(("creator", "author", "name"), "author"),
    "title": "headline",
    "source": "outlet",
    "category": "keywords",
}
"""The field of a record for each element of an entry, by its name without a prefix."""
_PREFERRED = ("encoded", "content", "pubDate", "published", "guid", "creator", "name")
"""They take precedence over others of the same field."""


class Feed:
    """Reads the entries of a feed, which it holds in memory as a whole."""

    def __init__(self) -> None:
        self._outlet = ""

    def slices(self, stream: BinaryIO) -> Iterator[Slice]:
        """Yield the entries, like every `Reader.slices`."""
        data = stream.read(limits.FILE)
        outline = _Outline(data)
        outline.parse()
        self._outlet = "".join(outline.title).strip()
        for start, end in outline.entries:
            yield Slice(start, end, self.record(data[start:end]))

    def record(self, data: bytes) -> Record:
        """Read one entry, like every `Reader.record`."""
        entry = _Entry(data)
        entry.parse()
        return {"outlet": self._outlet, **entry.fields()}


class _Parser:
    """A walk through XML, read as UTF-8 whatever it declares. Names are without their prefixes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.path: list[str] = []
        self._expat = expat.ParserCreate("utf-8")
        self._expat.UseForeignDTD(True)  # noqa: FBT003 - has no name; HTML's entities are then passed on, not refused
        self._expat.EntityDeclHandler = self._refuse
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self.text
        self._expat.SkippedEntityHandler = self._entity
        self._expat.buffer_text = True

    def parse(self) -> None:
        """Walk through the whole document. Raises `ValueError` if it is not XML."""
        try:
            self._expat.Parse(self._data.removeprefix(b"\xef\xbb\xbf"), True)  # noqa: FBT003 - has no name
        except expat.ExpatError as error:
            raise ValueError(f"line {error.lineno}: not XML ({expat.ErrorString(error.code)}); fix it") from error

    def offset(self) -> int:
        """Return the offset of the current tag, in bytes."""
        return self._expat.CurrentByteIndex + (3 if self._data.startswith(b"\xef\xbb\xbf") else 0)

    def after_tag(self) -> int:
        """Return the offset behind the current tag, in bytes."""
        return self._data.find(b">", self.offset()) + 1

    def opened(self, attributes: dict[str, str]) -> None:
        """Handle the start of an element; `path` ends with its name."""

    def closed(self) -> None:
        """Handle the end of an element; `path` still ends with its name."""

    def text(self, text: str) -> None:
        """Handle text within an element."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name.rpartition(":")[2])
        self.opened(attributes)

    def _end(self, name: str) -> None:
        self.closed()
        self.path.pop()

    def _entity(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 - expat calls it so
        if not is_parameter:
            self.text(html5.get(f"{name};", f"&{name};"))

    def _refuse(self, *declaration: object) -> None:
        raise ValueError("declares XML entities, which are refused; take the <!ENTITY …> lines out")


class _Outline(_Parser):
    """The places of a feed's entries, and its title."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.title: list[str] = []
        self.entries: list[tuple[int, int]] = []
        self._started = -1

    def opened(self, attributes: dict[str, str]) -> None:
        if len(self.path) == 1 and self.path[0] not in _ROOTS:
            raise ValueError("neither RSS nor Atom, so it is left out")
        if self.path[-1] in _ENTRIES and self._started < 0:
            self._started = self.offset()
            self._depth = len(self.path)

    def closed(self) -> None:
        if self._started >= 0 and len(self.path) == self._depth:
            self.entries.append((self._started, self.after_tag()))
            self._started = -1

    def text(self, text: str) -> None:
        if self.path[-1] == "title" and self.path[:-1] in (["rss", "channel"], ["feed"], ["RDF", "channel"]):
            self.title.append(text)


class _Entry(_Parser):
    """The elements of one entry."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._found: dict[str, list[str]] = {}
        self._raw = -1
        """The offset at which XHTML content begins, in bytes; -1 outside such content."""

    def opened(self, attributes: dict[str, str]) -> None:
        if len(self.path) == 2:
            self._found.setdefault(self.path[1], []).append(attributes.get("term", ""))
            if attributes.get("type") == "xhtml":
                self._raw = self.after_tag()

    def closed(self) -> None:
        if len(self.path) == 2 and self._raw >= 0:
            self._found[self.path[1]][-1] = self._data[self._raw : self.offset()].decode(errors="replace")
            self._raw = -1

    def text(self, text: str) -> None:
        named = len(self.path) == 3 and self.path[1:] in (["author", "name"], ["source", "title"])
        if (len(self.path) == 2 or named) and self._raw < 0:
            self._found[self.path[1]][-1] += text

    def fields(self) -> Record:
        """Return the entry as a record; escaped markup in it stays markup."""
        record: dict[str, object] = {}
        for name in sorted(self._found, key=lambda name: name not in _PREFERRED):
            texts = [text.strip() for text in self._found[name] if text.strip()]
            meaning = _FIELDS.get(name)
            if texts and meaning is not None:
                record.setdefault(meaning, texts if meaning in ("keywords", "author") else texts[0])
        if "headline" in record:
            record.setdefault("html", record["headline"])
        return record
