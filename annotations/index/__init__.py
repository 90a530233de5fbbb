"""The index of a corpus: a cache in SQLite for lists, search and near-duplicates over any number of articles."""
