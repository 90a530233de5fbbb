"""Web annotations: an annotation page with items for spans, relations and whole articles.

Each fragment of a span is a target, with its words (TextQuoteSelector) and its place (TextPositionSelector). Offsets
count code points, as the model counts characters. The label is a body for tagging, the note one for commenting, the
attributes one for describing, in JSON. A relation is an annotation for linking. The article is identified by its id,
and in the item of the whole article also by its digest (RFC 6920). The text is not in the page: the model refers to
texts elsewhere.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from annotations.disk.json import json_text
from annotations.exchange.exporting.targets import split_files
from annotations.exchange.format import EVERYTHING, Feature, Format, Options, Writer
from annotations.exchange.formats.w3c.importing import ANNOTATION, ARTICLE, DIGEST, WORK, read
from annotations.exchange.importing.json_fields import Values
from annotations.model.annotation import CONTEXT, MANUAL, Annotation, Relation
from annotations.model.record import Record

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


class _Pages:
    def __init__(self, streams: Mapping[str, BinaryIO], name: str) -> None:
        self._streams = streams
        self._begun: set[str] = set()
        for split, stream in streams.items():
            page_id = f"urn:newsreader:page:{quote(name)}:{split}"
            head = json_text({"@context": _CONTEXT, "id": page_id, "type": "AnnotationPage"}).removesuffix("}")
            stream.write(f'{head},"items":['.encode())

    def add(self, record: Record, split: str) -> None:
        for item in items(record):
            self._streams[split].write(b",\n" if split in self._begun else b"\n")
            self._streams[split].write(json_text(item).encode())
            self._begun.add(split)

    def close(self) -> None:
        for stream in self._streams.values():
            stream.write(b"\n]}\n")


def items(record: Record) -> Iterator[Values]:
    """Yield the items of a record: the whole article, its spans, its relations."""
    article, work = record.article, record.work
    source = ARTICLE + quote(article.id)
    owned = f"{quote(article.id, safe='')}:{quote(work.annotator, safe='')}"
    creator = _creator(work.annotator)
    digest = DIGEST + urlsafe_b64encode(bytes.fromhex(article.sha256)).decode().rstrip("=")
    about = [
        {"type": "TextualBody", "purpose": "assessing", "value": str(work.status)},
        {"type": "SpecificResource", "purpose": "identifying", "source": digest},
    ]
    if work.note:
        about.append({"type": "TextualBody", "purpose": "commenting", "value": work.note})
    whole = {"id": source, "type": "Text", "format": "text/plain"}
    yield _item(f"{WORK}{owned}", "assessing", about, whole, creator=creator)
    for annotation in work.annotations:
        targets = [_target(source, article.text, each.start, each.end) for each in annotation.fragments]
        yield _item(
            f"{ANNOTATION}{owned}:{quote(annotation.id, safe='')}",
            "tagging",
            _bodies(annotation),
            targets[0] if len(targets) == 1 else targets,
            creator=_creator(annotation.annotator),
            created=annotation.created,
            **({} if annotation.origin == MANUAL else {"generator": {"type": "Software", "name": annotation.origin}}),
        )
    for relation in work.relations:
        yield _relation(relation, owned, creator)


def _relation(relation: Relation, owned: str, creator: Values) -> Values:
    source, target = (f"{ANNOTATION}{owned}:{quote(end, safe='')}" for end in (relation.source, relation.target))
    bodies = [
        {"type": "TextualBody", "purpose": "tagging", "value": relation.type},
        {"type": "SpecificResource", "purpose": "linking", "source": target},
    ]
    relation_id = f"urn:newsreader:relation:{owned}:{quote(relation.id, safe='')}"
    return _item(relation_id, "linking", bodies, source, creator=creator)


def _item(item_id: str, motivation: str, bodies: list[Values], target: object, **more: object) -> Values:
    return {"id": item_id, "type": "Annotation", "motivation": motivation, **more, "body": bodies, "target": target}


def _creator(name: str) -> Values:
    return {"type": "Person", "name": name}


def _bodies(annotation: Annotation) -> list[Values]:
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": annotation.label}]
    if annotation.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": annotation.note})
    if annotation.attributes:
        value = json_text(dict(annotation.attributes))
        bodies.append({"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": value})
    return bodies


def _target(source: str, text: str, start: int, end: int) -> Values:
    words = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }
    return {"source": source, "selector": [words, {"type": "TextPositionSelector", "start": start, "end": end}]}


@contextmanager
def _writer(target: Path, options: Options) -> Iterator[Writer]:
    with split_files(target, options.splits) as streams:
        pages = _Pages(streams, options.name)
        yield pages
        pages.close()


FORMATS = (
    Format(
        name="w3c",
        title="W3C Web Annotation",
        is_folder=False,
        suffix=".jsonld",
        carries=EVERYTHING - {Feature.META, Feature.TEXT},
        writer=_writer,
        reader=read,
        is_text_stream=True,
    ),
)
