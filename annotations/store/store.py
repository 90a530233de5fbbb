"""The store: one annotator's work below one root, journal first, then the article's file."""

import json
import os
import platform
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.annotation import AnnotationSet
from annotations.errors import StoreCorruptError, StoreError
from annotations.files import cause, shown
from annotations.history import Edit, History, Step
from annotations.store.codec import text
from annotations.store.journal import Entry, Journal, Line
from annotations.store.lock import WriterLock
from annotations.store.names import LONGEST, article_file, article_of, file_name, is_cut, original
from annotations.store.stored import Outline, Stored, UnusableError, covers

if TYPE_CHECKING:
    from annotations.store.articlefile import ArticleFile

FOLDER = "annotations"
"""Below the root: a folder for each annotator."""
JOURNAL, ARTICLES = "journal", "articles"
"""The two folders of an annotator."""
CACHE = ".newsreader"
"""Below the root: what may be deleted at any time."""


def now() -> str:
    """The time in UTC as ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def login_name() -> str:
    """Whose work it is where nobody is named: who uses this machine."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "annotator"


def annotators(root: Path) -> tuple[str, ...]:
    """Everybody whose work is stored below a root, sorted. Raises `StoreError`."""
    try:
        folders = [each.name for each in (root / FOLDER).iterdir() if _is_store(each)]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise StoreError(f"{shown(root / FOLDER)}: cannot be read ({cause(error)}); check its permissions") from error
    return tuple(sorted(original(name) for name in folders if not is_cut(name) and file_name(original(name)) == name))


def _is_store(folder: Path) -> bool:
    return (folder / JOURNAL).is_dir() or (folder / ARTICLES).is_dir()


