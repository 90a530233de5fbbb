"""Figures: the value and the unit of a tagged number, read from the text and proposed to the analyst."""

from annotations.figures.proposal import propose

__all__ = ["propose"]
