"""Whether every line of a journal's file is one that newsreader wrote, and taking out those that are not."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from annotations.disk.files import cause, replacing, shown
from annotations.errors import StoreError
from annotations.store.articlefiles.files import free_aside
from annotations.store.journals.file import JournalFile
from annotations.store.journals.line import UNDERSTOOD, decoded, head, is_sealed, run_on


class JournalProblem(NamedTuple):
    """Lines that are not what they should be."""

    line: int
    """The number of the line; 0 for the end of the file, which is ignored anyway."""
    what: str
    done: str = ""


def examine_journal(path: Path, *, repair: bool) -> list[JournalProblem]:
    """What is wrong with a file; with `repair` it is copied aside, and keeps only its sound lines.

    Raises `StoreError`, and `StoreCorruptError` for a line of a later version.
    """
    file = JournalFile(path)
    is_free = True
    with suppress(OSError):  # of a file that may only be read nobody can have the lock
        is_free = file.hold()
    try:
        damaged, torn = _parted(path, lambda _: None)
        if not is_free:
            # The end may be a line that is just being written, and nobody else may change the file.
            return [JournalProblem(number, "is damaged; the file is in use") for number in damaged]
        if not damaged and not torn:
            return []
        done = _mended(path) if repair else ""
    except OSError as error:
        raise StoreError(f"{shown(path)}: cannot be read or written ({cause(error)}); check its permissions") from error
    finally:
        file.release()
    problems = [JournalProblem(number, "is not a line that newsreader wrote", done) for number in damaged]
    if torn:
        what = f"ends in {len(torn)} bytes of an edit that was never finished: nobody was told that it is saved"
        problems.append(JournalProblem(0, what, done))
    return problems


def _parted(path: Path, keep: Callable[[bytes], object]) -> tuple[list[int], bytes]:
    """The numbers of damaged lines, and what was not finished at the end; the lines of whole units are to keep."""
    damaged: set[int] = set()
    group: list[tuple[int, bytes]] = []
    torn = b""
    due = 0
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            whole = _with_ends(line)
            if whole != [line]:
                damaged.add(number)
            elif not line.endswith(b"\n"):
                torn = line
                break
            for each in whole:
                left = _left(each, path)
                if left is None or (group and left != due - 1):
                    damaged.update(known for known, _ in group)
                    group = []
                if left is None:
                    damaged.add(number)
                    continue
                group.append((number, each))
                due = left
                if due <= 0:
                    keep(b"".join(each for _, each in group))
                    group = []
    return sorted(damaged), b"".join(each for _, each in group) + torn


def _with_ends(line: bytes) -> list[bytes]:
    """A line; where nothing but the end of a line is damaged, the lines that these bytes were."""
    end = run_on(line)
    first, rest = line[:end], line[end:]
    fixed = first[:-1] + b"\n"
    return [each for each in (fixed if is_sealed(fixed) else first, rest) if each]


def _left(line: bytes, path: Path) -> int | None:
    """How many lines of its group follow a line, -1 for one of no group; None for a damaged line."""
    try:
        decoded(line, path)
    except UNDERSTOOD:
        return None
    found = head(line, path)
    return None if found is None else found[3]


def _mended(path: Path) -> str:
    aside = free_aside(path)
    shutil.copyfile(path, aside)
    with replacing(path, durable=True) as stream:
        _parted(aside, stream.write)
    return f"put right; the file as it was is {aside.name}"
