"""Performance, as ratios to a bare Textual application or a named peer in the same run."""
