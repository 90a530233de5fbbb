"""The workspace: the one façade that the screen and the command line talk to."""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from copy import copy
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, Self

from annotations.anchoring.anchoring import anchor
from annotations.corpus.corpus import Corpus
from annotations.errors import CorpusError, StoreCorruptError, StoreError
from annotations.model.annotation import AnnotationSet
from annotations.model.article import Article
from annotations.model.label import LabelSet
from annotations.model.record import Record
from annotations.model.summary import Hit, Progress, Summary
from annotations.project.defaults import DEFAULT_LABELS
from annotations.project.layout import CONFIGURATION
from annotations.store.store import Store, annotators, login_name
from annotations.text.folding import Folded, find, fold
from annotations.text.occurrences import occurrences
from annotations.text.span import Span
from annotations.workspace.editor import Editor

if TYPE_CHECKING:
    from annotations.exchange.exporting.export import Report, Request
    from annotations.exchange.format import Format
    from annotations.index.index import Work
    from annotations.suggestions.suggestions import Suggestions
    from annotations.workspace.article_list import ArticleIndex
    from annotations.workspace.records import Records


PRIVATE = 0o077
"""What nobody but the owner may do with the files of a private project."""
FIRST = 1000
"""So many articles are found within a few milliseconds."""
PARTED = 4000
"""So many articles take longer to export than processes to do it take to start."""
MANY = 3000
"""So many articles are looked through sooner than an index is asked."""


