"""The workspace: a corpus with one annotator's work on it, as a front end opens and closes it."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from copy import copy
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from annotations.corpus.corpus import Corpus
from annotations.errors import StoreError
from annotations.model.annotation import Annotation, AnnotationSet, Status
from annotations.model.article import Article
from annotations.model.label import LabelSet
from annotations.model.record import Record
from annotations.model.summary import Summary
from annotations.project.defaults import DEFAULT_LABELS
from annotations.project.layout import CONFIGURATION
from annotations.store.store import Store, annotators
from annotations.workspace.articles import AnnotatedArticles
from annotations.workspace.editor import Editor
from annotations.workspace.progress import ProgressTracker
from annotations.workspace.search import Search
from annotations.workspace.suggestions import ArticleSuggestions

if TYPE_CHECKING:
    from annotations.exchange.exporting.export import ExportReport, Request
    from annotations.exchange.format import Format
    from annotations.model.tally import Tally
    from annotations.workspace.article_list import ArticleIndex


PRIVATE_UMASK = 0o077
"""Permissions that the files of a private project do not give: all of those of group and others."""
FIRST_ARTICLES = 1000
"""The number of articles that `open` finds with `whole=False`: it takes a few milliseconds."""


class Workspace:
    """A corpus with one annotator's work on it: what a front end opens, reads and closes.

    Its parts do the rest; each attribute says what.
    """

    def __init__(self, corpus: Corpus, store: Store, *, name: str, labels: LabelSet = DEFAULT_LABELS) -> None:
        self.corpus = corpus
        self.labels = labels
        """The labels that can be used. Stored work may have other labels and relations: see `LabelSet.shown`."""
        self.name = name
        """The name of the file or folder that was opened."""
        self._store = store
        self._articles = AnnotatedArticles(corpus, store)
        self._index: ArticleIndex | None = None
        self.editor = Editor(self._articles, store, labels, self._has_changed)
        """Makes every change to the annotator's work."""
        self.progress = ProgressTracker(store, corpus)
        """Counts the annotator's work over all articles."""
        self.search = Search(self._articles, lambda: self.index)
        """Finds words in the articles."""
        self.suggestions = ArticleSuggestions(self._articles)
        """Suggests what to tag next in an article."""

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
        """Open the articles at a path for an annotator. Reads newsreader.toml, but no article and no annotation.

        With `whole=False`, stops after the first `FIRST_ARTICLES` articles; call `corpus.more` to find the rest.
        `annotator` defaults to the one in newsreader.toml, then to the login name. `machine` names this machine's
        journals; it defaults to the host's name with an id that is kept in the user's state folder. No label may have
        one of the `reserved_keys`.

        Other processes may write the same annotator's work at the same time: see `refresh`. An edit that cannot be
        written stays in memory and is `pending`. Raises `CorpusError`, `ConfigurationError`.
        """
        corpus = Corpus.begin(path)
        while corpus.more() and (whole or len(corpus.found) < FIRST_ARTICLES):
            pass
        labels = DEFAULT_LABELS
        if (corpus.root / CONFIGURATION).exists():
            from annotations.project.configuration import (
                read_project,  # only a project with such a file pays for reading it
            )

            project = read_project(corpus.root, reserved=reserved_keys)
            annotator, labels = annotator or project.annotator, project.labels
            if project.private:
                os.umask(os.umask(0) | PRIVATE_UMASK)  # for every file that this process writes from now on
        store = Store(corpus.root, annotator or login_name(), machine=machine, writable=writable)
        return cls(corpus, store, name=path.resolve().name or str(path), labels=labels)

    def reader(self) -> Self:
        """Return a read-only workspace of the same articles and the work as it is on disk, for another thread."""
        return self.of(self.annotator, writable=False)

    def of(self, annotator: str, *, writable: bool) -> Self:
        """Return a workspace of the same articles with another annotator's work. Raises `StoreError`."""
        self.corpus.find_all()  # the copy must not search for more articles: only one thread may
        store = Store(self.root, annotator, writable=writable)
        return type(self)(copy(self.corpus), store, name=self.name, labels=self.labels)

    @property
    def annotator(self) -> str:
        """The name of the annotator."""
        return self._store.annotator

    @property
    def root(self) -> Path:
        """The folder that holds the corpus and the store."""
        return self.corpus.root

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all articles, in order. Finishes the listing; `corpus.found` has those found so far."""
        return self.corpus.ids

    def article(self, article_id: str) -> Article:
        """Read an article. Raises `CorpusError` if it cannot be read."""
        return self._articles.article(article_id)

    def work(self, article_id: str) -> AnnotationSet:
        """Return the annotator's work on an article, placed in its text: a look-up unless something has changed.

        Raises `CorpusError` if the article cannot be read, `StoreError`.
        """
        return self._articles.work(article_id)

    def orphans(self, article_id: str) -> tuple[Annotation, ...]:
        """Return the annotations whose words are no longer in the article: stored, but not part of the work."""
        return self._articles.orphans(article_id)

    def status(self, article_id: str) -> Status:
        """Return how far the annotator has come with an article. Reads only the store."""
        return self._articles.status(article_id)

    def waiting(self, article_id: str) -> Mapping[str, int]:
        """Return how many edits of an article are on their way, by the name of the journal that brings them.

        They are edits of other machines that have not arrived, and that others here were made in sight of. The name is
        "" if no line says which journal. Raises `StoreError`.
        """
        return self._store.waiting(article_id)

    def summary(self, article_id: str) -> Summary:
        """Return one line about an article. If the article or its work cannot be read, the line says why."""
        copies = len(self._index.copies(article_id)) if self._index is not None else 0
        return self._articles.summary(article_id, copies=copies)

    def moved(self) -> tuple[str, ...]:
        """Return the ids that have annotations but no article any more, sorted. They are kept and never exported."""
        return self._articles.moved()

    @property
    def index(self) -> "ArticleIndex":
        """The articles filtered, sorted, and with their copies folded. Raises `CorpusError` if no index can be kept."""
        if self._index is None:
            from annotations.workspace.article_list import ArticleIndex  # the first paint of a list does without

            self._index = ArticleIndex(self.corpus, self._tallies())
        return self._index

    def records(self) -> Iterator[Record]:
        """Yield every annotator's work, article by article, without the articles that have none.

        Records are not cached. Raises `CorpusError` for an article with stored work that cannot be read.
        """
        from annotations.workspace.records import Records  # no list and no key needs them

        return Records(self.corpus, self._stores()).of(self.ids)

    def export(
        self,
        target: Path,
        format_: "Format",
        request: "Request",
        *,
        progress: "Callable[[ExportReport], None]" = lambda _: None,
    ) -> "ExportReport":
        """Write every annotator's work to a target: see `Exporter.export`."""
        from annotations.workspace.export import Exporter  # with the formats, which only an export needs

        return Exporter(self._articles, self._stores(), lambda: self.index).export(
            target, format_, request, progress=progress
        )

    def annotators(self) -> tuple[str, ...]:
        """Return the annotators whose work is stored with the corpus, sorted. Raises `StoreError`."""
        return annotators(self.root)

    def _stores(self) -> list[Store]:
        """Return every annotator's store."""
        return [
            self._store if name == self.annotator else Store(self.root, name, writable=False)
            for name in annotators(self.root)
        ]

    def _tallies(self) -> "Iterator[tuple[str, str, Tally]]":
        """Yield the tallies of every annotator, each with the article's id and the annotator's name.

        Skips work that cannot be read.
        """
        for store in self._stores():
            tracker = self.progress if store is self._store else ProgressTracker(store, self.corpus)
            with suppress(StoreError):
                for article_id, tally in tracker.tallies().items():
                    yield article_id, store.annotator, tally

    def _has_changed(self, article_id: str) -> None:
        """Update the counts and the list after the work on an article has changed."""
        tally = self.progress.update(article_id)
        if self._index is not None and tally is not None:
            self._index.update(article_id, self.annotator, tally)

    def refresh(self) -> tuple[str, ...]:
        """Read what other processes and machines have written for this annotator, and write what is pending.

        Cheap enough to be called every few seconds. Returns the articles whose work may have changed since the last
        call, sorted. Raises `StoreError` for a file of theirs that cannot be read; all other files are read.
        """
        changed = sorted(self._store.refresh())
        for article_id in changed:
            self._has_changed(article_id)
        return tuple(changed)

    @property
    def pending(self) -> int:
        """The number of edits that the disk refused. Every later call that writes tries them again."""
        return self._store.pending

    @property
    def trouble(self) -> str:
        """Why edits are pending, in one line, or "" if none are."""
        return self._store.trouble

    @property
    def damage(self) -> str:
        """Which lines of the journals could not be read so far, in one line, or "" if there are none."""
        return self._store.damage

    def retry(self) -> bool:
        """Write what is pending. Returns True if nothing is pending any more."""
        return self._store.retry()

    def time_spent(self, article_id: str | None = None) -> int:
        """Return the seconds that the annotator spent on an article, or with None on all articles.

        Computed from the edit timestamps of all machines: the gap between two consecutive edits counts toward the
        later edit's article. Gaps over five minutes are ignored.
        """
        return self._store.time_spent(article_id)

    def drop_caches(self) -> None:
        """Drop the cached articles and counts. Saved work is unaffected.

        Call this while iterating over many articles, to bound memory.
        """
        self._articles.drop_caches()
        self.progress.drop_caches()
        self._store.drop_caches()

    def close(self) -> None:
        """Write what is pending, and close the files. Raises `StoreError` if something could not be saved."""
        if self._index is not None:
            self._index.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def login_name() -> str:
    """Return the name of the user who runs this process: the annotator if neither the caller nor the project names one.

    Returns "annotator" if the system does not know the name.
    """
    import getpass  # only if nothing names an annotator

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "annotator"
