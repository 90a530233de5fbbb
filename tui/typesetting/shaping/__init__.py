"""Letters to glyphs."""
