"""A CAS: an annotator's work on an article as UIMA feature structures, for every file format of a CAS.

Offsets count code units of UTF-16, as UIMA requires. There are three types. `newsreader.Mention` is a fragment with its
label. The attributes of the project's labels are its features if UIMA can have them; others are JSON in `other`.
`newsreader.Relation` leads from its Governor to its Dependent; `continues` links a fragment to the one before it.
`newsreader.Article` has the article's id, digest and facts, and the annotator's status and note.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from annotations.disk.json import json_text
from annotations.exchange.format import Incoming, IncomingRelation, IncomingSpan, Problem, Reporter
from annotations.exchange.formats.regions import CONTINUES, joined, regions
from annotations.exchange.formats.span_fields import set_origin
from annotations.exchange.importing.json_fields import FieldError, field, parse_attributes, status
from annotations.model.annotation import Annotation
from annotations.model.label import AttributeType, LabelSet
from annotations.model.record import FACTS, Record, facts
from annotations.text.offsets import from_utf_16, utf_16_edges

MENTION, RELATION, ARTICLE = "newsreader.Mention", "newsreader.Relation", "newsreader.Article"
ANNOTATION, ANNOTATION_BASE = "uima.tcas.Annotation", "uima.cas.AnnotationBase"
STRING, DOUBLE, BOOLEAN = "uima.cas.String", "uima.cas.Double", "uima.cas.Boolean"

_RANGES = {AttributeType.TEXT: STRING, AttributeType.NUMBER: DOUBLE, AttributeType.FLAG: BOOLEAN}
_MENTION = ("label", "note", "origin", "annotator", "other")
_ARTICLE = ("id", "sha256", "annotator", "status", "note", *FACTS)
_PLACE = ("sofa", "begin", "end")
_EXACT = 2**53
"""Doubles represent all whole numbers up to this one."""
_WITHOUT_LABEL = re.compile(r"\.segmentation\.type\.|\.DocumentMetaData$|\.TagsetDescription$|\.TagDescription$")
"""INCEpTION's own types that have a feature named like a label, but are not an annotator's spans."""


_BUILT_IN = re.compile(r"uima\.|newsreader\.|de\.tudarmstadt\.|org\.dkpro\.")
"""Types that are no layers of a project."""


class Structure(NamedTuple):
    """A feature structure. The features Governor, Dependent and `sofa` are ids of other structures."""

    id: int
    type: str
    features: Mapping[str, Any]


class Type(NamedTuple):
    """A type of the type system."""

    name: str
    parent: str
    features: Mapping[str, str]
    """Name of a feature -> the type of its values."""


def types(labels: LabelSet) -> tuple[Type, ...]:
    """Return the type system for a project's labels."""
    return (
        Type(MENTION, ANNOTATION, {**dict.fromkeys(_MENTION, STRING), **_attribute_ranges(labels)}),
        Type(RELATION, ANNOTATION, {"Governor": MENTION, "Dependent": MENTION, "label": STRING}),
        Type(ARTICLE, ANNOTATION_BASE, dict.fromkeys(_ARTICLE, STRING)),
    )


def _attribute_ranges(labels: LabelSet) -> dict[str, str]:
    ranges: dict[str, str] = {}
    for attribute in (each for label in labels for each in label.attributes):
        if re.fullmatch("[A-Za-z][A-Za-z0-9_]*", attribute.name) and attribute.name not in (*_MENTION, *_PLACE):
            ranges.setdefault(attribute.name, _RANGES[attribute.type])
    return ranges


def structures(record: Record, labels: LabelSet) -> Iterator[Structure]:
    """Yield the feature structures of a record, without the sofa, whose id is 1."""
    article, work = record.article, record.work
    about = {"id": article.id, "sha256": article.sha256, "annotator": work.annotator, "status": str(work.status)}
    about |= {"note": work.note} if work.note else {}
    yield Structure(2, ARTICLE, {"sofa": 1, **about, **facts(article)})
    units = [unit for unit, _ in utf_16_edges(article.text)]
    ranges = _attribute_ranges(labels)
    ids: dict[str, int] = {}
    links = [(each.type, each.source, each.target) for each in work.relations]
    places = {}
    for region in regions(work.annotations):
        ids[region.id] = 3 + len(ids)
        places[region.id] = {"sofa": 1, "begin": units[region.span.start], "end": units[region.span.end]}
        features = {"label": region.annotation.label}
        if region.before:
            links.append((CONTINUES, region.id, region.before))
        else:
            features |= _features(region.annotation, work.annotator, ranges)
        yield Structure(ids[region.id], MENTION, places[region.id] | features)
    for number, (label, source, target) in enumerate(links, 3 + len(ids)):
        ends = {"Governor": ids[source], "Dependent": ids[target]}
        yield Structure(number, RELATION, {**places[target], **ends, "label": label})


