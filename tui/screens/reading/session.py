"""The session: what the parts of the reading screen share. It knows no widget."""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.errors import NewsreaderError
from annotations.model.annotation import Annotation, AnnotationSet, Relation
from annotations.model.article import Article
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace

LARGE = 200_000
"""Bytes of a file that takes longer to read than a frame may."""


class TakenUp(NamedTuple):
    """An annotation whose span is being changed."""

    annotation: Annotation
    fragment: Span
    """The one of its fragments that is being changed."""


class Related(NamedTuple):
    """The relation that the next press of the key replaces."""

    annotation_id: str
    """The annotation that the key was pressed on."""
    first: Relation | None
    """The relation before the first press; None if the first press added one."""
    last: Relation | None
    """The relation after the last press; None before the first press, if that is to add one."""


class Session:
    """The open article with the work on it, the listed articles, and what the next key may refer to."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.listed: Sequence[str] = workspace.corpus.found
        """The ids of the listed articles, in order."""
        self.article_id = ""
        """The id of the open article, listed or not, readable or not."""
        self.article: Article | None = None
        """The open article; None if it cannot be read."""
        self.work = self._no_work()
        """The work on the open article, as it was when it was last shown."""
        self.last_label = ""
        """The label that was used last, in any article."""
        self.last_made = ""
        """The id of the annotation that was made last, while it is in `work`."""
        self.taken_up: TakenUp | None = None
        self.related: Related | None = None
        self._carets: dict[str, int] = {}
        """By article id the offset where the caret was left."""

    @property
    def caret(self) -> int | None:
        """The offset where the caret was left in the open article; None if it was not open before."""
        return self._carets.get(self.article_id)

    def open(self, article_id: str, *, left_at: int) -> None:
        """Open an article; `left_at` is the caret in the article that was open before.

        Raises `NewsreaderError` if the article or the work on it cannot be read; then `article` is None.
        """
        if self.article is not None:
            self._carets[self.article.id] = left_at
        self.article_id, self.article = article_id, None
        self._take(self._no_work())
        article = self.workspace.article(article_id)
        self._take(self.workspace.work(article_id))
        self.article = article

    def refresh(self) -> None:
        """Take the work on the open article as the workspace has it now. Raises `NewsreaderError`."""
        self._take(self.workspace.work(self.article_id))

    def place_of(self, article_id: str) -> int:
        """Return the index of an article in the list, or -1 if it is not listed."""
        try:
            return self.listed.index(article_id)
        except ValueError:
            return -1

    def is_large(self, article_id: str) -> bool:
        """Return True if reading an article would delay a frame."""
        try:
            return self.workspace.corpus.path_of(article_id).stat().st_size > LARGE
        except (NewsreaderError, OSError):
            return False

    def _take(self, work: AnnotationSet) -> None:
        """Take new work, and let no later key act on an annotation that is not in it."""
        self.work = work
        ids = {annotation.id for annotation in work.annotations}
        if self.last_made not in ids:
            self.last_made = ""
        if self.taken_up is not None and self.taken_up.annotation.id not in ids:
            self.taken_up = None
        self.related = None

    def _no_work(self) -> AnnotationSet:
        return AnnotationSet(article_id=self.article_id, annotator=self.workspace.annotator)
