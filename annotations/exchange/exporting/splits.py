"""Splits: which part of the data an article belongs to, the same on every machine and whatever else is exported."""

import hashlib
from itertools import accumulate
from typing import NamedTuple

from annotations.errors import ExportError
from annotations.model.article import Article, SectionKind
from annotations.text.folding import fold

NAMES = {1: ("",), 2: ("train", "test"), 3: ("train", "dev", "test")}
"""The names of so many splits."""


class Splits(NamedTuple):
    """Shares of the articles, drawn by chance but fixed by a seed.

    An article's split depends on its group and the seed alone: it stays where it is when others are added, and groups
    stay together. So the shares are met on average, not to the article.
    """

    shares: tuple[int, ...] = (100,)
    """In any unit."""
    seed: int = 0

    @classmethod
    def parse(cls, shares: str, *, seed: int = 0) -> "Splits":
        """Splits of shares such as "80/10/10" (train, dev, test) or "80/20" (train, test). Raises `ExportError`."""
        parts = shares.split("/")
        if len(parts) not in {2, 3} or not all(part.isascii() and part.isdigit() and int(part) for part in parts):
            raise ExportError(f"--split {shares}: name two or three shares, such as 80/10/10 for train, dev and test")
        return cls(tuple(map(int, parts)), seed)

    @property
    def names(self) -> tuple[str, ...]:
        """The splits, in order."""
        return NAMES[len(self.shares)]

    def of(self, group: str) -> str:
        """The split of a group of articles."""
        if len(self.shares) == 1:
            return self.names[0]
        drawn = hashlib.blake2b(f"{self.seed}\n{group}".encode(), digest_size=8).digest()
        place = int.from_bytes(drawn) * sum(self.shares) >> 64
        return next(name for name, end in zip(self.names, accumulate(self.shares), strict=True) if place < end)


def folded_group(article: Article) -> str:
    """The group of all articles with the same words in their bodies, whatever stands around and however spelt."""
    bodies = [article.text[each.start : each.end] for each in article.parsed_sections if each.kind is SectionKind.BODY]
    words = fold(" ".join(bodies) or article.text).split()
    return hashlib.blake2b(" ".join(words).encode(), digest_size=16).hexdigest()
