"""Articles with one annotator's work placed in their texts.

Everything that a workspace has reads them here: the editor, the search, the suggestions and the list.
"""

from collections import Counter, OrderedDict
from contextlib import suppress
from functools import cached_property
from pathlib import PurePosixPath

from annotations.anchoring.anchoring import Anchored, view
from annotations.corpus.corpus import Corpus
from annotations.errors import CorpusError, StoreCorruptError
from annotations.model.annotation import Annotation, AnnotationSet, Status
from annotations.model.article import Article
from annotations.model.settling import Twins
from annotations.model.summary import Summary
from annotations.store.moved_articles import MovedArticles
from annotations.store.store import Store

KEPT_ARTICLES = 32
"""The number of articles that are kept in memory. The open one is always among the last ones read."""


class AnnotatedArticles:
    """Reads articles and the annotator's work on them.

    `work` is a look-up for as long as neither the stored work nor the article's text has changed. After an edit, its
    first call places only what the edit changed.
    """

    def __init__(self, corpus: Corpus, store: Store) -> None:
        self.corpus = corpus
        self._store = store
        self._articles: OrderedDict[str, Article] = OrderedDict()
        self._anchored: dict[str, tuple[AnnotationSet, str, Anchored]] = {}
        """Stored work, the digest of the article's text, and that work in that text."""

    @property
    def annotator(self) -> str:
        """The name of the annotator."""
        return self._store.annotator

    def article(self, article_id: str) -> Article:
        """Read an article. Raises `CorpusError` if it cannot be read."""
        article = self._articles.get(article_id) or self.corpus.article(article_id)
        self._articles[article_id] = article
        self._articles.move_to_end(article_id)
        if len(self._articles) > KEPT_ARTICLES:
            self._articles.popitem(last=False)
        return article

    def work(self, article_id: str) -> AnnotationSet:
        """Return the annotator's work on an article, placed in its text.

        Raises `CorpusError` if the article cannot be read, `StoreError`.
        """
        return self._placed(article_id).work

    def orphans(self, article_id: str) -> tuple[Annotation, ...]:
        """Return the annotations whose words are no longer in the article: stored, but not part of the work."""
        return self._placed(article_id).orphans

    def status(self, article_id: str) -> Status:
        """Return how far the annotator has come with an article. Reads only the store."""
        return self._store.read(article_id).work.status

    def twins(self, article_id: str) -> Twins:
        """Return what is not part of the work because it is shown already: see `settled`."""
        return self._placed(article_id).twins

    def summary(self, article_id: str, *, copies: int = 0) -> Summary:
        """Return one line about an article. If the article or its work cannot be read, the line says why."""
        problem = ""
        article = None
        work = AnnotationSet(article_id=article_id, annotator=self.annotator)
        waiting = 0
        try:
            article = self._articles.get(article_id) or self.corpus.article(article_id)
        except CorpusError as error:
            problem = str(error)
        try:
            if article is not None and self._may_have_moved(article_id):
                self._moved.follow(article_id, article.sha256)
            work = self._store.read(article_id).work
            waiting = sum(self._store.waiting(article_id).values())
        except StoreCorruptError as error:
            problem = problem or str(error)
        if article_id in self._articles and not problem:
            work = self._placed(article_id).work  # worked out already for the open article
        elif article is not None:
            work = view(work, article.text).work
        return Summary(
            id=article_id,
            headline=article.headline if article else PurePosixPath(article_id).name,
            outlet=article.outlet if article else "",
            published=article.published if article else "",
            status=work.status,
            counts=Counter(annotation.label for annotation in work.annotations),
            problem=problem,
            copies=copies,
            waiting=waiting,
        )

    def moved(self) -> tuple[str, ...]:
        """Return the ids that have annotations but no article any more, sorted. They are kept and never exported."""
        return self._moved.ids()

    def follow(self, article_id: str) -> None:
        """Adopt the work on an article that was moved here from elsewhere, unless this id has work of its own."""
        if self._may_have_moved(article_id):
            with suppress(CorpusError):  # reported when the article is opened
                self._moved.follow(article_id, self.article(article_id).sha256)

    def drop_caches(self) -> None:
        """Drop the articles and the placed work that are kept in memory."""
        self._articles.clear()
        self._anchored.clear()

    @cached_property
    def _moved(self) -> MovedArticles:
        return MovedArticles(self._store, self.corpus.ids, self.corpus.has_file)

    def _may_have_moved(self, article_id: str) -> bool:
        """Return True if the article may be a moved copy of one that has annotations.

        Always False until the whole corpus has been listed.
        """
        return self.corpus.is_whole and not self._store.read(article_id).revision and bool(self._moved)

    def _placed(self, article_id: str) -> Anchored:
        """Place the stored work in the article's text. Caches the last result of each article."""
        self.follow(article_id)
        stored = self._store.read(article_id).work
        if not stored.annotations:
            return Anchored(stored, ())
        article = self.article(article_id)
        known = self._anchored.get(article_id)
        if known is None or known[0] is not stored or known[1] != article.sha256:
            before = known[2] if known is not None and known[1] == article.sha256 else None
            known = self._anchored[article_id] = (stored, article.sha256, view(stored, article.text, before=before))
        return known[2]
