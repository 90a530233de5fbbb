"""doccano's JSONL: its sequence labelling form, and the form of its projects with relations.

Both follow the exports of doccano 1.8.4. The project must allow overlapping spans: otherwise doccano drops them without
a message. Import files into doccano with the encoding "utf_8", since "Auto" guesses. doccano keeps all other keys as
metadata, and its own exports have them again.
"""

from collections.abc import Iterator
from pathlib import Path

from annotations.exchange.format import EVERYTHING, Feature, Format, Incoming, IncomingRelation, IncomingSpan, Reporter
from annotations.exchange.formats.json_lines import lines_writer
from annotations.exchange.importing.json_fields import FieldError, Values, field, objects, read_lines, status
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


def _read(path: Path, report: Reporter) -> Iterator[Incoming]:
    return read_lines(path, report, _incoming)


def _incoming(where: str, line: Values) -> Incoming:
    spans = [_listed(each) for each in field(line, "label", list, [])]
    spans += [
        IncomingSpan(
            id=str(field(each, "id", int)),
            label=field(each, "label", str),
            fragments=((field(each, "start_offset", int), field(each, "end_offset", int)),),
        )
        for each in objects(line, "entities")
    ]
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
        article_id=field(line, "article_id", str, ""),
        sha256=field(line, "sha256", str, ""),
        text=field(line, "text", str),
        annotator=field(line, "annotator", str, ""),
        status=status(line),
        spans=tuple(spans),
        relations=tuple(relations),
        meta={name: field(line, name, str, "") for name in FACTS},
    )


def _listed(span: object) -> IncomingSpan:
    if not isinstance(span, list) or [type(each) for each in span] != [int, int, str]:
        raise FieldError("“label” is not a list of [start, end, label]")
    start, end, label = span
    return IncomingSpan(id="", label=label, fragments=((start, end),))


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
