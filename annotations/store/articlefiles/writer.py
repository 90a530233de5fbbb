"""One annotator's work on one article as a TinyDB file: the present state, which the journal can rebuild."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from tinydb import TinyDB
from tinydb.table import Document

from annotations.disk.files import shown
from annotations.model.annotation import Annotation, AnnotationSet, Relation, exact
from annotations.model.settling import has_twins
from annotations.store.articlefiles.storage import FileStorage
from annotations.store.articlefiles.tables import read_stored, reporting_unusable
from annotations.store.codec import Values, encode_annotation, encode_relation
from annotations.store.schema import SCHEMA
from annotations.store.state import StoredWork

Identified = TypeVar("Identified", Annotation, Relation)


class ArticleFile:
    """A TinyDB file with the tables `article` (one document), `annotations` and `relations`."""

    def __init__(self, path: Path, *, article_id: str, annotator: str) -> None:
        self.path = path
        self._storage = FileStorage(path)
        self._held = StoredWork(work=AnnotationSet(article_id=article_id, annotator=annotator))
        """The work that the tables hold."""

    @cached_property
    def _database(self) -> TinyDB:
        """The database that changes the tables."""
        return TinyDB(storage=lambda: self._storage)

    def read(self) -> None:
        """Read the file, if there is one.

        Raises `OSError`, `UnusableError`, and `StoreCorruptError` for a file of a later version, which must stay.
        """
        empty = self._held.work
        with reporting_unusable():
            self._held = read_stored(self._storage.read(), empty, shown(self.path)) or self._held

    def clear(self) -> None:
        """Drop the tables after a failed `read`: the next `save` writes everything anew."""
        self._database.drop_tables()

    def save(self, stored: StoredWork, *, durable: bool) -> None:
        """Change the tables to this state and replace the file. Raises `OSError`; then the next `save` does both."""
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
        """Change a table from the values that it holds to those that are wanted; a changed value keeps its number."""
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

        numbers = dict(zip(found, table.remove(is_gone), strict=True)) if gone else {}
        new = {each: encode(value) for each, value in after.items() if each in gone or each not in before}
        # Each call copies the whole table, so none is made for nothing; but an empty table stands in the file too.
        # Values with a number come first: TinyDB numbers the others behind the highest in the table.
        if numbered := [Document(row, doc_id=numbers[each]) for each, row in new.items() if each in numbers]:
            table.insert_multiple(numbered)
        rows = [row for each, row in new.items() if each not in numbers]
        if rows or name not in self._storage.read():
            table.insert_multiple(rows)


def _alike(one: Annotation | Relation, other: Annotation | Relation) -> bool:
    """Return True if two values are written as the same bytes."""
    if isinstance(one, Annotation) and isinstance(other, Annotation):
        return one == other and exact(one.attributes) == exact(other.attributes)
    return one == other


def _row(stored: StoredWork) -> Values:
    work = stored.work
    row: Values = {"schema": SCHEMA, "id": work.article_id, "annotator": work.annotator, "status": work.status}
    if work.note:
        row["note"] = work.note
    row |= {"sha256": stored.sha256, "revisions": dict(sorted(stored.revisions.items()))}
    if stored.edits is not None:
        row["edits"] = list(stored.edits)
    if has_twins(work.annotations):
        row["twins"] = True
    if stored.needs:
        row["needs"] = dict(sorted(stored.needs.items()))
    return row
