"""Every change that an annotator may make to the articles of a corpus, one edit each."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from annotations.errors import LabelError, SpanError
from annotations.model.annotation import Annotation, Relation, Status, exact, quotation
from annotations.model.edit import Change, Edit
from annotations.model.label import LabelSet
from annotations.model.merging import UNBEGUN, Merged, merge
from annotations.model.settling import are_doubled, with_twins
from annotations.store.store import Store, now
from annotations.text.span import Span, united
from annotations.workspace.articles import AnnotatedArticles


class Editor:
    """Changes one annotator's work on a corpus.

    A call returns when its edit is on disk. If the disk refuses the edit, it is made in memory, and `Workspace.pending`
    and `trouble` report it. If a call raises an error, nothing has changed, in memory or on disk. Every call may raise
    `StoreError`, and `StoreCorruptError` for a file of the store that the user has to repair.

    A call returns what it made, not the whole work on the article: `Workspace.work` is a look-up after an edit too.
    Undo, edits of several articles and edits of other processes need that look-up in any case.
    """

    def __init__(
        self, articles: AnnotatedArticles, store: Store, labels: LabelSet, on_change: Callable[[str], None]
    ) -> None:
        """Take what is edited, and a function to call with the id of every article whose work has changed."""
        self._articles = articles
        self._store = store
        self._labels = labels
        self._on_change = on_change

    def annotate(self, article_id: str, label: str, fragments: Sequence[Span]) -> Annotation:
        """Tag fragments of an article. Return the existing annotation if these fragments already have this label.

        Raises `LabelError` for an unknown label, `SpanError` if the fragments are beyond the text or not in reading
        order, `CorpusError`, `StoreError`.
        """
        spans = tuple(fragments)
        if not spans:
            raise SpanError("nothing to annotate: an annotation has at least one fragment")
        name = self._labels[label].name
        twin = self._articles.work(article_id).twin(name, spans)
        if twin is not None:
            return twin
        created = now()
        edit = self._adding(article_id, name, [spans], f"{name} added", created)
        self._commit_all([edit], at=created)
        return next(edit.annotations())

    def annotate_all(self, article_id: str, label: str, spans: Sequence[Span]) -> tuple[Annotation, ...]:
        """Tag each of several spans of an article, all in one edit. Return the new annotations.

        Skips spans that already have this label. Raises the same errors as `annotate`.
        """
        return self.annotate_everywhere(label, {article_id: spans})

    def annotate_everywhere(self, label: str, places: Mapping[str, Sequence[Span]]) -> tuple[Annotation, ...]:
        """Tag spans of several articles, given by article id, all in one step of `undo`. Return the new annotations.

        Skips spans that already have this label. Raises the same errors as `annotate`.
        """
        name = self._labels[label].name
        created = now()
        edits = []
        for article_id, spans in places.items():
            tagged = {each.fragments for each in self._articles.work(article_id).annotations if each.label == name}
            wanted = [(span,) for span in dict.fromkeys(spans) if (span,) not in tagged]
            if wanted:
                times = "" if len(wanted) == 1 else f" {len(wanted)} times"
                edits.append(self._adding(article_id, name, wanted, f"{name} added{times}", created))
        self._commit_all(edits, at=created)
        return tuple(made for edit in edits for made in edit.annotations())

    def relabel(self, article_id: str, annotation_id: str, label: str) -> Annotation:
        """Give an annotation another label. Remove the relations that it cannot have with that label.

        Raises `KeyError` if there is no annotation with this id, `LabelError` if the label is unknown or its fragments
        already have it, `CorpusError`, `StoreError`.
        """
        name = self._labels[label].name
        work = self._articles.work(article_id)
        before = work[annotation_id]
        after = replace(before, label=name)
        names = {each.id: each.label for each in work.annotations} | {annotation_id: name}
        known = {each.name: each for each in self._labels.relations}
        gone = [
            each
            for each in work.relations
            if annotation_id in {each.source, each.target}
            and each.type in known
            and not known[each.type].joins(names[each.source], names[each.target])
        ]
        changes = [Change(each, None) for each in gone]
        return self._exchange(article_id, before, after, f"{before.label} made {name}", *changes)

    def set_fragments(self, article_id: str, annotation_id: str, fragments: Sequence[Span]) -> Annotation:
        """Move an annotation to other words. Its label, attributes, note and relations stay.

        Raises `KeyError` if there is no annotation with this id, `LabelError` if those words already have its label,
        `SpanError` as `annotate` does, `CorpusError`, `StoreError`.
        """
        before = self._articles.work(article_id)[annotation_id]
        return self._move(article_id, before, tuple(fragments), f"edges of {before.label} changed")

    def add_fragment(self, article_id: str, annotation_id: str, span: Span) -> Annotation:
        """Add words to an annotation. Fragments that overlap or touch become one.

        Raises the same errors as `set_fragments`.
        """
        before = self._articles.work(article_id)[annotation_id]
        return self._move(article_id, before, united((*before.fragments, span)), f"fragment added to {before.label}")

    def set_note(self, article_id: str, annotation_id: str, note: str) -> Annotation:
        """Set the note of an annotation; "" removes it.

        Raises `KeyError` if there is no annotation with this id, `CorpusError`, `StoreError`.
        """
        before = self._articles.work(article_id)[annotation_id]
        summary = f"note on {before.label}" if note else f"note on {before.label} removed"
        return self._exchange(article_id, before, replace(before, note=note), summary)

    def set_attributes(self, article_id: str, annotation_id: str, attributes: Mapping[str, object]) -> Annotation:
        """Replace all attributes of an annotation.

        Raises `KeyError` if there is no annotation with this id, `AttributesError` if a value is not text, a finite
        number or a flag, or is not what the label asks for, `CorpusError`, `StoreError`.
        """
        before = self._articles.work(article_id)[annotation_id]
        after = replace(before, attributes=self._labels.shown(before.label).checked(attributes))
        return self._exchange(article_id, before, after, f"attributes of {before.label} changed")

    def remove(self, article_id: str, annotation_id: str) -> Annotation:
        """Remove an annotation, which may be an orphan, with the relations from and to it.

        Raises `KeyError` if there is no annotation with this id, `CorpusError`, `StoreError`.
        """
        stored = self._store.read(article_id).work
        annotation = stored[annotation_id]
        relations = [each for each in stored.relations if annotation_id in {each.source, each.target}]
        changes = [Change(each, None) for each in relations]
        self._commit(article_id, f"{annotation.label} removed", *changes, Change(annotation, None))
        return annotation

    def relate(self, article_id: str, relation: str, source_id: str, target_id: str) -> Relation:
        """Relate two annotations. Return the existing relation if they already have one of this type.

        One source may have several targets, as a claim that several speakers confirm. Raises `KeyError` if there is no
        annotation with one of these ids, `LabelError` if the type is unknown or does not join their labels or the
        annotations are the same, `CorpusError`, `StoreError`.
        """
        made = self._checked(article_id, Relation(id=_new_ids(1)[0], type=relation, source=source_id, target=target_id))
        for each in self._articles.work(article_id).relations:
            if (each.type, each.source, each.target) == (relation, source_id, target_id):
                return each
        self._commit(article_id, f"{relation} added", Change(None, made))
        return made

    def exchange_relation(
        self, article_id: str, relation_id: str, relation: str, source_id: str, target_id: str
    ) -> Relation:
        """Put a relation in the place of another, in one edit. It keeps the other's id.

        If there is such a relation already, the other one is only removed, and the existing one returned. Raises
        `KeyError` if there is no relation with this id, and the same errors as `relate`.
        """
        relations = self._articles.work(article_id).relations
        before = next((each for each in relations if each.id == relation_id), None)
        if before is None:
            raise KeyError(relation_id)
        after = self._checked(article_id, replace(before, type=relation, source=source_id, target=target_id))
        for each in relations:
            if (each.type, each.source, each.target) == (relation, source_id, target_id):
                if each is not before:
                    self._commit(article_id, f"{before.type} removed", Change(before, None))
                return each
        self._commit(article_id, f"{relation} changed", Change(before, after))
        return after

    def _checked(self, article_id: str, relation: Relation) -> Relation:
        """Return a relation. Raises the errors of `relate` if its ends are not there, or cannot have it."""
        kind = self._labels.relation(relation.type)
        work = self._articles.work(article_id)
        source, target = work[relation.source], work[relation.target]
        if source is target or not kind.joins(source.label, target.label):
            raise LabelError(
                f"“{kind.name}” leads from {' or '.join(kind.source)} to another {' or '.join(kind.target)}, "
                f"not from this {source.label} to this {target.label}"
            )
        return relation

    def unrelate(self, article_id: str, relation_id: str) -> Relation:
        """Remove a relation. Raises `KeyError` if there is no relation with this id, `CorpusError`, `StoreError`."""
        for relation in self._store.read(article_id).work.relations:
            if relation.id == relation_id:
                self._commit(article_id, f"{relation.type} removed", Change(relation, None))
                return relation
        raise KeyError(relation_id)

    def set_article_note(self, article_id: str, note: str) -> None:
        """Set the note on an article; "" removes it. Raises `CorpusError`, `StoreError`."""
        before = self._store.read(article_id).work.note
        if note != before:
            self._commit(article_id, "note on the article" + ("" if note else " removed"), Change(before, note))

    def set_status(self, article_id: str, status: Status) -> None:
        """Set how far the annotator has come with an article. Raises `CorpusError`, `StoreError`."""
        before = self._articles.status(article_id)
        if status is not before:
            self._commit(article_id, f"marked {status}", Change(before, status))

    def merge(
        self,
        article_id: str,
        annotations: Sequence[Annotation],
        relations: Sequence[Relation],
        *,
        status: Status | None = None,
        note: str = "",
        summary: str = "annotations merged",
    ) -> Merged:
        """Merge annotations of another origin, with the relations between them, in one edit. Return what changed.

        How they are merged: see `annotations.model.merging.merge`. Does not check their labels; their fragments must
        hold in the article's text. Raises `CorpusError`, `StoreError`.
        """
        merged = self.planned_merge(article_id, annotations, relations, status=status, note=note)
        self.merge_all({article_id: merged}, summary=summary)
        return merged

    def planned_merge(
        self,
        article_id: str,
        annotations: Sequence[Annotation],
        relations: Sequence[Relation],
        *,
        status: Status | None = None,
        note: str = "",
    ) -> Merged:
        """Return what `merge` would change, for `merge_all`. Changes nothing."""
        return merge(
            self._articles.work(article_id), annotations, relations, status=status, note=note, new_ids=_new_ids
        )

    def merge_all(
        self,
        merged: Mapping[str, Merged],
        *,
        summary: str = "annotations merged",
        sha256: Mapping[str, str] | None = None,
    ) -> None:
        """Make the planned changes of several articles, given by article id, all in one step of `undo`.

        `sha256` has the digest of every article's text; without it the articles are read. Raises the same errors as
        `merge`.
        """
        edits = [
            Edit(article_id=article_id, summary=summary, changes=each.changes)
            for article_id, each in merged.items()
            if each.changes
        ]
        self._commit_all(edits, sha256)

    def undo(self) -> tuple[Edit, ...]:
        """Take back the last edit that was made on this machine, also in an earlier session. Return it.

        Returns one `Edit` for each article that changed, or () if there is nothing to take back. Raises `StoreError`.
        """
        return self._reported(self._store.undo())

    def undo_reaches(self) -> int:
        """Return the number of articles that `undo` would change, if it takes back an edit of an earlier session.

        Returns 0 if it takes back an edit of this session, or none.
        """
        return self._store.undo_reaches()

    def redo(self) -> tuple[Edit, ...]:
        """Make the last edit that was undone again, and return it, or () if there is none. Raises `StoreError`."""
        return self._reported(self._store.redo())

    def _reported(self, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        for edit in edits:
            self._on_change(edit.article_id)
        return edits

    def _adding(
        self, article_id: str, label: str, places: Sequence[tuple[Span, ...]], summary: str, created: str
    ) -> Edit:
        """Return the edit that tags the fragments of each place with a label of the project."""
        text = self._articles.article(article_id).text
        made = []
        for annotation_id, fragments in zip(_new_ids(len(places)), places, strict=True):
            quote, prefix, suffix = quotation(text, fragments)
            made.append(
                Annotation(
                    id=annotation_id,
                    label=label,
                    fragments=fragments,
                    quote=quote,
                    prefix=prefix,
                    suffix=suffix,
                    annotator=self._articles.annotator,
                    created=created,
                )
            )
        changes = [Change(None, each) for each in made]
        status = self._articles.status(article_id)
        if status in UNBEGUN:
            changes.append(Change(status, Status.IN_PROGRESS))
        return Edit(article_id=article_id, summary=summary, changes=tuple(changes))

    def _move(self, article_id: str, before: Annotation, fragments: tuple[Span, ...], summary: str) -> Annotation:
        if not fragments:
            raise SpanError("nothing to annotate: an annotation has at least one fragment")
        quote, prefix, suffix = quotation(self._articles.article(article_id).text, fragments)
        after = replace(before, fragments=fragments, quote=quote, prefix=prefix, suffix=suffix)
        return self._exchange(article_id, before, after, summary)

    def _exchange(
        self, article_id: str, before: Annotation, after: Annotation, summary: str, *more: Change
    ) -> Annotation:
        """Replace an annotation. Does nothing if both are the same."""
        if (after.label, after.fragments) != (before.label, before.fragments):
            if self._articles.work(article_id).twin(after.label, after.fragments) is not None:
                raise LabelError(f"these words are tagged “{after.label}” already: remove one of the two annotations")
        elif after == before and exact(after.attributes) == exact(before.attributes):
            return before
        self._commit(article_id, summary, *more, Change(before, after))
        return after

    def _commit(self, article_id: str, summary: str, *changes: Change) -> None:
        self._commit_all([Edit(article_id=article_id, summary=summary, changes=changes)])

    def _whole(self, edit: Edit) -> Edit:
        """Return an edit with what it does to annotations and relations that are shown as one with those it names."""
        stored = self._store.read(edit.article_id).work
        if not are_doubled(stored):
            return edit
        return replace(edit, changes=with_twins(edit.changes, stored, self._articles.twins(edit.article_id)))

    def _commit_all(self, edits: Sequence[Edit], sha256: Mapping[str, str] | None = None, at: str = "") -> None:
        if edits:
            corpus = self._articles.corpus
            if not corpus.is_whole:
                corpus.find_all()  # an article that was moved here has its old work before the first new edit
                for each in edits:
                    self._articles.follow(each.article_id)
            edits = [self._whole(each) for each in edits]
            if sha256 is None:
                sha256 = {each.article_id: self._articles.article(each.article_id).sha256 for each in edits}
            self._store.commit_all(edits, sha256=sha256, at=at)
            for edit in edits:
                self._on_change(edit.article_id)


def _new_ids(count: int) -> list[str]:
    """Return new ids, which sort by the time at which they were made: microseconds, then random bytes."""
    first = time.time_ns() // 1000
    return [f"{first + number:013x}{os.urandom(2).hex()}" for number in range(count)]
