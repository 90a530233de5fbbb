"""A check of an annotator's stored work, which changes nothing, and repairs, which delete nothing."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from annotations.anchoring.anchoring import anchor
from annotations.disk.files import cause, shown
from annotations.disk.lock import holding
from annotations.errors import StoreError
from annotations.model.article import Article
from annotations.model.edit import Change, Edit
from annotations.project.layout import CACHE, JOURNAL_SUFFIX, STORE, is_annotator, is_journal, is_store
from annotations.store.articlefiles.files import put_aside
from annotations.store.journals.check import JournalProblem, edits_in, examine_journal
from annotations.store.journals.entries import Entry
from annotations.store.replay import Replay, newer_than
from annotations.store.state import StoredWork
from annotations.store.store import Store

_OURS = {".torn", ".broken", ".tmp"}
"""Ends of the names of what newsreader itself puts aside."""

Read = Callable[[str], Article | None]
"""Returns the article with an id; None if it does not exist any more or cannot be read."""


class Kind(StrEnum):
    """The kinds of findings."""

    TORN = "torn line"
    DAMAGED = "damaged line"
    GAP = "gap"
    WAITING = "edits on their way"
    MISSING = "missing file"
    UNUSABLE = "unusable file"
    BEHIND = "file behind"
    DIFFERENT = "file differs"
    DUPLICATE = "duplicate id"
    MOVED = "moved words"
    CHANGED = "changed words"
    ORPHAN = "orphans"
    GONE = "article gone"
    LEFTOVER = "leftover"
    COPY = "copy of a journal"
    NESTED = "store in a sub-folder"


class Finding(NamedTuple):
    """One problem of the stored work."""

    kind: Kind
    where: str
    """The file, or the article's id."""
    what: str
    """The problem, and its consequence."""
    done: str = ""
    """How it was fixed; "" if it was not."""


def examine(root: Path, annotator: str, read: Read, *, repair: bool = False) -> Iterator[Finding]:
    """Yield the problems of an annotator's stored work below a root, and with `repair` fix those that can be fixed.

    Other processes may go on working meanwhile. Raises `StoreError` for a file that cannot be read, and
    `StoreCorruptError` for files of a later version.
    """
    with holding(root / CACHE / "locks" / "check.lock") as is_ours:
        if repair and not is_ours:
            raise StoreError(f"{shown(root)}: another process is fixing this; wait for its end")
        yield from _Examination(root, annotator, read, repair=repair).findings()


def nested_stores(root: Path) -> Iterator[Finding]:
    """Yield the stores in sub-folders, which an opening of the root does not read."""
    for where, folders, _ in os.walk(root):
        folders[:] = sorted(each for each in folders if not each.startswith(".") and Path(where, each) != root / STORE)
        if STORE in folders and is_store(Path(where, STORE)):
            for annotator in sorted(each for each in Path(where, STORE).iterdir() if is_annotator(each)):
                yield Finding(
                    Kind.NESTED, shown(annotator), f"is not seen from here; open {shown(Path(where))} to work with it"
                )


