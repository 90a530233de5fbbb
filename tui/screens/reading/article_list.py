"""The articles: which are listed, in what order, and which is open."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.screen import Screen

from annotations.errors import NewsreaderError
from tui.language.catalogue import Language, counted, explain, say, spoken
from tui.screens.reading.notices import Notices, Questions
from tui.screens.reading.session import Session
from tui.screens.reading.views import Views

if TYPE_CHECKING:
    from annotations.model.filter import Filter, Sort

SORTS = {"path": "file name", "date": "date", "outlet": "outlet", "headline": "headline", "length": "length"}
"""By each value of `Sort` what the screen calls it."""


class ArticleBrowser:
    """Lists articles and opens one."""

    def __init__(
        self,
        session: Session,
        views: Views,
        notices: Notices,
        *,
        questions: Questions,
        screen: Screen[None],
        enter_text: Callable[[], None],
    ) -> None:
        self._session = session
        self._views = views
        self._notices = notices
        self._questions = questions
        self._screen = screen
        self._enter_text = enter_text
        self._line = ""
        """The filter as it was typed."""
        self._sorted_by = 0
        """The index of the order in `Sort`."""
        self._folds = True
        """True if only the first of several near-duplicates is listed."""
        self._announced = ""
        """The id of a large article that is to be opened after the next frame, or ""."""

    # Opening

    def open(self, article_id: str) -> None:
        """Open an article, the caret where it was left."""
        session, views = self._session, self._views
        self._announced = ""
        if article_id != session.article_id:
            self._notices.show("")  # it speaks of the article that was open
        try:
            session.open(article_id, left_at=views.text.caret)
        except NewsreaderError as error:
            views.show_opened()
            self._notices.show_error(error)
        else:
            views.show_opened()
            self._show_remarks()
        views.articles.mark_open(session.place_of(article_id))

    def _show_remarks(self) -> None:
        """Show what the user should know of the article that was opened."""
        session = self._session
        if session.work.note:
            self._notices.show(say("note on the article: {note}", note=session.work.note))
        if session.article is not None and session.article.problems:
            problems = "; ".join(map(explain, session.article.problems))
            self._notices.show(say("this article was read with problems: {what}", what=problems))
        for journal, edits in session.workspace.waiting(session.article_id).items():
            self._notices.show(
                say(
                    "This article waits for {edits} of {machine}; they join it when that journal arrives.",
                    edits=counted(edits, "edit"),
                    machine=journal or say("another machine"),
                )
            )
        if orphans := len(session.workspace.orphans(session.article_id)):
            lost = counted(orphans, "annotation")
            self._notices.show(
                say("The article has changed: the words of {lost} are gone; the store keeps it.", lost=lost)
            )

    def open_soon(self, index: int) -> None:
        """Show a listed article beside the list: at once, or a large one after the frame that announces it."""
        article_id = self._session.listed[index]
        if self._session.is_large(article_id):
            self._announced = article_id
            self._screen.call_after_refresh(self.open_announced)
        else:
            self.open(article_id)

    def open_announced(self) -> None:
        """Open the large article that was announced last, if the cursor is still on it."""
        session, article_id, self._announced = self._session, self._announced, ""
        is_wanted = article_id not in {"", session.article_id}
        if is_wanted and session.place_of(article_id) == self._views.articles.cursor:
            self.open(article_id)

    def read(self, index: int) -> None:
        """Open a listed article and give the text the focus, unless it cannot be read."""
        self.open(self._session.listed[index])
        if self._session.article is not None:
            self._enter_text()

    def step(self, step: int) -> None:
        """Open the next article of the list, or with -1 the previous one."""
        session = self._session
        index = session.place_of(session.article_id) + step
        if 0 <= index < len(session.listed):
            self.open(session.listed[index])
        else:
            self._notices.show(say("This is the last article.") if step > 0 else say("This is the first article."))

    def open_unfinished(self) -> None:
        """Open the next article that is not finished; the first one follows the last."""
        listed, workspace = self._session.listed, self._session.workspace
        here, count = self._session.place_of(self._session.article_id), len(listed)
        after = (listed[index % count] for index in range(here + 1, here + count))
        article_id = next((each for each in after if not workspace.progress.is_finished(each)), None)
        if article_id is None:
            self._notices.show(say("Every other article is finished."))
        else:
            self.open(article_id)

    def begin(self) -> None:
        """Open the first article that is not finished."""
        place = self._session.workspace.progress.first_unfinished()
        self.list_found()
        self._views.articles.cursor = place
        self.open_soon(place)

    # Listing

    def list_found(self) -> None:
        """List the articles found so far, if the list is the whole corpus in its own order."""
        found = self._session.workspace.corpus.found
        if len(found) != len(self._session.listed) and not self._line and not self._sorted_by:
            self._session.listed = found
            self._views.articles.grow(found)

    def ask_filter(self) -> None:
        """Ask which articles to list."""
        from tui.prompts.filter import completions  # needed when its key is first pressed

        workspace = self._session.workspace
        values = {
            "outlet": workspace.index.outlets(),
            "label": tuple(label.name for label in workspace.labels),
            "annotator": workspace.annotators(),
        }

        def narrowed(line: str) -> None:
            self._line = line
            self.relist()
            found = counted(len(self._session.listed), "article")
            is_complete = workspace.index.is_complete
            self._notices.show(found if is_complete else say("{found} so far: the index is being built", found=found))

        def complete(line: str) -> Sequence[str]:
            return completions(line, values, arabic=spoken() is Language.ARABIC)

        self._questions.ask(say("filter"), self._line, narrowed, complete=complete)

    def sort(self) -> None:
        """Sort by the next of the orders."""
        from annotations.model.filter import Sort

        self._sorted_by = (self._sorted_by + 1) % len(Sort)
        self.relist()
        self._notices.show(say("sorted by {what}", what=say(SORTS[list(Sort)[self._sorted_by].value])))

    def turn_copies(self) -> None:
        """List all near-duplicates, or only the first of each group."""
        self._folds = not self._folds
        self.relist()
        self._notices.show(say("copies are folded") if self._folds else say("copies are shown"))

    def relist(self) -> None:
        """List what the filter, the order and the folding select from the corpus."""
        from annotations.model.filter import Sort
        from tui.prompts.filter import parsed

        session = self._session
        chosen, sort = parsed(self._line), list(Sort)[self._sorted_by]
        ids = self._ids(chosen._replace(originals=self._folds), sort)
        if tuple(ids) != tuple(session.listed):
            session.listed = ids
            heading = say("Articles")
            self._views.articles.list(
                ids,
                f"{heading} · {self._line}" if self._line else heading,
                opened=session.place_of(session.article_id),
            )

    def _ids(self, chosen: "Filter", sort: "Sort") -> Sequence[str]:
        """Return the ids of a list. Until the index is complete, the plain list is the corpus in its own order."""
        workspace = self._session.workspace
        is_whole = not any((chosen.words, chosen.outlet, chosen.since, chosen.until))
        is_plain = is_whole and not any((chosen.status, chosen.label, chosen.annotator)) and sort == "path"
        if is_plain and not (chosen.originals and workspace.index.is_complete):
            return workspace.corpus.found
        return workspace.index.ids(chosen, sort)
