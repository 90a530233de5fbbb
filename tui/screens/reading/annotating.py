"""The keys that make annotations and change their spans: tag, relabel, remove, add a fragment, take up.

Each key asks the workspace at once, and shows the result: the next key must find it done.
"""

from annotations.model.annotation import Annotation
from tui.language.catalogue import say, title_of, titled
from tui.screens.reading.notices import Notices
from tui.screens.reading.session import Session, TakenUp
from tui.screens.reading.side_effects import overlap, relations_removed
from tui.screens.reading.views import Views
from tui.widgets.article.place import first_words, named


class Annotating:
    """Makes and removes annotations, and says on which words they are."""

    def __init__(self, session: Session, views: Views, notices: Notices) -> None:
        self._session = session
        self._views = views
        self._notices = notices

    def annotate(self, label: str) -> None:
        """Tag the selection, or the word at the caret; without a selection the current annotation is relabelled."""
        session, text = self._session, self._views.text
        if session.article is None:
            return
        if self._views.is_in_list:
            self._notices.show(say("Enter opens the article; there the key tags."))
            return
        session.last_label = label
        current, selection = self._views.current(), text.selection
        if current is not None and selection is None:
            self._relabel(current, label)
            return
        span = selection or text.target()
        if span is None:
            self._notices.show(say("There is no word at the caret."))
            return
        with self._notices.showing_errors():
            annotation = session.workspace.editor.annotate(session.article_id, label, (span,))
            session.last_made = annotation.id
            text.drop_selection()
            self._show(annotation)

    def _relabel(self, current: Annotation, label: str) -> None:
        if current.label == label:
            self._show(current)
            return
        session, before = self._session, self._session.work
        with self._notices.showing_errors():
            made = session.workspace.editor.relabel(session.article_id, current.id, label)
            after = session.workspace.work(session.article_id)
            what = say("{before} is now {after}", before=self._title(current.label), after=self._title(label))
            removed = relations_removed(before, after, current.id)
            notice = " · ".join(filter(None, [what, removed, overlap(after, session.workspace.labels, made)]))
            self._views.show_change(notice)

    def repeat(self) -> None:
        """Tag with the label that was used last."""
        if self._session.last_label:
            self.annotate(self._session.last_label)
        else:
            self._notices.show(say("No label has been used yet."))

    def remove(self) -> None:
        """Remove the annotation under the caret, or under the panel's cursor."""
        current = self._views.current_or_notice()
        if current is None:
            return
        session, before = self._session, self._session.work
        with self._notices.showing_errors():
            session.workspace.editor.remove(session.article_id, current.id)
            removed = relations_removed(before, session.workspace.work(session.article_id), current.id)
            quote = first_words(current.quote) if removed else current.quote
            what = say("{label} removed: {quote}", label=self._title(current.label), quote=quote)
            self._views.show_change(f"{what} · {removed}" if removed else what)

    def add_fragment(self) -> None:
        """Add the selection to the annotation that was made last, as a further fragment."""
        session, span = self._session, self._views.text.target()
        if span is None or not session.last_made:
            self._notices.show(say("Make an annotation first, then select what belongs to it."))
            return
        with self._notices.showing_errors():
            annotation = session.workspace.editor.add_fragment(session.article_id, session.last_made, span)
            self._views.text.drop_selection()
            self._show(annotation)

    def take_up(self) -> None:
        """Take the span of the annotation under the caret up for changing; again: keep what is selected now."""
        session, text = self._session, self._views.text
        if session.article is None:
            return
        if session.taken_up is None:
            current = self._views.current_or_notice()
            if current is not None:
                caret = text.caret
                fragment = next((each for each in current.fragments if caret in each), current.fragments[0])
                session.taken_up = TakenUp(current, fragment)
                text.select(fragment.start, fragment.end, on=current)
                self._notices.show(
                    say("Shift moves the end, o takes the other one; Enter keeps the span, Esc leaves it as it was")
                )
            return
        (before, fragment), session.taken_up = session.taken_up, None
        selection = text.selection
        if selection is None:
            self._notices.show(say("Nothing was changed."))
            return
        with self._notices.showing_errors():
            fragments = sorted([*(each for each in before.fragments if each != fragment), selection])
            annotation = session.workspace.editor.set_fragments(session.article_id, before.id, fragments)
            self._show(annotation)
            text.go_to(selection.start, on=annotation)

    def put_back(self) -> bool:
        """Leave an annotation that was taken up as it was, the caret on it. Returns False if none was taken up."""
        taken_up, self._session.taken_up = self._session.taken_up, None
        if taken_up is None:
            return False
        self._views.text.go_to(taken_up.fragment.start, on=taken_up.annotation)
        self._notices.show(say("Nothing was changed."))
        return True

    def suggest(self, step: int) -> None:
        """Select what is likely to be tagged next, or with a step of -1 the one before."""
        session, text = self._session, self._views.text
        if session.article is None:
            return
        span = session.workspace.suggestions.suggest(session.article_id, step, text.caret, text.selection)
        if span is None:
            self._notices.show(say("There are no more suggestions here."))
        else:
            text.select(span.start, span.end)

    def copy(self) -> None:
        """Copy the selection, or the annotation under the caret, as text in logical order."""
        article, views = self._session.article, self._views
        current = views.current()
        span = None if views.is_in_list else views.text.selection or (current.span if current else None)
        if article is None or span is None:
            self._notices.show(say("Nothing is selected."))
            return
        views.text.app.copy_to_clipboard(span.of(article.text))
        self._notices.show(say("copied"))

    def _show(self, annotation: Annotation) -> None:
        """Show an annotation that was made or changed; the next keys act on it."""
        session = self._session
        overlapped = overlap(session.workspace.work(session.article_id), session.workspace.labels, annotation)
        if overlapped:
            what = f"{named(session.workspace.labels, annotation)} · {overlapped}"
        else:
            what = titled(self._title(annotation.label), annotation.quote)
        self._views.show_edit(what, made=annotation)

    def _title(self, label: str) -> str:
        return title_of(self._session.workspace.labels.shown(label))
