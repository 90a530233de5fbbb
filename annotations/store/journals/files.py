"""All journals of one annotator, to read: every edit of every machine and process, in one order."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from annotations.errors import StoreCorruptError
from annotations.project.layout import JOURNAL_SUFFIX, is_journal
from annotations.store.damage import MALFORMED, unreadable
from annotations.store.journals.cache import JournalCache
from annotations.store.journals.entries import Entry, Unit
from annotations.store.journals.file import JournalFile
from annotations.store.journals.line import Line, decode_line
from annotations.store.state import StoredWork, seal
from annotations.store.time_spent import TimeSpent


class JournalFiles:
    """The files of a folder. The first call that needs them reads them.

    Each method raises `StoreError` for a file that cannot be read, `StoreCorruptError` for a line of a later version.
    A line that newsreader did not write is skipped: see `damage` and `blocking_damage`.
    """

    def __init__(self, folder: Path, cache: Path | None) -> None:
        """Take the folder of the files, and the folder of a cache of what is read from them."""
        self.folder = folder
        self._cache = None if cache is None else JournalCache(cache)
        self._files: dict[str, JournalFile] = {}
        self._is_read = False
        self._news: list[Unit] = []
        """Units that others have appended and `news` has not returned."""

    def articles(self) -> Iterable[str]:
        """Return the ids of all articles that were ever edited."""
        self.read()
        return set().union(*(file.entries.articles() for file in self))

    def entries(self, article_id: str) -> list[Entry]:
        """Return the entries of all edits of an article, in order; of an edit in two files, that of the first.

        A synchroniser that finds two histories under one name keeps both files, which begin with the same lines.
        """
        self.read()
        entries = sorted(entry for file in self for entry in file.entries.of(article_id))
        first: dict[tuple[int, int], str] = {}
        return [each for each in entries if first.setdefault((each.revision, each.crc), each.journal) == each.journal]

    def has(self, entry: Entry) -> bool:
        """Return True if one of the files has an edit, whatever its name was when the entry was read."""
        return any((each.revision, each.crc) == (entry.revision, entry.crc) for each in self.entries(entry.article_id))

    def edits(self, article_id: str) -> list[int]:
        """Return the checksums of `entries`, in their order."""
        self.read()
        if len(self._files) == 1:
            (file,) = self
            if (checksums := file.entries.checksums(article_id)) is not None:
                return checksums
        return [entry.crc for entry in self.entries(article_id)]

    def seal(self, article_id: str) -> int:
        """Return one checksum for all edits of an article in their order."""
        return seal(self.edits(article_id))

    def has_made(self, stored: StoredWork) -> bool:
        """Return True if work was made from all edits of its article, in their order, and from no others.

        Returns True too if the journals have no edit of the article. Work of an older version does not say what it was
        made from: it is as good if only one journal has edits of it, up to the same revision.
        """
        article_id = stored.work.article_id
        if stored.edits is None:
            last = self.last(article_id)
            return not last or (len(last) == 1 and stored.revisions == last)
        edits = self.edits(article_id)
        return not edits or edits == list(stored.edits)

    def last(self, article_id: str) -> dict[str, int]:
        """Return the last revision of an article in each file."""
        self.read()
        last = {name: file.entries.last(article_id) for name, file in self._files.items()}
        return {name: revision for name, revision in last.items() if revision}

    def is_whole(self, article_id: str) -> bool:
        """Return True if no edit of an article is missing up to the last one."""
        self.read()
        revisions = {each for file in self for each in file.entries.revisions(article_id)}
        return len(revisions) == max(revisions, default=1)

    def edited(self, article_id: str) -> int:
        """Return the time of an article's last edit, as `second` returns it; 0 for none."""
        self.read()
        return max((file.entries.edited(article_id) for file in self), default=0)

    def time_spent(self) -> TimeSpent:
        """Compute the time that the annotator spent on each article."""
        self.read()
        return TimeSpent([file.entries.moments() for file in self])

    def lines(self, entries: Iterable[Entry]) -> Iterator[Line]:
        """Yield the lines of entries, in their order.

        Raises `StoreCorruptError` for a damaged line; then its unit is no longer among the entries.
        """
        with ExitStack() as stack:
            streams: dict[str, BinaryIO] = {}
            for entry in entries:
                file = self._files[entry.journal]
                if entry.offset >= file.end:
                    start = entry.offset - file.end
                    yield decode_line(file.unwritten[start : file.unwritten.index(b"\n", start) + 1], file.path)
                    continue
                try:
                    if entry.journal not in streams:
                        streams[entry.journal] = stack.enter_context(file.path.open("rb"))
                    streams[entry.journal].seek(entry.offset)
                    content = streams[entry.journal].readline()
                except OSError as error:
                    raise unreadable(file.path, error) from error
                try:
                    line = decode_line(content, file.path)
                    if (line.edit.article_id, line.revision) != (entry.article_id, entry.revision):
                        raise ValueError("not the line that was read")
                except MALFORMED as error:
                    self._strike(entry)
                    raise file.error(entry.offset) from error
                yield line

    @property
    def damaged_lines(self) -> int:
        """How many damaged lines were skipped so far."""
        return sum(len(file.damaged) for file in self)

    @property
    def damage(self) -> str:
        """The lines that were skipped so far, as a message of one line; "" if there are none. Raises `StoreError`."""
        if not self.damaged_lines:
            return ""
        file = next(file for file in self if file.damaged)
        more = f" (and {self.damaged_lines - 1} more)" if self.damaged_lines > 1 else ""
        return f"{file.error(min(file.damaged))}{more}"

    def blocking_damage(self, article_id: str, known: Mapping[str, int]) -> StoreCorruptError | None:
        """Return the error for a damaged line that later edits of an article may depend on, or None.

        `known` has the last revision of each file that the caller's work includes; later edits must not be applied to
        that work if there is such a line. A damaged line was no edit of the article if the revisions around it follow
        each other without a gap: those of its own file, where they rise, and those of all files together. A damaged
        line behind the last edit is lost, but no other edit depends on it.
        """
        with_damage = {name: file for name, file in self._files.items() if file.damaged}
        if not with_damage:
            return None
        entries = self.entries(article_id)
        reached = max(known.values(), default=0)
        for entry in entries:
            if entry.revision > reached + 1:
                file = next(iter(with_damage.values()))
                return file.error(min(file.damaged))
            reached = max(reached, entry.revision)
        last: dict[str, Entry] = {}
        for entry in entries:
            before, last[entry.journal] = last.get(entry.journal), entry
            revision, offset = (before.revision, before.offset) if before else (0, -1)
            if entry.journal in with_damage and entry.revision > max(revision, known.get(entry.journal, 0)) + 1:
                file = with_damage[entry.journal]
                between = [each for each in file.damaged if offset < each < entry.offset]
                if between:
                    return file.error(between[0])
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
                    self._cache.save(file)

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
                    self._cache.load(file)
            if file.is_held:
                continue  # unknown bytes in it are of a write that failed
            if not self.read_new_of(file):
                return False
        return True

    def read_new_of(self, file: JournalFile) -> bool:
        """Read the lines that were appended to a file; return False if what was read before is not there any more."""
        known = len(file.entries)
        if not file.read_new():
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
            file.damaged.append(entry.offset)
        if self._cache is not None:
            self._cache.drop(file)

    def _drop(self) -> None:
        self._files, self._is_read, self._news = {}, False, []
