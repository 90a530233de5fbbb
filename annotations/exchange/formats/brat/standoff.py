"""The standoff lines of brat's .ann files: writes them for an annotator's work, and reads them."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from annotations.disk.json import json_text
from annotations.errors import ExportError
from annotations.exchange.format import IncomingRelation, IncomingSpan
from annotations.exchange.importing.json_fields import FieldError, parse_attributes, parse_json, shortened
from annotations.model.annotation import Annotation, AnnotationSet
from annotations.model.label import AttributeType, LabelSet
from annotations.text.lines import LINE_ENDS

NOTE = "AnnotatorNotes"
JSON_NOTE = "Note"
"""Type of a note in JSON: one with other line ends than LF, which brat's lines cannot hold."""
ATTRIBUTES = "Attributes"
"""Type of a note in JSON that holds the attributes which brat cannot have."""

SAID_BY = "said_by"
"""The relation that an event of a source, a cue and a content becomes."""

_BREAK = re.compile(f"[\t{LINE_ENDS}]+")
"""The characters that end a line or a column for brat and other readers of its files."""
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_FLAGS = {"": True, "true": True, "false": False}
_ID = re.compile(r"[A-Z#*][A-Za-z0-9_-]*", re.ASCII)


def lines(work: AnnotationSet, text: str, labels: LabelSet) -> Iterator[str]:
    """Yield the lines of an annotator's work on a text, without line ends. Raises `ExportError`."""
    ids = {each.id: f"T{number}" for number, each in enumerate(work.annotations, 1)}
    attributes = notes = 0
    for each in work.annotations:
        target = ids[each.id]
        yield f"{target}\t{each.label} {_places(each, text)}"
        names = flag_names(labels, each.label)
        flags = {name: value for name, value in each.attributes.items() if name in names and isinstance(value, bool)}
        for name, value in flags.items():
            attributes += 1
            yield f"A{attributes}\t{name} {target} {json_text(value)}"
        others = {name: value for name, value in each.attributes.items() if name not in flags}
        if others:
            notes += 1
            yield f"#{notes}\t{ATTRIBUTES} {target}\t{json_text(others, spaced=True)}"
        is_plain = not _BREAK.search(each.note.replace("\n", ""))
        for line in each.note.split("\n") if is_plain and each.note else ():
            notes += 1
            yield f"#{notes}\t{NOTE} {target}\t{line}"
        if not is_plain:
            notes += 1
            yield f"#{notes}\t{JSON_NOTE} {target}\t{json_text(each.note)}"
    for number, relation in enumerate(work.relations, 1):
        yield f"R{number}\t{relation.type} Arg1:{ids[relation.source]} Arg2:{ids[relation.target]}\t"


def flag_names(labels: LabelSet, label: str) -> list[str]:
    """Return the attributes of a label that brat can have: flags with a name that brat accepts."""
    return [
        each.name
        for each in labels.shown(label).attributes
        if each.type is AttributeType.FLAG and _NAME.fullmatch(each.name)
    ]


def _places(annotation: Annotation, text: str) -> str:
    """Return offsets, a tab and words. Fragments are cut at line ends. Raises `ExportError`."""
    places: list[tuple[int, int]] = []
    for fragment in annotation.fragments:
        start = fragment.start
        for found in _BREAK.finditer(text, fragment.start, fragment.end):
            places.append((start, found.start()))
            start = found.end()
        places.append((start, fragment.end))
    places = [(start, end) for start, end in places if start < end]
    if not places:
        raise ExportError(f"the {annotation.label} at {annotation.span.start} has only line ends; remove it")
    offsets = ";".join(f"{start} {end}" for start, end in places)
    return f"{offsets}\t{' '.join(text[start:end] for start, end in places)}"


class Read(NamedTuple):
    """The spans and relations of a file."""

    spans: tuple[IncomingSpan, ...]
    relations: tuple[IncomingRelation, ...]


def read(content: str, text: str, report: Callable[[int, str], None]) -> Read:
    """Read an .ann file. Calls `report` with the number, from 1, of each line that cannot be read, and skips it."""
    reader = _Reader(text)
    for number, line in enumerate(content.split("\n"), 1):
        try:
            reader.add(line.removesuffix("\r"))
        except FieldError as error:
            report(number, str(error))
    return reader.result(report)


