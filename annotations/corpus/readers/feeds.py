"""Records in RSS and Atom. Refuses entities that a feed declares, and reads nothing outside the file."""

import io
import re
from collections.abc import Iterator, Mapping
from html.entities import html5
from typing import BinaryIO
from xml.parsers import expat

from annotations.corpus.fields import Record
from annotations.corpus.readers.markup import unescape
from annotations.corpus.readers.reader import Slice
from annotations.corpus.readers.sgml import Docs
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
_OWN = (
    *("", "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://purl.org/rss/1.0/"),
    *("http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/"),
    *("http://backend.userland.com/rss2", "http://blogs.law.harvard.edu/tech/rss"),
    *("http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"),
)
"""The namespaces whose elements say something about the entry; a title of another is that of a picture or a film."""
_MEDIA = ("http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss", "http://www.itunes.com/dtds/podcast-1.0.dtd")
_PREFIXES = {"content": _OWN[7], "dc": _OWN[8], "dcterms": _OWN[9], "atom": _OWN[1], "rss": _OWN[3]}
"""Prefixes that feeds use without a declaration."""
_HEAD = 4096
"""Bytes at the start of a damaged feed in which its root is looked for."""
_CHANNEL = 2
"""Levels of the elements that declare namespaces for all entries."""
_FOREIGN = "\0"
"""Stands for the name of an element of another namespace."""
_ROOT = re.compile(rb"<(?:[\w.-]{1,30}:)?(?:rss|feed|RDF)[\s>]")
_DOCUMENTS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<(?:root|docs|documents|collection|corpus)\s*>\s*)?<doc[\s>]",
    re.IGNORECASE,
)
_EDGE = re.compile(rb"<(/?)(?:[\w.-]{1,30}:)?(item|entry)(?=[\s/>])")
_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|br|div|span|a|b|strong|em|i|img|ul|li|h[1-6])\b", re.IGNORECASE)


class Feed:
    """Reads the entries of a feed, which it holds in memory as a whole."""

    def __init__(self) -> None:
        self._outlet = ""
        self._documents: Docs | None = None
        """The reader of a file that holds documents of TREC instead."""
        self._spaces = dict(_PREFIXES)
        """The namespaces that the feed declares above its entries, by their prefixes."""

    def slices(self, stream: BinaryIO) -> Iterator[Slice]:
        """Yield the entries, like every `Reader.slices`."""
        data = stream.read(limits.FILE)
        if _DOCUMENTS.match(data, 0, _HEAD):
            self._documents = Docs()
            yield from self._documents.slices(io.BytesIO(data))
            return
        outline = _Outline(data)
        damage = ""
        try:
            outline.parse()
        except _NotXmlError as error:
            damage = str(error)
            if b"<!ENTITY" in data or not _ROOT.search(data, 0, _HEAD):
                raise
        self._outlet = "".join(outline.title).strip()
        self._spaces |= outline.spaces
        for start, end in _entries(data) if damage else outline.entries:
            try:
                yield Slice(start, end, self.record(data[start:end]))
            except ValueError:
                yield Slice(start, end, None)
        if damage:
            raise ValueError(f"{damage}; the sound entries are read")

    def record(self, data: bytes) -> Record:
        """Read one entry, like every `Reader.record`."""
        if self._documents is not None:
            return self._documents.record(data)
        entry = _Entry(data, self._spaces)
        entry.parse()
        return {"outlet": self._outlet, **entry.fields()}


class _NotXmlError(ValueError):
    """A document that is damaged, but not refused."""


def _entries(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the places of what looks like the entries of a damaged feed; an entry without its end ends at the next."""
    started = -1
    for edge in _EDGE.finditer(data):
        if not edge[1] or started < 0:
            if started >= 0:
                yield started, edge.start()
            started = edge.start() if not edge[1] else -1
        elif (end := data.find(b">", edge.end())) >= 0:
            yield started, end + 1
            started = -1
    if started >= 0:
        yield started, len(data)


class _Parser:
    """A walk through XML, read as UTF-8 whatever it declares. Names are without their prefixes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.path: list[str] = []
        self.prefix = ""
        """The prefix of the last opened element."""
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
            raise _NotXmlError(f"line {error.lineno}: not XML ({expat.ErrorString(error.code)}); fix it") from error

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
        self.prefix, _, name = name.rpartition(":")
        self.path.append(name)
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
        self.spaces: dict[str, str] = {}
        self._started = -1

    def opened(self, attributes: dict[str, str]) -> None:
        if len(self.path) == 1 and self.path[0] not in _ROOTS:
            raise ValueError("neither RSS nor Atom, so it is left out")
        if len(self.path) <= _CHANNEL:
            self.spaces |= _declared_spaces(attributes)
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

    def __init__(self, data: bytes, spaces: Mapping[str, str]) -> None:
        super().__init__(data)
        self._found: dict[str, list[str]] = {}
        self._scopes = [dict(spaces)]
        """The namespaces that hold in each open element, by their prefixes."""
        self._space = ""
        """The namespace of the entry itself."""
        self._raw = -1
        """The offset at which XHTML content begins, in bytes; -1 outside such content."""

    def opened(self, attributes: dict[str, str]) -> None:
        declared = _declared_spaces(attributes)
        self._scopes.append({**self._scopes[-1], **declared} if declared else self._scopes[-1])
        if len(self.path) == 1:
            self._space = self._scopes[-1].get(self.prefix, "")
        if len(self.path) == 2 and not self._is_own():
            self.path[1] = _FOREIGN
        if len(self.path) == 2:
            self._found.setdefault(self.path[1], []).append(attributes.get("term", ""))
            if attributes.get("type") == "xhtml":
                self._raw = self.after_tag()

    def _is_own(self) -> bool:
        """Return True if the last opened element is about the entry, not about a picture or a film in it."""
        space = self._scopes[-1].get(self.prefix, "")
        if not self.prefix:
            return space not in _MEDIA
        return self.prefix in _PREFIXES or (space != "" and (space in _OWN or space == self._space))

    def closed(self) -> None:
        self._scopes.pop()
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
            texts = [_once(text).strip() for text in self._found[name] if text.strip()]
            meaning = _FIELDS.get(name)
            if texts and meaning is not None:
                record.setdefault(meaning, texts if meaning in ("keywords", "author") else texts[0])
        if "headline" in record:
            record.setdefault("html", record["headline"])
        return record


def _declared_spaces(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the namespaces that an element declares, by their prefixes."""
    return {name[6:]: uri for name, uri in attributes.items() if name.startswith("xmlns") and name[5:6] in ("", ":")}


def _once(text: str) -> str:
    """Return escaped markup as markup if it was escaped twice: `&lt;p&gt;` in a text without a tag."""
    return unescape(text) if "&lt;" in text and "<" not in text and _ESCAPED_TAG.search(text) else text
