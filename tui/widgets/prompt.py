"""A line to type into. It sets Arabic while it is typed; Textual's own input shows it unshaped, from left to right."""

import re
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.strip import Strip

from annotations.text.clusters import cluster_boundaries
from tui.language.catalogue import spoken
from tui.typesetting.lines.paragraph import Cell, Paragraph
from tui.widgets.base.cached_widget import StyledWidget
from tui.widgets.base.segments import columns, row, segments, words

ENDLESS = 1 << 20
"""Columns for a line that is never to be broken."""
PART_END = re.compile("[;؛]")
"""The separators of an answer's parts."""
WORD = re.compile(r"[^\s;؛:]+")
BLANK = Cell(0, 0, " ", 0, 1, 0)


class Prompt(StyledWidget, can_focus=True):
    """One row with a question and the answer that is typed behind it. Hidden until `ask` is called."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"prompt--question", "prompt--caret", "prompt--offer", "prompt--old"}
    DEFAULT_CSS = """
    Prompt {
        display: none;
        height: 1;
        background: $panel;
        &> .prompt--question { color: $accent; text-style: bold; }
        &> .prompt--caret { background: $accent; color: $background; }
        &> .prompt--offer { color: $quiet; }
        &> .prompt--old { background: $label-1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._question = ""
        self._answer = ""
        self._caret = 0
        self._is_old = False
        """Whether the answer is an earlier one that the next typed character replaces."""
        self._done: Callable[[str | None], None] = lambda _: None
        self._complete: Callable[[str], Sequence[str]] | None = None
        self._changed: Callable[[str], None] | None = None
        self._offers: Sequence[str] = ()
        """The answers with which Tab replaces what is typed, the next one first."""

    def ask(
        self,
        question: str,
        answer: str,
        done: Callable[[str | None], None],
        *,
        caret: int | None = None,
        is_old: bool = False,
        complete: Callable[[str], Sequence[str]] | None = None,
        changed: Callable[[str], None] | None = None,
    ) -> None:
        """Ask a question, with an answer to begin from, and take the focus. `done` is to give the focus back.

        `done` is called with the answer, or with None if the user leaves the prompt. `caret` is an offset into the
        answer, by default its end. If the answer `is_old`, what is typed replaces it, unless a key moves the caret
        first. `complete` returns the answers to which Tab may complete one. `changed` is called with each new answer.
        """
        self._question, self._answer, self._done = question, answer, done
        self._caret = len(answer) if caret is None else caret
        self._is_old = is_old and bool(answer)
        self._complete, self._changed = complete, changed
        self._offer()
        self.display = True
        self.screen.set_focus(self)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the question and the part of the answer that the caret is in."""
        width, base = self.size.width, self.style_of()
        question = words(f"{self._question}: ", width // 2, self.style_of("prompt--question"))
        offer = words(f"Tab: {self._offers[0]}", width // 3, self.style_of("prompt--offer")) if self._offers else []
        room = max(1, width - columns(question) - columns(offer) - 2)
        paragraph = Paragraph(self._answer, fallback="ltr")
        line = paragraph.wrap(ENDLESS)[0]
        plain = self.style_of("prompt--old") if self._is_old else base
        canvas = [(cell, plain) for cell in line.cells if cell.columns]
        place = next((i for i, (cell, _) in enumerate(canvas) if cell.start <= self._caret < cell.end), None)
        if place is None:
            place = 0 if line.base_level else len(canvas)
            canvas.insert(place, (BLANK, base))
        canvas[place] = (canvas[place][0], self.style_of("prompt--caret"))
        # If the whole does not fit, the part that is shown ends at the caret.
        start = min(place, max(0, len(canvas) - room)) if line.base_level else max(0, place + 1 - room)
        shown = segments(canvas[start : start + room])
        if spoken().is_mirrored:
            return row(width, base, left=offer, right=[*shown, *question])
        if line.base_level:
            return row(width, base, left=[*question, *offer], right=shown)
        return row(width, base, left=[*question, *shown], right=offer)

    def take_key(self, event: events.Key) -> bool:
        """Edit the answer. Every key is the prompt's own except those that go up and down."""
        if event.key in {"up", "down", "pageup", "pagedown"}:
            return False
        was_old, self._is_old = self._is_old, False
        if was_old and (event.is_printable or event.key in {"backspace", "delete"}):
            self._replace(0, len(self._answer), "")
        boundaries = cluster_boundaries(self._answer)
        before = max((each for each in boundaries if each < self._caret), default=0)
        after = min((each for each in boundaries if each > self._caret), default=len(self._answer))
        match event.key:
            case "enter":
                self._leave(self._answer)
            case "escape" | "ctrl+c":
                self._leave(None)
            case "backspace":
                self._replace(before, self._caret, "")
            case "delete":
                self._replace(self._caret, after, "")
            case "ctrl+u":
                self._replace(0, self._caret, "")
            case "tab":
                self._take_offer()
            case _ if event.is_printable:
                self._replace(self._caret, self._caret, event.character or "")
            case _:
                self._caret = self._moved(event.key, before, after)
        self.refresh()
        return True

    def _moved(self, key: str, before: int, after: int) -> int:
        """Return the caret after a key. `before` and `after` are the places beside it."""
        forward = "left" if Paragraph(self._answer, fallback="ltr").base_level else "right"
        match key:
            case "left" | "right":
                return after if key == forward else before
            case "ctrl+left" | "ctrl+right":
                return self._word_end(1 if key == f"ctrl+{forward}" else -1)
            case "home" | "ctrl+a":
                return 0
            case "end" | "ctrl+e":
                return len(self._answer)
        return self._caret

    def on_paste(self, event: events.Paste) -> None:
        """Insert a pasted text, its lines joined."""
        event.stop()
        start = 0 if self._is_old else self._caret
        self._is_old = False
        self._replace(start, self._caret, " ".join(event.text.split()))
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
        """Take the offer that is shown, the next one when called again. Without one go to the next part's end."""
        if self._offers:
            first, *others = self._offers
            before, self._answer, self._caret = self._answer, first, len(first)
            self._offers = [*others, *([] if before in others else [before])]
        else:
            ends = [*(found.start() for found in PART_END.finditer(self._answer)), len(self._answer)]
            self._caret = next((each for each in ends if each > self._caret), ends[0])

    def _word_end(self, step: int) -> int:
        """Return the end of the next word, or with -1 the start of the previous one."""
        edges = [found.span() for found in WORD.finditer(self._answer)]
        if step > 0:
            return next((end for _, end in edges if end > self._caret), len(self._answer))
        return next((start for start, _ in reversed(edges) if start < self._caret), 0)

    def _leave(self, answer: str | None) -> None:
        self.display = False
        self._done(answer)
