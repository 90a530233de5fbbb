"""The import of web annotations: newsreader's own pages, and those of others in the shapes that the model allows."""

from base64 import urlsafe_b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from annotations.disk.files import shown
from annotations.errors import ImportFileError
from annotations.exchange.format import Incoming, IncomingRelation, IncomingSpan, Problem, Reporter
from annotations.exchange.importing.files import reading
from annotations.exchange.importing.json_fields import (
    FieldError,
    Values,
    load_json,
    parse_attributes,
    parse_status,
    shortened,
)
from annotations.model.annotation import FRAGMENT_SEPARATOR, Status

ARTICLE = "urn:newsreader:article:"
ANNOTATION = "urn:newsreader:annotation:"
WORK = "urn:newsreader:work:"
DIGEST = "ni:///sha-256;"
"""The start of a name by digest, followed by base64url (RFC 6920)."""

_PURPOSES = ("tagging", "classifying", "identifying", "commenting", "describing")
"""The purposes of bodies that are read; “describing” only for attributes in JSON."""


@dataclass(slots=True)
class _Work:
    """The annotations of one article by one annotator."""

    where: str
    sha256: str = ""
    status: Status | None = None
    note: str = ""
    spans: list[IncomingSpan] = field(default_factory=list)
    unread: dict[str, None] = field(default_factory=dict)
    """The bodies that have no place here, for messages."""
    relations: list[IncomingRelation] = field(default_factory=list)


class _Works:
    """Groups annotations by article and annotator. A relation may come before the annotations that it joins."""

    def __init__(self) -> None:
        self.by_owner: dict[tuple[str, str], _Work] = {}
        """By article and annotator."""
        self._owners: dict[str, tuple[str, str]] = {}
        self._links: list[tuple[str, IncomingRelation]] = []

    def add(self, item: object, where: str) -> None:
        """Add an annotation. Raises `FieldError`."""
        if not isinstance(item, dict):
            raise FieldError("it is not an object")
        if "body" not in item and ("tags" in item or "uri" in item):
            item = _of_hypothesis(item)
        motivations = _listed(item.get("motivation"))
        if "linking" in motivations:
            self._links.append((where, _link(item)))
            return
        key = _source(item), _owner(item)
        work = self.by_owner.setdefault(key, _Work(where))
        if "assessing" in motivations:
            _assess(item, work)
        else:
            spans = _spans(item)
            work.spans += spans
            self._owners[spans[0].id] = key
            work.unread |= dict.fromkeys(_unread(item))

    def relate(self, report: Reporter) -> None:
        """Add each relation to the work that has its source."""
        for where, link in self._links:
            if link.source in self._owners:
                self.by_owner[self._owners[link.source]].relations.append(link)
            else:
                report(Problem(where, f"its source {link.source} is not an annotation of the file"))


def read(path: Path, report: Reporter) -> Iterator[Incoming]:
    """Read a file; yields one record for each article and annotator. Raises `ImportFileError`."""
    works = _Works()
    for number, item in enumerate(_items(path), 1):
        try:
            works.add(item, f"item {number}")
        except FieldError as error:
            report(Problem(f"item {number}", str(error)))
    works.relate(report)
    for (source, owner), work in works.by_owner.items():
        yield Incoming(
            where=work.where,
            article_id=unquote(source.removeprefix(ARTICLE)),
            sha256=work.sha256,
            annotator=owner,
            status=work.status,
            note=work.note,
            spans=tuple(work.spans),
            unread=tuple(work.unread),
            relations=tuple(work.relations),
        )


def _items(path: Path) -> list[Any]:
    """Return the annotations of a page, of a collection with its first page, or of a list; or the only annotation."""
    try:
        with reading(path):
            document = load_json(path)
    except FieldError as error:
        raise ImportFileError(f"{shown(path)}: {error}; export it again") from None
    if isinstance(document, dict):
        first = document.get("first")
        page = first if isinstance(first, dict) else document
        document = page.get("items", page.get("rows", [document] if "target" in document else None))
    if not isinstance(document, list):
        raise ImportFileError(f"{shown(path)}: no page, list or object of web annotations; choose another --format")
    return document


def _of_hypothesis(row: Values) -> Values:
    """Return a row of Hypothes.is as a web annotation. Raises `FieldError`."""
    if row.get("references"):
        raise FieldError("it is a reply to another annotation, which newsreader does not have")
    tags = [tag for tag in _listed(row.get("tags")) if isinstance(tag, str)]
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    bodies.append({"type": "TextualBody", "purpose": "commenting", "value": _text(row, "text")})
    user = _text(row, "user").removeprefix("acct:")
    target = row.get("target") or _text(row, "uri")
    return {"id": row.get("id"), "creator": user, "motivation": "tagging", "body": bodies, "target": target}


