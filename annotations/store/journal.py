"""The journal: every edit that an annotator ever made, one line each, on disk before anybody is told.

Each process that writes appends to a file of its own, which it holds by the system's lock: `<machine>.jsonl`, while
that is taken `<machine>~2.jsonl`, and so on. So any number of processes and machines write to one folder. An edit's
revision is one more than the highest that its process knew of the article, so (revision, file) is one order for all
that respects which edit was made in sight of which. Where two changed the same annotation unseen by each other, the one
that is later in this order counts as a whole; a removal is a change like any other. The earlier stays in the journal.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from annotations.errors import StoreCorruptError
from annotations.files import cause, shown
from annotations.store.entries import Entry, Unit
from annotations.store.journalcache import JournalCache
from annotations.store.journalfile import SUFFIX, JournalFile
from annotations.store.line import UNDERSTOOD, Line, decoded, encoded, heads, unreadable
from annotations.store.machine import machine_name
from annotations.store.timing import Timing


class Journal:
    """The journals of one annotator. The files are read when something is first asked.

    Everything raises `StoreError` for a file that cannot be read and `StoreCorruptError` for a line of a later version.
    A line that newsreader did not write is passed over, and another file than the one that has it is written from then
    on: see `damage` and `doubt`. What stands at the end of a file without its line end, or without the rest of its
    group, was never acknowledged: it is left out, and put aside before the next line is written.
    """

    def __init__(self, folder: Path, machine: str = "", *, cache: Path | None = None) -> None:
        """Take where the files are, what this process's are named after, and where to keep what was read of them."""
        self.folder = folder
        self._cache = None if cache is None else JournalCache(cache)
        self._machine = machine
        self.trouble = ""
        """Why the last lines are not on disk; "" when they are."""
        self.waiting = 0
        """How many edits are not on disk."""
        self._files: dict[str, JournalFile] = {}
        self._is_read = False
        self._own: JournalFile | None = None
        self._unwritten = b""
        """The lines that are not on disk: they are tried again with the next ones."""
        self._fresh: list[Unit] = []
        """Units that others have added and `refresh` has not told of."""

    def take(self) -> str:
        """The name of the file that this process writes to, taken now if it is not yet."""
        return self._taken().path.stem

    def articles(self) -> Iterable[str]:
        """The ids of all articles that were ever edited."""
        self._read()
        return set().union(*(file.entries.articles() for file in self._files.values()))

    def entries(self, article_id: str) -> list[Entry]:
        """Every edit of an article, in order."""
        self._read()
        return sorted(entry for file in self._files.values() for entry in file.entries.of(article_id))

    def last(self, article_id: str) -> dict[str, int]:
        """The last revision of an article in each file."""
        self._read()
        last = {name: file.entries.last(article_id) for name, file in self._files.items()}
        return {name: revision for name, revision in last.items() if revision}

    def is_whole(self, article_id: str) -> bool:
        """Whether there is every edit of an article up to the last one."""
        self._read()
        revisions = {each for file in self._files.values() for each in file.entries.revisions(article_id)}
        return len(revisions) == max(revisions, default=1)

    def edited(self, article_id: str) -> int:
        """When an article was last edited, as of `timing.second`; 0 for never."""
        self._read()
        return max((file.entries.edited(article_id) for file in self._files.values()), default=0)

    def timing(self) -> Timing:
        """The time that was spent, by when the edits were made."""
        self._read()
        return Timing([file.entries.moments() for file in self._files.values()])

    def undoable(self) -> Unit:
        """What was done last in this process's file and can be taken back; () when there is nothing."""
        self._hold_one()
        return self._own.entries.undoable() if self._own else ()

    def redoable(self) -> Unit:
        """What was taken back last in this process's file, as the unit that did so; () when there is nothing."""
        self._hold_one()
        return self._own.entries.redoable() if self._own else ()

    def lines(self, entries: Iterable[Entry]) -> Iterator[Line]:
        """The lines of entries, in their order.

        Raises `StoreCorruptError` for a damaged line; then its unit is no longer among the entries.
        """
        with ExitStack() as stack:
            streams: dict[str, BinaryIO] = {}
            for entry in entries:
                file = self._files[entry.journal]
                if file is self._own and entry.offset >= file.end:
                    start = entry.offset - file.end
                    yield decoded(self._unwritten[start : self._unwritten.index(b"\n", start) + 1], file.path)
                    continue
                try:
                    if entry.journal not in streams:
                        streams[entry.journal] = stack.enter_context(file.path.open("rb"))
                    streams[entry.journal].seek(entry.offset)
                    content = streams[entry.journal].readline()
                except OSError as error:
                    raise unreadable(file.path, error) from error
                try:
                    line = decoded(content, file.path)
                    if (line.edit.article_id, line.revision) != (entry.article_id, entry.revision):
                        raise ValueError("not the line that was read")
                except UNDERSTOOD as error:
                    self._strike(entry)
                    raise file.error(entry.offset) from error
                yield line

    @property
    def holes(self) -> int:
        """How many lines were passed over so far."""
        return sum(len(file.holes) for file in self._files.values())

    @property
    def damage(self) -> str:
        """Which lines were passed over so far, in one line; "" when none were. Raises `StoreError`."""
        if not self.holes:
            return ""
        file = next(file for file in self._files.values() if file.holes)
        more = f" (and {self.holes - 1} more)" if self.holes > 1 else ""
        return f"{file.error(min(file.holes))}{more}"

    def doubt(self, article_id: str, known: Mapping[str, int]) -> StoreCorruptError | None:
        """Why what is newer than work with these last revisions must not be made on top of it, if that is so.

        A line that was passed over may have been an edit of the article that a later one was made in sight of. It was
        none where the revisions follow on each other: those of one file, since they rise there, and those of all files
        together. What was passed over behind the last edit is lost, but nothing that is there was made in its sight.
        """
        damaged = {name: file for name, file in self._files.items() if file.holes}
        if not damaged:
            return None
        entries = self.entries(article_id)
        reached = max(known.values(), default=0)
        for entry in entries:
            if entry.revision > reached + 1:
                file = next(iter(damaged.values()))
                return file.error(min(file.holes))
            reached = max(reached, entry.revision)
        last: dict[str, Entry] = {}
        for entry in entries:
            before, last[entry.journal] = last.get(entry.journal), entry
            revision, offset = (before.revision, before.offset) if before else (0, -1)
            if entry.journal in damaged and entry.revision > max(revision, known.get(entry.journal, 0)) + 1:
                between = [each for each in damaged[entry.journal].holes if offset < each < entry.offset]
                if between:
                    return damaged[entry.journal].error(between[0])
        return None

    def _strike(self, entry: Entry) -> None:
        file = self._files[entry.journal]
        if file.entries.strike(entry.offset):
            file.holes.append(entry.offset)
        if self._cache is not None:
            self._cache.drop(file)

    def append(self, lines: Sequence[Line]) -> Unit:
        """Take down a unit; at the return it is on disk, or `waiting` and `trouble` say otherwise."""
        own = self._taken()
        contents = encoded(lines)
        offset = own.end + len(self._unwritten)
        self._write(own, self._unwritten + b"".join(contents), self.waiting + len(lines))
        first = len(own.entries)
        for each, content in zip(heads(lines), contents, strict=True):
            own.entries.add(each, offset)
            offset += len(content)
        return tuple(own.entries[number] for number in range(first, len(own.entries)))

    def retry(self) -> bool:
        """Write what waits; whether everything is on disk now."""
        if self._own is not None and self._unwritten:
            self._write(self._own, self._unwritten, self.waiting)
        return not self._unwritten

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
            self._own = None
        self._unwritten, self.waiting = b"", 0

    def _grow(self) -> bool:
        """Read what is new; whether it is only that."""
        paths = {each.name.removesuffix(SUFFIX): each for each in self._paths()}
        if any(name not in paths and file.end for name, file in self._files.items()):
            return False
        for name, path in paths.items():
            file = self._files.get(name)
            if file is None:
                file = self._files[name] = JournalFile(path)
                if self._cache is not None and not self._is_read:
                    self._cache.recall(file)
            if file.is_held:
                continue  # what stands there and is not known is of a write that failed
            if not self._take_in(file):
                return False
        return True

    def _take_in(self, file: JournalFile) -> bool:
        """Read what is new of a file; whether it is only that."""
        known = len(file.entries)
        if not file.grow():
            return False
        if self._is_read:
            self._fresh += file.entries.units(known)
        return True

    def _paths(self) -> list[Path]:
        try:
            names = [each.name for each in os.scandir(self.folder)]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise unreadable(self.folder, error) from error
        return [self.folder / name for name in sorted(names) if name.endswith(SUFFIX) and name[0] != "."]

    def _read(self) -> None:
        """Read all files, when first asked."""
        if not self._is_read:
            try:
                while not self._grow():
                    self._forget()
            except BaseException:
                self._forget()
                raise
            self._is_read = True
            if self._cache is not None:
                for file in self._files.values():
                    self._cache.keep(file)

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
        self._unwritten, self.waiting = b"", 0
        for each in lines:
            self.append(each)

    def _forget(self) -> None:
        self._files, self._is_read, self._fresh = {}, False, []

    def _taken(self) -> JournalFile:
        """The file of this process: a free one of this machine, else a new one."""
        self._hold_one()
        if self._own is None:
            number = 1
            try:
                while self._own is None:
                    name = self._machine if number == 1 else f"{self._machine}~{number}"
                    number += 1
                    file = JournalFile(self.folder / (name + SUFFIX))
                    if name not in self._files and file.create():
                        self._own = self._files[name] = file
            except OSError:
                # Nobody else takes this name until something can be written.
                name = f"{self._machine}~{os.urandom(4).hex()}"
                self._own = self._files[name] = JournalFile(self.folder / (name + SUFFIX))
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
            self._unwritten, self.waiting = content, count
        else:
            self._unwritten, self.waiting, self.trouble = b"", 0, ""
