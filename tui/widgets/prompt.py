"""A line to type into. It sets Arabic while it is typed; Textual's own input shows it unshaped, from left to right."""

import re
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.strip import Strip

from annotations.text.clusters import cluster_boundaries
from tui.language.catalogue import say, spoken
from tui.typesetting.bidi.direction import BaseDirection, paragraph_direction
from tui.typesetting.lines.paragraph import Cell, Paragraph
from tui.widgets.base.cached_widget import StyledWidget
from tui.widgets.base.segments import columns, row, segments, words

ENDLESS = 1 << 20
"""Columns for a line that is never to be broken."""
PART_END = re.compile("[;؛]")
"""The separators of an answer's parts."""
PART = re.compile(r"([^;؛:]*:\s*)?([^;؛]*)([;؛]\s*)?")
"""A part of a form: the name with its colon, the value, and the separator."""
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
        self._is_form = False
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
        is_form: bool = False,
        complete: Callable[[str], Sequence[str]] | None = None,
        changed: Callable[[str], None] | None = None,
    ) -> None:
        """Ask a question, with an answer to begin from, and take the focus. `done` is to give the focus back.

        `done` is called with the answer, or with None if the user leaves the prompt. `caret` is an offset into the
        answer, by default its end. If the answer `is_old`, what is typed replaces it, unless a key moves the caret
        first. An answer that `is_form` has parts of a name, a colon and a value. `complete` returns the answers to
        which Tab may complete one. `changed` is called with each new answer.
        """
        self._question, self._answer, self._done = question, answer, done
        self._caret = len(answer) if caret is None else caret
        self._is_old = is_old and bool(answer)
        self._is_form = is_form
        self._complete, self._changed = complete, changed
        self._offer()
        self.display = True
        self.screen.set_focus(self)
        self.refresh()

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys that work while something is typed, each with what it does."""
        keys = [("enter", say("keep")), ("escape", say("leave as it was"))]
        if self._is_form:
            keys.append(("tab", say("next value, or complete")))
        elif self._complete is not None:
            keys.append(("tab", say("complete")))
        return [*keys, ("ctrl+u", say("clear to the start"))]

    def render_line(self, y: int) -> Strip:
        """Draw the question and the part of the answer that the caret is in."""
        width, base = self.size.width, self.style_of()
        question = words(f"{self._question}: ", width // 2, self.style_of("prompt--question"))
        offer = words(f"Tab: {self._offers[0]}", width // 3, self.style_of("prompt--offer")) if self._offers else []
        room = max(1, width - columns(question) - columns(offer) - 2)
        plain = self.style_of("prompt--old") if self._is_old else base
        cells, place = self._set()
        canvas = [(cell, plain) for cell in cells]
        canvas[place] = (cells[place], self.style_of("prompt--caret"))
        # If the whole does not fit, the part that is shown ends at the caret.
        is_rtl = self._is_rtl
        start = min(place, max(0, len(canvas) - room)) if is_rtl else max(0, place + 1 - room)
        shown = segments(canvas[start : start + room])
        if spoken().is_mirrored:
            return row(width, base, left=offer, right=[*shown, *question])
        if is_rtl:
            return row(width, base, left=[*question, *offer], right=shown)
        return row(width, base, left=[*question, *shown], right=offer)

    def _set(self) -> tuple[list[Cell], int]:
        """Set the answer; return its visible cells, left to right, and the index of the one under the caret.

        The parts of a form stand in the order of the screen's language, each value by itself: it must not draw the
        name of the next value, or its own number, to another place.
        """
        pieces: list[list[Cell]] = []
        end = len(self._answer)
        for start, stop, direction in self._pieces():
            paragraph = Paragraph(self._answer[start:stop], start, base_direction=direction)
            cells = [cell for cell in paragraph.wrap(ENDLESS)[0].cells if cell.columns]
            if stop == end == self._caret:
                cells.insert(0 if paragraph.base_level else len(cells), BLANK._replace(start=end, end=end + 1))
            pieces.append(cells)
        cells = [cell for piece in (reversed(pieces) if self._is_rtl else pieces) for cell in piece]
        return cells, next(place for place, cell in enumerate(cells) if cell.start <= self._caret < cell.end)

    def _pieces(self) -> list[tuple[int, int, BaseDirection]]:
        """Return the pieces of the answer that are set each by itself, with their directions; at least one."""
        if not self._is_form:
            return [(0, len(self._answer), "auto")]
        own: BaseDirection = "rtl" if self._is_rtl else "ltr"
        pieces: list[tuple[int, int, BaseDirection]] = []
        for found in PART.finditer(self._answer):
            for group, direction in ((1, own), (2, "auto"), (3, own)):
                start, stop = found.span(group)
                if start < stop:
                    pieces.append((start, stop, direction))
        return pieces or [(0, 0, own)]

    @property
    def _is_rtl(self) -> bool:
        """True if the answer is read from the right: a form in the screen's language, another answer in its own."""
        return spoken().is_mirrored if self._is_form else paragraph_direction(self._answer) == "rtl"

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
        forward = "left" if self._is_rtl else "right"
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
