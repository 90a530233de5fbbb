"""One TinyDB file for each annotated article."""