class _Reader:
    """Collects the lines of one file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._number = 0
        self._spans: list[tuple[str, str, tuple[tuple[int, int], ...], str]] = []
        self._relations: list[IncomingRelation] = []
        self._about: list[tuple[int, str, str, dict[str, object]]] = []
        """Line, id of a span, and its note or attributes."""

    def add(self, line: str) -> None:
        """Read the next line. Raises `FieldError`."""
        self._number += 1
        if not line.strip():
            return
        line_id, tab, rest = line.partition("\t")
        if not tab or not _ID.fullmatch(line_id):
            raise FieldError("not a line of brat standoff, which begins with an id and a tab")
        body, _, words = rest.partition("\t")
        match line_id[0]:
            case "T":
                self._span(line_id, body, words)
            case "R":
                self._relation(line_id, body)
            case "E":
                self._event(line_id, body)
            case "A" | "M":
                self._attribute(body)
            case "#":
                self._note(body, words)
            case _:
                raise FieldError(f"{line_id} is an equivalence or a normalisation, which newsreader does not have")

    def result(self, report: Callable[[int, str], None]) -> Read:
        """Return spans with their notes and attributes. Reports notes and attributes of missing spans."""
        ids = {span_id for span_id, _, _, _ in self._spans}
        notes: dict[str, list[str]] = {}
        attributes: dict[str, dict[str, object]] = {}
        for number, target, note, named in self._about:
            if target not in ids:
                report(number, f"it refers to {target}, which is not a span of the file")
            elif named:
                attributes.setdefault(target, {}).update(named)
            else:
                notes.setdefault(target, []).append(note)
        spans = (
            IncomingSpan(
                id=span_id,
                label=label,
                fragments=fragments,
                text=words,
                note="\n".join(notes.get(span_id, ())),
                attributes=attributes.get(span_id, {}),
            )
            for span_id, label, fragments, words in self._spans
        )
        return Read(tuple(spans), tuple(self._relations))

    def _span(self, span_id: str, body: str, words: str) -> None:
        found = re.fullmatch(r"(\S+) (-?\d{1,18} -?\d{1,18}(?:;-?\d{1,18} -?\d{1,18})*) ?", body, re.ASCII)
        if found is None:
            raise FieldError(
                "a span is written as T1, tab, label, start, end, tab, words; each further place after a “;”"
            )
        pairs = (place.split(" ") for place in found[2].split(";"))
        given = [(int(start), int(end)) for start, end in pairs]
        places = sorted(given)
        if places != given:
            words = _reordered(words, given)
        is_quoted = " ".join(self._text[max(0, start) : max(0, end)] for start, end in places) == words
        self._spans.append((span_id, found[1], self._joined(places), "" if is_quoted else words))

    def _joined(self, places: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Return the places; those with only white space and a line end between them are joined."""
        joined = places[:1]
        for start, end in places[1:]:
            before = joined[-1]
            between = self._text[before[1] : start] if 0 <= before[0] < before[1] < start < end else ""
            if between.isspace() and _BREAK.search(between):
                joined[-1] = before[0], end
            else:
                joined.append((start, end))
        return tuple(joined)

    def _relation(self, relation_id: str, body: str) -> None:
        found = re.fullmatch(r"(\S+) Arg1:(\S+) Arg2:(\S+) ?", body)
        if found is None:
            raise FieldError("a relation is written as R1, tab, type, Arg1:T1, Arg2:T2")
        self._relations.append(IncomingRelation(relation_id, found[1], found[2], found[3]))

    def _event(self, event_id: str, body: str) -> None:
        """Read an attribution: each content is said by each source. No other event has a place here."""
        roles = [each.partition(":") for each in body.split()]
        ends: dict[str, list[str]] = {}
        for role, _, target in roles[1:]:
            ends.setdefault(role.rstrip("0123456789").casefold(), []).append(target)
        pairs = [(content, source) for content in ends.get("content", ()) for source in ends.get("source", ())]
        if not pairs:
            named = ", ".join(role for role, _, _ in roles)
            raise FieldError(
                f"{event_id} is an event of {shortened(named)}, which newsreader does not have; only one of Content and"
                " Source is read, as a relation"
            )
        for number, (content, source) in enumerate(pairs, 1):
            relation_id = event_id if number == 1 else f"{event_id}.{number}"
            self._relations.append(IncomingRelation(relation_id, SAID_BY, content, source))

    def _attribute(self, body: str) -> None:
        name, _, rest = body.strip().partition(" ")
        target, _, value = rest.partition(" ")
        if not name or not target:
            raise FieldError("an attribute is written as A1, tab, name, T1, and a value if it has one")
        self._about.append((self._number, target, "", {name: _FLAGS.get(value, value)}))

    def _note(self, body: str, words: str) -> None:
        kind, _, target = body.partition(" ")
        if not target:
            raise FieldError("a note is written as #1, tab, AnnotatorNotes, T1, tab, words")
        named: dict[str, object] = {}
        if kind == ATTRIBUTES:
            named = parse_attributes(words)
        elif kind == JSON_NOTE and words.startswith('"'):
            words = str(parse_json(words))
        self._about.append((self._number, target, words, named))


def _reordered(words: str, places: list[tuple[int, int]]) -> str:
    """Return the words of fragments, which the file has in the order of `places`, in reading order."""
    parts = {}
    at = 0
    for start, end in places:
        parts[start, end] = words[at : at + end - start]
        at += end - start + 1
    return " ".join(parts[each] for each in sorted(places)) if at == len(words) + 1 else words
