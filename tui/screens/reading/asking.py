"""What is asked in the row of the prompt: notes and values; and what one key says of an annotation."""

from collections.abc import Callable, Sequence

from annotations.model.annotation import Annotation, Status
from annotations.model.label import ENTITY, AttributeType
from tui.language.catalogue import say, title_of_attribute
from tui.screens.reading.annotating import Annotating
from tui.widgets.prompt import Prompt

UNSURE = "unsure"
"""The attribute by which an annotator says that somebody else should look at an annotation."""


class Asking(Annotating):
    """The part of the reading screen that says more of annotations and articles than their label."""

    def _ask(
        self,
        question: str,
        answer: str,
        done: Callable[[str], None],
        *,
        caret: int | None = None,
        is_old: bool = False,
        complete: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        """Ask in the row of the prompt; what is answered is done, and the focus goes back."""
        pane = self.focused

        def answered(given: str | None) -> None:
            if pane is not None:
                self.set_focus(pane)
            if given is not None:
                with self._told():
                    done(given.strip())

        self.query_one(Prompt).ask(question, answer, answered, caret=caret, is_old=is_old, complete=complete)

    def action_note(self) -> None:
        """Write a note on the annotation under the caret; where there is none, on the article."""
        if self._article is None:
            return
        article_id = self._article.id  # the mouse may open another article before the answer comes
        current = self._here()

        def noted(note: str) -> None:
            if current is None:
                self._workspace.set_article_note(article_id, note)
            else:
                self._workspace.set_note(article_id, current.id, note)
            self._changed(say("note: {note}", note=note) if note else say("note removed"))

        if current is None:
            self._ask(say("note on the article"), self._workspace.work(article_id).note, noted)
        else:
            self._ask(say("note"), current.note, noted)

    def action_values(self) -> None:
        """Ask for the attributes of the annotation under the caret; those that its words propose are there already."""
        current = self._current()
        if self._article is None or current is None:
            return
        from tui.prompts.attributes import completions, first_gap, parsed, written

        label = self._workspace.labels.shown(current.label)
        names = [attribute.name for attribute in label.attributes]
        attributes = dict(current.attributes)
        if not attributes and "value" in names:
            attributes = dict(self._workspace.proposed_attributes(self._article.id, current.span))
        if not attributes:
            attributes = dict.fromkeys(names, "")
        article_id = self._article.id
        entities = self._workspace.entities() if ENTITY in names else ()

        def confirmed(line: str) -> None:
            confirmed_attributes = parsed(line, label)
            self._workspace.set_attributes(article_id, current.id, confirmed_attributes)
            self._changed(written(confirmed_attributes) or say("attributes removed"))

        line = written(attributes)
        self._ask(
            say("attributes"),
            line,
            confirmed,
            caret=first_gap(line),
            complete=lambda line: completions(line, label, {ENTITY: (*entities, current.quote)}),
        )

    def action_flag(self) -> None:
        """Turn on what the label's attributes say by yes or no, one after the other, and last turn all off."""
        current = self._current()
        if current is None:
            return
        label = self._workspace.labels.shown(current.label)
        flags = [attribute.name for attribute in label.attributes if attribute.type is AttributeType.FLAG]
        if not flags:
            self._tell(say("A {label} has no attribute of yes or no.", label=self._title(current.label)))
            return
        on = next((place for place, name in enumerate(flags) if current.attributes.get(name) is True), -1)
        self._set_flags(current, {name: place == on + 1 for place, name in enumerate(flags)})

    def action_unsure(self) -> None:
        """Mark the annotation under the caret as unsure, or where there is none the article; again takes it back."""
        current = self._here()
        if current is not None:
            self._set_flags(current, {UNSURE: current.attributes.get(UNSURE) is not True})
        elif self._article is not None:
            self._set_status(Status.UNSURE)

    def _set_flags(self, current: Annotation, flags: dict[str, bool]) -> None:
        """Set attributes that are on, and leave out those that are off; the others stay."""
        if self._article is None:
            return
        attributes = {name: value for name, value in current.attributes.items() if name not in flags}
        attributes |= {name: True for name, is_on in flags.items() if is_on}
        with self._told():
            self._workspace.set_attributes(self._article.id, current.id, attributes)
            names = ", ".join(title_of_attribute(name) for name, is_on in flags.items() if is_on)
            self._changed(names or say("not {names}", names=", ".join(map(title_of_attribute, flags))))

    def _set_status(self, status: Status) -> None:
        """Say how far the work on the article has come; the same again takes it back."""
        if self._article is None:
            return
        work = self._workspace.work(self._article.id)
        if status is Status.NOTHING_HERE and work.annotations:
            self._tell(say("There are annotations here; remove them first."))
            return
        if work.status is status:
            status = Status.IN_PROGRESS if work.annotations else Status.NEW
        with self._told():
            self._workspace.set_status(self._article.id, status)
            self._changed(say("the article is {status}", status=say(status)))

    def action_status(self, name: str) -> None:
        """Say that the article is done, or that there is nothing in it; the same again takes it back."""
        self._set_status(Status(name))