class Workspace(Editor):
    """A corpus with one annotator's work on it.

    What an `Editor` does to one article, and what concerns the corpus as a whole.
    """

    def __init__(self, corpus: Corpus, store: Store, *, name: str, labels: LabelSet = DEFAULT_LABELS) -> None:
        super().__init__(corpus, store, labels)
        self.name = name
        """Of the file or folder that was opened."""
        self._listing: ArticleIndex | None = None
        self._suggestions: Suggestions | None = None
        """What is suggested in the article that it was last asked for."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        annotator: str = "",
        writable: bool = True,
        machine: str = "",
        reserved_keys: Collection[str] = (),
        whole: bool = True,
    ) -> Self:
        """Open the articles at a path for an annotator; reads the project's newsreader.toml, no article, no annotation.

        Where not the `whole` is wanted, but `FIRST` articles, the others are found by `corpus.more`. Without a name of
        the annotator it is the project's, failing that the one of the login. `machine` names this machine's journals,
        by default after its host and an id that is kept in the user's state folder. No label may have one of the
        `reserved_keys`. Raises `CorpusError` and `ConfigurationError`. Others may write the same annotator's work at
        the same time: see `refresh`. What cannot be written is made in memory and is `pending`.
        """
        corpus = Corpus.begin(path)
        while corpus.more() and (whole or len(corpus.found) < FIRST):
            pass
        labels = DEFAULT_LABELS
        if (corpus.root / CONFIGURATION).exists():
            from annotations.project.configuration import (
                read_project,  # only a project with such a file pays for reading it
            )

            project = read_project(corpus.root, reserved=reserved_keys)
            annotator, labels = annotator or project.annotator, project.labels
            if project.private:
                os.umask(os.umask(0) | PRIVATE)  # of the process: whatever it writes from now on
        store = Store(corpus.root, annotator or login_name(), machine=machine, writable=writable)
        return cls(corpus, store, name=path.resolve().name or str(path), labels=labels)

    def reader(self) -> Self:
        """The same articles and everybody's work as they are on disk, for another thread: reading only."""
        return self.of(self.annotator, writable=False)

    def of(self, annotator: str, *, writable: bool) -> Self:
        """The same articles with somebody else's work on them."""
        self.corpus.find_all()  # which a copy could not
        store = Store(self.root, annotator, writable=writable)
        return type(self)(copy(self.corpus), store, name=self.name, labels=self.labels)

    @property
    def root(self) -> Path:
        """The folder that holds the corpus and the store."""
        return self.corpus.root

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all articles, in order; as long as there are some to be found, `corpus.found` is sooner."""
        return self.corpus.ids

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
            if article is not None and self._may_have_moved(article_id):
                self._strays.follow(article_id, article.sha256)
            work = self._store.read(article_id).work
        except StoreCorruptError as error:
            problem = problem or str(error)
        if article_id in self._articles and not problem:
            work = self._placed(article_id).work  # worked out already for the open article
        elif article is not None:
            work = anchor(work, article.text).work
        return Summary(
            id=article_id,
            headline=article.headline if article else PurePosixPath(article_id).name,
            outlet=article.outlet if article else "",
            published=article.published if article else "",
            status=work.status,
            counts=Counter(annotation.label for annotation in work.annotations),
            problem=problem,
            copies=len(self._listing.copies(article_id)) if self._listing else 0,
        )

    def count(self) -> Iterator[tuple[int, int]]:
        """Count what is stored, an article at a step: how many are done of how many. `progress` and others need it."""
        return self._overview.tallies.gather()

    @property
    def is_counted(self) -> bool:
        """Whether what is stored has been counted."""
        return self._overview.tallies.is_complete

    def progress(self) -> Progress:
        """How far the annotator has come; the first call counts what is not counted yet. No article is read."""
        return self._overview.progress()

    def first_unfinished(self) -> int:
        """Where in `corpus.found` an annotator goes on: as `Overview.first_unfinished`."""
        return self._overview.first_unfinished()

    def is_finished(self, article_id: str) -> bool:
        """Whether the annotator has done with an article."""
        return self._overview.tallies.is_finished(article_id)

    def examples(self, label: str, limit: int) -> tuple[str, ...]:
        """What the annotator tagged with a label, the latest first and nothing twice; at most `limit` quotes."""
        return self._overview.examples(label, limit)

    def entities(self) -> tuple[str, ...]:
        """The values that the annotator has given to the attribute `ENTITY`, the most frequent first."""
        return self._overview.entities()

    @property
    def listing(self) -> "ArticleIndex":
        """The articles filtered, sorted and their copies folded; raises `CorpusError` where no index can be kept."""
        if self._listing is None:
            from annotations.workspace.article_list import ArticleIndex  # the first paint of a list does without

            self._listing = ArticleIndex(self.corpus, self._works())
        return self._listing

    def suggest(self, article_id: str, step: int, caret: int, selected: Span | None) -> Span | None:
        """Return the next span that is likely to be tagged, or for a step of -1 the one before, as `Suggestions` says.

        Raises `CorpusError`, `StoreError`.
        """
        from annotations.suggestions.suggestions import Suggestions  # needed when its key is first pressed

        article = self.article(article_id)
        if self._suggestions is None or self._suggestions.article is not article:
            self._suggestions = Suggestions(article)
        return self._suggestions.proposed(step, caret, selected, self.work(article_id).annotations)

    def proposed_attributes(self, article_id: str, span: Span) -> Mapping[str, object]:
        """Return the value and unit that the words of a span say, as `propose` does. Raises `CorpusError`."""
        from annotations.figures.proposal import propose  # needed when its key is first pressed

        return propose(self.article(article_id).text, span)

    def find(self, words: str, article_ids: Iterable[str] | None = None) -> Iterator[Hit | None]:
        """Yield where words stand, however they are spelt (`annotations.text.folding`), article by article.

        None for each article without a place, and for one that cannot be read. Of a corpus of more than `MANY`
        articles only those are looked through that have the words, with or without proclitics, by the index.
        """
        query = fold(words.strip())
        if article_ids is None and len(self.ids) > MANY and self.listing.is_complete:
            from annotations.model.filter import Filter

            article_ids = self.listing.ids(Filter(words=words))
        return self._hits(article_ids, lambda article: find(Folded.of(article.text), query))

    def same_words(self, label: str, quote: str, article_ids: Iterable[str] | None = None) -> Iterator[Hit | None]:
        """Where the words of a quote stand (`occurrences`) and have not a label already; None as in `find`."""

        def untagged(article: Article) -> list[Span]:
            taken = [each.span for each in self.work(article.id).annotations if each.label == label]
            return occurrences(article.text, quote, taken=taken)

        return self._hits(article_ids, untagged)

    def _hits(
        self, article_ids: Iterable[str] | None, places: Callable[[Article], Iterable[Span]]
    ) -> Iterator[Hit | None]:
        for article_id in self.ids if article_ids is None else article_ids:
            try:
                article = self.article(article_id)
                hits = [Hit.of(article, span) for span in places(article)]
            except (CorpusError, StoreCorruptError):  # the article's own line tells
                hits = []
            yield from hits or (None,)

    def records(self) -> Iterator[Record]:
        """What to export: every annotator's work, article by article; what nobody has worked on is left out.

        Nothing is kept of what was told. Raises `CorpusError` for an article with stored work that cannot be read.
        """
        return self._records().whole()

    def export(
        self,
        target: Path,
        format_: "Format",
        request: "Request",
        *,
        progress: "Callable[[Report], None]" = lambda _: None,
    ) -> "Report":
        """Write everybody's work as `export` does, copies of an article in one split.

        Splits need the index, which is built first; `progress` is called then too, with nothing in its report.
        """
        from annotations.exchange.exporting.export import Report, export, export_parts, is_divisible

        if len(self.ids) >= PARTED and not self.pending and is_divisible(format_, request):
            from annotations.workspace.export import Parts

            parts = Parts(self.corpus, self.annotators(), format_, request)
            return export_parts(parts.all(), target, request, progress=progress)
        if len(request.splits.names) == 1:
            records = self._records_at_once(with_sections=bool(request.selection.sections))
            return export(records, target, format_, request, progress=progress)
        for _ in self.listing.build():
            progress(Report())
        records = self._records_at_once(with_sections=True)
        return export(records, target, format_, request, group_of=self._group_of, progress=progress)

    def _records(self) -> "Records":
        from annotations.workspace.records import Records

        return Records(self.corpus, [(store, self._strays_of(store)) for store in self._stores()])

    def _records_at_once(self, *, with_sections: bool) -> Iterator[Record]:
        """As `records`, for who wants all of them; an index may say what sections would be looked for only to tell."""
        from annotations.index.index import is_kept

        if not with_sections and (self._listing is not None or is_kept(self.root)):
            return self._records().known(self.listing.metadata)
        return self._records().ahead(with_sections=with_sections)

    def _group_of(self, article: Article) -> str:
        """What tells a group of articles that belong in one split: those that the index has as copies of one another.

        That is the words of the group's first article in the order of the corpus; of one without copies its own. So
        whatever is added leaves every article in its split, unless it comes first in a group, or joins two.
        """
        from annotations.exchange.exporting.splits import folded_group

        first = self.listing.first_copy(article.id)
        return folded_group(article if first == article.id else self.article(first))

    def strays(self) -> tuple[str, ...]:
        """Ids under which there are annotations, but no article any more: kept, never exported, sorted."""
        return self._strays.ids()

    def annotators(self) -> tuple[str, ...]:
        """Everybody whose work is stored with the corpus. Raises `StoreError`."""
        return annotators(self.root)

    def _stores(self) -> list[Store]:
        """Everybody's store."""
        return [
            self._store if name == self.annotator else Store(self.root, name, writable=False)
            for name in annotators(self.root)
        ]

    def _works(self) -> "Iterator[Work]":
        """Everybody's work, as far as a list can be filtered by it; what cannot be read is left out."""
        from annotations.index.index import Work

        for store in self._stores():
            tallies = self._overview.tallies if store is self._store else self._tallies_of(store)
            with suppress(StoreError):
                for article_id, tally in tallies.all().items():
                    yield Work(article_id, store.annotator, tally.status, tally.labels.keys())

    def _has_changed(self, article_id: str) -> None:
        super()._has_changed(article_id)
        if self._listing is not None:
            self._listing.update(self._store.read(article_id).work)

    def refresh(self) -> tuple[str, ...]:
        """Take in what other processes and machines have done under the annotator's name, and write what is pending.

        Cheap enough to be called every few seconds. Returns the articles whose work may have changed since the last
        call, sorted. Raises `StoreError` for a file of theirs that cannot be read; what could be is taken in.
        """
        changed = sorted(self._store.refresh())
        for article_id in changed:
            self._has_changed(article_id)
        return tuple(changed)

    @property
    def pending(self) -> int:
        """How many changes are not on disk because it refused them; they are tried again with every call."""
        return self._store.pending

    @property
    def trouble(self) -> str:
        """Why changes are pending, in one line; "" when none are."""
        return self._store.trouble

    @property
    def damage(self) -> str:
        """Which lines of the journals could not be read so far, in one line; "" when there are none."""
        return self._store.damage

    def retry(self) -> bool:
        """Write what is pending; whether nothing is any more."""
        return self._store.retry()

    def time_spent(self, article_id: str | None = None) -> int:
        """Seconds that the annotator spent on an article, or without one on all.

        Told from the times of the edits: what lies between two successive ones, wherever they were made, counts for
        the later one's article, unless it is more than five minutes.
        """
        return self._store.time_spent(article_id)

    def close(self) -> None:
        """Write what is pending and leave. Raises `StoreError` when something could not be saved."""
        if self._listing is not None:
            self._listing.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
