"""Placing: put the spans of a file onto the articles of a corpus. Spans that do not fit are reported."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from types import MappingProxyType
from typing import Protocol

from annotations.anchoring.quotes import Quote, only_place
from annotations.errors import AttributesError, SpanError
from annotations.exchange.format import Incoming, IncomingRelation, IncomingSpan, Problem, Reporter
from annotations.exchange.importing.json_fields import shortened
from annotations.model.annotation import CONTEXT, FRAGMENT_SEPARATOR, NOTHING, Annotation, Relation, Status, quotation
from annotations.model.article import Article
from annotations.model.label import AttributeType, Label, LabelSet
from annotations.text.clusters import is_boundary
from annotations.text.offsets import Unit, edges
from annotations.text.span import Span

NEAR = 500
"""Code points around its place within which a quote is searched for."""

Places = tuple[tuple[int, int], ...]


class Articles(Protocol):
    """The articles of a corpus."""

    def find(self, incoming: Incoming) -> Article | None:
        """Return the article of a record, by its id, digest or text, or None. Raises `CorpusError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The settings for everything that is placed from one file."""

    labels: LabelSet
    created: str
    """The time that the annotations are given: ISO 8601 in UTC, to the second."""
    source: str
    """The file's name: the origin of annotations for which the file names none."""
    owner: str
    """The annotator of records for which the file names none."""
    annotator: str = ""
    """The annotator of all records, instead of those that the file names, or ""."""
    origin: str = ""
    """The origin of all annotations, instead of those that the file names, or ""."""
    unit: Unit = Unit.CODE_POINT
    """The unit that the file's offsets count."""
    names: Mapping[str, str] = field(default_factory=dict)
    """A label or relation type as the file has it -> as the project has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRecord:
    """A record of a file whose every offset holds in its article's text."""

    article: Article
    annotator: str
    """The annotator whose work it becomes."""
    annotations: tuple[Annotation, ...]
    """With the ids of the file, or ids made here; none occurs twice."""
    relations: tuple[Relation, ...]
    status: Status | None
    note: str
    moved: tuple[str, ...]
    """A message for each annotation that moved with its words."""
    refused: int
    """The number of spans that are left out; each is part of a reported problem."""


def place(incoming: Incoming, articles: Articles, rules: Rules, report: Reporter) -> PlacedRecord | None:
    """Put a record on its article. Returns None and reports a problem if there is none. Raises `CorpusError`."""
    article = articles.find(incoming)
    if article is None:
        report(Problem(incoming.where, _unknown(incoming)))
        return None
    return _Placing(incoming, article, rules, report).placed()


def _unknown(incoming: Incoming) -> str:
    """Describe the missing article for an error message."""
    making = ", and none has its text; --make-articles creates it" if incoming.text else ""
    if incoming.article_id:
        return f"there is no article “{shortened(incoming.article_id)}”{making}"
    if incoming.text:
        return "no article has its text; --make-articles creates it"
    return "it names no article"


class _Placing:
    """Places the spans and relations of one record."""

    def __init__(self, incoming: Incoming, article: Article, rules: Rules, report: Reporter) -> None:
        self._incoming = incoming
        self._article = article
        self._rules = rules
        self._report = report
        is_same = incoming.sha256 == article.sha256 or incoming.text in {"", article.text}
        self._text = article.text if is_same else incoming.text
        """The text that the file's offsets count in."""
        self._units: dict[Unit, dict[int, int]] = {}
        named = "" if incoming.is_prediction else incoming.annotator
        self._owner = rules.annotator or named or rules.owner
        self._maker = named or self._owner
        model = incoming.annotator if incoming.is_prediction else ""
        self._source = model or rules.source
        self._made: dict[str, Annotation] = {}
        """Id in the file -> the annotation made of it."""
        self._moved: list[str] = []
        self._refused = 0

    def placed(self) -> PlacedRecord:
        spans = self._incoming.spans
        other = self._other_unit()
        if other is not None:
            spans = tuple(span for span in spans if self._fits(span, self._rules.unit))
            self._refused = len(self._incoming.spans) - len(spans)
            self._problem(
                f"the offsets of {self._refused} spans count {other.meaning}: only so they match the quoted words;"
                f" import the file with --offset-unit {other}"
            )
        for number, span in enumerate(spans, 1):
            try:
                self._place(span, number)
            except SpanError as error:
                self._refused += 1
                self._problem(f"{_described(span)}: {error}")
        return PlacedRecord(
            article=self._article,
            annotator=self._owner,
            annotations=tuple(self._made.values()),
            relations=self._relations(),
            status=self._incoming.status,
            note=self._incoming.note,
            moved=tuple(self._moved),
            refused=self._refused,
        )

    def _problem(self, what: str) -> None:
        self._report(Problem(self._incoming.where, what))

    def _place(self, span: IncomingSpan, number: int) -> None:
        """Make an annotation of a span. Raises `SpanError` with the reason if that is not possible."""
        span_id = span.id or f"span {number}"
        if span_id in self._made:
            raise SpanError("another span of the record has the same id")
        name = self._rules.names.get(span.label, span.label)
        label = next((each for each in self._rules.labels if each.name == name), None)
        if label is None:
            raise SpanError(
                f"the project has no label “{shortened(name)}”; add it to newsreader.toml, or use --label"
                f" {shortened(name)}={self._rules.labels.labels[0].name}"
            )
        if span.fragments or not span.text:
            places = self._in_code_points(span.fragments, self._rules.unit)
            fragments = self._find(places, self._words(span, places))
        else:
            fragments = (self._find_only(span.text),)
            places = tuple((each.start, each.end) for each in fragments)
        for edge in (edge for each in fragments for edge in (each.start, each.end)):
            if not is_boundary(self._article.text, edge):
                raise SpanError(f"its edge at {edge} is between a letter and its marks")
        quote, prefix, suffix = quotation(self._article.text, fragments)
        annotation = Annotation(
            id=span_id,
            label=label.name,
            fragments=fragments,
            quote=quote,
            prefix=prefix,
            suffix=suffix,
            annotator=span.annotator or self._maker,
            created=self._rules.created,
            origin=self._rules.origin or span.origin or self._source,
            note=span.note,
            attributes=self._attributes(span, label),
        )
        self._made[span_id] = annotation
        if tuple((each.start, each.end) for each in fragments) != places:
            self._moved.append(f"{_described(span)}: “{shortened(quote)}” is at {fragments[0].start}")

    def _in_code_points(self, places: Places, unit: Unit) -> Places:
        """Return places of the file's text in code points. Raises `SpanError` for a place outside the text."""
        if not places:
            raise SpanError("it has no place in the text")
        for start, end in places:
            if not 0 <= start < end:
                where = f"[{shortened(str(start))}, {shortened(str(end))})"
                raise SpanError(f"{where} is not a span: it must start at 0 or later, and end after its start")
        if unit is Unit.CODE_POINT:
            if places[-1][1] > len(self._text):
                end = places[-1][1]
                raise SpanError(f"it ends at {shortened(str(end))}, but the text at {len(self._text)}{self._hint(end)}")
            return places
        offsets = self._offsets(unit)
        try:
            return tuple((offsets[start], offsets[end]) for start, end in places)
        except KeyError as error:
            raise SpanError(f"{error} is not an offset of the text in {unit.meaning}") from None

    def _hint(self, end: int) -> str:
        """Return a hint at another unit in which an offset would be in the text, or ""."""
        fitting = [unit for unit in (Unit.UTF_16, Unit.BYTE) if end in self._offsets(unit)]
        return f"; if it counts {fitting[0].meaning}, use --offset-unit {fitting[0]}" if fitting else ""

    def _offsets(self, unit: Unit) -> dict[int, int]:
        if unit not in self._units:
            self._units[unit] = dict(edges(self._text, unit))
        return self._units[unit]

    def _words(self, span: IncomingSpan, places: Places) -> tuple[str, ...]:
        """Return the words of each fragment: the quote of the file, or else what stands at its offsets."""
        if not span.text:
            return tuple(self._text[start:end] for start, end in places)
        if len(places) == 1:
            return (span.text,)
        for separator in (FRAGMENT_SEPARATOR, " "):
            lengths = [end - start for start, end in places]
            words = _cut(span.text, lengths, len(separator))
            if [len(each) for each in words] == lengths and separator.join(words) == span.text:
                return words
        raise SpanError(f"its quote “{shortened(span.text)}” does not have the lengths of its fragments")

    def _find(self, places: Places, words: tuple[str, ...]) -> tuple[Span, ...]:
        """Return where the words stand in the article: at their places, or near them. Raises `SpanError`."""
        text, first = self._article.text, places[0][0]
        parts = [(start, each) for (start, _), each in zip(places, words, strict=True)]
        quote = Quote(parts, None if self._text is text else self._around(first, parts[-1][0] + len(words[-1])))
        shift = quote.shift(text, _nearest)
        if shift is None:
            where = f"the text at [{first}, {places[-1][1]}) is “{shortened(text[first : places[-1][1]])}”"
            raise SpanError(f"{where}, and “{shortened(words[0])}” occurs near it in no or in several places")
        return tuple(Span(start + shift, start + shift + len(each)) for start, each in parts)

    def _around(self, start: int, end: int) -> tuple[str, str]:
        """Return the text before and after a part of the file's text."""
        return self._text[max(0, start - CONTEXT) : start], self._text[end : end + CONTEXT]

    def _find_only(self, words: str) -> Span:
        """Return the one place of words for which the file has none. Raises `SpanError`."""
        start = only_place(words, self._article.text)
        if start is None:
            raise SpanError(
                f"“{shortened(words)}” occurs in no or in several places of the article, and the file gives no offsets"
                " to choose one"
            )
        return Span(start, start + len(words))

    def _fits(self, span: IncomingSpan, unit: Unit) -> bool:
        """Return True if a quote stands at its offsets, counted in a unit, or if there is no quote."""
        if not span.text or len(span.fragments) != 1:
            return True
        start, end = span.fragments[0]
        if unit is not Unit.CODE_POINT:
            start, end = (self._offsets(unit).get(edge, -1) for edge in (start, end))
        return 0 <= start < end and self._text[start:end] == span.text

    def _other_unit(self) -> Unit | None:
        """Return another unit than the given one, if all quotes stand at their offsets in that unit only."""
        quoted = [span for span in self._incoming.spans if span.text and len(span.fragments) == 1]
        if all(self._fits(span, self._rules.unit) for span in quoted):
            return None
        others = (unit for unit in Unit if all(self._fits(span, unit) for span in quoted))
        return next(others, None)

    def _attributes(self, span: IncomingSpan, label: Label) -> Mapping[str, object]:
        """Return the attributes that the label admits, converted from text to its types; others are reported."""
        if not span.attributes:
            return NOTHING
        types = {each.name: each.type for each in label.attributes}
        kept: dict[str, object] = {}
        for name, value in span.attributes.items():
            typed = _typed(value, types.get(name, AttributeType.TEXT))
            try:
                label.checked({name: typed})
            except AttributesError:
                wanted = types[name].meaning if name in types else "a text, a number, or true or false"
                self._problem(f"{_described(span)}: left out the attribute “{shortened(name)}”, which is not {wanted}")
            else:
                kept[name] = typed
        return MappingProxyType(dict(label.checked(kept)))

    def _relations(self) -> tuple[Relation, ...]:
        relations = []
        for number, each in enumerate(self._incoming.relations, 1):
            fault = self._fault(each)
            if fault:
                self._problem(f"relation {shortened(each.id) or number}: {fault}")
            else:
                name = self._rules.names.get(each.type, each.type)
                relation_id = f"{number} {each.id}"
                relations.append(Relation(id=relation_id, type=name, source=each.source, target=each.target))
        return tuple(relations)

    def _fault(self, relation: IncomingRelation) -> str:
        """Return why a relation is not possible, or ""."""
        name = self._rules.names.get(relation.type, relation.type)
        kind = next((each for each in self._rules.labels.relations if each.name == name), None)
        if kind is None:
            return f"the project has no relation “{shortened(name)}”; add it to newsreader.toml"
        for end in (relation.source, relation.target):
            if end not in self._made:
                return f"it refers to the span “{shortened(end)}”, which is missing"
        source, target = self._made[relation.source], self._made[relation.target]
        if source is target or not kind.joins(source.label, target.label):
            return f"“{name}” cannot lead from {source.label} to {target.label}"
        return ""


def _nearest(shifts: Sequence[int]) -> int | None:
    """Return the shift to the place nearest to the old one, or None if another is as near or none is within `NEAR`."""
    near = sorted(shifts, key=abs)[:2]
    is_one = len(near) == 1 or (len(near) == 2 and abs(near[0]) < abs(near[1]))
    return near[0] if is_one and abs(near[0]) <= NEAR else None


def _cut(text: str, lengths: list[int], between: int) -> tuple[str, ...]:
    """Return parts of a text with these lengths, `between` code points apart."""
    starts = accumulate((length + between for length in lengths[:-1]), initial=0)
    return tuple(text[start : start + length] for start, length in zip(starts, lengths, strict=True))


def _typed(value: object, kind: AttributeType) -> object:
    """Convert a text to a flag or number if the attribute is one: many formats have only texts."""
    if isinstance(value, str):
        if kind is AttributeType.FLAG and value in {"true", "false"}:
            return value == "true"
        if kind is AttributeType.NUMBER and re.fullmatch(r"-?\d{1,300}", value, re.ASCII):
            return int(value)
        if kind is AttributeType.NUMBER and re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", value, re.ASCII):
            return float(value)
    return value


def _described(span: IncomingSpan) -> str:
    """Describe a span for a message."""
    first = shortened(str(span.fragments[0][0])) if span.fragments else "?"
    return f"span {shortened(span.id)}".rstrip() + f" ({shortened(span.label)} at {first})"
