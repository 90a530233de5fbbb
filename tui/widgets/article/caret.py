"""The caret of an article and the selection that it is one end of, as a value: no screen, no page."""

from typing import NamedTuple

Extent = tuple[int, int]
"""A half-open range of the text in code points; it may be empty."""


class Caret(NamedTuple):
    """Where the caret is, and what is selected: the text between the caret and the anchor."""

    offset: int = 0
    """The offset in the text at which the cell under the caret starts."""
    anchor: int | None = None
    """The end of the selection that stays; None if nothing is selected."""
    goal: int | None = None
    """The column that movements by rows keep to; None except between two such movements."""

    @property
    def held(self) -> int:
        """The end that stays if the selection goes on from here, or begins here."""
        return self.offset if self.anchor is None else self.anchor

    @property
    def selected(self) -> Extent:
        """What is selected; empty, at the caret, if nothing is."""
        held = self.held
        return min(held, self.offset), max(held, self.offset)

    def extended(self, offset: int, *, goal: int | None = None) -> "Caret":
        """Return the caret at an offset, everything from the held end on selected."""
        return Caret(offset, self.held, goal)

    def dropped(self) -> "Caret":
        """Return the caret where it is, without a selection."""
        return Caret(self.offset)

    def turned(self) -> "Caret":
        """Return the caret at the other end of the selection, which stays selected."""
        return self if self.anchor is None else Caret(self.anchor, self.offset)

    def changed_since(self, before: "Caret") -> list[Extent]:
        """Return the parts of the text that look different with this caret than with the one before."""
        changed = [(offset, offset + 1) for offset in (before.offset, self.offset)]
        # Of two selections, what lies between their starts and between their ends is in one of them only.
        for edge, other in zip(before.selected, self.selected, strict=True):
            if edge != other:
                changed.append((min(edge, other), max(edge, other)))
        return changed
