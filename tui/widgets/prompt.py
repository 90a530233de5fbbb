"""A line to type into that sets Arabic while it is typed: Textual's own input shows it unshaped, from left to right."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.strip import Strip

from tui.catalogue import spoken
from tui.typesetting.clusters import cluster_boundaries
from tui.typesetting.paragraph import Cell, Paragraph
from tui.widgets.strips import columns, row, segments, words
from tui.widgets.styled import StyledWidget

ENDLESS = 1 << 20
"""Columns of a line that is never broken."""
BLANK = Cell(0, 0, " ", 0, 1, 0)


class Prompt(StyledWidget, can_focus=True):
    """One row: a question, and the answer that is typed behind it. Hidden until something is asked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"prompt--question", "prompt--caret", "prompt--offer"}
    DEFAULT_CSS = """
    Prompt {
        display: none;
        height: 1;
        background: $panel;
        &> .prompt--question { color: $accent; text-style: bold; }
        &> .prompt--caret { background: $accent; color: $background; }
        &> .prompt--offer { color: $quiet; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._question = ""
        self._answer = ""
        self._caret = 0
        self._done: Callable[[str | None], None] = lambda _: None
        self._complete: Callable[[str], Sequence[str]] | None = None
        self._changed: Callable[[str], None] | None = None
        self._offers: Sequence[str] = ()
        """The answers that Tab puts in place of what is typed, the next one first."""

    def ask(
        self,
        question: str,
        answer: str,
        done: Callable[[str | None], None],
        *,
        complete: Callable[[str], Sequence[str]] | None = None,
        changed: Callable[[str], None] | None = None,
    ) -> None:
        """Ask a question, with an answer to begin from; `done` gets what was typed, None when it was left.

        `complete` says to which answers Tab may complete one; `changed` gets the answer whenever it has changed. Takes
        the focus; to whom it goes back is for `done`.
        """
        self._question, self._answer, self._caret, self._done = question, answer, len(answer), done
        self._complete, self._changed = complete, changed
        self._offer()
        self.display = True
        self.focus()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the question and the part of the answer that the caret is in."""
        width, base = self.size.width, self.style_of()
        question = words(f"{self._question}: ", width // 2, self.style_of("prompt--question"))
        offer = words(f"Tab: {self._offers[0]}", width // 3, self.style_of("prompt--offer")) if self._offers else []
        room = max(1, width - columns(question) - columns(offer) - 2)
        paragraph = Paragraph(self._answer, fallback="ltr")
        line = paragraph.wrap(ENDLESS)[0]
        canvas = [(cell, base) for cell in line.cells if cell.columns]
        place = next((i for i, (cell, _) in enumerate(canvas) if cell.start <= self._caret < cell.end), None)
        if place is None:
            place = 0 if line.base_level else len(canvas)
            canvas.insert(place, (BLANK, base))
        canvas[place] = (canvas[place][0], self.style_of("prompt--caret"))
        # The part of the row that is shown ends at the caret where the whole does not fit.
        if line.base_level:
            start = min(place, max(0, len(canvas) - room))
            shown = canvas[start : start + room]
            if spoken().is_mirrored:
                return row(width, base, left=offer, right=[*segments(shown), *question])
            return row(width, base, left=[*question, *offer], right=segments(shown))
        start = max(0, place + 1 - room)
        shown = canvas[start : start + room]
        if spoken().is_mirrored:
            return row(width, base, left=offer, right=[*segments(shown), *question])
        return row(width, base, left=[*question, *segments(shown)], right=offer)

    def on_key(self, event: events.Key) -> None:
        """Edit the answer; every key is the prompt's own but those that go up and down."""
        if event.key in {"up", "down", "pageup", "pagedown"}:
            return
        event.stop()
        event.prevent_default()
        boundaries = cluster_boundaries(self._answer)
        before = max((each for each in boundaries if each < self._caret), default=0)
        after = min((each for each in boundaries if each > self._caret), default=len(self._answer))
        is_rtl = bool(Paragraph(self._answer, fallback="ltr").base_level)
        match event.key:
            case "enter":
                self._leave(self._answer)
            case "escape" | "ctrl+c":
                self._leave(None)
            case "left" | "right":
                self._caret = after if (event.key == "left") == is_rtl else before
            case "home" | "ctrl+a":
                self._caret = 0
            case "end" | "ctrl+e":
                self._caret = len(self._answer)
            case "backspace":
                self._replace(before, self._caret, "")
            case "delete":
                self._replace(self._caret, after, "")
            case "ctrl+u":
                self._replace(0, self._caret, "")
            case "tab":
                self._take_offer()
            case _ if event.character is not None and event.character.isprintable():
                self._replace(self._caret, self._caret, event.character)
        self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted text in, its lines joined."""
        event.stop()
        self._replace(self._caret, self._caret, " ".join(event.text.split()))
        self.refresh()

    def _replace(self, start: int, end: int, text: str) -> None:
        self._answer = self._answer[:start] + text + self._answer[end:]
        self._caret = start + len(text)
        self._offer()
        if self._changed is not None:
            self._changed(self._answer)

    def _offer(self) -> None:
        self._offers = self._complete(self._answer) if self._complete is not None else ()

    def _take_offer(self) -> None:
        """Take the offer that is shown; the same again takes the next one."""
        if self._offers:
            first, *others = self._offers
            before, self._answer, self._caret = self._answer, first, len(first)
            self._offers = [*others, *([] if before in others else [before])]

    def _leave(self, answer: str | None) -> None:
        self.display = False
        self._done(answer)
