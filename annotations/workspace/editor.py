"""What one annotator may do to the articles of a corpus: every change, one edit each."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from annotations.errors import LabelError, SpanError
from annotations.model.annotation import Annotation, Relation, Status, exact, quotation
from annotations.model.edit import Change, Edit
from annotations.model.label import LabelSet
from annotations.model.merging import UNBEGUN, Merged, merge
from annotations.store.store import Store, now
from annotations.text.span import Span, united
from annotations.workspace.articles import AnnotatedArticles


class Editor:
    """One annotator's work on a corpus, placed in the articles' texts, and every change to it.

    A call that changes something returns when it is on disk; when the disk refuses it, it is made in memory, and
    `Workspace.pending` and `trouble` say so. Where a call raises, nothing has changed, in memory or on disk.
    Any call may raise `StoreError`, and `StoreCorruptError` for a file of the store that needs the user's hand.
    """

    def __init__(
        self, articles: AnnotatedArticles, store: Store, labels: LabelSet, on_change: Callable[[str], None]
    ) -> None:
        """Take what is edited, and a function that is called with the id of every article that has changed."""
        self._articles = articles
        self._store = store
        self._labels = labels
        self._on_change = on_change

    def annotate(self, article_id: str, label: str, fragments: Sequence[Span]) -> Annotation:
        """Tag fragments of an article; when they are tagged so already, the annotation that does it is the answer.

        Raises `LabelError`, `SpanError` (beyond the text, or not in reading order), `CorpusError`, `StoreError`.
        """
        spans = tuple(fragments)
        if not spans:
            raise SpanError("nothing to annotate: an annotation has at least one fragment")
        name = self._labels[label].name
        twin = self._articles.work(article_id).twin(name, spans)
        if twin is not None:
            return twin
        edit = self._adding(article_id, name, [spans], f"{name} added")
        self._commit_all([edit])
        return next(edit.annotations())

    def annotate_all(self, article_id: str, label: str, spans: Sequence[Span]) -> tuple[Annotation, ...]:
        """Tag each of several spans of an article, all in one edit; returns the new annotations.

        Spans that are tagged so already are left out. Raises as `annotate`.
        """
        return self.annotate_everywhere(label, {article_id: spans})

    def annotate_everywhere(self, label: str, places: Mapping[str, Sequence[Span]]) -> tuple[Annotation, ...]:
        """Tag spans of several articles, given by article id, all in one step of `undo`; else as `annotate_all`."""
        name = self._labels[label].name
        edits = []
        for article_id, spans in places.items():
            tagged = {each.fragments for each in self._articles.work(article_id).annotations if each.label == name}
            wanted = [(span,) for span in dict.fromkeys(spans) if (span,) not in tagged]
            if wanted:
                times = "" if len(wanted) == 1 else f" {len(wanted)} times"
                edits.append(self._adding(article_id, name, wanted, f"{name} added{times}"))
        self._commit_all(edits)
        return tuple(made for edit in edits for made in edit.annotations())

    def relabel(self, article_id: str, annotation_id: str, label: str) -> Annotation:
        """Give an annotation another label; relations that it cannot have with that one go.

        Raises `KeyError` when there is none with this id, `LabelError` for an unknown label and for one with which
        the same fragments are tagged already, `CorpusError`, `StoreError`.
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
        """Put an annotation on other words; all else that it says stays, its relations too.

        Raises `KeyError` when there is none with this id, `LabelError` when those words are tagged the same already,
        `SpanError` (as `annotate`), `CorpusError`, `StoreError`.
        """
        before = self._articles.work(article_id)[annotation_id]
        return self._move(article_id, before, tuple(fragments), f"edges of {before.label} changed")

    def add_fragment(self, article_id: str, annotation_id: str, span: Span) -> Annotation:
        """Put an annotation on more words; fragments that overlap or touch become one. Raises as `set_fragments`."""
        before = self._articles.work(article_id)[annotation_id]
        return self._move(article_id, before, united((*before.fragments, span)), f"fragment added to {before.label}")

    def set_note(self, article_id: str, annotation_id: str, note: str) -> Annotation:
        """Give an annotation a note, or with "" none.

        Raises `KeyError` when there is none with this id, `CorpusError`, `StoreError`.
        """
        before = self._articles.work(article_id)[annotation_id]
        summary = f"note on {before.label}" if note else f"note on {before.label} removed"
        return self._exchange(article_id, before, replace(before, note=note), summary)

    def set_attributes(self, article_id: str, annotation_id: str, attributes: Mapping[str, object]) -> Annotation:
        """Give an annotation these attributes and no others.

        Raises `KeyError` when there is none with this id, `AttributesError` for a value that is no text, finite number
        or flag or not what its label says, `CorpusError`, `StoreError`.
        """
        before = self._articles.work(article_id)[annotation_id]
        after = replace(before, attributes=self._labels.shown(before.label).checked(attributes))
        return self._exchange(article_id, before, after, f"attributes of {before.label} changed")

    def remove(self, article_id: str, annotation_id: str) -> Annotation:
        """Remove an annotation, an orphan too, with the relations from and to it.

        Raises `KeyError` when there is none with this id, `StoreError`.
        """
        stored = self._store.read(article_id).work
        annotation = stored[annotation_id]
        relations = [each for each in stored.relations if annotation_id in {each.source, each.target}]
        changes = [Change(each, None) for each in relations]
        self._commit(article_id, f"{annotation.label} removed", *changes, Change(annotation, None))
        return annotation

    def relate(self, article_id: str, relation: str, source_id: str, target_id: str) -> Relation:
        """Relate two annotations by a type; when they are related so already, the relation that does it is the answer.

        One source may have several targets, as a claim that several confirm. Raises `KeyError` when there is none
        with one of these ids, `LabelError` for an unknown type, for one that does not join their labels and for an
        annotation with itself, `CorpusError`, `StoreError`.
        """
        kind = self._labels.relation(relation)
        work = self._articles.work(article_id)
        source, target = work[source_id], work[target_id]
        if source is target or not kind.joins(source.label, target.label):
            raise LabelError(
                f"“{kind.name}” leads from {' or '.join(kind.source)} to another {' or '.join(kind.target)}, "
                f"not from this {source.label} to this {target.label}"
            )
        for each in work.relations:
            if (each.type, each.source, each.target) == (kind.name, source_id, target_id):
                return each
        made = Relation(id=_new_ids(1)[0], type=kind.name, source=source_id, target=target_id)
        self._commit(article_id, f"{kind.name} added", Change(None, made))
        return made

    def unrelate(self, article_id: str, relation_id: str) -> Relation:
        """Remove a relation. Raises `KeyError` when there is none with this id, `CorpusError`, `StoreError`."""
        for relation in self._store.read(article_id).work.relations:
            if relation.id == relation_id:
                self._commit(article_id, f"{relation.type} removed", Change(relation, None))
                return relation
        raise KeyError(relation_id)

    def set_article_note(self, article_id: str, note: str) -> None:
        """Write a note on an article, or with "" none. Raises `CorpusError`, `StoreError`."""
        before = self._store.read(article_id).work.note
        if note != before:
            self._commit(article_id, "note on the article" + ("" if note else " removed"), Change(before, note))

    def set_status(self, article_id: str, status: Status) -> None:
        """Say how far the annotator has come with an article. Raises `CorpusError`, `StoreError`."""
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
        summary: str = "annotations taken in",
    ) -> Merged:
        """Take in annotations from elsewhere, with the relations between them, in one edit, as `merge` says.

        Their labels are not looked up and their fragments have to hold in the article's text. Raises `CorpusError`,
        `StoreError`.
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
        """What `merge` would change, for `merge_all`; nothing is changed yet."""
        return merge(
            self._articles.work(article_id), annotations, relations, status=status, note=note, new_ids=_new_ids
        )

    def merge_all(
        self,
        merged: Mapping[str, Merged],
        *,
        summary: str = "annotations taken in",
        sha256: Mapping[str, str] | None = None,
    ) -> None:
        """Make the changes of several articles, by their ids, all in one step of `undo`; raises as `merge`.

        `sha256` has the digest of every article's text, where those are known: then none is read again.
        """
        edits = [
            Edit(article_id=article_id, summary=summary, changes=each.changes)
            for article_id, each in merged.items()
            if each.changes
        ]
        self._commit_all(edits, sha256)

    def undo(self) -> tuple[Edit, ...]:
        """Take back what was done last on this machine, of whatever session, and return it, an edit for each article.

        Nothing when there is nothing to take back. Raises `StoreError`.
        """
        return self._reported(self._store.undo())

    def undo_reaches(self) -> int:
        """How many articles `undo` changes by taking back what was done before this opening; 0 when it does not."""
        return self._store.undo_reaches()

    def redo(self) -> tuple[Edit, ...]:
        """Make again what was undone last, and return it; nothing when there is none. Raises `StoreError`."""
        return self._reported(self._store.redo())

    def _reported(self, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        for edit in edits:
            self._on_change(edit.article_id)
        return edits

    def _adding(self, article_id: str, label: str, places: Sequence[tuple[Span, ...]], summary: str) -> Edit:
        """The edit that tags the fragments of each place with a label of the project."""
        text = self._articles.article(article_id).text
        created = now()
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
        """Put an annotation in another's place; where both say the same, nothing is done."""
        if (after.label, after.fragments) != (before.label, before.fragments):
            if self._articles.work(article_id).twin(after.label, after.fragments) is not None:
                raise LabelError(f"these words are tagged “{after.label}” already: remove one of the two annotations")
        elif after == before and exact(after.attributes) == exact(before.attributes):
            return before
        self._commit(article_id, summary, *more, Change(before, after))
        return after

    def _commit(self, article_id: str, summary: str, *changes: Change) -> None:
        self._commit_all([Edit(article_id=article_id, summary=summary, changes=changes)])

    def _commit_all(self, edits: Sequence[Edit], sha256: Mapping[str, str] | None = None) -> None:
        if edits:
            corpus = self._articles.corpus
            if not corpus.is_whole:
                corpus.find_all()  # an article that was moved here has its old work before the first new edit
                for each in edits:
                    self._articles.follow(each.article_id)
            if sha256 is None:
                sha256 = {each.article_id: self._articles.article(each.article_id).sha256 for each in edits}
            self._store.commit_all(edits, sha256=sha256)
            for edit in edits:
                self._on_change(edit.article_id)


def _new_ids(count: int) -> list[str]:
    """Ids that sort by the time at which they were made, and in their order: microseconds, then chance."""
    first = time.time_ns() // 1000
    return [f"{first + number:013x}{os.urandom(2).hex()}" for number in range(count)]
