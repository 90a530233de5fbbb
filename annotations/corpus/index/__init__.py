"""An index of a corpus: a cache for lists, search and near-duplicates over any number of articles."""

from annotations.corpus.index.duplicates import duplicate_groups
from annotations.corpus.index.index import Hits, Index, Work
from annotations.corpus.index.listing import Filter, Row, Sort

__all__ = ["Filter", "Hits", "Index", "Row", "Sort", "Work", "duplicate_groups"]
