"""What an article's file says: the tables that TinyDB writes in it, which can be read without TinyDB."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from annotations.model.annotation import AnnotationSet, Status, reading_order
from annotations.model.tally import Tally
from annotations.store.codec import Values, decode_annotation, decode_relation, integer, text
from annotations.store.journals.line import UNDERSTOOD
from annotations.store.schema import current
from annotations.store.state import StoredWork, UnusableError

Tables = dict[str, dict[str, Any]]
Made = TypeVar("Made")


def understood(content: bytes, make: Callable[[Tables], Made], *, quickly: bool) -> Made:
    """What a function makes of a file's tables.

    `quickly` is for many files: orjson reads them in a quarter of the time, but costs some milliseconds to import, and
    where it fails, or may have read a number otherwise, the standard library has the last word. Raises
    `UnusableError`, and `StoreCorruptError` for a file of a later version, which must stay.
    """
    if quickly:
        import orjson

        try:
            tables = orjson.loads(content)
            if not _has_fractions(tables):
                return make(tables)
        except (*UNDERSTOOD, UnusableError):
            pass
    with understanding():
        return make(json.loads(content))


@contextmanager
def understanding() -> Iterator[None]:
    """Tells of whatever goes wrong with a file's content that the file is not usable."""
    try:
        yield
    except UNDERSTOOD as error:
        raise UnusableError("is not what newsreader wrote") from error


def stored_of(tables: Tables, empty: AnnotationSet, where: str) -> StoredWork | None:
    """The work on the article that has only this so far; None of a file without a table."""
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
    return StoredWork(work=work, sha256=text(row["sha256"]), revisions=_revisions(row))


def tally_of(tables: Tables, empty: AnnotationSet, where: str) -> Tally | None:
    """As `stored_of`, but without making the annotations, which takes most of its time."""
    row = _row(tables, empty, where)
    if row is None:
        return None
    annotations = tables.get("annotations", {}).values()
    labels = [text(each["label"]) for each in annotations]
    attributes = [each["attributes"] for each in annotations if "attributes" in each]
    return Tally.of(Status(row["status"]), labels, attributes, _revisions(row))


def _row(tables: Tables, empty: AnnotationSet, where: str) -> Values | None:
    """What the file says of the article, which has to be this one."""
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
    """The documents of a table, by TinyDB's numbers."""
    documents = tables.get(name, {})
    return [documents[key] for key in sorted(documents, key=int)]


def _revisions(row: Mapping[str, Any]) -> dict[str, int]:
    return {text(journal): integer(revision) for journal, revision in row["revisions"].items()}


def _has_fractions(tables: Tables) -> bool:
    """Whether an attribute is a fraction, as which orjson reads whole numbers of more than 64 bits."""
    annotations = tables.get("annotations", {}).values()
    return any("attributes" in each and _is_fraction(each["attributes"]) for each in annotations)


def _is_fraction(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_is_fraction, value.values()))
    if isinstance(value, list):
        return any(map(_is_fraction, value))
    return isinstance(value, float)
