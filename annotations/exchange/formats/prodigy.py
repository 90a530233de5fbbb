"""Prodigy's JSONL, as its `spans.manual` and `relations` recipes have it.

`end` of a span is exclusive, `token_end` inclusive. A span's fragments are spans with the id of the whole. `answer` is
"accept"; of an article that its annotator is unsure of it is "ignore", which Prodigy leaves out of training. Hashes are
left out: Prodigy makes its own.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType

from annotations.exchange.format import (
    EVERYTHING,
    Format,
    Incoming,
    IncomingRelation,
    IncomingSpan,
    Options,
    Problem,
    Writer,
)
from annotations.exchange.formats.jsonl import MANUAL, lines_writer
from annotations.exchange.importing.json_fields import FieldError, Values, field, objects, read_lines, status
from annotations.model.annotation import Annotation, Status
from annotations.model.record import Record, facts
from annotations.text.span import Span
from annotations.text.tokens import pieces


def _values(record: Record, *, split_proclitics: bool) -> Values:
    article, work = record.article, record.work
    text = article.text
    places = [(span.start, span.end) for each in work.annotations for span in each.fragments]
    cut = pieces(text, places, split_proclitics=split_proclitics)
    starts, ends = [piece.start for piece in cut], [piece.end for piece in cut]

    def placed(span: Span) -> Values:
        first, last = bisect_left(starts, span.start), bisect_left(ends, span.end)
        return {"start": span.start, "end": span.end, "token_start": first, "token_end": last}

    spans = [
        placed(span) | {"label": each.label, **_said(each, work.annotator)}
        for each in work.annotations
        for span in each.fragments
    ]
    meta = {"id": article.id, "sha256": article.sha256, "annotator": work.annotator, "status": work.status}
    result: Values = {
        "text": text,
        "meta": meta | facts(article) | ({"note": work.note} if work.note else {}),
        "tokens": [
            {"text": text[start:end], "start": start, "end": end, "id": number, "ws": has_blank}
            for number, (start, end, has_blank) in enumerate(cut)
        ],
        "spans": spans,
    }
    if work.relations:
        ends_of = {each.id: placed(each.fragments[0]) | {"label": each.label} for each in work.annotations}
        result["relations"] = [
            {
                "head": ends_of[each.source]["token_end"],
                "child": ends_of[each.target]["token_end"],
                "head_span": ends_of[each.source],
                "child_span": ends_of[each.target],
                "label": each.type,
                "id": each.id,
                "head_id": each.source,
                "child_id": each.target,
            }
            for each in work.relations
        ]
    result["_view_id"] = "relations" if work.relations else "spans_manual"
    result["answer"] = "ignore" if work.status is Status.UNSURE else "accept"
    return result


def _said(annotation: Annotation, annotator: str) -> Values:
    """What is said of a span beside its label; Prodigy keeps keys that it does not know."""
    result: Values = {"id": annotation.id}
    if annotation.attributes:
        result["attributes"] = MappingProxyType(annotation.attributes)  # its fractions are for `json_line`
    if annotation.note:
        result["note"] = annotation.note
    if annotation.origin != MANUAL:
        result["origin"] = annotation.origin
    if annotation.annotator != annotator:
        result["annotator"] = annotation.annotator
    return result


def _writer(target: Path, options: Options) -> AbstractContextManager[Writer]:
    return lines_writer(target, options, lambda record: _values(record, split_proclitics=options.split_proclitics))


def _read(path: Path, tell: Callable[[Problem], None]) -> Iterator[Incoming]:
    return read_lines(path, tell, _incoming)


def _incoming(where: str, task: Values) -> Incoming:
    answer = field(task, "answer", str, "accept")
    if answer == "reject":
        raise FieldError("it was rejected in Prodigy")
    meta = field(task, "meta", dict, {})
    spans: dict[str, list[Values]] = {}
    for number, span in enumerate(objects(task, "spans")):
        spans.setdefault(field(span, "id", str, "") or f"span {number}", []).append(span)
    relations = objects(task, "relations")
    read = {key: _incoming_span(key, parts) for key, parts in spans.items()}
    by_place = {(each.label, each.fragments[0]): each.id for each in read.values()}

    def end(relation: Values, name: str) -> str:
        """The span at one end of a relation, by its id or else by label and place."""
        known = field(relation, f"{name}_id", str, "")
        span = field(relation, f"{name}_span", dict, {})
        place = field(span, "label", str, ""), (field(span, "start", int, -1), field(span, "end", int, -1))
        return known or by_place.get(place, "")

    return Incoming(
        where=where,
        article_id=field(meta, "id", str, ""),
        sha256=field(meta, "sha256", str, ""),
        text=field(task, "text", str),
        annotator=field(meta, "annotator", str, "") or field(task, "_annotator_id", str, ""),
        status=status(meta) or (Status.UNSURE if answer == "ignore" else None),
        note=field(meta, "note", str, ""),
        spans=tuple(read.values()),
        relations=tuple(
            IncomingRelation(
                id=field(each, "id", str, str(number)),
                type=field(each, "label", str),
                source=end(each, "head"),
                target=end(each, "child"),
            )
            for number, each in enumerate(relations)
        ),
        meta={name: field(meta, name, str, "") for name in ("headline", "outlet", "published")},
    )


def _incoming_span(key: str, parts: list[Values]) -> IncomingSpan:
    first = parts[0]
    return IncomingSpan(
        id=key,
        label=field(first, "label", str),
        fragments=tuple((field(each, "start", int), field(each, "end", int)) for each in parts),
        note=field(first, "note", str, ""),
        attributes=field(first, "attributes", dict, {}),
        annotator=field(first, "annotator", str, ""),
        origin=field(first, "origin", str, ""),
    )


FORMATS = (
    Format(
        name="prodigy",
        title="Prodigy, spans_manual and relations",
        is_folder=False,
        suffix=".jsonl",
        carries=EVERYTHING,
        writer=_writer,
        reader=_read,
        is_text_stream=True,
    ),
)
