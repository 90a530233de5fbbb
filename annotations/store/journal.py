"""The journal: every edit that an annotator ever made, one line each, on disk before anybody is told.

Each machine appends to a file of its own. An edit's revision is one more than the highest that its machine knew of the
article, so (revision, machine) is one order for all machines that respects which edit was made in sight of which.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from annotations.errors import SpanError, StoreCorruptError, StoreError
from annotations.files import cause, flush_folder, json_text, make_folder, shown
from annotations.history import Edit, History, Step
from annotations.store.codec import decode_change, encode_change, integer, text

SUFFIX = ".jsonl"

_HEAD = re.compile(rb'\{"article":("(?:[^"\\]|\\.)*"),"revision":([0-9]+),"step":"(edit|undo|redo)",')
"""How `_encode` begins a line: what an opening has to know, for a third of the time that the whole JSON takes."""
_STEPS = {step.value.encode(): step for step in Step}


class Entry(NamedTuple):
    """Where an edit of an article is written; entries sort in the order of all machines."""

    revision: int
    machine: str
    offset: int
    """Bytes from the start of the machine's file."""
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the journal."""

    edit: Edit
    step: Step
    revision: int
    sha256: str
    """Of the article's text when the edit was made."""
    at: str
    """ISO 8601 in UTC, to the second."""