def _features(annotation: Annotation, annotator: str, ranges: Mapping[str, str]) -> dict[str, Any]:
    """Return the features of a mention beside its label. An attribute is a feature if UIMA holds it exactly."""
    features: dict[str, Any] = {}
    others = {}
    for name, value in annotation.attributes.items():
        if ranges.get(name) == _range(value):
            features[name] = value
        else:
            others[name] = value
    if annotation.note:
        features["note"] = annotation.note
    set_origin(features, annotation, annotator)
    if others:
        features["other"] = json_text(others)
    return features


def _range(value: object) -> str:
    """Return the UIMA type that holds a value exactly, or ""."""
    match value:
        case bool():
            return BOOLEAN
        case str():
            return STRING
        case int():
            return DOUBLE if abs(value) <= _EXACT else ""
        case float():
            return "" if value.is_integer() else DOUBLE
    return ""


def incoming(all_structures: list[Structure], text: str, where: str, name: str, report: Reporter) -> Incoming:
    """Return the annotations of a CAS. `name` is the article's id if the CAS has none. Raises `FieldError`."""
    edges = (each.features.get(name) for each in all_structures for name in ("begin", "end"))
    offsets = from_utf_16(text, {edge for edge in edges if type(edge) is int})
    about: Mapping[str, Any] = next((each.features for each in all_structures if each.type == ARTICLE), {})
    spans = []
    relations = []
    unread: dict[str, None] = {}
    for each in all_structures:
        features = each.features
        if _WITHOUT_LABEL.search(each.type):
            continue
        label = features.get("label", features.get("value", features.get("DependencyType")))
        if not isinstance(label, str):
            label = _layer(each)
        if not label:
            if each.type != ARTICLE and not each.type.startswith("uima."):
                unread[f"annotations of {each.type.rpartition('.')[2]} without a label"] = None
            continue
        if "Governor" in features and "Dependent" in features:
            source, target = str(features["Governor"]), str(features["Dependent"])
            relations.append(IncomingRelation(str(each.id), label, source, target))
        elif "begin" in features and "end" in features:
            try:
                spans.append(_span(each, label, offsets))
            except FieldError as error:
                report(Problem(where, f"{each.type} {each.id}: {error}"))
    joined_spans, joined_relations = joined(spans, relations)
    return Incoming(
        where=where,
        article_id=field(about, "id", str, "") or name,
        sha256=field(about, "sha256", str, ""),
        text=text,
        annotator=field(about, "annotator", str, ""),
        status=status(about),
        note=field(about, "note", str, ""),
        spans=joined_spans,
        relations=joined_relations,
        unread=tuple(unread),
        meta={name: about[name] for name in FACTS if about.get(name)},
    )


def _layer(structure: Structure) -> str:
    """Return the name of a layer that a project has made, which is the label of its annotations, or ""."""
    is_annotation = {"begin", "end"} <= {*structure.features}
    return "" if _BUILT_IN.match(structure.type) or not is_annotation else structure.type.rpartition(".")[2]


def _span(structure: Structure, label: str, offsets: Mapping[int, int]) -> IncomingSpan:
    features = structure.features
    begin, end = field(features, "begin", int), field(features, "end", int)
    if begin not in offsets or end not in offsets:
        wrong = begin if begin not in offsets else end
        raise FieldError(f"{wrong} is not an offset of the text in UTF-16: it is beyond the end, or inside a character")
    known = {*_MENTION, *_PLACE} if structure.type == MENTION else {"value", "label", "identifier", *_PLACE}
    attributes = {
        name: _value(value)
        for name, value in features.items()
        if name not in known and not isinstance(value, list | dict)
    }
    is_own = structure.type == MENTION
    if is_own and features.get("other"):
        attributes |= parse_attributes(field(features, "other", str))
    return IncomingSpan(
        id=str(structure.id),
        label=label,
        fragments=((offsets[begin], offsets[end]),),
        note=field(features, "note", str, "") if is_own else "",
        attributes=attributes,
        annotator=field(features, "annotator", str, "") if is_own else "",
        origin=field(features, "origin", str, "") if is_own else "",
    )


def _value(value: object) -> object:
    """Return a whole double as an int, which it was before it was written."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) <= _EXACT else value
