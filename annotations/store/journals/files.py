"""The files of one annotator's journal as they are read: every edit of every machine and process, in one order."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from annotations.errors import StoreCorruptError
from annotations.project.layout import JOURNAL_SUFFIX, is_journal
from annotations.store.journals.cache import JournalCache
from annotations.store.journals.entries import Entry, Unit
from annotations.store.journals.file import JournalFile
from annotations.store.journals.line import UNDERSTOOD, Line, decoded, unreadable
from annotations.store.time_spent import TimeSpent


class JournalFiles:
    """What all files say together. They are read when something is first asked.

    Everything raises `StoreError` for a file that cannot be read and `StoreCorruptError` for a line of a later version.
    A line that newsreader did not write is passed over: see `damage` and `doubt`.
    """

    def __init__(self, folder: Path, cache: Path | None) -> None:
        """Take where the files are, and where to keep what was read of them."""
        self.folder = folder
        self._cache = None if cache is None else JournalCache(cache)
        self._files: dict[str, JournalFile] = {}
        self._is_read = False
        self._fresh: list[Unit] = []
        """Units that others have added and `refresh` has not told of."""

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

    def timing(self) -> TimeSpent:
        """The time that was spent, by when the edits were made."""
        self._read()
        return TimeSpent([file.entries.moments() for file in self._files.values()])

    def lines(self, entries: Iterable[Entry]) -> Iterator[Line]:
        """The lines of entries, in their order.

        Raises `StoreCorruptError` for a damaged line; then its unit is no longer among the entries.
        """
        with ExitStack() as stack:
            streams: dict[str, BinaryIO] = {}
            for entry in entries:
                file = self._files[entry.journal]
                if entry.offset >= file.end:
                    start = entry.offset - file.end
                    yield decoded(file.unwritten[start : file.unwritten.index(b"\n", start) + 1], file.path)
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

    def _grow(self) -> bool:
        """Read what is new; whether it is only that."""
        paths = {each.name.removesuffix(JOURNAL_SUFFIX): each for each in self._paths()}
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
        return [self.folder / name for name in sorted(filter(is_journal, names))]

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

    def _forget(self) -> None:
        self._files, self._is_read, self._fresh = {}, False, []
