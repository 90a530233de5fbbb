"""The open article: text, annotations, caret and selection, moved by keys and mouse.

The widget holds the state and passes it on. A `TextView` draws it; `keys` and a `Mouse` find the next caret.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.strip import Strip
from textual.timer import Timer

from annotations.model.annotation import Annotation, AnnotationSet
from annotations.model.article import Article, SectionKind
from annotations.model.label import LabelSet
from annotations.text.span import Span
from tui.keys.actions import Scope
from tui.keys.bindings import bindings
from tui.keys.layouts import latin
from tui.language.catalogue import say
from tui.typesetting.page import motion
from tui.typesetting.page.viewport import CONTEXT_ROWS
from tui.widgets.article import keys
from tui.widgets.article.annotations import ArticleAnnotations
from tui.widgets.article.caret import Caret, Extent
from tui.widgets.article.mouse import Mouse
from tui.widgets.article.painter import Overlay
from tui.widgets.article.place import progress, with_related, with_selection
from tui.widgets.article.styles import COMPONENTS, CSS
from tui.widgets.article.text_view import TextView
from tui.widgets.base.cached_widget import StyledWidget

if TYPE_CHECKING:
    from tui.typesetting.page.hints import Hints

WHEEL_ROWS = 3
DRAG_SECONDS = 0.05
"""Seconds between two rows by which a drag beyond the view's edge scrolls."""