class Journal:
    """The journals of one annotator, one file for each machine; only this machine's is written.

    The files are read once, when something is first asked. Everything raises `StoreError` for a file that cannot be
    read and `StoreCorruptError` for a line that newsreader did not write, the last one excepted: without its line end
    it was never acknowledged, and is put aside before the next line is written.
    """

    def __init__(self, folder: Path, machine: str) -> None:
        self.folder = folder
        self.machine = machine
        self._entries: dict[str, list[Entry]] | None = None
        self._own: list[Entry] = []
        self._end = 0
        """Bytes of this machine's file that hold whole lines."""
        self._torn = False
        """Whether something that was never acknowledged may stand behind them."""

    @property
    def path(self) -> Path:
        """The file of this machine."""
        return self._path(self.machine)

    def articles(self) -> Iterable[str]:
        """The ids of all articles that were ever edited."""
        return self._read()

    def entries(self, article_id: str) -> list[Entry]:
        """Every edit of an article, in order."""
        return sorted(self._read().get(article_id, ()))

    def last(self, article_id: str) -> dict[str, int]:
        """The last revision of an article that each machine has made."""
        last: dict[str, int] = {}
        for entry in self._read().get(article_id, ()):
            last[entry.machine] = max(entry.revision, last.get(entry.machine, 0))
        return last

    def history(self) -> History[Entry]:
        """What was done on this machine and can be undone and redone."""
        self._read()
        return History.of((entry.step, entry) for entry in self._own)

    def lines(self, entries: Iterable[Entry]) -> Iterator[Line]:
        """The lines of entries, in their order."""
        with ExitStack() as stack:
            files: dict[str, BinaryIO] = {}
            for entry in entries:
                path = self._path(entry.machine)
                try:
                    if entry.machine not in files:
                        files[entry.machine] = stack.enter_context(path.open("rb"))
                    stream = files[entry.machine]
                    stream.seek(entry.offset)
                    line = stream.readline()
                except OSError as error:
                    raise _unreadable(path, error) from error
                try:
                    decoded = _decode(line)
                except (ValueError, LookupError, TypeError, AttributeError, RecursionError, SpanError) as error:
                    raise _corrupt(path, entry.offset) from error
                yield decoded

    def append(self, line: Line) -> Entry:
        """Write a line; at the return it is on disk. Raises `StoreError`, with the file as it was before."""
        entries = self._read()
        content = _encode(line)
        try:
            self._append(content)
        except OSError as error:
            raise StoreError(
                f"nothing was saved: {shown(self.path)} cannot be written ({cause(error)}); mend that and try again"
            ) from error
        entry = Entry(line.revision, self.machine, self._end, line.step)
        self._end += len(content)
        entries.setdefault(line.edit.article_id, []).append(entry)
        self._own.append(entry)
        return entry

    def _append(self, content: bytes) -> None:
        make_folder(self.folder)
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        descriptor = os.open(self.path, flags, 0o666)
        try:
            self._put_aside(descriptor)
            self._torn = True
            try:
                written = 0
                while written < len(content):
                    written += os.write(descriptor, content[written:])
                os.fsync(descriptor)
                if self._end == 0:
                    flush_folder(self.folder)
            except BaseException:
                with suppress(OSError):  # what is left is put aside by the next append
                    os.ftruncate(descriptor, self._end)
                    self._torn = False
                    os.fsync(descriptor)
                raise
            self._torn = False
        finally:
            os.close(descriptor)

    def _put_aside(self, descriptor: int) -> None:
        """Cut off what was never acknowledged, and keep it in a file of its own for whoever wants to look at it."""
        beyond = os.fstat(descriptor).st_size - self._end
        if beyond == 0:
            return
        if beyond < 0 or not self._torn:
            raise StoreError(
                f"nothing was saved: {shown(self.path)} was changed by another program; open newsreader anew"
            )
        os.lseek(descriptor, self._end, os.SEEK_SET)
        with self.path.with_name(self.path.name + ".torn").open("ab") as aside:
            aside.write(os.read(descriptor, beyond) + b"\n")
            aside.flush()
            os.fsync(aside.fileno())
        os.ftruncate(descriptor, self._end)

    def _path(self, machine: str) -> Path:
        return self.folder / f"{machine}{SUFFIX}"

    def _read(self) -> dict[str, list[Entry]]:
        """The entries of all machines by article, read when first asked for."""
        if self._entries is None:
            entries: dict[str, list[Entry]] = {}
            self._own, self._end, self._torn = [], 0, False
            path = self.folder
            try:
                names = sorted(each.name for each in path.iterdir()) if path.exists() else []
                for path in (self.folder / name for name in names if name.endswith(SUFFIX) and name[0] != "."):
                    self._scan(path, entries)
            except OSError as error:
                raise _unreadable(path, error) from error
            self._entries = entries
        return self._entries

    def _scan(self, path: Path, entries: dict[str, list[Entry]]) -> None:
        machine = path.stem
        own = self._own if machine == self.machine else None
        ids: dict[bytes, list[Entry]] = {}
        offset = 0
        with path.open("rb") as stream:
            for line in stream:
                if not line.endswith(b"\n"):
                    self._torn = self._torn or own is not None
                    break
                head = _HEAD.match(line)
                if head is None or not line.rstrip().endswith(b"}"):
                    raise _corrupt(path, offset)
                name, revision, step = head.groups()
                of_article = ids.get(name)
                if of_article is None:
                    of_article = ids[name] = entries.setdefault(json.loads(name), [])
                entry = Entry(int(revision), machine, offset, _STEPS[step])
                of_article.append(entry)
                if own is not None:
                    own.append(entry)
                offset += len(line)
        if own is not None:
            self._end = offset


def _encode(line: Line) -> bytes:
    values = {
        "article": line.edit.article_id,
        "revision": line.revision,
        "step": line.step,
        "at": line.at,
        "sha256": line.sha256,
        "summary": line.edit.summary,
        "changes": [encode_change(change) for change in line.edit.changes],
    }
    return (json_text(values) + "\n").encode()


def _decode(content: bytes) -> Line:
    values: Mapping[str, object] = json.loads(content)
    changes = values["changes"]
    if not isinstance(changes, list):
        raise TypeError("changes are a list")
    return Line(
        edit=Edit(
            article_id=text(values["article"]),
            summary=text(values["summary"]),
            changes=tuple(decode_change(change) for change in changes),
        ),
        step=Step(text(values["step"])),
        revision=integer(values["revision"]),
        sha256=text(values["sha256"]),
        at=text(values["at"]),
    )


def _corrupt(path: Path, offset: int) -> StoreCorruptError:
    with path.open("rb") as stream:
        number = stream.read(offset).count(b"\n") + 1
    return StoreCorruptError(
        f"{shown(path)}, line {number}: not a line that newsreader wrote; "
        "restore the file from a backup, or take the line out"
    )


def _unreadable(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{shown(path)}: cannot be read ({cause(error)}); check its permissions")
