"""The start behind the first frame: find the rest of the corpus, count the work on it, and build its index."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.worker import get_current_worker

from tui.language.catalogue import counted, explain, say
from tui.screens.background import Background
from tui.screens.reading.article_list import ArticleBrowser
from tui.screens.reading.notices import Notices
from tui.screens.reading.session import Session
from tui.screens.reading.slices import Pause
from tui.screens.reading.views import Views

if TYPE_CHECKING:
    from annotations.model.summary import IndexProgress
    from annotations.workspace.article_list import ArticleIndex

SETTLED = 0.3
"""Seconds from the first paint to the index: by then the processor is free."""
MANY = 2000
"""Articles from which the progress of the index is shown."""


class Indexing:
    """Finds the articles that are not found yet, counts the work on all, and builds the index."""

    def __init__(
        self, session: Session, views: Views, notices: Notices, *, articles: ArticleBrowser, screen: Screen[None]
    ) -> None:
        """Take what the parts of the screen share, the list to bring up to date, and the screen for its timers."""
        self._workspace = session.workspace
        self._views = views
        self._notices = notices
        self._articles = articles
        self._screen = screen
        self._background = Background(screen, self._show_failure)

    def begin(self) -> None:
        """Begin when the next frame is painted."""
        self._screen.call_after_refresh(lambda: self._background.run_in_slices(self._find_and_count()))

    async def _find_and_count(self) -> None:
        corpus, progress, pause = self._workspace.corpus, self._workspace.progress, Pause()
        with self._notices.showing_errors():
            while corpus.more():
                if await pause.check():
                    self._articles.list_found()
            self._articles.list_found()
            self._show_problems(corpus.problems)
            for done, total in progress.count():
                if await pause.check():
                    self._views.show_busy(say("annotations {percent} %", percent=100 * done // total))
            if self._workspace.moved():
                self._views.articles.renew()
                self._views.show_work()
            self._views.show_busy("")
        self._screen.set_timer(SETTLED, self._index)

    def _show_problems(self, problems: Sequence[str]) -> None:
        if problems:
            first = f"{counted(len(problems), 'problem')}: {explain(problems[0])}"
            more = [say("newsreader check lists all")] if len(problems) > 1 else []
            self._notices.show(" · ".join([first, *more]))

    def _show_failure(self, message: str) -> None:
        self._views.show_busy("")
        self._notices.show(message)

    def _index(self) -> None:
        """Bring the index up to the corpus, in a thread of its own."""
        with self._notices.showing_errors():
            index = self._workspace.index
            self._background.run(lambda: self._build(index))

    def _build(self, index: "ArticleIndex") -> None:
        worker, call = get_current_worker(), self._screen.app.call_from_thread
        for progress in index.build():
            if worker.is_cancelled:
                return
            if progress.total >= MANY:
                call(self._show_building, progress)
        call(self._use, index)

    def _show_building(self, progress: "IndexProgress") -> None:
        self._views.show_busy(say("index {percent} %", percent=100 * progress.done // max(1, progress.total)))

    def _use(self, index: "ArticleIndex") -> None:
        """List by the index, which is complete now."""
        self._views.show_busy("")
        if index.notice:
            self._notices.show(explain(index.notice))
        self._articles.relist()
