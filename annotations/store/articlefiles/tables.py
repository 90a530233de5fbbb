"""The tables in an article's file, read without TinyDB, which writes them."""

import json
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from annotations.model.annotation import AnnotationSet, Status, reading_order
from annotations.model.tally import Tally
from annotations.store.codec import Values, decode_annotation, decode_relation, integer, text
from annotations.store.damage import MALFORMED, UnusableError
from annotations.store.schema import current
from annotations.store.state import StoredWork, seal

Tables = dict[str, dict[str, Any]]
Read = TypeVar("Read")


def read_tables(content: bytes, read: Callable[[Tables], Read], *, quickly: bool) -> Read:
    """Return what a function reads from a file's tables.

    `quickly` is for many files: orjson decodes them in half the time, but its import takes some milliseconds. The
    standard library decodes again where orjson fails, or may have read a number otherwise. Raises `UnusableError`, and
    `StoreCorruptError` for a file of a later version, which must stay.
    """
    if quickly:
        import orjson

        try:
            tables = orjson.loads(content)
            if not _has_fractions(tables):
                return read(tables)
        except (*MALFORMED, UnusableError):
            pass
    with reporting_unusable():
        return read(json.loads(content))


@contextmanager
def reporting_unusable() -> Iterator[None]:
    """Turn any error of decoding a file into an `UnusableError`."""
    try:
        yield
    except MALFORMED as error:
        raise UnusableError("is not what newsreader wrote") from error


def read_stored(tables: Tables, empty: AnnotationSet, where: str) -> StoredWork | None:
    """Return the work on the article and by the annotator of `empty`; None if the file has no table."""
    row = _row(tables, empty, where)
    if row is None:
        return None
    annotations = [decode_annotation(each) for each in _documents(tables, "annotations")]
    annotations.sort(key=reading_order)
    relations = map(decode_relation, _documents(tables, "relations"))
    work = AnnotationSet(
        article_id=empty.article_id,
        annotator=empty.annotator,
        status=Status(row["status"]),
        annotations=tuple(annotations),
        relations=tuple(sorted(relations, key=lambda each: each.id)),
        note=text(row.get("note", "")),
    )
    return _made_of(row, work)


def read_tally(tables: Tables, empty: AnnotationSet, where: str) -> tuple[Tally, StoredWork] | None:
    """Count what `read_stored` returns, without making the annotations, which takes most of its time.

    Returns None too if some may be shown as one, for which they have to be made.
    """
    row = _row(tables, empty, where)
    if row is None:
        return None
    annotations = tables.get("annotations", {}).values()
    labels = [text(each["label"]) for each in annotations]
    attributes = [each["attributes"] for each in annotations if "attributes" in each]
    if row.get("twins"):
        return None
    made_of = _made_of(row, empty)
    return Tally.of(Status(row["status"]), labels, attributes, seal(made_of.edits or ())), made_of


def _row(tables: Tables, empty: AnnotationSet, where: str) -> Values | None:
    """Return the row of the article, None without a table. Raises `UnusableError` if it is of another article."""
    if not isinstance(tables, dict):
        raise UnusableError("is not what newsreader wrote")
    if not tables:
        return None
    (row,) = tables["article"].values()
    row = current(row, where)
    if (row["id"], row["annotator"]) != (empty.article_id, empty.annotator):
        raise UnusableError(f"holds what {row['annotator']!a} did on {row['id']!a}")
    return row


def _documents(tables: Tables, name: str) -> list[Values]:
    """Return the documents of a table, in the order of TinyDB's numbers."""
    documents = tables.get(name, {})
    return [documents[key] for key in sorted(documents, key=int)]


def _made_of(row: Values, work: AnnotationSet) -> StoredWork:
    """Return work with what the row of its article says that it was made from."""
    edits, revisions, needs = row.get("edits"), _revisions(row["revisions"]), _revisions(row.get("needs", {}))
    if any(each > max(revisions.values(), default=0) for each in needs.values()):
        raise ValueError("an edit comes behind those that it was made in sight of")
    return StoredWork(
        work=work,
        sha256=text(row["sha256"]),
        revisions=revisions,
        edits=None if edits is None else tuple(array("I", edits)),
        needs=needs,
    )


def _revisions(values: Mapping[str, Any]) -> dict[str, int]:
    return {text(journal): integer(revision) for journal, revision in values.items()}


def _has_fractions(tables: Tables) -> bool:
    """Return True if an attribute holds a float: orjson reads integers of more than 64 bits as floats."""
    annotations = tables.get("annotations", {}).values()
    return any("attributes" in each and _is_fraction(each["attributes"]) for each in annotations)


def _is_fraction(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_is_fraction, value.values()))
    if isinstance(value, list):
        return any(map(_is_fraction, value))
    return isinstance(value, float)
