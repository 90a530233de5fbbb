"""A shadow of the screen, for terminals that need whole rows, while Textual writes parts of rows.

It understands what Textual's compositor writes: cursor positions, SGR and text. Everything else is sent unchanged.
"""

import re
from typing import Final

from rich.cells import get_character_cell_size

from tui.terminal.rewriting import RTL, GridCell, Rewrite, Row
from tui.typesetting.shaping.glyphs import PLAIN

_TOKEN: Final = re.compile(
    r"\x1b\[(?P<style>[\d;]*)m|\x1b\[(?P<row>\d*)(?:;(?P<column>\d*))?H|(?P<clear>\x1b\[\?1049h|\x1b\[2J)"
    r"|(?P<text>[^\x00-\x1f\x7f]+)|(?P<line_end>\r?\n)"
    r"|(?P<other>\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|[\x00-\x1f\x7f])"
)
_ONE_COLUMN_EACH: Final = re.compile(f"[{PLAIN} -~\u2500-\u25a0\ufffd]*")
_BLANK: Final = GridCell(" ", "")
_JOINED_GAP: Final = 4
"""Unchanged columns between two changes that are sent again, at most: a cursor position would be longer."""


class Grid:
    """The screen as Textual means it, and as it was sent to the terminal."""

    def __init__(self, rewrite: Rewrite) -> None:
        self._rewrite = rewrite
        self._size = (0, 0)
        self._meant: list[Row] = []
        self._sent: list[Row] = []
        self._row = self._column = 0
        self._style = ""

    def write(self, written: str, size: tuple[int, int]) -> str:
        """Return what to send instead of what Textual writes; `size` is the terminal's columns and rows."""
        if size != self._size:
            self._size = size
            self._clear()
            self._sent = [[] for _ in range(size[1])]  # after a resize the content of the terminal is unknown
        passed: list[str] = []
        changed: set[int] = set()
        moved = False
        for token in _TOKEN.finditer(written):
            kind = token.lastgroup
            if kind == "text":
                self._put(token[0])
                changed.add(self._row)
            elif kind == "style":
                self._set_style(token["style"])
            elif kind in {"row", "column"}:
                self._row, self._column = int(token["row"] or 1) - 1, int(token["column"] or 1) - 1
                moved = True
            elif kind == "line_end":
                self._row, self._column = self._row + 1, 0
            else:
                if kind == "clear":
                    self._clear()
                # Keep the order: the end of a synchronized update, for one, belongs behind the rows.
                if changed:
                    passed.extend(self._repaint(changed))
                    changed.clear()
                passed.append(token[0])
        passed.extend(self._repaint(changed))
        if moved:
            passed.append(f"\x1b[{self._row + 1};{self._column + 1}H")
        return "".join(passed)

    def _clear(self) -> None:
        columns, rows = self._size
        self._meant = [[_BLANK] * columns for _ in range(rows)]
        self._sent = [[_BLANK] * columns for _ in range(rows)]

    def _set_style(self, parameters: str) -> None:
        if parameters in {"", "0"}:
            self._style = ""
        else:
            self._style = f"{self._style};{parameters}" if self._style else parameters

    def _put(self, text: str) -> None:
        columns, rows = self._size
        if self._row >= rows:
            return
        row, style = self._meant[self._row], self._style
        if _ONE_COLUMN_EACH.fullmatch(text):
            cells = [GridCell(glyph, style) for glyph in text]
        else:
            cells = []
            for glyph in text:
                taken = get_character_cell_size(glyph)
                if taken:
                    cells.extend((GridCell(glyph, style), *[GridCell("", style)] * (taken - 1)))
                elif cells:
                    cells[-1] = GridCell(cells[-1].glyphs + glyph, style)
                elif 0 < self._column <= columns:
                    row[self._column - 1] = GridCell(row[self._column - 1].glyphs + glyph, row[self._column - 1].style)
        cells = cells[: max(0, columns - self._column)]
        row[self._column : self._column + len(cells)] = cells
        self._column += len(cells)

    def _repaint(self, changed: set[int]) -> list[str]:
        sequences: list[str] = []
        for row in sorted(changed):
            if row >= len(self._meant):
                continue
            meant = self._meant[row]
            wanted = self._rewrite(meant) if any(RTL.match(cell.glyphs) for cell in meant) else list(meant)
            for start, end in _differences(self._sent[row], wanted):
                sequences.append(f"\x1b[{row + 1};{start + 1}H")
                sequences.append(styled(wanted[start:end]))
            self._sent[row] = wanted
        return sequences


def _differences(sent: Row, wanted: Row) -> list[tuple[int, int]]:
    """Return the `[start, end)` of each range of columns that has to be sent again."""
    if len(sent) != len(wanted):
        return [(0, len(wanted))]
    stretches: list[tuple[int, int]] = []
    for column, (before, after) in enumerate(zip(sent, wanted, strict=True)):
        if before == after:
            continue
        # A change in the second column of a wide glyph begins at its first.
        start = column - 1 if column and not after.glyphs else column
        if stretches and start - stretches[-1][1] <= _JOINED_GAP:
            stretches[-1] = (stretches[-1][0], column + 1)
        else:
            stretches.append((start, column + 1))
    return stretches


def styled(cells: Row) -> str:
    """Return the sequences that write cells from the position of the cursor."""
    pieces: list[str] = []
    current = ""
    for glyphs, style in cells:
        if style != current:
            if current:
                pieces.append("\x1b[0m")
            if style:
                pieces.append(f"\x1b[{style}m")
            current = style
        pieces.append(glyphs)
    if current:
        pieces.append("\x1b[0m")
    return "".join(pieces)
