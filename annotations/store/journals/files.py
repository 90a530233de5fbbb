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
        self._news: list[Unit] = []
        """Units that others have appended and `news` has not returned."""

    def articles(self) -> Iterable[str]:
        """The ids of all articles that were ever edited."""
        self.read()
        return set().union(*(file.entries.articles() for file in self))

    def entries(self, article_id: str) -> list[Entry]:
        """Every edit of an article, in order."""
        self.read()
        return sorted(entry for file in self for entry in file.entries.of(article_id))

    def last(self, article_id: str) -> dict[str, int]:
        """The last revision of an article in each file."""
        self.read()
        last = {name: file.entries.last(article_id) for name, file in self._files.items()}
        return {name: revision for name, revision in last.items() if revision}

    def is_whole(self, article_id: str) -> bool:
        """Whether there is every edit of an article up to the last one."""
        self.read()
        revisions = {each for file in self for each in file.entries.revisions(article_id)}
        return len(revisions) == max(revisions, default=1)

    def edited(self, article_id: str) -> int:
        """When an article was last edited, as of `timing.second`; 0 for never."""
        self.read()
        return max((file.entries.edited(article_id) for file in self), default=0)

    def timing(self) -> TimeSpent:
        """The time that was spent, by when the edits were made."""
        self.read()
        return TimeSpent([file.entries.moments() for file in self])

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
        return sum(len(file.holes) for file in self)

    @property
    def damage(self) -> str:
        """Which lines were passed over so far, in one line; "" when none were. Raises `StoreError`."""
        if not self.holes:
            return ""
        file = next(file for file in self if file.holes)
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

    @property
    def is_read(self) -> bool:
        """Return True if the files were read."""
        return self._is_read

    def read(self) -> None:
        """Read all files, unless they were read already."""
        if not self._is_read:
            try:
                while not self.read_new():
                    self._drop()
            except BaseException:
                self._drop()
                raise
            self._is_read = True
            if self._cache is not None:
                for file in self:
                    self._cache.keep(file)

    def read_new(self) -> bool:
        """Read the lines that others appended; return False if what was read before is not there any more."""
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
                continue  # unknown bytes in it are of a write that failed
            if not self.read_new_of(file):
                return False
        return True

    def read_new_of(self, file: JournalFile) -> bool:
        """Read the lines that were appended to a file; return False if what was read before is not there any more."""
        known = len(file.entries)
        if not file.grow():
            return False
        if self._is_read:
            self._news += file.entries.units(known)
        return True

    def news(self) -> list[Unit]:
        """Return the units that `read_new` has read since the last call."""
        news, self._news = self._news, []
        return news

    def __iter__(self) -> Iterator[JournalFile]:
        return iter(self._files.values())

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def add(self, file: JournalFile) -> None:
        """Add a file that this process has just made."""
        self._files[file.path.stem] = file

    def _paths(self) -> list[Path]:
        try:
            names = [each.name for each in os.scandir(self.folder)]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise unreadable(self.folder, error) from error
        return [self.folder / name for name in sorted(filter(is_journal, names))]

    def _strike(self, entry: Entry) -> None:
        file = self._files[entry.journal]
        if file.entries.strike(entry.offset):
            file.holes.append(entry.offset)
        if self._cache is not None:
            self._cache.drop(file)

    def _drop(self) -> None:
        self._files, self._is_read, self._news = {}, False, []
