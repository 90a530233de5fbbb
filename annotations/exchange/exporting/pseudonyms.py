"""Anonymising: an export that does not say who made it, nor where the files lay."""

import hashlib
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from annotations.model.record import Record

_LENGTH = 6
"""Bytes of a pseudonym: two of a million names are hardly ever the same."""


class Anonymity(NamedTuple):
    """Names become pseudonyms, the same in every export with the same key.

    An annotator's name becomes `annotator-` and 12 hexadecimal digits, an article's id, which is its path, `article-`
    and 12 digits. The article's own words, its headline, outlet and date stay, and so do the notes unless they are
    left out: they may name somebody. A pseudonym is a keyed digest (BLAKE2b) of the name: without a key, whoever
    guesses a name can test the guess.
    """

    key: str = ""
    keeps_notes: bool = True

    def of(self, record: Record) -> Record:
        """The record under pseudonyms."""
        work = record.work
        article_id, headline = self.pseudonym("article", record.article.id), record.article.headline
        annotations = tuple(
            replace(
                each,
                annotator=self.pseudonym("annotator", each.annotator),
                note=each.note if self.keeps_notes else "",
            )
            for each in work.annotations
        )
        return replace(
            record,
            article=replace(
                record.article,
                id=article_id,
                path=Path(article_id),
                # An article without a headline is told by its file's name.
                headline=article_id if headline == PurePosixPath(record.article.id).stem else headline,
            ),
            work=replace(
                work,
                article_id=article_id,
                annotator=self.pseudonym("annotator", work.annotator),
                annotations=annotations,
                note=work.note if self.keeps_notes else "",
            ),
        )

    def pseudonym(self, kind: str, name: str) -> str:
        """What stands for the name of an annotator or an article."""
        key = hashlib.blake2b(self.key.encode()).digest() if self.key else b""
        digest = hashlib.blake2b(f"{kind}\n{name}".encode(), digest_size=_LENGTH, key=key)
        return f"{kind}-{digest.hexdigest()}"
