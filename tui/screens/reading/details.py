"""The keys that say more than a label: notes, attributes and flags of annotations, and the status of articles.

What only one key needs is imported when that key is pressed: the first paint waits for every import above.
"""

from annotations.model.annotation import Annotation, Status
from annotations.model.label import ENTITY, AttributeType
from tui.language.catalogue import isolated, say, title_of, title_of_attribute
from tui.screens.reading.notices import Notices, Questions
from tui.screens.reading.session import Session
from tui.screens.reading.views import Views

UNSURE = "unsure"
"""The attribute that asks another annotator to look at an annotation."""


class Details:
    """Writes notes, attributes and the status, some of them asked for in the row of the prompt."""

    def __init__(self, session: Session, views: Views, notices: Notices, questions: Questions) -> None:
        self._session = session
        self._views = views
        self._notices = notices
        self._questions = questions

    def ask_note(self) -> None:
        """Ask for a note on the annotation under the caret, or on the article if there is none."""
        session = self._session
        if session.article is None:
            return
        article_id = session.article_id  # a click may open another article before the answer comes
        current = self._views.current()

        def noted(note: str) -> None:
            if current is None:
                session.workspace.editor.set_article_note(article_id, note)
            else:
                session.workspace.editor.set_note(article_id, current.id, note)
            self._views.show_edit(say("note: {note}", note=note) if note else say("note removed"))

        if current is None:
            self._questions.ask(say("note on the article"), session.work.note, noted)
        else:
            self._questions.ask(say("note"), current.note, noted)

    def ask_attributes(self) -> None:
        """Ask for the attributes of the annotation under the caret; begin with those that its words propose."""
        current = self._views.current_or_notice()
        if current is None:
            return
        from tui.prompts.attributes import completions, first_gap, parsed, written

        workspace, article_id = self._session.workspace, self._session.article_id
        label = workspace.labels.shown(current.label)
        names = [attribute.name for attribute in label.attributes]
        attributes = dict(current.attributes)
        if not attributes and "value" in names:
            attributes = dict(workspace.suggestions.attributes(article_id, current.span))
        if not attributes:
            attributes = dict.fromkeys(names, "")
        entities = workspace.progress.entities() if ENTITY in names else ()

        def confirmed(line: str) -> None:
            given = parsed(line, label)
            workspace.editor.set_attributes(article_id, current.id, given)
            values = written({name: isolated(value) for name, value in given.items()})
            self._views.show_edit(values or say("attributes removed"))

        line = written(attributes)
        self._questions.ask(
            say("attributes"),
            line,
            confirmed,
            caret=first_gap(line),
            is_form=True,
            complete=lambda line: completions(line, label, {ENTITY: (*entities, current.quote)}),
        )

    def turn_flags(self) -> None:
        """Turn on the next of the label's yes-or-no attributes, and off the one before; after the last all are off."""
        current = self._views.current_or_notice()
        if current is None:
            return
        label = self._session.workspace.labels.shown(current.label)
        flags = [attribute.name for attribute in label.attributes if attribute.type is AttributeType.FLAG]
        if not flags:
            self._notices.show(say("A {label} has no attribute of yes or no.", label=title_of(label)))
            return
        on = next((place for place, name in enumerate(flags) if current.attributes.get(name) is True), -1)
        self._set_flags(current, {name: place == on + 1 for place, name in enumerate(flags)})

    def turn_unsure(self) -> None:
        """Mark the annotation under the caret as unsure, or the article if there is none; again: take it back."""
        current = self._views.current()
        if current is not None:
            self._set_flags(current, {UNSURE: current.attributes.get(UNSURE) is not True})
        else:
            self.turn_status(Status.UNSURE)

    def _set_flags(self, current: Annotation, flags: dict[str, bool]) -> None:
        """Set the attributes that are on, and leave out those that are off; the others stay."""
        attributes = {name: value for name, value in current.attributes.items() if name not in flags}
        attributes |= {name: True for name, is_on in flags.items() if is_on}
        with self._notices.showing_errors():
            self._session.workspace.editor.set_attributes(self._session.article_id, current.id, attributes)
            names = ", ".join(title_of_attribute(name) for name, is_on in flags.items() if is_on)
            self._views.show_change(names or say("not {names}", names=", ".join(map(title_of_attribute, flags))))

    def turn_status(self, status: Status) -> None:
        """Set how far the work on the article has come; the same again takes it back."""
        session = self._session
        if session.article is None:
            return
        has_annotations = bool(session.work.annotations)
        if status is Status.NOTHING_HERE and has_annotations:
            self._notices.show(say("There are annotations here; remove them first."))
            return
        if session.work.status is status:
            status = Status.IN_PROGRESS if has_annotations else Status.NEW
        with self._notices.showing_errors():
            session.workspace.editor.set_status(session.article_id, status)
            self._views.show_change(say("the article is {status}", status=say(status)))
