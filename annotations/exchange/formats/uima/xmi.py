"""UIMA CAS XMI: a file for each article and annotator, and one type system for all.

XML 1.0 does not allow most control characters (section 2.2). Each becomes U+FFFD, so that offsets stay.
"""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from xml.parsers import expat

from annotations.exchange.format import EVERYTHING, Format, Incoming, Options, Problem, Reporter, Writer
from annotations.exchange.formats.uima.cas import BOOLEAN, Structure, structures, types
from annotations.exchange.formats.uima.files import Contents, check_files, files_writer, read_files, unpacked
from annotations.exchange.importing.json_fields import FieldError
from annotations.model.label import LabelSet
from annotations.model.record import Record
from annotations.text.span import Span

SUFFIX = ".xmi"
TYPE_SYSTEM = "TypeSystem"
"""Name of the type system's file, without `.xml`."""

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile('[&<>"\t\n\r]')
_SPACES = 'xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
_NUMBERS = {f"uima.cas.{name}" for name in ("Double", "Float", "Integer", "Long", "Short", "Byte")}
_REFERENCES = ("sofa", "begin", "end", "Governor", "Dependent")
_DEEPEST = 100
"""Levels of nested elements; a CAS has three."""

Element = tuple[str, dict[str, str]]
"""Name, after its namespace and a space, and attributes."""


def text_of(record: Record, labels: LabelSet) -> str:
    """Return a record as a CAS in XMI."""
    rows = list(structures(record, labels))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<xmi:XMI {_SPACES} xmlns:newsreader="http:///newsreader.ecore" xmi:version="2.0">')
    lines.append('<cas:NULL xmi:id="0"/>')
    sofa = f'sofaNum="1" sofaID="_InitialView" mimeType="text/plain" sofaString={_quoted(record.article.text)}'
    lines.append(f'<cas:Sofa xmi:id="1" {sofa}/>')
    for each in rows:
        features = " ".join(f"{name}={_quoted(_word(value))}" for name, value in each.features.items())
        lines.append(f'<newsreader:{each.type.rpartition(".")[2]} xmi:id="{each.id}" {features}/>')
    lines.append(f'<cas:View sofa="1" members="{" ".join(str(each.id) for each in rows)}"/>')
    return "\n".join([*lines, "</xmi:XMI>", ""])


