"""The work on an article, from its file and the journals.

The journals are the truth. An article's file says from which of their edits it was made. So a file that came from
another machine, before its journals or behind them, never hides an edit: where it was not made from all of them in
their order, it is made anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotations.disk.files import shown
from annotations.errors import StoreCorruptError
from annotations.model.annotation import AnnotationSet
from annotations.store.articlefiles.files import ArticleFiles
from annotations.store.journals.entries import Entry
from annotations.store.journals.files import JournalFiles
from annotations.store.journals.line import FAR
from annotations.store.state import StoredWork, covers, reached


class Replay:
    """Makes the work on articles of one annotator. Each method raises `StoreError`, `StoreCorruptError`."""

    def __init__(self, journals: JournalFiles, files: ArticleFiles, annotator: str) -> None:
        self._journals = journals
        self._files = files
        self._annotator = annotator

    def held(self, article_id: str) -> tuple[StoredWork | None, str]:
        """Return the work in an article's file and ""; or None and why it cannot be used, "" if there is no file."""
        stored, reason = self._files.read(article_id)
        if stored is not None and stored.revision > FAR:
            known = max(self._journals.last(article_id).values(), default=0)
            if stored.revision > known + FAR:
                return None, f"has the revision {stored.revision}, far beyond those of the journals"
        if stored is not None and stored.edits is None and self._journals.has_made(stored):
            edits = self._journals.edits(article_id)
            stored = replace(stored, edits=tuple(edits)) if edits else stored
        return stored, reason

    def work(self, article_id: str) -> tuple[StoredWork, bool]:
        """Return the work on an article, and True if its file is not what the journals say."""
        held, reason = self.held(article_id)
        if held is not None and self._journals.has_made(held):
            return held, False
        entries = self._journals.entries(article_id)
        if not entries and not reason:
            return self.empty(article_id), False
        if held is None:
            return self._rebuilt(article_id, entries, reason), True
        base, newer = self.rest(held, entries)
        if (damage := self._journals.blocking_damage(article_id, base.revisions)) is not None:
            raise damage
        return self.apply(base, newer), True

    def rest(self, held: StoredWork, entries: list[Entry]) -> tuple[StoredWork, list[Entry]]:
        """Return the work to start from, the file's or none, and the entries that it lacks.

        It is none if the journals have all edits of the file, and the file was made from them in another order.
        """
        article_id = held.work.article_id
        is_begun = held.edits is not None and [each.crc for each in entries[: len(held.edits)]] == list(held.edits)
        if not is_begun and self.has_all(held, entries) and self._journals.blocking_damage(article_id, {}) is None:
            return self.empty(article_id), entries
        return held, newer_than(held, entries)

    def has_all(self, held: StoredWork, entries: Sequence[Entry]) -> bool:
        """Return True if all edits that work was made from are among entries."""
        if held.edits is None:
            article_id = held.work.article_id
            return self._journals.is_whole(article_id) and covers(self._journals.last(article_id), held.revisions)
        return frozenset(held.edits) <= {entry.crc for entry in entries}

    def apply(self, stored: StoredWork, entries: Sequence[Entry]) -> StoredWork:
        """Return stored work with the edits of entries."""
        for entry, line in zip(entries, self._journals.lines(entries), strict=True):
            stored = stored.with_line(line, journal=entry.journal, crc=entry.crc)
        return stored

    def waiting(self, stored: StoredWork) -> dict[str, int]:
        """Return how many edits have not arrived that others were made in sight of, by the name of their journal.

        The name is "" if no line says which journal. Two journals may have one revision, so there may be more.
        """
        if not stored.needs:
            return {}
        article_id = stored.work.article_id
        last = self._journals.last(article_id)
        known = {entry.revision for entry in self._journals.entries(article_id)}
        counts = {}
        for name, revision in stored.needs.items():
            first = reached(last, name)
            counts[name] = max(1, revision - first - sum(first < each <= revision for each in known))
        return counts

    def _rebuilt(self, article_id: str, entries: list[Entry], reason: str) -> StoredWork:
        """Return the work from the journals alone. Raises `StoreCorruptError` if they lack lines that they had."""
        if (damage := self._journals.blocking_damage(article_id, {})) is not None:
            raise damage
        rebuilt = self.apply(self.empty(article_id), entries)
        if not entries or not (rebuilt.needs or self._journals.is_whole(article_id)):
            raise StoreCorruptError(
                f"{shown(self._files.path(article_id))} {reason or 'is missing'}, and the journals lack what rebuilds "
                "it; restore it from a backup, or let `newsreader check --repair` save what there is"
            )
        return rebuilt

    def empty(self, article_id: str) -> StoredWork:
        """Return the work on an article before its first edit."""
        return StoredWork(work=AnnotationSet(article_id=article_id, annotator=self._annotator))


def newer_than(stored: StoredWork, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries whose edits stored work lacks, in order."""
    if stored.edits is None:
        return sorted(entry for entry in entries if entry.revision > stored.revisions.get(entry.journal, 0))
    made = frozenset(stored.edits)
    return sorted(entry for entry in entries if entry.crc not in made)