class ArticleView(StyledWidget, can_focus=True):
    """Shows an article and its annotations. What changes annotations is the screen's to do."""

    BINDINGS = bindings(Scope.TEXT)
    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS
    DEFAULT_CSS = CSS

    def __init__(
        self,
        labels: LabelSet,
        *,
        on_move: Callable[[], None],
        id: str,  # noqa: A002 - Textual's own name
    ) -> None:
        """Take the project's labels and a function to call when `caret`, `current` or `place` may have changed.

        It is called at once: after a message it would change other widgets a frame later than the caret.
        """
        super().__init__(id=id)
        self._on_move = on_move
        self._labels = labels
        self._caret = Caret()
        self._annotations = ArticleAnnotations("", AnnotationSet(article_id="", annotator=""))
        self._text_view = TextView(self, labels)
        self._mouse = Mouse(self._text_view)
        self._drag_timer: Timer | None = None
        self._hints: Hints | None = None
        self._missed: tuple[Caret, str] | None = None
        """The caret at which a key found nothing, and the notice about that. It holds until the caret is elsewhere."""

    # What is shown

    def show(self, article: Article, work: AnnotationSet, *, caret: int | None) -> None:
        """Show an article with its annotations, the caret at an offset; by default at the headline."""
        self._annotations = ArticleAnnotations(article.text, work)
        self._text_view.open(article)
        if caret is None:
            caret = next((each.start for each in article.sections or () if each.kind == SectionKind.HEADLINE), 0)
        self._caret = keys.move_to(self._text_view.page, caret)
        self._look_at_caret(self.size.height // 3)
        self._on_move()

    def clear(self) -> None:
        """Show nothing."""
        self._text_view.clear()

    def show_work(self, work: AnnotationSet, *, made: Annotation | None = None) -> None:
        """Show the annotations as they are now. Keys then act on the one just `made`, until the caret moves."""
        before = self._text_view.overlay
        changed = self._annotations.exchange(work, self._caret.offset)
        if made is not None:
            self._annotations.choose(made, self._caret.offset)
        after = self._lay_over()
        self._text_view.redraw_extents(_extents((*changed, *before.pointed_at, *after.pointed_at)))
        self._text_view.redraw_edges()
        self._on_move()

    def action_furniture(self) -> None:
        """Show the article's furniture, or fold it. The caret's row stays where it is."""
        if self._text_view.article is not None:
            row = self.caret_row
            self._text_view.toggle_furniture()
            self._caret = self._caret._replace(offset=self._text_view.settled(self._caret.offset))
            self._look_at_caret(row)
            self._on_move()

    def on_resize(self) -> None:
        """Set the article for the new size. The caret's row stays where it is, if it is still in view."""
        if self._text_view.article is not None:
            row = self.caret_row
            self._text_view.fit()
            self._look_at_caret(max(0, row))
            self._text_view.viewport.scroll_to(self._caret.offset)

    def _look_at_caret(self, row: int) -> None:
        """Redraw all with the caret's row `row` rows below the top."""
        self._text_view.look_at(self._caret.offset, row)
        self._lay_over()

    def _lay_over(self) -> Overlay:
        """Lay caret, selection, hints and annotations over the text as they are now."""
        hints = self._hints.letters() if self._hints else {}
        self._text_view.overlay = Overlay.of(self._annotations, self._caret, self._text_view.page, hints)
        return self._text_view.overlay

    def redraw(self) -> None:
        """Redraw all rows."""
        self._lay_over()
        self._text_view.redraw()

    def render_line(self, y: int) -> Strip:
        """Draw row `y` of the widget."""
        return self.draw_lines(range(y, y + 1))[0]

    def draw_lines(self, lines: range) -> list[Strip]:
        """Draw some rows of the widget."""
        return self._text_view.draw_lines(lines)

    def notify_style_update(self) -> None:
        """Draw with the new styles when the theme changes."""
        super().notify_style_update()
        self._text_view.drop_styles()

    def on_focus(self) -> None:
        """Show the caret as the one that keys move."""
        self.redraw()

    def on_blur(self) -> None:
        """Show the caret as one that keys do not move."""
        self.redraw()

    # Where the caret is

    @property
    def caret(self) -> int:
        """The offset at which the cell under the caret starts."""
        return self._caret.offset

    @property
    def caret_row(self) -> int:
        """How many rows below the top of the view the caret's row is."""
        return self._text_view.viewport.row_of(self._caret.offset)

    @property
    def current(self) -> Annotation | None:
        """The annotation that keys act on."""
        return None if self._text_view.article is None else self._text_view.overlay.current

    @property
    def selection(self) -> Span | None:
        """What is selected, without invisible characters at its edges."""
        article = self._text_view.article
        return None if article is None else keys.selection(article.text, self._caret)

    def target(self) -> Span | None:
        """Return what a label would be put on: the selection, else the word at the caret."""
        article = self._text_view.article
        return (
            None
            if article is None
            else self.selection or keys.word(article.text, self._caret, self._text_view.page.borders)
        )

    @property
    def place(self) -> str:
        """How far into the article the caret is; before that what is selected, or related and out of view.

        Right after a key that found nothing, its notice stands there.
        """
        text = self._text_view.page.text
        place = progress(text, self._caret.offset)
        if self._hints is not None:
            return say("type the letters of a word")
        if self._missed is not None and self._missed[0][:2] == self._caret[:2]:
            return f"{self._missed[1]} · {place}"
        selection = self.selection
        if selection is not None:
            return with_selection(text, selection, place, self._text_view.page.borders)
        return with_related(self._labels, self._text_view.out_of_view(), place)

    # Moving the caret

    def _place(self, caret: Caret, *, is_steady: bool = False, on: Annotation | None = None) -> None:
        """Put the caret and the selection somewhere, and redraw what that changes.

        With `is_steady` it scrolls only to a caret that is out of view. Keys then act on the annotation `on`.
        """
        if on is not None or caret.offset != self._caret.offset:
            self._annotations.choose(on, caret.offset)
        changed = caret.changed_since(self._caret)
        before, self._caret = self._text_view.overlay, caret
        after = self._lay_over()
        if (before.current, before.related) != (after.current, after.related):
            changed += _extents((*before.pointed_at, *after.pointed_at))
            self._text_view.redraw_edges()
        self._text_view.scroll_to(caret.offset, is_steady=is_steady)
        self._text_view.redraw_extents(changed)
        self._on_move()

    def _place_or_miss(self, caret: Caret | None, missed: str) -> None:
        """Put the caret somewhere. If a key found nothing, show that: the user would tag what is selected already."""
        if caret is not None:
            self._place(caret)
        else:
            self._missed = self._caret, missed
            self._on_move()

    def go_to(self, offset: int, *, on: Annotation | None = None) -> None:
        """Put the caret at an offset and drop the selection. Keys then act on the annotation `on`."""
        if self._text_view.article is not None:
            self._place(keys.move_to(self._text_view.page, offset), on=on)

    def go_to_annotation(self, annotation: Annotation, direction: int = motion.FORWARD) -> None:
        """Put the caret where an annotation starts. Keys act on it, even if others start there too."""
        if self._text_view.article is not None:
            self._place(keys.move_to(self._text_view.page, annotation.span.start, direction), on=annotation)

    def select(self, start: int, end: int, *, on: Annotation | None = None) -> None:
        """Select a range, the caret at its end. Keys then act on the annotation `on`."""
        self._place(keys.select(self._text_view.page, start, end), on=on)

    def drop_selection(self) -> bool:
        """Drop the selection. Return False if there was none."""
        had = self._caret.anchor is not None
        self._place(self._caret.dropped())
        return had

    # Keys

    def take_key(self, event: events.Key) -> bool:
        """Take the letters of a hint."""
        if self._hints is None:
            return False
        self._type_hint(latin(event.character or ""), self._hints)
        return True

    def action_move(self, where: str) -> None:
        """Move the caret and drop the selection."""
        self._move(where, is_selecting=False)

    def action_select(self, where: str) -> None:
        """Move the caret and with it one end of the selection."""
        self._move(where, is_selecting=True)

    def _move(self, where: str, *, is_selecting: bool) -> None:
        rows = max(1, self.size.height - CONTEXT_ROWS)
        self._place(keys.move(self._text_view.page, self._caret, where, page_rows=rows, is_selecting=is_selecting))

    def action_sentence(self, step: int) -> None:
        """Go to the start of the next or the previous sentence."""
        caret = keys.move_by_sentence(self._text_view.page, self._caret, step)
        if caret is not None:
            self._place(caret)

    def action_annotation(self, step: int) -> None:
        """Go to the next or the previous annotation, one after the other where several start."""
        annotation = self._annotations.following(self._caret.offset, step)
        if annotation is None:
            self._place_or_miss(None, say("no annotation"))
        else:
            self.go_to_annotation(annotation, step)

    def action_words(self, count: int) -> None:
        """Select a number of words from the caret on, or extend the selection by them."""
        caret = keys.select_words(self._text_view.page, self._caret, count)
        self._place_or_miss(caret, say("nothing to select"))

    def action_select_unit(self, unit: str) -> None:
        """Select a unit of the text, or extend the selection to its end."""
        caret = keys.select_unit(self._text_view.page, self._caret, unit)
        self._place_or_miss(caret, say("nothing to select"))

    def action_other_end(self) -> None:
        """Make the other end of the selection the one that moves."""
        if self._caret.anchor is not None:
            self._place(self._caret.turned())

    def action_jump(self) -> None:
        """Put a hint on every word in view. The next two keys are its letters."""
        if self._text_view.article is not None:
            from tui.typesetting.page.hints import Hints  # the start need not wait for it

            lines = [row.line for row in self._text_view.viewport.rows if row.line is not None]
            hints = Hints(self._text_view.page.text, lines, self._caret.offset, self._text_view.page.borders)
            if hints.targets:
                self._show_hints(hints)
            else:
                self._place_or_miss(None, say("no word in view"))

    def _type_hint(self, letter: str, hints: "Hints") -> None:
        """Take a letter of a hint. Small letters go to its word, capitals select up to its end."""
        word = hints.type(letter.lower()) if letter.lower() in hints.keys else None
        if word is not None:
            self._place(keys.move_to_word(self._text_view.page, self._caret, word, is_selecting=letter.isupper()))
        self._show_hints(hints if letter.lower() in hints.keys and word is None else None)

    def _show_hints(self, hints: "Hints | None") -> None:
        self._hints = hints
        self.redraw()
        self._on_move()

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is and begin to select, or go to the annotation that is pointed at.

        With Shift the selection goes on. In the scroll bar another part of the article is shown.
        """
        where = event.get_content_offset_capture(self)
        if self._text_view.article is None or event.button != 1:
            return
        if self._hints is not None:
            self._show_hints(None)
        annotation = self._text_view.annotation_at(where)
        if annotation is not None:
            self.go_to_annotation(annotation)
        elif self._text_view.is_bar(where):
            if self._text_view.look_at_part(where.y):
                self._on_move()
        else:
            self.capture_mouse()
            self._drag_timer = self._drag_timer or self.set_interval(DRAG_SECONDS, self._scroll_on)
            self._place_by_mouse(self._mouse.press(where, self._caret, is_extending=event.shift))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while a button is held."""
        self._place_by_mouse(self._mouse.drag(event.get_content_offset_capture(self), self._caret))

    def on_mouse_up(self) -> None:
        """End selecting."""
        self.release_mouse()
        self._mouse.release()
        if self._drag_timer is not None:
            self._drag_timer.stop()
            self._drag_timer = None

    def on_click(self, event: events.Click) -> None:
        """Select the word at the second click, the sentence at the third. Unfold the furniture that is clicked."""
        where = event.get_content_offset(self)
        if where is None or self._text_view.article is None or event.button != 1:
            return
        if self._text_view.is_bar(where) or self._text_view.annotation_at(where) is not None:
            return
        if self._text_view.row_at(where.y).is_fold:
            self.action_furniture()
        elif event.chain > 1:
            self._place_by_mouse(self._mouse.click(where, event.chain))

    def _place_by_mouse(self, caret: Caret | None) -> None:
        if caret is not None:
            self._place(caret, is_steady=True)

    def on_mouse_scroll_up(self) -> None:
        """Scroll by the wheel. The caret stays in the text."""
        self._scroll(-WHEEL_ROWS)

    def on_mouse_scroll_down(self) -> None:
        """Scroll by the wheel. The caret stays in the text."""
        self._scroll(WHEEL_ROWS)

    def _scroll(self, rows: int) -> None:
        if self._text_view.article is not None and self._text_view.scroll(rows):
            self._on_move()  # something related may have come into view

    def _scroll_on(self) -> None:
        """Scroll on, and select, while a drag is held beyond the view's upper or lower edge."""
        rows = self._mouse.rows_beyond(self.size.height)
        if rows:
            self._scroll(rows)
            self._place_by_mouse(self._mouse.drag_on(self._caret))


def _extents(annotations: Iterable[Annotation]) -> list[Extent]:
    """Return the part of the text from each annotation's start to its end."""
    return [(span.start, span.end) for span in (each.span for each in annotations)]
