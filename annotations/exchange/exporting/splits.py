"""Splits: assign each article to train, dev or test, independently of the machine and of the other articles."""

import hashlib
from itertools import accumulate
from typing import NamedTuple

from annotations.errors import ExportError
from annotations.model.article import Article, SectionKind
from annotations.text.folding import fold

NAMES = {1: ("",), 2: ("train", "test"), 3: ("train", "dev", "test")}
"""Number of splits -> their names."""


class Splits(NamedTuple):
    """Shares of the articles, drawn at random with a fixed seed.

    An article's split depends only on its group and the seed. It stays when other articles are added, and a group
    stays together. So the shares hold on average, not exactly.
    """

    shares: tuple[int, ...] = (100,)
    """Weights in any unit."""
    seed: int = 0

    @classmethod
    def parse(cls, shares: str, *, seed: int = 0) -> "Splits":
        """Parse shares such as "80/10/10" (train, dev, test) or "80/20" (train, test). Raises `ExportError`."""
        parts = shares.split("/")
        if len(parts) not in {2, 3} or not all(part.isascii() and part.isdigit() and int(part) for part in parts):
            raise ExportError(f"--split {shares}: name two or three shares, such as 80/10/10 for train, dev and test")
        return cls(tuple(map(int, parts)), seed)

    @property
    def names(self) -> tuple[str, ...]:
        """The splits, in order."""
        return NAMES[len(self.shares)]

    def of(self, group: str) -> str:
        """Return the split of a group of articles."""
        if len(self.shares) == 1:
            return self.names[0]
        drawn = hashlib.blake2b(f"{self.seed}\n{group}".encode(), digest_size=8).digest()
        place = int.from_bytes(drawn) * sum(self.shares) >> 64
        return next(name for name, end in zip(self.names, accumulate(self.shares), strict=True) if place < end)


def folded_group(article: Article) -> str:
    """Return a key that is equal for articles with the same words in their bodies, ignoring differences of spelling."""
    bodies = [article.text[each.start : each.end] for each in article.parsed_sections if each.kind is SectionKind.BODY]
    words = fold(" ".join(bodies) or article.text).split()
    return hashlib.blake2b(" ".join(words).encode(), digest_size=16).hexdigest()
