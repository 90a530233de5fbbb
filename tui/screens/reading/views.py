"""The widgets that show the session, and how they follow it."""

from annotations.model.annotation import Annotation
from tui.language.catalogue import counted, explain, say
from tui.screens.reading.notices import Notices
from tui.screens.reading.session import Session
from tui.widgets.article.article_view import ArticleView
from tui.widgets.article.place import named
from tui.widgets.bars import StatusLine, TitleBar
from tui.widgets.lists.annotation_panel import AnnotationPanel
from tui.widgets.lists.article_list import ArticleList


class Views:
    """Shows what the session holds after each change of it, and finds the annotation that a key means."""

    def __init__(
        self,
        session: Session,
        notices: Notices,
        *,
        articles: ArticleList,
        text: ArticleView,
        panel: AnnotationPanel,
        title: TitleBar,
        status: StatusLine,
    ) -> None:
        self.articles = articles
        self.text = text
        self.panel = panel
        self._session = session
        self._notices = notices
        self._title = title
        self._status = status
        self._busy = ""

    # What a key means

    @property
    def is_in_list(self) -> bool:
        """True while the list of articles has the focus. The text may then be out of view."""
        return self.articles.screen.focused is self.articles

    def current(self) -> Annotation | None:
        """Return the annotation that keys act on: under the caret, or under the cursor of the panel with the focus.

        Returns None if there is none, and while the list of articles has the focus.
        """
        if self.is_in_list:
            return None
        return self.panel.annotation() if self._is_in_panel else self.text.current

    def current_or_notice(self) -> Annotation | None:
        """Return the annotation that keys act on. Without one, show a notice and return None."""
        current = self.current()
        if current is None:
            self._notices.show(say("There is no annotation under the caret."))
        return current

    @property
    def _is_in_panel(self) -> bool:
        return self.panel.screen.focused is self.panel

    # What is shown

    def show_opened(self) -> None:
        """Show the article that was opened just now, the caret where it was left."""
        session = self._session
        if session.article is None:
            self.text.clear()
            self.panel.clear()
        else:
            self.panel.show(session.work)
            self.text.show(session.article, session.work, caret=session.caret)

    def show_work(self, *, made: Annotation | None = None) -> None:
        """Show the work on the open article as the workspace has it now. Keys then act on the annotation `made`."""
        if self._session.article is not None:
            self._session.refresh()
            self.panel.show(self._session.work)
            self.text.show_work(self._session.work, made=made)  # the panel's cursor follows the caret from here

    def show_article(self, article_id: str) -> None:
        """Redraw an article of the list."""
        if (place := self._session.place_of(article_id)) >= 0:
            self.articles.refresh_item(place)

    def show_change(self, what: str, *, can_undo: bool = True, made: Annotation | None = None) -> None:
        """Show a change in all widgets. The notice is `what`, and says why if the change is not on disk.

        Keys then act on the annotation `made`, until the caret moves.
        """
        self.show_work(made=made)
        self.show_article(self._session.article_id)
        self.show_progress()
        if self._session.workspace.pending:
            self._notices.show(f"{what} · {explain(self._session.workspace.trouble)}")
        else:
            self._notices.show(say("{what} · u takes it back", what=what) if can_undo else what)

    def show_edit(self, what: str, *, made: Annotation | None = None) -> None:
        """Show what a key was to do. If all was so already, the notice says that: there is nothing to take back."""
        before = self._session.work
        self._session.refresh()
        is_new = self._session.work != before
        what = what if is_new else say("{what} · it was so already", what=what)
        self.show_change(what, can_undo=is_new, made=made)

    def show_busy(self, what: str) -> None:
        """Show in the title what the program is busy with, or nothing for ""."""
        self._busy = what
        self.show_progress()

    def show_progress(self) -> None:
        """Show in the title the edits that are not saved, the progress, and the time spent."""
        workspace = self._session.workspace
        parts = []
        if workspace.pending:
            parts.append(say("NOT SAVED: {edits}", edits=workspace.pending))
        if self._busy:
            parts.append(self._busy)
        if workspace.progress.is_counted:
            progress = workspace.progress.total()
            finished, articles = f"{progress.finished:,}", f"{progress.articles:,}"
            parts.append(say("{finished} of {articles} done", finished=finished, articles=articles))
            parts.append(counted(progress.annotations, "annotation"))
        if minutes := workspace.time_spent() // 60:
            parts.append(say("{hours}:{minutes:02} h", hours=minutes // 60, minutes=minutes % 60))
        self._title.show_progress(" · ".join(parts))

    # The caret

    def follow_caret(self) -> None:
        """Put the panel's cursor on the annotation at the caret, and show the place of the caret."""
        if not self._is_in_panel:  # there its own cursor leads: several annotations may start at one place
            self.panel.follow(self.text.current)
        self.show_place()

    def show_place(self) -> None:
        """Show on the status line the annotation that keys act on, and where the caret is if the text is in view."""
        current = self.current()
        name = "" if current is None else named(self._session.workspace.labels, current)
        self._status.show_place(self.text.place if self.text.display else "", name)

    def go_to_annotation(self) -> None:
        """Put the caret on the annotation under the panel's cursor."""
        annotation = self.panel.annotation()
        if annotation is not None:
            self.text.go_to_annotation(annotation)