class _Examination:
    """The check of one annotator's work."""

    def __init__(self, root: Path, annotator: str, read: Read, *, repair: bool) -> None:
        self._root = root
        self._annotator = annotator
        self._read = read
        self._repair = repair

    def findings(self) -> Iterator[Finding]:
        store = Store(self._root, self._annotator, writable=False)
        folder = store.journal.files.folder
        is_sound = True
        for path in sorted(folder.glob("*" + JOURNAL_SUFFIX)) if folder.is_dir() else ():
            if is_journal(path.name):
                for problem in examine_journal(path, repair=self._repair):
                    is_sound &= not problem.line or bool(problem.done)
                    yield _of_journal(problem, path)
        yield from self._leftovers([folder, *{path.parent for path in store.files.paths()}])
        yield from self._copies(store)
        if not is_sound:
            return  # a damaged line may be of any article, so no article can be checked
        articles = {*store.journal.files.articles()}
        for path in store.files.paths():
            article_id = store.files.article_of(path)
            if article_id is not None and store.files.path(article_id) == path:
                articles.add(article_id)
            elif not any(store.files.path(each) == path for each in articles):
                done = f"moved to {put_aside(path).name}" if self._repair else ""
                yield Finding(Kind.UNUSABLE, shown(path), "names no article, and no journal does", done)
        for article_id in sorted(articles):
            yield from self._article(store, article_id)

    def _copies(self, store: Store) -> Iterator[Finding]:
        """Yield the copies of journals, by editors and synchronisers, with edits that no journal has."""
        journals = store.journal.files
        paths = sorted(journals.folder.iterdir()) if journals.folder.is_dir() else []
        for path in paths:
            if is_journal(path.name) or path.suffix in _OURS or not path.is_file():
                continue
            known: dict[str, set[int]] = {}
            heads = edits_in(path)
            for article_id in {each[0] for each in heads}:
                known[article_id] = set(journals.edits(article_id))
            new = sum(crc not in known[article_id] for article_id, *_, crc in heads)
            if new:
                done = ""
                name = path.name.strip(".#~ ") + JOURNAL_SUFFIX
                if self._repair and not path.with_name(name).exists():
                    shutil.copyfile(path, path.with_name(name))
                    done = f"copied to {name}, which is read from now on"
                yield Finding(Kind.COPY, shown(path), f"has {_times(new, 'edit')} that no journal has", done)

    def _leftovers(self, folders: Iterable[Path]) -> Iterator[Finding]:
        for folder in sorted(set(folders)):
            for path in sorted(folder.glob(".*.tmp")):
                done = f"moved to {put_aside(path).name}" if self._repair else ""
                yield Finding(Kind.LEFTOVER, shown(path), "was being written when newsreader was killed", done)

    def _article(self, store: Store, article_id: str) -> Iterator[Finding]:
        journals = store.journal.files
        entries = journals.entries(article_id)
        replay = Replay(journals, store.files, self._annotator)
        held, reason = replay.held(article_id)
        if held is None or replay.has_all(held, entries):
            wanted = replay.apply(replay.empty(article_id), entries)
        else:
            wanted = replay.apply(held, newer_than(held, entries))
        waiting = replay.waiting(wanted)
        for journal, edits in sorted(waiting.items()):
            whose = journal or "another machine"
            yield Finding(
                Kind.WAITING,
                article_id,
                f"waiting for {_times(edits, 'edit')} of {whose}, which others here follow; synchronise its journal",
            )
        if not waiting and (lost := wanted.revision - len({each.revision for each in entries})) > 0:
            rest = "the article's file has what they did" if held else "what they did is lost"
            yield Finding(Kind.GAP, article_id, f"{_times(lost, 'edit')} in no journal; {rest}")
        if (problem := self._problem(held, reason, entries, wanted)) is not None:
            where = shown(store.files.path(article_id))
            kind, what = problem
            if self._repair:
                yield Finding(kind, where, what, self._fix(store, kind, wanted))
            elif not _is_behind(kind, store, entries):
                yield Finding(kind, where, what)
        yield from self._in_text(wanted)

    def _problem(
        self, held: StoredWork | None, reason: str, entries: list[Entry], wanted: StoredWork
    ) -> tuple[Kind, str] | None:
        """Return the problem of an article's file, or None."""
        if held is None:
            return (Kind.UNUSABLE, reason) if reason else (Kind.MISSING, "is not there")
        if newer := newer_than(held, entries):
            return Kind.BEHIND, f"lacks {_times(len(newer), 'edit')} that the journals have"
        if wanted.edits != held.edits and held.edits is not None:
            return Kind.BEHIND, "was made from the same edits in another order"
        ids = Counter(each.id for each in held.work.annotations)
        if twice := [each for each, times in ids.items() if times > 1]:
            return Kind.DUPLICATE, f"has {_times(len(twice), 'annotation')} more than once"
        return None if wanted.work == held.work else (Kind.DIFFERENT, "does not say what the journals say")

    def _fix(self, store: Store, kind: Kind, wanted: StoredWork) -> str:
        path = store.files.path(wanted.work.article_id)
        try:
            aside = "" if kind in {Kind.MISSING, Kind.BEHIND} else f"moved to {put_aside(path).name}"
            if not wanted.revisions:
                return aside
            store.files.save(wanted, durable=True)
        except OSError as error:
            raise StoreError(f"{shown(path)}: cannot be written ({cause(error)}); check its permissions") from error
        return f"{aside}, and written from the journals" if aside else "written from the journals"

    def _in_text(self, stored: StoredWork) -> Iterator[Finding]:
        """Yield the problems of the annotations in the article's text."""
        work = stored.work
        article = self._read(work.article_id)
        if article is None:
            if work.annotations:
                yield Finding(
                    Kind.GONE,
                    work.article_id,
                    f"the article is not there any more; {_times(len(work.annotations), 'annotation')} kept",
                )
            return
        anchored = anchor(work, article.text)
        places = {each.id: each for each in anchored.work.annotations}
        elsewhere = [(each, places[each.id]) for each in work.annotations if places.get(each.id, each) != each]
        moved = [(before, after) for before, after in elsewhere if after.quote == before.quote]
        if changed := len(elsewhere) - len(moved):
            yield Finding(
                Kind.CHANGED,
                work.article_id,
                f"the article has other words for those of {_times(changed, 'annotation')}; shown and exported are "
                "these, and kept is what was annotated",
            )
        if moved:
            done = ""
            if self._repair:
                edit = Edit(
                    article_id=work.article_id,
                    summary="put where the words are now",
                    changes=tuple(Change(before, after) for before, after in moved),
                )
                done = _committed(self._root, self._annotator, edit, article.sha256)
            yield Finding(Kind.MOVED, work.article_id, f"the words of {_times(len(moved), 'annotation')} moved", done)
        if anchored.orphans:
            yield Finding(
                Kind.ORPHAN,
                work.article_id,
                f"the words of {_times(len(anchored.orphans), 'annotation')} are gone or stand in several places; "
                "kept, and never exported",
            )


def _is_behind(kind: Kind, store: Store, entries: list[Entry]) -> bool:
    """Return True for a file that the next opening writes: a crash may come between an edit and its file."""
    if kind is not Kind.MISSING:
        return kind is Kind.BEHIND
    last = {entry for file in store.journal.files for entry in file.entries.last_unit()}
    return last.issuperset(entries)


def _committed(root: Path, annotator: str, edit: Edit, sha256: str) -> str:
    store = Store(root, annotator, writable=True)
    store.commit(edit, sha256=sha256)
    store.close()
    return "put where they are now, as an edit that can be undone"


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _of_journal(problem: JournalProblem, path: Path) -> Finding:
    kind = Kind.DAMAGED if problem.line else Kind.TORN
    where = f"{shown(path)}, line {problem.line}" if problem.line else shown(path)
    return Finding(kind, where, problem.what, problem.done)
