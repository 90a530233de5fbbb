"""Reading the files of a corpus as articles. Files are never written."""

from annotations.corpus.corpus import Corpus

__all__ = ["Corpus"]
