"""The articles: which are listed, in what order, and which is open."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from annotations.errors import NewsreaderError
from annotations.workspace.workspace import Workspace
from tui.language.catalogue import Language, counted, explain, say, spoken
from tui.screens.reading.saving import Watching
from tui.screens.reading.slices import Pause
from tui.widgets.lists.article_list import ArticleList

if TYPE_CHECKING:
    from annotations.model.filter import Filter, Sort
    from annotations.model.summary import IndexProgress
    from annotations.workspace.article_list import ArticleIndex

SETTLED = 0.3
"""Seconds after which whatever the first frame needs has long been done: until then the index leaves the processor."""
LARGE = 200_000
"""Bytes from which an article takes longer to read than a frame may."""
TELL = 2000
"""Articles from which it is told how far the index has come."""


class ArticleBrowser(Watching):
    """The part of the reading screen that says which articles are listed, and opens one."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._ids: Sequence[str] = workspace.corpus.found
        """The articles that are listed."""
        self._opened = ""
        """The id of the article that is shown; it need not be listed, and may be one that cannot be read."""
        self._carets: dict[str, int] = {}
        self._line = ""
        """The filter as it was typed."""
        self._sorted_by = 0
        self._folds = True
        """Whether only one of articles that are nearly the same is listed."""

    @property
    def _list(self) -> ArticleList:
        return self.query_one("#articles", ArticleList)

    @property
    def _index(self) -> int:
        """The place of the open article in the list, -1 when it is not in it."""
        return self._place(self._opened)

    def _place(self, article_id: str) -> int:
        try:
            return self._ids.index(article_id)
        except ValueError:
            return -1

    # Opening

    def action_article(self, step: int) -> None:
        """Open the next or the previous article of the list."""
        index = self._index + step
        if 0 <= index < len(self._ids):
            self.open_article(self._ids[index])
        else:
            self._tell(say("This is the last article.") if step > 0 else say("This is the first article."))

    def action_unfinished(self) -> None:
        """Open the next article that is not finished; after the last one it is the first."""
        count = len(self._ids)
        after = (self._ids[index % count] for index in range(self._index + 1, self._index + count))
        article_id = next((each for each in after if not self._workspace.is_finished(each)), None)
        if article_id is None:
            self._tell(say("Every other article is finished."))
        else:
            self.open_article(article_id)

    def show_article(self, article_id: str) -> None:
        """Draw an article of the list anew."""
        if (place := self._place(article_id)) >= 0:
            self._list.refresh_item(place)

    def open_article(self, article_id: str) -> None:
        """Show an article, the caret where it was left."""
        if self._article is not None:
            self._carets[self._article.id] = self._text.caret
        self._opened = article_id
        try:
            self._article = self._workspace.article(article_id)
            work = self._workspace.work(article_id)
        except NewsreaderError as error:
            self._article = None
            self._text.clear()
            self._panel.clear()
            self._tell(explain(str(error)))
        else:
            self._text.show(self._article, work, caret=self._carets.get(article_id))
            self._panel.show(work)
            self._forget_what_is_gone(work)
            if work.note:
                self._tell(say("note on the article: {note}", note=work.note))
            if problems := "; ".join(map(explain, self._article.problems)):
                self._tell(say("this article was read with problems: {what}", what=problems))
            if orphans := len(self._workspace.orphans(article_id)):
                lost = counted(orphans, "annotation")
                self._tell(say("The article has changed: the words of {lost} are gone; the store keeps it.", lost=lost))
        self._list.mark_open(self._index)

    def _is_large(self, article_id: str) -> bool:
        """Whether reading an article would hold a frame up."""
        try:
            return self._workspace.corpus.path_of(article_id).stat().st_size > LARGE
        except (NewsreaderError, OSError):
            return False

    def _open_soon(self, index: int) -> None:
        """Show an article beside the list: at once, or when the frame that waits for it is painted."""
        article_id = self._ids[index]
        if self._is_large(article_id):
            self.call_after_refresh(self._open_if_still_wanted, article_id)
        else:
            self.open_article(article_id)

    def _open_if_still_wanted(self, article_id: str) -> None:
        if self._place(article_id) == self._list.cursor and self._opened != article_id:
            self.open_article(article_id)

    # Listing

    def begin(self) -> None:
        """Begin with the first article that is not finished; what the first frame can do without comes behind it."""
        place = self._workspace.first_unfinished()
        self._list_found()
        self._list.cursor = place
        self._open_soon(place)
        self.call_after_refresh(lambda: self.run_worker(self._settle()))

    async def _settle(self) -> None:
        """Find the articles that are not found yet, count what was done on them, and begin the index."""
        corpus, pause = self._workspace.corpus, Pause()
        with self._told():
            while corpus.more():
                if await pause.taken():
                    self._list_found()
            self._list_found()
            if problems := corpus.problems:
                told = f"{counted(len(problems), 'problem')}: {explain(problems[0])}"
                more = say("newsreader check lists all") if len(problems) > 1 else ""
                self._tell(" · ".join(filter(None, (told, more))))
            for done, total in self._workspace.count():
                if await pause.taken():
                    self._show_going_on(say("annotations {percent} %", percent=100 * done // total))
            if self._workspace.strays():
                self._list.renew()
                self.show_work()
            self._show_going_on("")
        self.set_timer(SETTLED, self._build_index)

    def _list_found(self) -> None:
        """List what is found by now, where the list is the whole corpus in its order."""
        found = self._workspace.corpus.found
        if len(found) != len(self._ids) and not self._line and not self._sorted_by:
            self._ids = found
            self._list.grow(found)

    def _show_going_on(self, what: str) -> None:
        self._going_on = what
        self.show_progress()

    def _build_index(self) -> None:
        """Bring the index up to the corpus, in a thread of its own."""
        with self._told():
            listing = self._workspace.listing
            self.run_worker(lambda: self._build(listing), thread=True, exit_on_error=False)

    def _build(self, listing: "ArticleIndex") -> None:
        worker = get_current_worker()
        try:
            for progress in listing.build():
                if worker.is_cancelled:
                    return
                if progress.total >= TELL:
                    self.app.call_from_thread(self._show_building, progress)
        except NewsreaderError as error:
            self.app.call_from_thread(self._tell, explain(str(error)))
            return
        self.app.call_from_thread(self._take_index)

    def _show_building(self, progress: "IndexProgress") -> None:
        self._show_going_on(say("index {percent} %", percent=100 * progress.done // max(1, progress.total)))

    def _take_index(self) -> None:
        """List by the index that is complete now."""
        self._show_going_on("")
        if notice := self._workspace.listing.notice:
            self._tell(explain(notice))
        self._relist()

    def action_filter(self) -> None:
        """Ask which articles to list."""
        from tui.prompts.filter import completions

        values = {
            "outlet": self._workspace.listing.outlets(),
            "label": tuple(label.name for label in self._workspace.labels),
            "annotator": self._workspace.annotators(),
        }

        def narrowed(line: str) -> None:
            self._line = line
            self._relist()
            found = counted(len(self._ids), "article")
            is_complete = self._workspace.listing.is_complete
            self._tell(found if is_complete else say("{found} so far: the index is being built", found=found))

        def complete(line: str) -> Sequence[str]:
            return completions(line, values, arabic=spoken() is Language.ARABIC)

        self._ask(say("filter"), self._line, narrowed, complete=complete)

    def action_sort(self) -> None:
        """Sort by the next thing that articles can be sorted by."""
        from annotations.model.filter import Sort

        self._sorted_by = (self._sorted_by + 1) % len(Sort)
        self._relist()
        self._tell(say("sorted by {what}", what=say(SORTS[list(Sort)[self._sorted_by].value])))

    def action_copies(self) -> None:
        """List all of the articles that are nearly the same, or one of them."""
        self._folds = not self._folds
        self._relist()
        self._tell(say("copies are folded") if self._folds else say("copies are shown"))

    def _relist(self) -> None:
        """List what the filter, the order and the folding make of the corpus."""
        from annotations.model.filter import Sort
        from tui.prompts.filter import parsed

        chosen, sort = parsed(self._line), list(Sort)[self._sorted_by]
        chosen = chosen._replace(originals=self._folds)
        ids = self._listed(chosen, sort)
        if tuple(ids) != tuple(self._ids):
            self._ids = ids
            heading = say("Articles")
            self._list.list(ids, f"{heading} · {self._line}" if self._line else heading, opened=self._index)

    def _listed(self, chosen: "Filter", sort: "Sort") -> Sequence[str]:
        """The ids of a list; all of the corpus in its order as long as the index does not have them all."""
        is_whole = not any((chosen.words, chosen.outlet, chosen.since, chosen.until))
        is_plain = is_whole and not any((chosen.status, chosen.label, chosen.annotator)) and sort == "path"
        listing = self._workspace.listing
        if is_plain and not (chosen.originals and listing.is_complete):
            return self._workspace.corpus.found
        return listing.ids(chosen, sort)


SORTS = {"path": "file name", "date": "date", "outlet": "outlet", "headline": "headline", "length": "length"}
