"""Figures: what a tagged number is worth and what it counts, read from the text and proposed to the analyst."""

from annotations.figures.proposal import propose

__all__ = ["propose"]
