"""An index of a corpus: a cache for lists, search and near-duplicates over any number of articles."""

from annotations.corpus.index.duplicates import duplicate_groups
from annotations.corpus.index.index import Index, Work
from annotations.corpus.index.listing import Filter, Sort

__all__ = ["Filter", "Index", "Sort", "Work", "duplicate_groups"]
