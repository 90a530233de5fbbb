"""Prodigy's JSONL, in the form of its `spans.manual` and `relations` recipes.

`end` of a span is exclusive, `token_end` is inclusive. Each fragment is a span with the id of the annotation. `answer`
is "ignore" if the annotator is unsure about the article, which Prodigy then leaves out of training; otherwise it is
"accept". There are no hashes: Prodigy makes its own.
"""

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

from annotations.exchange.format import (
    EVERYTHING,
    Format,
    Incoming,
    IncomingRelation,
    IncomingSpan,
    Options,
    Reporter,
)
from annotations.exchange.formats.foreign_rows import own_text, unread, unread_of_spans
from annotations.exchange.formats.json_lines import lines_writer
from annotations.exchange.formats.layers import places
from annotations.exchange.formats.span_fields import DETAILS, incoming_span, set_details
from annotations.exchange.importing.json_fields import FieldError, Values, field, objects, read_lines, shortened, status
from annotations.model.annotation import Annotation, Status
from annotations.model.record import FACTS, Record, facts
from annotations.text.span import Span
from annotations.text.tokens import pieces


def _values_of(record: Record, options: Options) -> Values:
    article, work = record.article, record.work
    text = article.text
    cut = pieces(text, places(record), split_proclitics=options.split_proclitics)
    starts, ends = [piece.start for piece in cut], [piece.end for piece in cut]

    def placed(span: Span) -> Values:
        first, last = bisect_left(starts, span.start), bisect_left(ends, span.end)
        return {"start": span.start, "end": span.end, "token_start": first, "token_end": last}

    spans = [
        placed(span) | {"label": each.label, **_details(each, work.annotator)}
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


def _details(annotation: Annotation, annotator: str) -> Values:
    """Return the id and the other fields of a span; Prodigy keeps keys that it does not know."""
    result: Values = {"id": annotation.id}
    set_details(result, annotation, annotator)
    return result


def _read(path: Path, report: Reporter) -> Iterator[Incoming]:
    return read_lines(path, report, _incoming)


def _incoming(where: str, task: Values) -> Incoming:
    answer = field(task, "answer", str, "accept")
    meta = task.get("meta")
    if not isinstance(meta, dict):
        meta = {}
    is_own = bool(own_text(meta, "sha256"))
    if answer != "accept" and not (is_own and answer == "ignore"):
        done = {"reject": "rejected", "ignore": "ignored"}.get(answer, shortened(answer))
        raise FieldError(f"it was {done} in Prodigy, which is no annotation; it is left out")
    spans: dict[str, list[Values]] = {}
    for number, span in enumerate(objects(task, "spans")):
        spans.setdefault(own_text(span, "id") or f"span {number}", []).append(span)
    relations = objects(task, "relations")
    read = {key: _incoming_span(key, parts) for key, parts in spans.items()}
    by_place = {(each.label, each.fragments[0]): each.id for each in read.values()}

    def end(relation: Values, name: str) -> str:
        """Return the id of the span at one end of a relation; looked up by label and place if the file has none."""
        known = field(relation, f"{name}_id", str, "")
        span = field(relation, f"{name}_span", dict, {})
        place = field(span, "label", str, ""), (field(span, "start", int, -1), field(span, "end", int, -1))
        return known or by_place.get(place, "")

    return Incoming(
        where=where,
        article_id=own_text(meta, "id"),
        sha256=own_text(meta, "sha256"),
        text=field(task, "text", str),
        annotator=own_text(meta, "annotator") or own_text(task, "_annotator_id"),
        status=(status(meta) if is_own else None) or (Status.UNSURE if answer == "ignore" else None),
        note=own_text(meta, "note"),
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
        unread=unread({name: value for name, value in task.items() if not name.startswith("_")}, _KEYS)
        + unread_of_spans(objects(task, "spans"), _OF_SPAN),
        meta={name: own_text(meta, name) for name in FACTS},
    )


_KEYS = ("text", "meta", "tokens", "spans", "relations", "answer")
_OF_SPAN = ("id", "start", "end", "token_start", "token_end", "label", "text", *DETAILS)


def _incoming_span(key: str, parts: list[Values]) -> IncomingSpan:
    first = parts[0]
    return incoming_span(
        first,
        span_id=key,
        label=field(first, "label", str),
        fragments=tuple((field(each, "start", int), field(each, "end", int)) for each in parts),
    )


FORMATS = (
    Format(
        name="prodigy",
        title="Prodigy, spans_manual and relations",
        is_folder=False,
        suffix=".jsonl",
        carries=EVERYTHING,
        writer=lines_writer(_values_of),
        reader=_read,
        values_of=_values_of,
        is_text_stream=True,
    ),
)
