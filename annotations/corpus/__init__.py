"""The files of a corpus as articles; files are read, never written."""

from annotations.corpus.corpus import Corpus

__all__ = ["Corpus"]
