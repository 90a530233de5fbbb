"""spaCy: its DocBin files, and the files that training needs."""
