"""Pseudonyms: replace the names of annotators and articles in an export."""

import hashlib
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from annotations.model.record import Record

_LENGTH = 6
"""Bytes of a pseudonym: enough to keep a million names apart."""


class Pseudonyms(NamedTuple):
    """Replaces names with pseudonyms, which are the same in every export with the same key.

    An annotator's name becomes `annotator-` and 12 hexadecimal digits. An article's id, which is its path, becomes
    `article-` and 12 digits. The article's text, headline, outlet and date stay. Notes may contain names; they stay
    unless `keeps_notes` is false. A pseudonym is a keyed digest (BLAKE2b) of the name. Without a key, a reader can
    guess a name and test the guess.
    """

    key: str = ""
    keeps_notes: bool = True

    def of(self, record: Record) -> Record:
        """Return the record with pseudonyms."""
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
                # An article without a headline has its file's name as headline.
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
        """Return the pseudonym of an annotator or an article; `kind` is its first word."""
        key = hashlib.blake2b(self.key.encode()).digest() if self.key else b""
        digest = hashlib.blake2b(f"{kind}\n{name}".encode(), digest_size=_LENGTH, key=key)
        return f"{kind}-{digest.hexdigest()}"
