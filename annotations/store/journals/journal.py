"""The journal: every edit that an annotator ever made, one line each, on disk before anybody is told.

Each process that writes appends to a file of its own, which it holds by the system's lock: `<machine>.jsonl`, while
that is taken `<machine>~2.jsonl`, and so on. So any number of processes and machines write to one folder. An edit's
revision is one more than the highest that its process knew of the article, so (revision, file) is one order for all
that respects which edit was made in sight of which. Where two changed the same annotation unseen by each other, the one
that is later in this order counts as a whole; a removal is a change like any other. The earlier stays in the journal.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from annotations.disk.files import cause, shown
from annotations.project.layout import JOURNAL_SUFFIX
from annotations.store.journals.entries import Unit
from annotations.store.journals.file import JournalFile
from annotations.store.journals.files import JournalFiles
from annotations.store.journals.line import Line, encoded, heads
from annotations.store.machine import machine_name


class Journal(JournalFiles):
    """The journals of one annotator, and the one among them that this process writes.

    One with a damaged line is never taken. What stands at the end of a file without its line end, or without the rest
    of its group, was never acknowledged: it is left out, and put aside before the next line is written.
    """

    def __init__(self, folder: Path, machine: str = "", *, cache: Path | None = None) -> None:
        """Take where the files are, what this process's are named after, and where to keep what was read of them."""
        super().__init__(folder, cache)
        self._machine = machine
        self._own: JournalFile | None = None
        self.trouble = ""
        """Why the last lines are not on disk; "" when they are."""
        self.waiting = 0
        """How many edits are not on disk."""

    def take(self) -> str:
        """The name of the file that this process writes to, taken now if it is not yet."""
        return self._taken().path.stem

    def undoable(self) -> Unit:
        """What was done last in this process's file and can be taken back; () when there is nothing."""
        self._hold_one()
        return self._own.entries.undoable() if self._own else ()

    def redoable(self) -> Unit:
        """What was taken back last in this process's file, as the unit that did so; () when there is nothing."""
        self._hold_one()
        return self._own.entries.redoable() if self._own else ()

    def append(self, lines: Sequence[Line]) -> Unit:
        """Take down a unit; at the return it is on disk, or `waiting` and `trouble` say otherwise."""
        own = self._taken()
        contents = encoded(lines)
        offset = own.end + len(own.unwritten)
        self._write(own, own.unwritten + b"".join(contents), self.waiting + len(lines))
        first = len(own.entries)
        for each, content in zip(heads(lines), contents, strict=True):
            own.entries.add(each, offset)
            offset += len(content)
        return tuple(own.entries[number] for number in range(first, len(own.entries)))

    def retry(self) -> bool:
        """Write what waits; whether everything is on disk now."""
        if self._own is not None and self._own.unwritten:
            self._write(self._own, self._own.unwritten, self.waiting)
        return not self.waiting

    def refresh(self) -> list[Unit] | None:
        """The units that others have written since the last call; None when what was read has changed altogether.

        The first call reads, and tells of nothing.
        """
        if not self._is_read:
            self._read()
            return []
        if (self._own is not None and self._own.is_held and not self._own.is_intact) or not self._grow():
            self._start_anew()
            return None
        fresh, self._fresh = self._fresh, []
        return fresh

    def release(self) -> None:
        """Let another process append to this one's file; what waits is given up."""
        if self._own is not None:
            self._own.release()
            self._own.entries.cut(self._own.entries.at(self._own.end))
            self._own.unwritten, self._own = b"", None
        self.waiting = 0

    def _start_anew(self) -> None:
        """Read all files again, and append again what waits; where they cannot be read, nothing changes."""
        files, own = self._files, self._own
        waiting = own.entries.units(own.entries.at(own.end)) if own is not None else ()
        lines = [list(self.lines(unit)) for unit in waiting]
        self._own = None
        self._forget()
        try:
            self._read()
        except BaseException:
            self._files, self._own, self._is_read = files, own, True
            raise
        if own is not None:
            own.release()
        self.waiting = 0
        for each in lines:
            self.append(each)

    def _taken(self) -> JournalFile:
        """The file of this process: a free one of this machine, else a new one."""
        self._hold_one()
        if self._own is None:
            number = 1
            try:
                while self._own is None:
                    name = self._machine if number == 1 else f"{self._machine}~{number}"
                    number += 1
                    file = JournalFile(self.folder / (name + JOURNAL_SUFFIX))
                    if name not in self._files and file.create():
                        self._own = self._files[name] = file
            except OSError:
                # Nobody else takes this name until something can be written.
                name = f"{self._machine}~{os.urandom(4).hex()}"
                self._own = self._files[name] = JournalFile(self.folder / (name + JOURNAL_SUFFIX))
        return self._own

    def _hold_one(self) -> None:
        """Take a file of this machine that is there and free."""
        self._read()
        if self._own is not None:
            return
        self._machine = self._machine or machine_name()
        pattern = re.compile(re.escape(self._machine) + "(~[0-9a-f]{1,8})?")
        for name in sorted(filter(pattern.fullmatch, self._files)):
            file = self._files[name]
            try:
                if file.holes or not file.hold():
                    continue
            except OSError:  # it may not be written, or there are no locks
                continue
            # Its last holder may have written since it was read.
            if not self._take_in(file):
                file.release()
                self._start_anew()
                self._hold_one()
                return
            if file.holes:
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