def _listed(value: object) -> list[Any]:
    """Return a list; JSON-LD writes a list of one value as that value."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _objects(item: Values, name: str) -> list[Values]:
    return [each for each in _listed(item.get(name)) if isinstance(each, dict)]


def _text(values: Values, name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _iri(value: object) -> str:
    """Return a value that is an IRI, or the IRI of an object, or ""."""
    return _text(value, "id") if isinstance(value, dict) else value if isinstance(value, str) else ""


def _source(item: Values) -> str:
    """Return the IRI of the annotated article. Raises `FieldError`."""
    targets = _listed(item.get("target"))
    sources = {_iri(each.get("source", each.get("id"))) if isinstance(each, dict) else _iri(each) for each in targets}
    if len(sources) != 1 or "" in sources:
        raise FieldError("its targets are not in one source")
    return sources.pop()


def _owner(item: Values) -> str:
    """Return the annotator of the work: from our own ids, else the creator."""
    item_id = _text(item, "id")
    if item_id.startswith((ANNOTATION, WORK)):
        parts = item_id.split(":")
        if len(parts) > 4:
            return unquote(parts[4])
    return _creator(item)


def _creator(item: Values) -> str:
    for each in _listed(item.get("creator")):
        name = (_text(each, "name") or _text(each, "nickname")) if isinstance(each, dict) else ""
        if name or _iri(each):
            return name or _iri(each)
    return ""


def _values(item: Values, purpose: str) -> list[str]:
    """Return the texts of the bodies with a purpose, in order.

    A body without purpose has those of the annotation; if it has none either, it is a comment.
    """
    motivations = _listed(item.get("motivation"))
    return [
        _text(body, "value")
        for body in _objects(item, "body")
        if _text(body, "value") and purpose in (_listed(body.get("purpose")) or motivations or ["commenting"])
    ]


def _assess(item: Values, work: _Work) -> None:
    """Set the status, note and digest of a whole article. Raises `FieldError`."""
    for each in _values(item, "assessing"):
        work.status = parse_status(each)
    work.note = "\n".join(_values(item, "commenting"))
    for body in _objects(item, "body"):
        source = _iri(body.get("source"))
        if source.startswith(DIGEST):
            with suppress(Base64Error):
                work.sha256 = urlsafe_b64decode(source.removeprefix(DIGEST) + "==").hex()


def _unread(item: Values) -> Iterator[str]:
    """Yield what is not read of the bodies of an annotation of a place."""
    for body in _listed(item.get("body")):
        if isinstance(body, str) or (isinstance(body, dict) and "source" in body):
            yield "a body that is another resource"
        elif isinstance(body, dict):
            for purpose in _listed(body.get("purpose")):
                if purpose not in _PURPOSES:
                    yield f"a body for {shortened(str(purpose))}"


def _spans(item: Values) -> list[IncomingSpan]:
    """Return a span for each label. Raises `FieldError`."""
    labels = [*_values(item, "tagging"), *_values(item, "classifying"), *_values(item, "identifying")]
    labels = labels or [each for each in [_text(item, "bodyValue")] if each]
    if not labels:
        raise FieldError("it has no label, which is a body for tagging")
    places = []
    words = []
    for target in _objects(item, "target"):
        selectors = {str(name): each for each in _objects(target, "selector") for name in _listed(each.get("type"))}
        position = selectors.get("TextPositionSelector")
        if position is not None:
            start, end = position.get("start"), position.get("end")
            if type(start) is not int or type(end) is not int:
                raise FieldError("a TextPositionSelector has a start and an end")
            places.append((start, end))
        words.append(_text(selectors.get("TextQuoteSelector", {}), "exact"))
    if not words or (len(places) != len(words) and (places or len(words) > 1 or not words[0])):
        raise FieldError("it has neither a TextPositionSelector nor a TextQuoteSelector for each target")
    generators = [
        _text(each, "name") or _iri(each) for each in _listed(item.get("generator")) if isinstance(each, dict)
    ]
    first = IncomingSpan(
        id=_text(item, "id"),
        label=labels[0],
        fragments=tuple(places),
        text=FRAGMENT_SEPARATOR.join(words) if all(words) else "",
        note="\n".join(_values(item, "commenting")),
        attributes=_attributes(item),
        annotator=_creator(item),
        origin=generators[0] if generators else "",
    )
    return [first, *(replace(first, id="", label=label) for label in labels[1:])]


def _attributes(item: Values) -> dict[str, object]:
    attributes: dict[str, object] = {}
    for body in _objects(item, "body"):
        if _text(body, "format") == "application/json" and "describing" in _listed(body.get("purpose")):
            attributes |= parse_attributes(_text(body, "value"))
    return attributes


def _link(item: Values) -> IncomingRelation:
    """Return a relation from the annotation in the target to the one in the body. Raises `FieldError`."""
    kinds = _values(item, "tagging")
    sources = [_iri(each) for each in _listed(item.get("target"))]
    bodies = [
        _iri(each.get("source", each.get("id"))) if isinstance(each, dict) else _iri(each)
        for each in _listed(item.get("body"))
    ]
    targets = [each for each in bodies if each]
    if len(kinds) != 1 or len(sources) != 1 or len(targets) != 1:
        raise FieldError("a link must have one target, one body for tagging with its type, and one body with its end")
    return IncomingRelation(_text(item, "id"), kinds[0], sources[0], targets[0])
