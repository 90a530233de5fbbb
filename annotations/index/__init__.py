"""An index of a corpus: a cache for lists, search and near-duplicates over any number of articles."""
