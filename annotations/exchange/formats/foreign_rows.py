"""JSON objects that other programs write: a text with spans, or tokens with tags. Their names and forms are found.

Spans are `[start, end, label]`, or objects with `start` and `end` or `start_offset` and `end_offset`. What has other
names is not read, and named.
"""

from collections.abc import Container, Iterable, Mapping, Sequence

from annotations.exchange.format import Incoming, IncomingSpan
from annotations.exchange.formats.conll.tags import OUTSIDE, Style, Tag, spans, tag_of
from annotations.exchange.formats.tag_names import Names
from annotations.exchange.importing.json_fields import FieldError, Values, field, shortened

TEXTS = ("text", "data", "content", "sentence")
"""The names of a text; the first that an object has is it."""
LISTS = ("label", "labels", "entities", "spans", "annotations")
"""The names of lists of spans. All are read."""
TOKENS = ("tokens", "words")
_TAGS = ("ner", "tags", "labels", "label", "ner_tags", "ner_labels")
"""The names of lists of tags, beside those that end with `_tags`."""
_OTHER_TAGS = ("pos_tags", "chunk_tags", "upos_tags", "xpos_tags")
_IGNORED = ("id", "_id", "length")
"""Names of no meaning for annotations."""
_EMPTY: tuple[object, ...] = (None, "", [], {})
OF_SPAN = ("start", "end", "start_offset", "end_offset", "label", "labels", "tag", "id", "text")
"""The names that are read of an object of a span."""


def is_foreign(values: Mapping[str, object]) -> bool:
    """Return True if an object is not a record of newsreader, and has spans or tags under other names than its."""
    return not {"schema", "sha256"} & {*values} and any(
        isinstance(values.get(name), list) for name in (*LISTS, *TOKENS) if name != "spans"
    )


def text_of(values: Mapping[str, object]) -> str:
    """Return the text of an object. Raises `FieldError`."""
    name = next((name for name in TEXTS if isinstance(values.get(name), str)), TEXTS[0])
    return field(values, name, str)


def own_text(values: Mapping[str, object], name: str) -> str:
    """Return a field that only newsreader writes as a text; other programs have other values under its name."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def unread(values: Mapping[str, object], known: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are not known, for messages. An empty value has nothing that could be lost."""
    names = {*known, *_IGNORED}
    return tuple(f"“{shortened(name)}”" for name, value in values.items() if name not in names and value not in _EMPTY)


def unread_of_spans(spans: Iterable[object], known: Container[str]) -> tuple[str, ...]:
    """Return the names that objects of spans have and that are not known, for messages."""
    names = (
        name
        for span in spans
        if isinstance(span, dict)
        for name in span
        if name not in known and span[name] not in _EMPTY
    )
    return tuple(f"“{shortened(name)}” of spans" for name in dict.fromkeys(names))


def incoming(where: str, values: Values, names: Names | None = None) -> Incoming:
    """Return the annotations of an object. Raises `FieldError`."""
    if any(isinstance(values.get(name), list) for name in TOKENS) and not isinstance(values.get("text"), str):
        return _of_tokens(where, values, names or {})
    text = text_of(values)
    read = [span for name in LISTS if name in values for span in listed(values, name)]
    return Incoming(
        where=where,
        text=text,
        spans=tuple(read),
        unread=unread(values, (*LISTS, next(name for name in TEXTS if values.get(name) is text)))
        + unread_of_spans((each for name in LISTS for each in field(values, name, list, [])), OF_SPAN),
    )


def listed(values: Mapping[str, object], name: str) -> list[IncomingSpan]:
    """Return the spans of a list. Raises `FieldError`."""
    read = []
    for each in field(values, name, list, []):
        if isinstance(each, dict):
            read += _of_object(each, name)
        elif isinstance(each, list) and len(each) == 3 and isinstance(each[2], str):
            read.append(IncomingSpan(id="", label=each[2], fragments=((_offset(each[0]), _offset(each[1])),)))
        else:
            raise FieldError(f"“{name}” is not a list of [start, end, label], and not a list of objects")
    return read


def _of_object(values: Values, name: str) -> list[IncomingSpan]:
    suffix = "_offset" if "start_offset" in values else ""
    start, end = (_offset(_present(values, f"{edge}{suffix}")) for edge in ("start", "end"))
    labels = values.get("label", values.get("labels", values.get("tag")))
    labels = labels if isinstance(labels, list) else [labels]
    if not labels or not all(isinstance(label, str) for label in labels):
        raise FieldError(f"a span of “{name}” has no “label”")
    span_id = values.get("id")
    return [
        IncomingSpan(
            id=str(span_id) if number == 0 and type(span_id) in (int, str) else "",
            label=label,
            fragments=((start, end),),
            text=own_text(values, "text"),
        )
        for number, label in enumerate(labels)
    ]


def _present(values: Values, name: str) -> object:
    if values.get(name) is None:
        raise FieldError(f"it has no “{name}”")
    return values[name]


def _offset(value: object) -> int:
    """Return an offset, which some programs write as 4.0. Raises `FieldError`."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise FieldError("a span is not a [start, end, label] whose start and end are whole numbers")
    return value


def _of_tokens(where: str, values: Values, names: Names) -> Incoming:
    name = next(name for name in TOKENS if isinstance(values.get(name), list))
    tokens = values[name]
    if not all(isinstance(token, str) and token.strip() for token in tokens):
        raise FieldError(f"“{name}” is not a list of words")
    columns = [
        each
        for each, value in values.items()
        if isinstance(value, list) and (each in _TAGS or (each.endswith("_tags") and each not in _OTHER_TAGS))
    ]
    if not columns:
        raise FieldError(f"it has “{name}” without tags, such as “ner_tags”")
    offsets: list[tuple[int, int]] = []
    at = 0
    for token in tokens:
        offsets.append((at, at + len(token)))
        at += len(token) + 1
    text = " ".join(tokens)
    rows: list[dict[object, list[Tag]]] = [{} for _ in tokens]
    for column in columns:
        tags = _tags(values[column], column, names.get(column, ()))
        if len(tags) != len(tokens):
            raise FieldError(f"“{column}” has {len(tags)} tags for {len(tokens)} tokens")
        for row, tag in zip(rows, tags, strict=True):
            if tag is not None:
                row[column] = [tag]
    return Incoming(
        where=where,
        text=text,
        spans=tuple(
            IncomingSpan(id="", label=label, fragments=((span.start, span.end),), text=span.of(text))
            for label, span in spans(rows, offsets)
        ),
        unread=unread(values, (name, *columns)),
    )


def _tags(written: list[object], column: str, names: Sequence[str]) -> list[Tag | None]:
    """Return the tags of a column: names, or numbers of names. Raises `FieldError`."""
    cells = []
    for each in written:
        if isinstance(each, int) and not isinstance(each, bool):
            if not names:
                raise FieldError(
                    f"“{column}” has numbers, and no dataset_info.json beside the file has their names; put it there,"
                    " or write the tags as texts"
                )
            if not 0 <= each < len(names):
                raise FieldError(f"“{column}” has the number {each}, which has no name")
            cells.append(names[each])
        elif isinstance(each, str):
            cells.append(each)
        else:
            raise FieldError(f"“{column}” is not a list of tags")
    style = style_of([*names, *cells])
    return [tag_of(cell, style) for cell in cells]


def style_of(cells: Sequence[str]) -> Style:
    """Return the spelling of tags: the first that any of them has."""
    inside = [cell for cell in cells if cell not in OUTSIDE]
    return next((style for style in Style if any(tag_of(cell, style) for cell in inside)), Style.PREFIX)
