"""The journal: an append-only log with one line per edit, flushed to disk before the edit is acknowledged.

Each process that writes appends to a file of its own, which it holds by the system's lock: `<machine>.jsonl`, while
that is taken `<machine>~2.jsonl`, and so on. So any number of processes and machines write to one folder.

An edit's revision is one more than the highest that its process knew of the article. So (revision, file) is one order
for all edits, in which an edit stands behind those that its process had read. Where two processes changed the same
annotation and had not read each other's edit, the one that is later in this order counts as a whole. A removal is a
change like any other. The earlier edit stays in the journal.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from annotations.disk.files import cause, shown
from annotations.errors import StoreCorruptError
from annotations.project.layout import JOURNAL_SUFFIX
from annotations.store.damage import unwritable
from annotations.store.journals.entries import Unit
from annotations.store.journals.file import JournalFile
from annotations.store.journals.files import JournalFiles
from annotations.store.journals.line import FAR, Line, encode_lines, heads
from annotations.store.machine import machine_name


class Journal:
    """Appends to the one journal of an annotator that this process holds, and has all of them to read.

    A file with a damaged line is never claimed. Bytes at the end of a file without their line end, or without the rest
    of their group, were never acknowledged: they are ignored, and put aside before the next line is written.
    """

    def __init__(self, folder: Path, machine: str = "", *, cache: Path | None = None) -> None:
        """Take the journals' folder, the name of this process's files, and the folder for a cache of what is read."""
        self._cache = cache
        self._machine = machine
        self.files = JournalFiles(folder, cache)
        """All journals of the annotator; another object after `refresh` returned None."""
        self._own: JournalFile | None = None
        self._left = set[str]()
        """Names of files that this process took and left."""
        self.trouble = ""
        """Why the last lines are not on disk; "" when they are."""
        self.waiting = 0
        """How many edits are not on disk."""

    def claim(self) -> str:
        """Return the name of the file that this process writes to; the first call takes one."""
        return self._claimed().path.stem

    def lacks(self, article_id: str, revision: int) -> bool:
        """Return True if this process's file does not reach a revision that others know of it."""
        return self._own is not None and self._own.entries.newest(article_id) < revision

    def leave(self) -> str:
        """Take another file, and return its name: edits of the one so far are known that it lacks.

        A backup of it was restored. What is appended to it would be another history under the same name.
        """
        if self._own is not None and not self.waiting:
            self._left.add(self._own.path.stem)
            self._own.release()
            self._own = None
        return self.claim()

    def undoable(self) -> Unit:
        """Return the last unit in this process's file that can be undone; () when there is none."""
        self._claim_free()
        return self._own.entries.undoable() if self._own else ()

    def redoable(self) -> Unit:
        """Return the last unit in this process's file that undid another and can be undone; () when there is none."""
        self._claim_free()
        return self._own.entries.redoable() if self._own else ()

    def append(self, lines: Sequence[Line]) -> Unit:
        """Append a unit; at the return it is on disk, or counted in `waiting` with the reason in `trouble`.

        Raises `StoreCorruptError` for a revision that readers would call damaged, `StoreError` for a number that is not
        finite, as a file may hold that was changed by hand.
        """
        own = self._claimed()
        for line in lines:
            if line.revision > FAR and own.entries.is_far(line.edit.article_id, line.revision):
                raise StoreCorruptError(
                    f"{shown(own.path)}: the next edit of {shown(line.edit.article_id)} would be number "
                    f"{line.revision}, far beyond the last one here; look for the journal that is damaged"
                )
        try:
            contents = encode_lines(lines)
        except ValueError as error:
            raise unwritable(own.path, error) from error
        offset = own.end + len(own.unwritten)
        self._write(own, own.unwritten + b"".join(contents), self.waiting + len(lines))
        first = len(own.entries)
        for each, content in zip(heads(lines, contents), contents, strict=True):
            own.entries.add(each, offset)
            offset += len(content)
        return tuple(own.entries[number] for number in range(first, len(own.entries)))

    def retry(self) -> bool:
        """Write the edits that wait; return True if all are on disk now."""
        if self._own is not None and self._own.unwritten:
            self._write(self._own, self._own.unwritten, self.waiting)
        return not self.waiting

    def refresh(self) -> list[Unit] | None:
        """Return the units that other processes appended since the last call, or None if earlier content changed.

        The first call loads the journal and returns an empty list.
        """
        if not self.files.is_read:
            self.files.read()
            return []
        if (self._own is not None and self._own.is_held and not self._own.is_intact) or not self.files.read_new():
            self._start_anew()
            return None
        return self.files.news()

    def release(self) -> None:
        """Let another process append to this one's file; edits that wait are dropped."""
        if self._own is not None:
            self._own.release()
            self._own.entries.cut(self._own.entries.at(self._own.end))
            self._own.unwritten, self._own = b"", None
        self.waiting = 0

    def _start_anew(self) -> None:
        """Read all files again, and append again the edits that wait, or that another file has displaced.

        Where reading fails, nothing changes.
        """
        own = self._own
        waiting = own.entries.units(own.entries.at(own.end)) if own is not None else ()
        lines = [list(self.files.lines(unit)) for unit in waiting]
        files = JournalFiles(self.files.folder, self._cache)
        files.read()
        if own is not None:
            lines = [*own.displaced(files.has), *lines]
            own.release()
        self.files, self._own, self.waiting = files, None, 0
        for each in lines:
            self.append(each)

    def _claimed(self) -> JournalFile:
        """Return the file of this process: a free one of this machine, or else a new one."""
        self._claim_free()
        if self._own is None:
            number = 1
            try:
                while self._own is None:
                    name = self._machine if number == 1 else f"{self._machine}~{number}"
                    number += 1
                    file = self._named(name)
                    if name not in self.files and file.create():
                        self._own = file
            except OSError:
                # A name that no other process takes until something can be written.
                self._own = self._named(f"{self._machine}~{os.urandom(4).hex()}")
            self.files.add(self._own)
        return self._own

    def _named(self, name: str) -> JournalFile:
        return JournalFile(self.files.folder / (name + JOURNAL_SUFFIX))

    def _claim_free(self) -> None:
        """Take a file of this machine that exists and that no process holds."""
        self.files.read()
        if self._own is not None:
            return
        self._machine = self._machine or machine_name()
        pattern = re.compile(re.escape(self._machine) + "(~[0-9a-f]{1,8})?")
        # The one that was used last has what `undo` takes back.
        for file in sorted(self.files, key=lambda each: (-each.entries.last_at, each.path.stem)):
            if not pattern.fullmatch(file.path.stem) or file.path.stem in self._left:
                continue
            try:
                if file.damaged or not file.hold():
                    continue
            except OSError:  # the file may not be written, or the file system has no locks
                continue
            # Its last holder may have written since it was read.
            if not self.files.read_new_of(file):
                file.release()
                self._start_anew()
                self._claim_free()
                return
            if file.damaged:
                file.release()
                continue
            self._own = file
            return

    def _write(self, own: JournalFile, content: bytes, count: int) -> None:
        try:
            if not own.is_held and not own.create():
                raise FileExistsError
            own.write(content)
        except OSError as error:
            self.trouble = f"{shown(own.path)} cannot be written ({cause(error)})"
            own.unwritten, self.waiting = content, count
        else:
            own.unwritten, self.waiting, self.trouble = b"", 0, ""
