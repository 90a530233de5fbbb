"""One annotator's work on one article as a TinyDB file: the present state, which the journal can rebuild."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from tinydb import TinyDB
from tinydb.table import Document

from annotations.annotation import Annotation, AnnotationSet, Relation, Status, exact, reading_order
from annotations.files import shown
from annotations.store.codec import (
    Values,
    decode_annotation,
    decode_relation,
    encode_annotation,
    encode_relation,
    integer,
    text,
)
from annotations.store.line import UNDERSTOOD
from annotations.store.schema import SCHEMA, current
from annotations.store.storage import FileStorage, Tables
from annotations.store.stored import Outline, Stored, UnusableError

Identified = TypeVar("Identified", Annotation, Relation)


class ArticleFile:
    """A TinyDB file with the tables `article` (one document), `annotations` and `relations`."""

    def __init__(self, path: Path, *, article_id: str, annotator: str) -> None:
        self.path = path
        self._storage = FileStorage(path)
        self._empty = Stored(work=AnnotationSet(article_id=article_id, annotator=annotator))
        self._held = self._empty
        """What the tables say."""

    @cached_property
    def _database(self) -> TinyDB:
        """What changes the tables; reading them does without."""
        return TinyDB(storage=lambda: self._storage)

    def read(self) -> Stored | None:
        """What the file says; None when there is no file.

        Raises `OSError`, `UnusableError`, and `StoreCorruptError` for a file of a later version, which must stay.
        """
        with _understood():
            tables = self._storage.read()
            if not tables:
                return None
            (row,) = tables["article"].values()
            self._held = self._decoded(self._checked(row), tables)
        return self._held

    def outline(self) -> Outline | None:
        """As `read`, but without making the annotations, which takes most of its time."""
        with _understood():
            tables = self._storage.read()
            if not tables:
                return None
            (row,) = tables["article"].values()
            row = self._checked(row)
            return Outline(Status(row["status"]), len(tables.get("annotations", ())), _revisions(row))

    def clear(self) -> None:
        """After a failed `read`, forget the tables: the next `save` writes everything anew."""
        self._database.drop_tables()

    def save(self, stored: Stored, *, durable: bool) -> None:
        """Bring the tables to this state and replace the file. Raises `OSError`; then the next `save` does it all."""
        held, self._held = self._held, stored
        table = self._database.table("article")
        table.truncate()
        table.insert(_row(stored))
        self._exchange("annotations", held.work.annotations, stored.work.annotations, encode_annotation)
        self._exchange("relations", held.work.relations, stored.work.relations, encode_relation)
        self._storage.save(durable=durable)

    def _exchange(
        self,
        name: str,
        held: tuple[Identified, ...],
        wanted: tuple[Identified, ...],
        encode: Callable[[Identified], Values],
    ) -> None:
        """Take out of a table what is no longer wanted, and put in what is not held; a new value keeps its place."""
        table = self._database.table(name)
        changed = set(map(id, held)) ^ set(map(id, wanted))
        before = {value.id: value for value in held if id(value) in changed}
        after = {value.id: value for value in wanted if id(value) in changed}
        gone = {each for each, value in before.items() if each not in after or not _alike(after[each], value)}
        found: list[str] = []

        def is_gone(value: Mapping[str, Any]) -> bool:
            if value["id"] in gone:
                found.append(value["id"])
            return value["id"] in gone

        places = dict(zip(found, table.remove(is_gone), strict=True)) if gone else {}
        new = {each: encode(value) for each, value in after.items() if each in gone or each not in before}
        # Those that have a place come first: TinyDB numbers the others by what is in the table then.
        table.insert_multiple([Document(row, doc_id=places[each]) for each, row in new.items() if each in places])
        table.insert_multiple([row for each, row in new.items() if each not in places])

    def _decoded(self, row: Mapping[str, Any], tables: Tables) -> Stored:
        empty = self._empty.work
        annotations = map(decode_annotation, _documents(tables, "annotations"))
        relations = map(decode_relation, _documents(tables, "relations"))
        return Stored(
            work=replace(
                empty,
                status=Status(row["status"]),
                annotations=tuple(sorted(annotations, key=reading_order)),
                relations=tuple(sorted(relations, key=lambda each: each.id)),
                note=text(row.get("note", "")),
            ),
            sha256=text(row["sha256"]),
            revisions=_revisions(row),
        )

    def _checked(self, row: Mapping[str, Any]) -> Values:
        """The row of the file that this should be."""
        row = current(row, shown(self.path))
        work = self._empty.work
        if (row["id"], row["annotator"]) != (work.article_id, work.annotator):
            raise UnusableError(f"holds what {row['annotator']!a} did on {row['id']!a}")
        return row


@contextmanager
def _understood() -> Iterator[None]:
    """Tells of whatever goes wrong with a file's content that the file is not usable."""
    try:
        yield
    except UNDERSTOOD as error:
        raise UnusableError("is not what newsreader wrote") from error


def _documents(tables: Tables, name: str) -> list[Values]:
    """The documents of a table, by TinyDB's numbers."""
    documents = tables.get(name, {})
    return [documents[key] for key in sorted(documents, key=int)]


def _revisions(row: Mapping[str, Any]) -> dict[str, int]:
    return {text(journal): integer(revision) for journal, revision in row["revisions"].items()}


def _alike(one: Annotation | Relation, other: Annotation | Relation) -> bool:
    """Whether two values are the same in a file."""
    if isinstance(one, Annotation) and isinstance(other, Annotation):
        return one == other and exact(one.attributes) == exact(other.attributes)
    return one == other


def _row(stored: Stored) -> Values:
    work = stored.work
    row: Values = {"schema": SCHEMA, "id": work.article_id, "annotator": work.annotator, "status": work.status}
    if work.note:
        row["note"] = work.note
    return row | {"sha256": stored.sha256, "revisions": dict(sorted(stored.revisions.items()))}
