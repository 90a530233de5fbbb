"""What the keys do to annotations: each asks the workspace at once, and shows what it answers.

What only some keys need is imported when they are pressed: the first paint waits for everything that is imported here.
"""

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from textual.screen import Screen

from annotations.errors import NewsreaderError
from annotations.model.annotation import Annotation, AnnotationSet
from annotations.model.article import Article
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tui.language.catalogue import explain, say, title_of
from tui.widgets.article.article_view import ArticleView
from tui.widgets.bars import StatusLine
from tui.widgets.lists.annotation_panel import AnnotationPanel
from tui.widgets.lists.article_list import ArticleList


class Annotating(Screen[None]):
    """The part of the reading screen that changes annotations."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._article: Article | None = None
        self._last_label = ""
        self._last_made = ""
        """Id of the annotation that was made last."""
        self._taken_up: tuple[Annotation, Span] | None = None
        """The annotation that is being changed, and which of its fragments."""
        self._related: tuple[str, str, int] | None = None
        """What `r` did last: the annotation's id, the relation's, and which candidate it was."""

    @property
    def _text(self) -> ArticleView:
        return self.query_one("#text", ArticleView)

    @property
    def _panel(self) -> AnnotationPanel:
        return self.query_one("#annotations", AnnotationPanel)

    def _here(self) -> Annotation | None:
        """The annotation under the caret, or the one that the panel's cursor is on, if there is one.

        None from the list of articles: whoever is there may not even see the text.
        """
        if self._article is None or self._is_in_list:
            return None
        return self._panel.annotation() if self.focused is self._panel else self._text.current

    @property
    def _is_in_list(self) -> bool:
        return isinstance(self.focused, ArticleList)

    @abstractmethod
    def open_article(self, article_id: str) -> None:
        """Open an article by its id."""

    @abstractmethod
    def show_article(self, article_id: str) -> None:
        """Draw an article of the list anew."""

    @abstractmethod
    def enter_text(self) -> None:
        """Give the text the focus."""

    @abstractmethod
    def _changed(self, what: str, *, way_back: bool = True) -> None:
        """Show what the workspace now holds; it is on disk."""

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell an error of the workspace; nothing has changed then."""
        try:
            yield
        except NewsreaderError as error:
            self._tell(explain(str(error)))

    def _tell(self, notice: str) -> None:
        self.query_one(StatusLine).show(notice)

    def _title(self, label: str) -> str:
        """What the screen calls a label."""
        return title_of(self._workspace.labels.shown(label))

    def _current(self) -> Annotation | None:
        """As `_here`, but tells when there is none."""
        current = self._here()
        if current is None:
            self._tell(say("There is no annotation under the caret."))
        return current

    def action_annotate(self, label: str) -> None:
        """Tag the selection, or the word at the caret; an annotation under the caret is relabelled."""
        if self._article is None:
            return
        if self._is_in_list:
            self._tell(say("Enter opens the article; there the key tags."))
            return
        self._last_label = label
        text, current = self._text, self._text.current
        with self._told():
            if current is not None and text.selection is None:
                if current.label != label:
                    self._workspace.relabel(self._article.id, current.id, label)
                    self._changed(
                        say("{before} is now {after}", before=self._title(current.label), after=self._title(label))
                    )
                return
            span = text.target()
            if span is None:
                self._tell(say("There is no word at the caret."))
                return
            annotation = self._workspace.annotate(self._article.id, label, (span,))
            self._last_made = annotation.id
            text.drop_selection()
            self._changed(f"{self._title(label)}: {annotation.quote}")

    def action_propose(self, step: int) -> None:
        """Select what is likely to be tagged next, or before."""
        if self._article is None:
            return
        text = self._text
        span = self._workspace.suggest(self._article.id, step, text.caret, text.selection)
        if span is None:
            self._tell(say("Nothing more is proposed here."))
        else:
            text.select(span.start, span.end)

    def action_repeat(self) -> None:
        """Tag with the label that was used last."""
        if self._last_label:
            self.action_annotate(self._last_label)
        else:
            self._tell(say("No label has been used yet."))

    def action_copy(self) -> None:
        """Copy the selection, or the annotation under the caret, as text in logical order."""
        current = self._here()
        span = None if self._is_in_list else self._text.selection or (current.span if current else None)
        if self._article is None or span is None:
            self._tell(say("Nothing is selected."))
            return
        self.app.copy_to_clipboard(span.of(self._article.text))
        self._tell(say("copied"))

    def action_remove(self) -> None:
        """Remove the annotation under the caret, or the one that the panel's cursor is on."""
        current = self._current()
        if self._article is None or current is None:
            return
        with self._told():
            self._workspace.remove(self._article.id, current.id)
            self._changed(say("{label} removed: {quote}", label=self._title(current.label), quote=current.quote))

    def action_add_fragment(self) -> None:
        """Add the selection to the annotation that was made last, as a further fragment."""
        span = self._text.target()
        if self._article is None or span is None or not self._last_made:
            self._tell(say("Make an annotation first, then select what belongs to it."))
            return
        with self._told():
            annotation = self._workspace.add_fragment(self._article.id, self._last_made, span)
            self._text.drop_selection()
            self._changed(f"{self._title(annotation.label)}: {annotation.quote}")

    def action_take_up(self) -> None:
        """Take the span of the annotation under the caret up for changing; again: keep what is selected now."""
        if self._article is None:
            return
        if self._taken_up is None:
            current = self._current()
            if current is not None:
                caret = self._text.caret
                fragment = next((each for each in current.fragments if caret in each), current.fragments[0])
                self._taken_up = current, fragment
                self._text.select(fragment.start, fragment.end)
                self._tell(
                    say("Shift moves the end, o takes the other one; Enter keeps the span, Esc leaves it as it was")
                )
            return
        (before, fragment), self._taken_up = self._taken_up, None
        selection = self._text.selection
        if selection is None:
            self._tell(say("Nothing was changed."))
            return
        with self._told():
            fragments = sorted([*(each for each in before.fragments if each != fragment), selection])
            annotation = self._workspace.set_fragments(self._article.id, before.id, fragments)
            self._changed(f"{self._title(annotation.label)}: {annotation.quote}")
            self._text.go_to(selection.start)

    def _forget_what_is_gone(self, work: AnnotationSet) -> None:
        """Let no later key act on an annotation that is not, or no longer, in the work that is shown."""
        ids = {annotation.id for annotation in work.annotations}
        if self._last_made not in ids:
            self._last_made = ""
        if self._taken_up is not None and self._taken_up[0].id not in ids:
            self._taken_up = None
        self._related = None

    def drop_taken_up(self) -> bool:
        """Leave the annotation that was taken up as it was, the caret on it; whether there was one."""
        taken_up, self._taken_up = self._taken_up, None
        if taken_up is None:
            return False
        self._text.go_to(taken_up[1].start)
        self._tell(say("Nothing was changed."))
        return True

    def action_relate(self) -> None:
        """Relate the annotation under the caret to the nearest that fits, as a claim to its speaker.

        The same again takes the next nearest instead.
        """
        current = self._current()
        if self._article is None or current is None:
            return
        candidates = self._candidates(current)
        if not candidates:
            self._tell(
                say(
                    "There is nothing that this {label} could be related to: {quote}",
                    label=self._title(current.label),
                    quote=current.quote,
                )
            )
            return
        with self._told():
            again = self._related is not None and self._related[0] == current.id
            place = 0
            if self._related is not None and again:
                self._workspace.unrelate(self._article.id, self._related[1])
                place = (self._related[2] + 1) % len(candidates)
            kind, source, target = candidates[place]
            relation = self._workspace.relate(self._article.id, kind, source.id, target.id)
            title = title_of(self._workspace.labels.shown_relation(kind))
            other = target.quote if source is current else source.quote
            self._changed(say("{relation}: {quote} · r takes the next", relation=title, quote=other))
            self._related = (current.id, relation.id, place)

    def _candidates(self, current: Annotation) -> list[tuple[str, Annotation, Annotation]]:
        """The relations that an annotation could have, as type, source and target: by type, the nearest first.

        Those that it has are left out, but for the one that the last `r` made and the next one is to replace.
        """
        if self._article is None:
            return []
        found = []
        work = self._workspace.work(self._article.id)
        replaced = self._related[1] if self._related is not None and self._related[0] == current.id else ""
        has = {(each.type, each.source, each.target) for each in work.relations if each.id != replaced}
        for place, kind in enumerate(self._workspace.labels.relations):
            for other in work.annotations:
                if other.id == current.id:
                    continue
                if kind.joins(current.label, other.label):
                    found.append((place, _gap(current.span, other.span), (kind.name, current, other)))
                elif kind.joins(other.label, current.label):
                    found.append((place, _gap(current.span, other.span), (kind.name, other, current)))
        found.sort(key=lambda each: each[:2])
        return [
            (kind, source, target) for _, _, (kind, source, target) in found if (kind, source.id, target.id) not in has
        ]


def _gap(span: Span, other: Span) -> int:
    """Code points between two spans; negative where they overlap, the less the smaller the other one is."""
    if span.overlaps(other):
        return (other.end - other.start) - (1 << 30)
    return max(other.start - span.end, span.start - other.end)
