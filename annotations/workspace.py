"""The workspace: the one façade that the screen and the command line talk to."""

import os
import time
from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from annotations.annotation import Annotation, AnnotationSet, Status, quotation
from annotations.article import Article
from annotations.corpus.corpus import Corpus
from annotations.errors import CorpusError, LabelError, SpanError, StoreCorruptError
from annotations.exchange.record import Record
from annotations.history import Change, Edit
from annotations.label import DEFAULT_LABELS, LabelSet
from annotations.span import Span
from annotations.store.anchoring import Anchored, anchor
from annotations.store.store import Store, annotators, now
from annotations.summary import Progress, Summary

ARTICLES = 32
"""How many articles are kept in memory; the open one is always among the last ones asked for."""
UNBEGUN = (Status.NEW, Status.NOTHING_HERE)
"""Status that an annotation contradicts."""
FINISHED = (Status.DONE, Status.NOTHING_HERE)


class Workspace:
    """A corpus with one annotator's work on it.

    A call that changes something returns when it is on disk, or raises and nothing has changed, in memory or on disk.
    Any call may raise `StoreError`, and `StoreCorruptError` for a file of the store that needs the user's hand.
    """

    def __init__(self, corpus: Corpus, store: Store, *, name: str) -> None:
        self.corpus = corpus
        self.name = name
        """Of the file or folder that was opened."""
        self.labels: LabelSet = DEFAULT_LABELS
        self._store = store
        self._articles: OrderedDict[str, Article] = OrderedDict()
        self._anchored: dict[str, tuple[AnnotationSet, str, Anchored]] = {}
        """Stored work, the digest of the article's text, and that work in that text."""

    @classmethod
    def open(cls, path: Path, *, annotator: str, writable: bool = True, machine: str = "") -> Self:
        """Open the articles at a path for an annotator; reads no article and no annotation.

        `machine` names this machine's journal, by default after its host. Raises `CorpusError`, and when `writable`
        `StoreLockedError` while another process writes the same annotator's work. A corpus on a read-only file system
        opens; the first change raises `StoreError`.
        """
        corpus = Corpus.find(path)
        store = Store(corpus.root, annotator, machine=machine, writable=writable)
        return cls(corpus, store, name=path.resolve().name or str(path))

    @property
    def root(self) -> Path:
        """The folder that holds the corpus and the store."""
        return self.corpus.root

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all articles, in order."""
        return self.corpus.ids

    @property
    def annotator(self) -> str:
        """Whose work this is."""
        return self._store.annotator

    def article(self, article_id: str) -> Article:
        """An article. Raises `CorpusError` when it cannot be read."""
        article = self._articles.get(article_id) or self.corpus.article(article_id)
        self._articles[article_id] = article
        self._articles.move_to_end(article_id)
        if len(self._articles) > ARTICLES:
            self._articles.popitem(last=False)
        return article

    def work(self, article_id: str) -> AnnotationSet:
        """The annotator's work on an article, placed in its text. Raises `CorpusError` when that cannot be read."""
        return self._placed(article_id).work

    def orphans(self, article_id: str) -> tuple[Annotation, ...]:
        """Annotations whose words are no longer to be found in the article: stored, but not part of the work."""
        return self._placed(article_id).orphans

    def status(self, article_id: str) -> Status:
        """How far the annotator has come with an article; reads only the store."""
        return self._store.read(article_id).work.status

    def summary(self, article_id: str) -> Summary:
        """What a list shows of an article; a file that cannot be read is a problem of its own line only."""
        problem = ""
        article = None
        work = AnnotationSet(article_id=article_id, annotator=self.annotator)
        try:
            article = self._articles.get(article_id) or self.corpus.article(article_id)
        except CorpusError as error:
            problem = str(error)
        try:
            work = self._store.read(article_id).work
        except StoreCorruptError as error:
            problem = problem or str(error)
        if article is not None:
            work = anchor(work, article.text).work
        return Summary(
            id=article_id,
            headline=article.headline if article else PurePosixPath(article_id).name,
            outlet=article.outlet if article else "",
            published=article.published if article else "",
            status=work.status,
            counts=Counter(annotation.label for annotation in work.annotations),
            problem=problem,
        )

    def progress(self) -> Progress:
        """How far the annotator has come; reads what is stored for every article, but no article."""
        finished = annotations = 0
        for article_id in self.ids:
            with suppress(StoreCorruptError):  # the article's summary tells
                work = self._store.read(article_id).work
                finished += work.status in FINISHED
                annotations += len(work.annotations)
        return Progress(articles=len(self.ids), finished=finished, annotations=annotations)

    def annotate(self, article_id: str, label: str, fragments: Sequence[Span]) -> Annotation:
        """Tag fragments of an article; when they are tagged so already, the annotation that does it is the answer.

        Raises `LabelError`, `SpanError` (beyond the text, or not in reading order), `CorpusError`, `StoreError`.
        """
        name = self.labels[label].name
        spans = tuple(fragments)
        if not spans:
            raise SpanError("nothing to annotate: an annotation has at least one fragment")
        work = self.work(article_id)
        quote, prefix, suffix = quotation(self.article(article_id).text, spans)
        annotation = Annotation(
            id=_new_id(),
            label=name,
            fragments=spans,
            quote=quote,
            prefix=prefix,
            suffix=suffix,
            annotator=self.annotator,
            created=now(),
        )
        twin = _twin(work, annotation)
        if twin is not None:
            return twin
        changes = [Change(None, annotation)]
        if work.status in UNBEGUN:
            changes.append(Change(work.status, Status.IN_PROGRESS))
        self._commit(article_id, f"{name} added", *changes)
        return annotation

    def relabel(self, article_id: str, annotation_id: str, label: str) -> Annotation:
        """Give an annotation another label.

        Raises `KeyError` when there is none with this id, `LabelError` for an unknown label and for one with which
        the same fragments are tagged already, `CorpusError`, `StoreError`.
        """
        name = self.labels[label].name
        work = self.work(article_id)
        before = work[annotation_id]
        if before.label == name:
            return before
        after = replace(before, label=name)
        if _twin(work, after) is not None:
            raise LabelError(f"these words are tagged “{name}” already: remove one of the two annotations")
        self._commit(article_id, f"{before.label} made {name}", Change(before, after))
        return after

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

    def set_status(self, article_id: str, status: Status) -> None:
        """Say how far the annotator has come with an article. Raises `CorpusError`, `StoreError`."""
        before = self.status(article_id)
        if status is not before:
            self._commit(article_id, f"marked {status}", Change(before, status))

    def undo(self) -> Edit | None:
        """Take back the latest edit made on this machine, of whatever article and session, and return it.

        None when there is nothing to take back. Raises `StoreError`.
        """
        return self._store.undo()

    def redo(self) -> Edit | None:
        """Make again the edit that was undone last, and return it; None when there is none. Raises `StoreError`."""
        return self._store.redo()

    def records(self) -> Iterator[Record]:
        """What to export: every annotator's work, article by article; what nobody has worked on is left out.

        Raises `CorpusError` for an article with stored work that cannot be read.
        """
        stores = [
            self._store if name == self.annotator else Store(self.root, name, writable=False)
            for name in annotators(self.root)
        ]
        for article_id in self.ids:
            for store in stores:
                stored = store.read(article_id).work
                if stored != AnnotationSet(article_id=article_id, annotator=store.annotator):
                    article = self.article(article_id)
                    yield Record(article, anchor(stored, article.text).work)

    def close(self) -> None:
        """Let another process write; nothing has to be saved any more."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _placed(self, article_id: str) -> Anchored:
        """Stored work in the article's text; the latest answer is kept for as long as it is right."""
        stored = self._store.read(article_id).work
        if not stored.annotations:
            return Anchored(stored, ())
        article = self.article(article_id)
        known = self._anchored.get(article_id)
        if known is None or known[0] is not stored or known[1] != article.sha256:
            known = self._anchored[article_id] = (stored, article.sha256, anchor(stored, article.text))
        return known[2]

    def _commit(self, article_id: str, summary: str, *changes: Change) -> None:
        edit = Edit(article_id=article_id, summary=summary, changes=changes)
        self._store.commit(edit, sha256=self.article(article_id).sha256)


def _new_id() -> str:
    """An id that sorts by the time at which it was made: microseconds, then chance."""
    return f"{time.time_ns() // 1000:013x}{os.urandom(2).hex()}"


def _twin(work: AnnotationSet, annotation: Annotation) -> Annotation | None:
    """Another annotation that says the same of the same words."""
    same = (annotation.label, annotation.fragments)
    return next((each for each in work.annotations if (each.label, each.fragments) == same), None)
