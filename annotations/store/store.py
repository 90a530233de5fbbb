"""The store: one annotator's work below one root. Each edit is written to the journal, then to the article's file."""

import os
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path

from annotations.disk.lock import holding
from annotations.errors import StoreCorruptError, StoreError
from annotations.model.annotation import AnnotationSet
from annotations.model.edit import Edit, Step
from annotations.model.reversal import reversal
from annotations.model.settling import settled
from annotations.model.tally import Tally
from annotations.project.layout import ARTICLES, CACHE, JOURNAL, STORE, is_annotator
from annotations.store.articlefiles.files import ArticleFiles
from annotations.store.damage import unreadable
from annotations.store.file_names import LONGEST, file_name, is_cut, original
from annotations.store.journals.entries import Entry, Unit
from annotations.store.journals.journal import Journal
from annotations.store.journals.line import Line
from annotations.store.replay import Replay, newer_than
from annotations.store.state import StoredWork, seal
from annotations.store.time_spent import TimeSpent, second

AT_ONCE = 100
"""Above this number of annotations, an edit of an article writes only the journal, so that a key does not wait for a
large file. The article's file is written later: by the next refresh, edit of another article, or close."""


def now() -> str:
    """Return the time in UTC as ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def annotators(root: Path) -> tuple[str, ...]:
    """Return the names of all annotators with work below a root, sorted. Raises `StoreError`."""
    try:
        folders = [each.name for each in (root / STORE).iterdir() if is_annotator(each)]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise unreadable(root / STORE, error) from error
    return tuple(sorted(original(name) for name in folders if not is_cut(name) and file_name(original(name)) == name))


class Store:
    """One annotator's work. Every method raises `StoreError` for files that cannot be read, and `StoreCorruptError`.

    Any number of processes may write it. An edit that cannot be written, because the disk is full or the folder is
    read-only, is made in memory and waits: `pending` counts such edits, `trouble` says why, and each edit, `retry` and
    `refresh` try to write them again.
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
        self._write_lock = root / CACHE / "locks" / f"{name}.lock"
        """The lock for replacing articles' files: its holder reads all journals before it replaces one."""
        self._known: dict[str, StoredWork] = {}
        """The work on articles that were read, by their ids."""
        self._articles: set[str] | None = None
        self._time_spent: TimeSpent | None = None
        self._behind: set[str] = set()
        """Articles whose file lacks edits that the journals have."""
        self._changed: set[str] = set()
        """Articles that other processes have changed since the last `refresh`."""

    @property
    def _replay(self) -> Replay:
        return Replay(self.journal.files, self.files, self.annotator)

    @property
    def pending(self) -> int:
        """How many edits are not on disk."""
        return self.journal.waiting

    @property
    def trouble(self) -> str:
        """Why edits are pending, as a message of one line; "" if none are."""
        if not self.pending:
            return ""
        edits = "1 edit is" if self.pending == 1 else f"{self.pending} edits are"
        return f"{edits} not saved yet: {self.journal.trouble}; fix that, newsreader goes on trying"

    @property
    def damage(self) -> str:
        """The damaged lines that were found so far, as a message of one line; "" if there are none.

        All other lines are used, and new ones are written to another file. An article whose later edits may depend on a
        damaged line is read from its own file; it cannot be read if that file lacks these edits.
        """
        with suppress(StoreError):  # a file has become unreadable, which the next call reports
            return self.journal.files.damage
        return ""

    def articles(self) -> Iterable[str]:
        """Return the ids of all articles for which an edit was ever saved, in no order. Lists the files once."""
        if self._articles is None:
            self._articles = {*self.journal.files.articles(), *self.files.ids()}
        return self._articles

    def read(self, article_id: str) -> StoredWork:
        """Return the saved work on an article, rebuilt from the journals if its file is missing, damaged or behind."""
        stored = self._known.get(article_id)
        if stored is None:
            stored = self._stored(article_id)
            self._catch_up()
        return stored

    def peek(self, article_id: str) -> StoredWork:
        """Return the same as `read`, for many articles in a row: nothing is cached, and no file is written."""
        return self._known.get(article_id) or self._load(article_id)

    def waiting(self, article_id: str) -> dict[str, int]:
        """Return how many edits of an article have not arrived that others were made in sight of: see `Replay`."""
        return self._replay.waiting(self.read(article_id))

    def drop_caches(self) -> None:
        """Drop the cached work on articles, except on those whose file is behind."""
        self._known = {each: self._known[each] for each in self._behind if each in self._known}

    def tally(self, article_id: str) -> Tally:
        """Count the work on an article, without making the annotations in its file. Caches nothing."""
        if article_id not in self._known:
            found = self.files.tally(article_id)
            if found is not None and self.journal.files.has_made(found[1]):
                return found[0] if found[1].edits else found[0]._replace(seal=self.journal.files.seal(article_id))
        stored = self.peek(article_id)
        work, _ = settled(stored.work)
        labels, attributes = map(attrgetter("label"), work.annotations), map(attrgetter("attributes"), work.annotations)
        return Tally.of(work.status, labels, attributes, seal(stored.edits or ()))

    def commit(self, edit: Edit, *, sha256: str, step: Step = Step.EDIT) -> StoredWork:
        """Make an edit of an article whose text has this digest; at the return it is on disk, or `pending`.

        Raises `StoreError` if the store is open for reading only, or cannot be read; then nothing has changed.
        """
        self.commit_all([edit], sha256={edit.article_id: sha256}, step=step)
        return self._stored(edit.article_id)

    def commit_all(
        self, edits: Sequence[Edit], *, sha256: Mapping[str, str], step: Step = Step.EDIT, at: str = ""
    ) -> None:
        """Make edits of several articles as one: all are saved or none, and one `undo` takes all back.

        `sha256` has the digest of each article's text. `at` is the time of the edits if the caller has read the clock
        already, for the annotations that it made; the default is `now()`. Raises as `commit`.
        """
        self._refuse_reading_only()
        if not edits:
            return
        self.journal.claim()
        with suppress(StoreError):  # an unreadable file of another process must not keep this edit off the disk
            self._read_others()
        group = edits[0].group or os.urandom(6).hex() if len(edits) > 1 else ""
        own, at = self._writable_journal(edits), at or now()
        known: dict[str, StoredWork] = {}
        lines = []
        for edit in edits:
            before = known.get(edit.article_id) or self._stored(edit.article_id)
            line = Line(
                edit=replace(edit, group=group) if edit.group != group else edit,
                step=step,
                revision=before.revision + 1,
                sha256=sha256[edit.article_id],
                at=at,
                seen=_others(before, own),
            )
            known[edit.article_id] = before.with_line(line, journal=own, crc=None)
            lines.append(line)
        unit = self.journal.append(lines)
        self._known |= {each: stored.with_checksums(unit) for each, stored in known.items()}
        if self._articles is not None:
            self._articles.update(known)
        self._add_times([unit])
        self._behind.update(known)
        self._catch_up(but={each for each, stored in known.items() if len(stored.work.annotations) > AT_ONCE})

    def _writable_journal(self, edits: Sequence[Edit]) -> str:
        """Return the name of the journal for edits: another one if this process's lacks edits that are known of it."""
        own = self.journal.claim()
        for article_id in {each.article_id for each in edits}:
            known = self._stored(article_id)
            if self.journal.lacks(article_id, max(known.revisions.get(own, 0), known.needs.get(own, 0))):
                return self.journal.leave()
        return own

    def adopt(self, edit: Edit, *, sha256: str) -> None:
        """Make an edit as `commit` does, but `undo` skips it, and a store open for reading only makes it in memory."""
        if self.writable:
            self.commit(edit, sha256=sha256, step=Step.ADOPT)
        else:
            before = self._stored(edit.article_id)
            self._known[edit.article_id] = replace(before, work=edit.apply(before.work), sha256=sha256)

    def undo(self) -> tuple[Edit, ...]:
        """Undo the last edits of this process, and return what was undone; () if there are none. Raises as `commit`.

        What others have changed since stays as they have it: see `reversal`. An edit of which all stays has no changes.
        """
        return tuple(edit.inverse() for edit in reversed(self._take_back(self.journal.undoable, Step.UNDO)))

    def undo_reaches(self) -> int:
        """Return how many articles `undo` would change if it undid edits from before this opening, or else 0."""
        unit = self.journal.undoable() if self.writable else ()
        return len({each.article_id for each in unit}) if unit and unit[0].at < self._opened else 0

    def redo(self) -> tuple[Edit, ...]:
        """Redo the edits that were undone last, and return them; () if there are none. Raises as `commit`."""
        return tuple(self._take_back(self.journal.redoable, Step.REDO))

    def refresh(self) -> frozenset[str]:
        """Read what other processes and machines have written, and write what is pending.

        Returns the ids of articles whose work may have changed since the last call. Raises `StoreError` for a journal
        that cannot be read; all others are read.
        """
        try:
            self._read_others()
        finally:
            self.retry()
        changed, self._changed = frozenset(self._changed), set()
        return changed

    def retry(self) -> bool:
        """Write what is pending; return True if nothing is pending any more."""
        saved = self.journal.retry()
        self._catch_up()
        return saved

    def time_spent(self, article_id: str | None = None) -> int:
        """Return the seconds that the annotator spent on an article, or on all: see `TimeSpent`."""
        if self._time_spent is None:
            self._time_spent = self.journal.files.time_spent()
        return self._time_spent.total() if article_id is None else self._time_spent.seconds(article_id)

    def close(self) -> None:
        """Write pending edits and the files that are behind. Raises `StoreError` if edits are lost with the process."""
        self.retry()
        trouble = self.trouble
        self.journal.release()
        if trouble:
            raise StoreError(trouble.partition(";")[0].replace("not saved yet", "not saved"))

    def _refuse_reading_only(self) -> None:
        if not self.writable:
            raise StoreError("nothing was saved: the annotations were opened for reading only")

    def _take_back(self, which: Callable[[], Unit], step: Step) -> list[Edit]:
        """Make the reversals of the edits of a unit, and return them."""
        self._refuse_reading_only()
        with suppress(StoreError):  # as in `commit_all`
            self._read_others()
        works: dict[str, AnnotationSet] = {}
        edits = []
        for line in reversed(list(self.journal.files.lines(which()))):
            article_id = line.edit.article_id
            edit = reversal(line.edit, works.get(article_id) or self._stored(article_id).work)
            works[article_id] = edit.apply(works.get(article_id) or self._stored(article_id).work)
            edits.append(edit)
        self.commit_all(edits, sha256={each: self._stored(each).sha256 for each in works}, step=step)
        return edits

    def _read_others(self) -> None:
        """Read what other processes have written."""
        units = self.journal.refresh()
        if units is None:
            self._changed.update(self._known, self.journal.files.articles())
            self._known.clear()
            self._articles = self._time_spent = None
            return
        newer: dict[str, list[Entry]] = {}
        for unit in units:
            for entry in unit:
                newer.setdefault(entry.article_id, []).append(entry)
        if self._articles is not None:
            self._articles.update(newer)
        self._changed.update(newer)
        self._add_times(units)
        for article_id, entries in newer.items():
            known = self._known.pop(article_id, None)
            if known is not None:
                self._add_entries(known, entries)

    def _add_entries(self, known: StoredWork, entries: list[Entry]) -> None:
        """Apply entries to the cached work on an article, unless one of them comes before an edit in it."""
        newer = newer_than(known, entries)
        article_id = known.work.article_id
        follows = not newer or newer[0][:2] > known.latest
        if follows and not self.journal.files.blocking_damage(article_id, known.revisions):
            with suppress(StoreCorruptError):  # reading the article reports it
                self._known[article_id] = self._replay.apply(known, newer)

    def _add_times(self, units: Iterable[Unit]) -> None:
        for unit in units:
            for entry in unit:
                if self._time_spent is not None and not self._time_spent.add(entry.at, entry.article_id):
                    self._time_spent = None

    def _stored(self, article_id: str) -> StoredWork:
        stored = self._known.get(article_id)
        if stored is None:
            stored = self._known[article_id] = self._load(article_id)
        return stored

    def _load(self, article_id: str) -> StoredWork:
        while True:
            damaged = self.journal.files.damaged_lines
            try:
                stored, is_behind = self._replay.work(article_id)
            except StoreCorruptError:
                if self.journal.files.damaged_lines == damaged:
                    raise  # else a damaged line was found now, and the article may be readable without it
                continue
            if is_behind:
                self._behind.add(article_id)
            return stored

    def _catch_up(self, but: Container[str] = ()) -> None:
        """Replace the files that are behind; one that cannot be replaced now is tried again by the next edit."""
        wanted = [each for each in self._behind if each not in but]
        if not wanted or self.pending or not self.writable:
            return
        with holding(self._write_lock) as is_ours:
            if is_ours:
                with suppress(StoreError):
                    self._read_others()
                for article_id in wanted:
                    with suppress(OSError, StoreError):
                        # Work that the journals cannot rebuild has to be on disk before it replaces a file.
                        durable = self.journal.files.damaged_lines > 0 or not self.journal.files.is_whole(article_id)
                        self.files.save(self._stored(article_id), durable=durable)
                        self._behind.discard(article_id)


def _others(before: StoredWork, own: str) -> Mapping[str, int] | None:
    """Return `Line.seen` of the next edit, which a process writes to its own journal."""
    return {each: revision for each, revision in before.revisions.items() if each != own} if before.revisions else None
