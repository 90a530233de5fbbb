"""doccano's JSONL: its sequence labelling form, and the form of its projects with relations.

Both follow the exports of doccano 1.8.4. The project must allow overlapping spans: otherwise doccano drops them without
a message. Import files into doccano with the encoding "utf_8", since "Auto" guesses. doccano keeps all other keys as
metadata, and its own exports have them again.
"""

from collections.abc import Iterator
from pathlib import Path

from annotations.exchange.format import EVERYTHING, Feature, Format, Incoming, IncomingRelation, Reporter
from annotations.exchange.formats.foreign_rows import (
    LISTS,
    OF_SPAN,
    TEXTS,
    is_foreign,
    listed,
    own_text,
    text_of,
    unread,
    unread_of_spans,
)
from annotations.exchange.formats.foreign_rows import incoming as foreign
from annotations.exchange.formats.json_lines import lines_writer
from annotations.exchange.importing.json_fields import Values, field, objects, read_lines, status
from annotations.model.record import FACTS, Record


def _values(record: Record, annotated: Values) -> Values:
    article, work = record.article, record.work
    return {
        "text": article.text,
        **annotated,
        "article_id": article.id,
        "sha256": article.sha256,
        "annotator": work.annotator,
        "status": work.status,
        # Every line has every key: doccano reads a missing one as NaN, and its database refuses that.
        "headline": article.headline,
        "outlet": article.outlet,
        "published": article.published,
    }


def _sequence(record: Record, _: object) -> Values:
    label = [[span.start, span.end, each.label] for each in record.work.annotations for span in each.fragments]
    return _values(record, {"label": label})


def _related(record: Record, _: object) -> Values:
    """Return entities and relations with numbers as ids; a relation joins the first fragments of its spans."""
    entities: list[Values] = []
    first: dict[str, int] = {}
    for each in record.work.annotations:
        first[each.id] = len(entities)
        for span in each.fragments:
            number = len(entities)
            entities.append({"id": number, "label": each.label, "start_offset": span.start, "end_offset": span.end})
    relations = [
        {"id": number, "from_id": first[each.source], "to_id": first[each.target], "type": each.type}
        for number, each in enumerate(record.work.relations)
    ]
    return _values(record, {"entities": entities, "relations": relations})


_OWN = ("article_id", "sha256", "annotator", "status", *FACTS)
"""The keys that newsreader adds."""


def _read(path: Path, report: Reporter) -> Iterator[Incoming]:
    return read_lines(path, report, _incoming)


def _incoming(where: str, line: Values) -> Incoming:
    if "tokens" in line and is_foreign(line):
        return foreign(where, line)
    text = text_of(line)
    is_own = bool(own_text(line, "article_id") and own_text(line, "sha256"))
    spans = [span for name in LISTS if name in line for span in listed(line, name)]
    relations = [
        IncomingRelation(
            id=str(field(each, "id", int, number)),
            type=field(each, "type", str),
            source=str(field(each, "from_id", int)),
            target=str(field(each, "to_id", int)),
        )
        for number, each in enumerate(objects(line, "relations"))
    ]
    return Incoming(
        where=where,
        article_id=own_text(line, "article_id"),
        sha256=own_text(line, "sha256"),
        text=text,
        annotator=own_text(line, "annotator"),
        status=status(line) if is_own else None,
        spans=tuple(spans),
        relations=tuple(relations),
        unread=unread(line, (*LISTS, "relations", *_OWN, next(name for name in TEXTS if line.get(name) is text)))
        + unread_of_spans((each for name in LISTS for each in field(line, name, list, [])), OF_SPAN),
        meta={name: own_text(line, name) for name in FACTS},
    )


_LOST = {Feature.FRAGMENTS, Feature.ATTRIBUTES, Feature.NOTES, Feature.ORIGIN}

FORMATS = (
    Format(
        name="doccano",
        title="doccano, sequence labelling",
        is_folder=False,
        suffix=".jsonl",
        carries=EVERYTHING - _LOST - {Feature.RELATIONS},
        writer=lines_writer(_sequence),
        reader=_read,
        values_of=_sequence,
        is_text_stream=True,
    ),
    Format(
        name="doccano-relations",
        title="doccano, sequence labelling with relations",
        is_folder=False,
        suffix=".jsonl",
        carries=EVERYTHING - _LOST,
        writer=lines_writer(_related),
        reader=_read,
        values_of=_related,
        is_text_stream=True,
    ),
)
