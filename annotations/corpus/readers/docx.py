"""The text of a .docx: its paragraphs, each on a line. Refuses entities, and reads nothing outside the file."""

import io
import re
import zipfile
from xml.parsers import expat

from annotations.corpus.archives import DAMAGE
from annotations.corpus.extract import Extract
from annotations.disk import limits
from annotations.errors import CorpusError

_MAIN = re.compile(r"word/document\d*\.xml")
"""The part that holds the text (ECMA-376 part 1, 11.3.10)."""
_WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_REPEATED = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
"""Holds once more what stands before it, for programs that do not know its form."""


def read_docx(data: bytes, name: str) -> Extract:
    """Read the text of a document. Raises `CorpusError` if it is damaged or over the limits; `name` is its name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            main = next((part for part in package.infolist() if _MAIN.fullmatch(part.filename)), None)
            if main is None:
                raise ValueError("it holds no document")
            limits.check(main.file_size, limits.TEXT, name)
            if main.file_size > limits.MEGABYTE + main.compress_size * limits.RATIO:
                raise ValueError(f"it unpacks to more than {limits.RATIO} times its size")
            with package.open(main) as part:
                xml = part.read(limits.TEXT + 1)
        limits.check(len(xml), limits.TEXT, name)
        document = _Document()
        document.parse(xml)
    except (*DAMAGE, expat.ExpatError) as error:
        raise CorpusError(f"{name}: not a .docx that can be read ({error}); save it again, or as text") from error
    return Extract("\n".join(document.lines) + "\n" if document.lines else "")


class _Document:
    """A walk through the main part of a document."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._paragraphs: list[list[str]] = []
        """Open paragraphs: a box of text stands inside one."""
        self._is_text = False
        self._repeated = 0
        """Levels of elements that repeat others, 0 outside of them."""

    def parse(self, xml: bytes) -> None:
        """Walk through the whole part. Raises `ExpatError`, or `ValueError` if it declares entities."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(xml, True)  # noqa: FBT003 - has no name

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._repeated += bool(self._repeated) or name == _REPEATED
        space, _, local = name.rpartition(" ")
        if self._repeated or space not in _WORDS:
            return
        if local == "p":
            self._paragraphs.append([])
        elif local == "t":
            self._is_text = True
        elif local in _SIGNS and self._paragraphs:
            self._paragraphs[-1].append(_SIGNS[local])

    def _end(self, name: str) -> None:
        if self._repeated:
            self._repeated -= 1
            return
        space, _, local = name.rpartition(" ")
        if space in _WORDS and local == "t":
            self._is_text = False
        elif space in _WORDS and local == "p" and self._paragraphs:
            self.lines.append("".join(self._paragraphs.pop()))

    def _text(self, text: str) -> None:
        if self._is_text and not self._repeated and self._paragraphs:
            self._paragraphs[-1].append(text)

    def _refuse(self, *declaration: object) -> None:
        raise ValueError("it declares XML entities")