def type_system(labels: LabelSet) -> str:
    """Return the description of the type system in XML."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>')
    for each in types(labels):
        named = f"<name>{each.name}</name><description/><supertypeName>{each.parent}</supertypeName>"
        lines.append(f"<typeDescription>{named}<features>")
        lines += [
            f"<featureDescription><name>{name}</name><description/><rangeTypeName>{kind}</rangeTypeName>"
            "</featureDescription>"
            for name, kind in each.features.items()
        ]
        lines.append("</features></typeDescription>")
    return "\n".join([*lines, "</types></typeSystemDescription>", ""])


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(value: str) -> str:
    """Return a quoted attribute value, with references for white space: XML turns it into blanks (section 3.3.3)."""
    written = _UNWRITABLE.sub("\ufffd", value)
    return f'"{_SPECIAL.sub(lambda found: f"&#{ord(found[0])};", written)}"'


def _elements(file: Path, *, with_text: bool = False) -> list[Element]:
    """Return the elements of a file in order. With `with_text`, their text is the attribute "".

    Raises `OSError`, and `FieldError` if the file is not XML, or has a document type: its entities may have any size.
    """
    elements: list[Element] = []
    open_elements: list[Element] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if len(open_elements) == _DEEPEST:
            raise FieldError("not a CAS: its elements are nested too deeply")
        element = name, attributes
        elements.append(element)
        open_elements.append(element)

    def end(_: str) -> None:
        open_elements.pop()

    def characters(text: str) -> None:
        attributes = open_elements[-1][1]
        attributes[""] = attributes.get("", "") + text

    def document_type(*_: object) -> None:
        raise FieldError("it has a document type, which a CAS does not have")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = document_type
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    if with_text:
        parser.buffer_text = True
        parser.CharacterDataHandler = characters
    try:
        parser.Parse(file.read_bytes(), True)  # noqa: FBT003  # expat takes no keywords
    except expat.ExpatError as error:
        raise FieldError(f"not XML: {expat.ErrorString(error.code)} in line {error.lineno}") from None
    except (LookupError, ValueError) as error:
        if isinstance(error, FieldError):
            raise
        raise FieldError("XML in an encoding that cannot be read; save it as UTF-8") from None
    return elements


class _Reader:
    """Reads the files of a folder with the type system in that folder."""

    def __init__(self, folder: Path) -> None:
        self._ranges: dict[tuple[str, str], str] = {}
        for file in sorted(folder.glob("*.xml")) + sorted(folder.glob("*/*.xml")):
            self._learn(_elements(file, with_text=True))

    def _learn(self, elements: list[Element]) -> None:
        """Remember the type of each feature's values."""
        kind, feature, is_feature = "", "", False
        for name, attributes in elements:
            text = attributes.get("", "").strip()
            match name.rpartition(" ")[2]:
                case "typeDescription":
                    is_feature = False
                case "featureDescription":
                    is_feature = True
                case "name" if is_feature:
                    feature = text
                case "name":
                    kind = text
                case "rangeTypeName":
                    self._ranges[kind, feature] = text

    def contents(self, file: Path) -> Contents:
        """Read a file. Raises `FieldError` and `OSError`."""
        elements = _elements(file)
        if not elements or not elements[0][0].endswith(" XMI"):
            raise FieldError("not a CAS in XMI")
        sofas = [attributes for name, attributes in elements if name.endswith("/cas.ecore Sofa")]
        sofa = next((each for each in sofas if "sofaString" in each), None)
        if sofa is None:
            raise FieldError("it has no text")
        sofa_id = sofa.get(_ID)
        rows = [each for each in elements if each[1].get("sofa") == sofa_id and _ID in each[1]]
        others = sum("begin" in each[1] and each[1].get("sofa") != sofa_id for each in elements)
        return Contents([self._structure(*each) for each in rows], sofa["sofaString"], others)

    def _structure(self, name: str, attributes: dict[str, str]) -> Structure:
        space, _, local = name.rpartition(" ")
        package = space.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
        kind = f"{package}.{local}"
        features = {
            feature: self._value(kind, feature, value) for feature, value in attributes.items() if " " not in feature
        }
        return Structure(_integer(attributes[_ID]), kind, features)

    def _value(self, kind: str, feature: str, value: str) -> object:
        if feature in _REFERENCES:
            return _integer(value)
        written = self._ranges.get((kind, feature), "")
        if written == BOOLEAN:
            return value == "true"
        if written in _NUMBERS:
            try:
                return float(value)
            except ValueError:
                raise FieldError(f"“{feature}” is not a number") from None
        return value


_ID = "http://www.omg.org/XMI id"


def _integer(value: str) -> int:
    if re.fullmatch("-?[0-9]{1,18}", value) is None:
        raise FieldError(f"“{value[:20]}” is not a whole number")
    return int(value)


def _writer(target: Path, options: Options) -> AbstractContextManager[Writer]:
    return files_writer(target, options, SUFFIX, text_of, **{TYPE_SYSTEM: type_system(options.labels)})


def _read(path: Path, report: Reporter) -> Iterator[Incoming]:
    with unpacked(path, SUFFIX) as found:
        try:
            reader = _Reader(found if found.is_dir() else found.parent)
        except FieldError as error:
            report(Problem(f"{TYPE_SYSTEM}.xml", str(error)))
            return
        yield from read_files(found, SUFFIX, reader.contents, report)


def _check(path: Path) -> Iterator[tuple[str, str, Span]]:
    from cassis import load_cas_from_xmi, load_typesystem

    system = load_typesystem(path / f"{TYPE_SYSTEM}.xml")
    return check_files(path, SUFFIX, lambda file: load_cas_from_xmi(file, typesystem=system))


FORMATS = (
    Format(
        name="uima",
        title="INCEpTION, UIMA CAS XMI",
        is_folder=True,
        suffix=SUFFIX,
        carries=EVERYTHING,
        writer=_writer,
        reader=_read,
        loader="dkpro-cassis",
        check=_check,
    ),
)