class Store:
    """One annotator's work. Everything raises `StoreError` for files that cannot be read, and `StoreCorruptError`.

    `writable` takes the lock, and raises `StoreLockedError` when another process has it. Where the file system is
    read-only the store opens all the same; the first `commit` says so.
    """

    def __init__(self, root: Path, annotator: str, *, machine: str = "", writable: bool) -> None:
        name = file_name(annotator)
        if not annotator or is_cut(name):
            raise StoreError(f"an annotator's name has 1 to {LONGEST} bytes: choose another than {annotator[:40]!a}")
        machine = file_name(machine or platform.node() or "machine")
        self.annotator = annotator
        self.writable = writable
        self._folder = root / FOLDER / name
        self._journal = Journal(self._folder / JOURNAL, machine)
        self._history: History[Entry] | None = None
        self._known: dict[str, Stored] = {}
        self._articles: set[str] | None = None
        self._open: ArticleFile | None = None
        """The file that was written last: the next edit is most likely of the same article."""
        self._behind: set[str] = set()
        """Articles whose file does not have what the journal has."""
        self._lock = WriterLock(root, root / CACHE / "locks" / name / f"{machine}.lock")
        if writable:
            with suppress(OSError):
                self._lock.acquire()

    def articles(self) -> Iterable[str]:
        """The ids of all articles for which something was ever saved, in no order; the files are listed once."""
        if self._articles is None:
            self._articles = {*self._journal.articles(), *self._in_files()}
        return self._articles

    def read(self, article_id: str) -> Stored:
        """What was saved for an article, rebuilt from the journals where its file is missing, damaged or behind."""
        stored = self._known.get(article_id)
        if stored is None:
            stored = self._known[article_id] = self._load(article_id)
            if self._lock.held:
                self._catch_up()
        return stored

    def outline(self, article_id: str) -> Outline:
        """As `read`, but only what counts, for many articles in a row: an article's file is enough, and is not kept."""
        stored = self._known.get(article_id)
        if stored is None:
            with suppress(OSError, UnusableError):
                outline = self._file(article_id).outline()
                if outline is not None and covers(outline.revisions, self._journal.last(article_id)):
                    return outline
            stored = self.read(article_id)
        return Outline(stored.work.status, len(stored.work.annotations), stored.revisions)

    def commit(self, edit: Edit, *, sha256: str, step: Step = Step.EDIT) -> Stored:
        """Save an edit of an article whose text has this digest; at the return it is on disk.

        Raises `StoreError` when it is not: nothing has changed then.
        """
        self._take_lock()
        before = self.read(edit.article_id)
        revision = before.revision + 1
        after = before.with_edit(edit, sha256=sha256, machine=self._journal.machine, revision=revision)
        entry = self._journal.append(Line(edit=edit, step=step, revision=revision, sha256=sha256, at=now()))
        self._known[edit.article_id] = after
        if self._articles is not None:
            self._articles.add(edit.article_id)
        if self._history is not None and step is Step.EDIT:
            self._history = self._history.push(entry)
        self._behind.add(edit.article_id)
        self._catch_up()
        return after

    def undo(self) -> Edit | None:
        """Take the latest edit of this machine back and return it; None when there is none. Raises as `commit`."""
        history = self._undoable()
        if not history.done:
            return None
        edit = self._edit(history.done[-1])
        self.commit(edit.inverse(), sha256=self.read(edit.article_id).sha256, step=Step.UNDO)
        self._history = history.undo()
        return edit

    def redo(self) -> Edit | None:
        """Make the latest undone edit again and return it; None when there is none. Raises as `commit`."""
        history = self._undoable()
        if not history.undone:
            return None
        edit = self._edit(history.undone[-1])
        self.commit(edit, sha256=self.read(edit.article_id).sha256, step=Step.REDO)
        self._history = history.redo()
        return edit

    def close(self) -> None:
        """Write what is behind, as far as that is possible, and give the lock back."""
        if self._lock.held:
            self._catch_up()
        self._lock.release()

    def _in_files(self) -> Iterator[str]:
        """The ids of the articles that have a file."""
        folder = self._folder / ARTICLES
        for where, _, names in os.walk(folder):
            for path in (Path(where, name) for name in names if name.endswith(".json")):
                article_id = article_of(path.relative_to(folder))
                if article_id is None:
                    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
                        (row,) = json.loads(path.read_bytes())["article"].values()
                        article_id = text(row["id"])
                if article_id is not None:
                    yield article_id

    def _undoable(self) -> History[Entry]:
        if self._history is None:
            self._history = self._journal.history()
        return self._history

    def _edit(self, entry: Entry) -> Edit:
        (line,) = self._journal.lines([entry])
        return line.edit

    def _take_lock(self) -> None:
        if not self.writable:
            raise StoreError("nothing was saved: the annotations were opened for reading only")
        if not self._lock.held:
            try:
                self._lock.acquire()
            except OSError as error:
                raise StoreError(
                    f"nothing was saved: {shown(self._lock.path)} cannot be written ({cause(error)}); "
                    "copy the folder to where you can write and open it there"
                ) from error

    def _load(self, article_id: str) -> Stored:
        last = self._journal.last(article_id)
        stored, reason = self._from_file(article_id)
        if stored is not None and covers(stored.revisions, last):
            return stored
        empty = Stored(work=AnnotationSet(article_id=article_id, annotator=self.annotator))
        if not last and not reason:
            return empty
        entries = self._journal.entries(article_id)
        missing = set(range(1, max(last.values(), default=1) + 1)) - {entry.revision for entry in entries}
        if not missing and covers(last, stored.revisions if stored else {}):
            stored = empty
        if stored is None:
            raise StoreCorruptError(
                f"{shown(self._path(article_id))} {reason or 'is missing'}, and the journal lacks edits to rebuild it; "
                "restore it from a backup, or move it and its journal away to start anew"
            )
        revisions = stored.revisions
        newer = [entry for entry in entries if entry.revision > revisions.get(entry.machine, 0)]
        for entry, line in zip(newer, self._journal.lines(newer), strict=True):
            stored = stored.with_edit(line.edit, sha256=line.sha256, machine=entry.machine, revision=entry.revision)
        self._behind.add(article_id)
        return stored

    def _from_file(self, article_id: str) -> tuple[Stored | None, str]:
        """What an article's file says, or None and why it does not; "" when there is none."""
        path = self._path(article_id)
        try:
            if not path.exists():
                return None, ""
            return self._file(article_id).read(), ""
        except UnusableError as error:
            return None, str(error)
        except OSError as error:
            raise StoreError(f"{shown(path)}: cannot be read ({cause(error)}); check its permissions") from error

    def _catch_up(self) -> None:
        """Replace the files that are behind; one that cannot be replaced now is tried again with the next edit."""
        for article_id in tuple(self._behind):
            with suppress(OSError, StoreError):
                file = self._open
                if file is None or file.path != self._path(article_id):
                    file = self._file(article_id)
                    try:
                        file.read()
                    except UnusableError:
                        file.path.replace(file.path.with_name(file.path.name + ".broken"))
                        file.clear()
                    self._open = file
                file.save(self._known[article_id])
                self._behind.discard(article_id)

    def _path(self, article_id: str) -> Path:
        return article_file(self._folder / ARTICLES, article_id)

    def _file(self, article_id: str) -> "ArticleFile":
        from annotations.store.articlefile import ArticleFile  # TinyDB's 30 ms only when there is work

        return ArticleFile(self._path(article_id), article_id=article_id, annotator=self.annotator)
