"""The store: one annotator's work below one root, journal first, then the article's file."""

import os
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path

from annotations.disk.files import cause, shown
from annotations.disk.lock import turn
from annotations.errors import StoreCorruptError, StoreError
from annotations.model.annotation import AnnotationSet
from annotations.model.edit import Edit, Step
from annotations.model.tally import Tally
from annotations.project.layout import ARTICLES, CACHE, JOURNAL, STORE, is_annotator
from annotations.store.articlefiles.files import ArticleFiles
from annotations.store.file_names import LONGEST, file_name, is_cut, original
from annotations.store.journals.entries import Entry, Unit
from annotations.store.journals.journal import Journal
from annotations.store.journals.line import Line
from annotations.store.state import StoredWork, covers
from annotations.store.time_spent import TimeSpent, second

AT_ONCE = 100
"""An article with more annotations has a file so large that a key would wait for it: the file follows the journal with
the next look at what others do, the next edit of another article, or the end."""


def now() -> str:
    """The time in UTC as ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def annotators(root: Path) -> tuple[str, ...]:
    """Everybody whose work is stored below a root, sorted. Raises `StoreError`."""
    try:
        folders = [each.name for each in (root / STORE).iterdir() if is_annotator(each)]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise StoreError(f"{shown(root / STORE)}: cannot be read ({cause(error)}); check its permissions") from error
    return tuple(sorted(original(name) for name in folders if not is_cut(name) and file_name(original(name)) == name))


class Store:
    """One annotator's work. Everything raises `StoreError` for files that cannot be read, and `StoreCorruptError`.

    Any number of processes may write it. What cannot be written, because the disk is full or the folder read-only, is
    made in memory and waits: `pending` counts it, `trouble` says why, and every edit, `retry` and `refresh` try again.
    """

    def __init__(self, root: Path, annotator: str, *, machine: str = "", writable: bool) -> None:
        name = file_name(annotator)
        if not annotator or is_cut(name):
            raise StoreError(f"an annotator's name has 1 to {LONGEST} bytes: choose another than {annotator[:40]!a}")
        self.annotator = annotator
        self.writable = writable
        cache = root / CACHE / "journals" / name
        self.journal = Journal(root / STORE / name / JOURNAL, machine and file_name(machine), cache=cache)
        self.files = ArticleFiles(root / STORE / name / ARTICLES, annotator)
        self._opened = second(now())
        self._turn = root / CACHE / "locks" / f"{name}.lock"
        """Whose turn it is to replace articles' files: the last to do so has seen what all have written."""
        self._known: dict[str, StoredWork] = {}
        self._articles: set[str] | None = None
        self._timing: TimeSpent | None = None
        self._behind: set[str] = set()
        """Articles whose file does not have what the journal has."""
        self._news: set[str] = set()
        """Articles that others have changed since `refresh` told so."""

    @property
    def pending(self) -> int:
        """How many edits are not on disk."""
        return self.journal.waiting

    @property
    def trouble(self) -> str:
        """Why edits are pending, in one line; "" when none are."""
        if not self.pending:
            return ""
        edits = "1 edit is" if self.pending == 1 else f"{self.pending} edits are"
        return f"{edits} not saved yet: {self.journal.trouble}; fix that, newsreader goes on trying"

    @property
    def damage(self) -> str:
        """Which lines of the journals could not be read so far, in one line; "" when there are none.

        All else is used and goes on being written, beside the damaged file. An article whose later edits may rest on
        what is lost is read from its own file; one whose file does not have them cannot be read.
        """
        with suppress(StoreError):  # it has become unreadable, which the next call tells
            return self.journal.files.damage
        return ""

    def articles(self) -> Iterable[str]:
        """The ids of all articles for which something was ever saved, in no order; the files are listed once."""
        if self._articles is None:
            self._articles = {*self.journal.files.articles(), *self.files.ids()}
        return self._articles

    def read(self, article_id: str) -> StoredWork:
        """What was saved for an article, rebuilt from the journals where its file is missing, damaged or behind."""
        stored = self._known.get(article_id)
        if stored is None:
            stored = self._state(article_id)
            self._catch_up()
        return stored

    def peek(self, article_id: str) -> StoredWork:
        """As `read`, for many articles in a row: nothing is kept, and no file that is behind is brought up."""
        return self._known.get(article_id) or self._load(article_id)

    def forget(self) -> None:
        """Keep no article's work in memory, but what its file does not have yet."""
        self._known = {each: self._known[each] for each in self._behind if each in self._known}

    def tally(self, article_id: str) -> Tally:
        """As `peek`, but only what counts: the annotations in an article's file are not made."""
        if article_id not in self._known:
            tally = self.files.tally(article_id)
            if tally is not None and covers(tally.revisions, self.journal.files.last(article_id)):
                return tally
        stored = self.peek(article_id)
        annotations = stored.work.annotations
        labels, attributes = map(attrgetter("label"), annotations), map(attrgetter("attributes"), annotations)
        return Tally.of(stored.work.status, labels, attributes, stored.revisions)

    def commit(self, edit: Edit, *, sha256: str, step: Step = Step.EDIT) -> StoredWork:
        """Make an edit of an article whose text has this digest; at the return it is on disk, or `pending`.

        Raises `StoreError` when the store is open for reading only, or cannot be read; nothing has changed then.
        """
        self.commit_all([edit], sha256={edit.article_id: sha256}, step=step)
        return self._state(edit.article_id)

    def commit_all(self, edits: Sequence[Edit], *, sha256: Mapping[str, str], step: Step = Step.EDIT) -> None:
        """Make edits of several articles as one: all are saved or none, and one `undo` takes all back.

        `sha256` has the digest of each article's text. Raises as `commit`.
        """
        self._refuse_reading_only()
        if not edits:
            return
        self.journal.claim()
        with suppress(StoreError):  # a file of others that cannot be read now must not keep this edit off the disk
            self._look()
        group = edits[0].group or os.urandom(6).hex() if len(edits) > 1 else ""
        own, at = self.journal.claim(), now()
        known: dict[str, StoredWork] = {}
        lines = []
        for edit in edits:
            before = known.get(edit.article_id) or self._state(edit.article_id)
            line = Line(
                edit=replace(edit, group=group) if edit.group != group else edit,
                step=step,
                revision=before.revision + 1,
                sha256=sha256[edit.article_id],
                at=at,
            )
            known[edit.article_id] = before.with_line(line, journal=own)
            lines.append(line)
        unit = self.journal.append(lines)
        self._known |= known
        if self._articles is not None:
            self._articles.update(known)
        self._time([unit])
        self._behind.update(known)
        self._catch_up(but={each for each, stored in known.items() if len(stored.work.annotations) > AT_ONCE})

    def adopt(self, edit: Edit, *, sha256: str) -> None:
        """As `commit`, but nothing that can be undone; and a store open for reading makes it in memory."""
        if self.writable:
            self.commit(edit, sha256=sha256, step=Step.ADOPT)
        else:
            before = self._state(edit.article_id)
            self._known[edit.article_id] = replace(before, work=edit.apply(before.work), sha256=sha256)

    def undo(self) -> tuple[Edit, ...]:
        """Take back what this process did last, and return it; nothing when there is none. Raises as `commit`."""
        self._refuse_reading_only()
        edits = self._edits(self.journal.undoable())
        self._repeat([edit.inverse() for edit in reversed(edits)], Step.UNDO)
        return edits

    def undo_reaches(self) -> int:
        """How many articles `undo` changes by taking back what was done before this opening; 0 when it does not."""
        unit = self.journal.undoable() if self.writable else ()
        return len({each.article_id for each in unit}) if unit and unit[0].at < self._opened else 0

    def redo(self) -> tuple[Edit, ...]:
        """Make again what was undone last, and return it; nothing when there is none. Raises as `commit`."""
        self._refuse_reading_only()
        edits = tuple(edit.inverse() for edit in reversed(self._edits(self.journal.redoable())))
        self._repeat(edits, Step.REDO)
        return edits

    def refresh(self) -> frozenset[str]:
        """Take in what other processes and machines have written, and write what waits.

        Returns the articles whose work may have changed since the last call. Raises `StoreError` for a file of theirs
        that cannot be read; what could be is taken in.
        """
        try:
            self._look()
        finally:
            self.retry()
        news, self._news = frozenset(self._news), set()
        return news

    def retry(self) -> bool:
        """Write what is pending; whether nothing is any more."""
        saved = self.journal.retry()
        self._catch_up()
        return saved

    def time_spent(self, article_id: str | None = None) -> int:
        """Seconds that the annotator spent on an article, or on all: see `TimeSpent`."""
        if self._timing is None:
            self._timing = self.journal.files.timing()
        return self._timing.total() if article_id is None else self._timing.seconds(article_id)

    def close(self) -> None:
        """Write what is behind, as far as possible. Raises `StoreError` when edits are lost with the process."""
        self.retry()
        trouble = self.trouble
        self.journal.release()
        if trouble:
            raise StoreError(trouble.partition(";")[0].replace("not saved yet", "not saved"))

    def _refuse_reading_only(self) -> None:
        if not self.writable:
            raise StoreError("nothing was saved: the annotations were opened for reading only")

    def _edits(self, unit: Unit) -> tuple[Edit, ...]:
        return tuple(line.edit for line in self.journal.files.lines(unit))

    def _repeat(self, edits: Sequence[Edit], step: Step) -> None:
        ids = {each.article_id for each in edits}
        self.commit_all(edits, sha256={each: self._state(each).sha256 for each in ids}, step=step)

    def _look(self) -> None:
        """Take in what others have written."""
        units = self.journal.refresh()
        if units is None:
            self._news.update(self._known, self.journal.files.articles())
            self._known.clear()
            self._articles = self._timing = None
            return
        newer: dict[str, list[Entry]] = {}
        for unit in units:
            for entry in unit:
                newer.setdefault(entry.article_id, []).append(entry)
        if self._articles is not None:
            self._articles.update(newer)
        self._news.update(newer)
        self._time(units)
        for article_id, entries in newer.items():
            known = self._known.pop(article_id, None)
            if known is not None:
                self._take_in(known, entries)

    def _take_in(self, known: StoredWork, entries: list[Entry]) -> None:
        """Bring what is known of an article up to these entries, unless some of them come before what is known."""
        newer = newer_than(known, entries)
        article_id = known.work.article_id
        if (not newer or newer[0][:2] > known.latest) and not self.journal.files.doubt(article_id, known.revisions):
            with suppress(StoreCorruptError):  # it is told by whoever wants to read the article
                self._known[article_id] = self.replayed(known, newer)

    def _time(self, units: Iterable[Unit]) -> None:
        for unit in units:
            for entry in unit:
                if self._timing is not None and not self._timing.add(entry.at, entry.article_id):
                    self._timing = None

    def _state(self, article_id: str) -> StoredWork:
        stored = self._known.get(article_id)
        if stored is None:
            stored = self._known[article_id] = self._load(article_id)
        return stored

    def _load(self, article_id: str) -> StoredWork:
        while True:
            holes = self.journal.files.holes
            try:
                return self._loaded(article_id)
            except StoreCorruptError:
                if self.journal.files.holes == holes:
                    raise  # else a damaged line was found, and can be done without perhaps

    def _loaded(self, article_id: str) -> StoredWork:
        last = self.journal.files.last(article_id)
        stored, reason = self.files.read(article_id)
        if stored is not None and covers(stored.revisions, last):
            return stored
        empty = StoredWork(work=AnnotationSet(article_id=article_id, annotator=self.annotator))
        if not last and not reason:
            return empty
        entries = self.journal.files.entries(article_id)
        newer = entries if stored is None else newer_than(stored, entries)
        # Where what is newer than the file comes before what the file has, only all from the beginning has the order.
        is_beside = stored is None or newer[0][:2] < stored.latest
        if is_beside and self.journal.files.is_whole(article_id) and covers(last, stored.revisions if stored else {}):
            stored = empty
        if (doubt := self.journal.files.doubt(article_id, stored.revisions if stored else {})) is not None:
            raise doubt
        if stored is None:
            raise StoreCorruptError(
                f"{shown(self.files.path(article_id))} {reason or 'is missing'}, and the journals lack what rebuilds "
                "it; restore it from a backup, or let `newsreader check --repair` save what there is"
            )
        replayed = self.replayed(stored, entries)
        self._behind.add(article_id)
        return replayed

    def replayed(self, stored: StoredWork, entries: Iterable[Entry]) -> StoredWork:
        """Stored work with those of its journals' entries that it does not have."""
        newer = newer_than(stored, entries)
        for entry, line in zip(newer, self.journal.files.lines(newer), strict=True):
            stored = stored.with_line(line, journal=entry.journal)
        return stored

    def _catch_up(self, but: Container[str] = ()) -> None:
        """Replace the files that are behind; one that cannot be replaced now is tried again with the next edit."""
        wanted = [each for each in self._behind if each not in but]
        if not wanted or self.pending or not self.writable:
            return
        with turn(self._turn) as is_ours:
            if is_ours:
                with suppress(StoreError):
                    self._look()
                for article_id in wanted:
                    with suppress(OSError, StoreError):
                        # What the journals cannot rebuild has to be on disk before it replaces anything.
                        durable = self.journal.files.holes > 0 or not self.journal.files.is_whole(article_id)
                        self.files.save(self._state(article_id), durable=durable)
                        self._behind.discard(article_id)


def newer_than(stored: StoredWork, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that are not part of stored work, in order."""
    return sorted(entry for entry in entries if entry.revision > stored.revisions.get(entry.journal, 0))
