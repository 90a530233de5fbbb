"""Glyphs to lines."""
