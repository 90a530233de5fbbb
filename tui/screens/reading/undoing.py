"""Undo and redo: what a step changed, shown where it was changed."""

from collections.abc import Iterator

from annotations.model.annotation import Relation
from annotations.model.edit import Edit
from tui.language.catalogue import counted, say
from tui.screens.reading.article_list import ArticleBrowser
from tui.screens.reading.notices import Notices
from tui.screens.reading.session import Session
from tui.screens.reading.views import Views


class Undoing:
    """Takes steps back and makes them again, in whichever article they were made."""

    def __init__(self, session: Session, views: Views, notices: Notices, articles: ArticleBrowser) -> None:
        self._session = session
        self._views = views
        self._notices = notices
        self._articles = articles

    def undo(self) -> None:
        """Take the last step back.

        A step of many articles from before this opening, such as an import, is only announced at first: one key too
        many should not undo it. The same key pressed again undoes it.
        """
        workspace = self._session.workspace
        with self._notices.showing_errors():
            count = workspace.editor.undo_reaches()
            warning = say("u again takes back what was done at once in {articles}", articles=counted(count, "article"))
            if count > 1 and self._notices.current != warning:
                self._notices.show(warning)
                return
            edits = workspace.editor.undo()
            if changed := tuple(each for each in edits if each.changes):
                self._show(changed, say("undone: {what}", what=self._describe(changed)))
            else:
                self._notices.show(self._kept(edits) or say("There is nothing to undo."))

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        with self._notices.showing_errors():
            edits = self._session.workspace.editor.redo()
            if changed := tuple(each for each in edits if each.changes):
                self._show(changed, say("made again: {what}", what=self._describe(changed)), can_undo=True)
            else:
                self._notices.show(self._kept(edits) or say("There is nothing to make again."))

    def _kept(self, edits: tuple[Edit, ...]) -> str:
        """Return why a step has changed nothing; "" if there was none."""
        return say("This was changed elsewhere since; it stays as it is.") if edits else ""

    def _describe(self, edits: tuple[Edit, ...]) -> str:
        from tui.language.edits import describe  # needed when its key is first pressed

        return describe(edits, self._session.workspace.labels)

    def _show(self, edits: tuple[Edit, ...], notice: str, *, can_undo: bool = False) -> None:
        """Show what edits changed: one of their articles is opened, the caret where the change is."""
        session, views = self._session, self._views
        known = [edit.article_id for edit in edits if edit.article_id in session.workspace.ids]
        if known and session.article_id not in known:
            self._articles.open(known[0])
        for article_id in known:
            views.show_article(article_id)
        views.show_change(notice, can_undo=can_undo)
        here = (edit for edit in edits if edit.article_id == session.article_id)
        place = next((place for edit in here for place in self._places(edit)), None)
        if place is not None:
            views.text.go_to(place)

    def _places(self, edit: Edit) -> Iterator[int]:
        """Yield where an edit of the open article was made: at annotations, and at the sources of relations."""
        yield from (each.span.start for each in edit.annotations())
        spans = {each.id: each.span for each in self._session.work.annotations}
        for change in edit.changes:
            relation = change.after or change.before
            if isinstance(relation, Relation) and relation.source in spans:
                yield spans[relation.source].start
