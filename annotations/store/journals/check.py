"""A check that newsreader wrote every line of a journal, and a repair that takes out the others."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from annotations.disk.files import cause, replacing, shown
from annotations.errors import StoreError
from annotations.store.articlefiles.files import free_aside
from annotations.store.damage import MALFORMED, unreadable
from annotations.store.journals.file import JournalFile
from annotations.store.journals.line import FAR, Head, checksum, decode_line, next_line_start, read_head

FOREIGN = "is not a line that newsreader wrote"
PARTIAL = "is of a change to several articles that lacks other lines, so it does not count"


class JournalProblem(NamedTuple):
    """A damaged line, or an unfinished end."""

    line: int
    """The number of the line, from 1; 0 for the end of the file, which is ignored when it is read."""
    what: str
    done: str = ""


def edits_in(path: Path) -> list[Head]:
    """Return the facts of every sound line in a file, such as a copy of a journal. Raises `StoreError`."""
    try:
        with path.open("rb") as lines:
            found = [read_head(line, path) for each in lines for line in _with_ends(each)]
    except OSError as error:
        raise unreadable(path, error) from error
    return [each for each in found if each is not None]


def examine_journal(path: Path, *, repair: bool) -> list[JournalProblem]:
    """Return the problems of a file. With `repair` the file is copied aside, and keeps only its sound lines.

    Raises `StoreError`, and `StoreCorruptError` for a line of a later version.
    """
    file = JournalFile(path)
    is_free = True
    with suppress(OSError):  # a file that may only be read has no lock
        is_free = file.hold()
    try:
        damaged, torn = _separate(path, lambda _: None)
        if not is_free:
            # The end may be a line that its holder is just writing, and only its holder may change the file.
            return [JournalProblem(number, "is damaged; the file is in use") for number in damaged]
        if not damaged and not torn:
            return []
        done = _repaired(path) if repair else ""
    except OSError as error:
        raise StoreError(f"{shown(path)}: cannot be read or written ({cause(error)}); check its permissions") from error
    finally:
        file.release()
    problems = [JournalProblem(number, what, done) for number, what in sorted(damaged.items())]
    if torn:
        what = f"ends in {len(torn)} bytes of an edit that was never finished, and never reported as saved"
        problems.append(JournalProblem(0, what, done))
    return problems


def _separate(path: Path, keep: Callable[[bytes], object]) -> tuple[dict[int, str], bytes]:
    """Return what is wrong with lines by their numbers, and the unfinished end; pass whole units to `keep`.

    A damaged line between those of a group does not break it.
    """
    damaged: dict[int, str] = {}
    group: list[tuple[int, bytes]] = []
    highest: dict[str, int] = {}
    """Id of an article -> its last revision so far."""
    torn = b""
    due = 0
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            fixed = _with_ends(line)
            if fixed != [line]:
                damaged[number] = FOREIGN
            elif not line.endswith(b"\n"):
                torn = line
                break
            for each in fixed:
                left = _left(each, path, highest)
                if left is None:
                    damaged[number] = FOREIGN
                    continue
                if group and left != due - 1:
                    damaged |= {known: PARTIAL for known, _ in group}
                    group = []
                group.append((number, each))
                due = left
                if due <= 0:
                    keep(b"".join(each for _, each in group))
                    group = []
    if group and max(damaged, default=0) > group[0][0]:  # other bytes stand between what is there of it
        damaged |= {known: PARTIAL for known, _ in group}
        group = []
    return damaged, b"".join(each for _, each in group) + torn


def _with_ends(line: bytes) -> list[bytes]:
    """Return the lines in a line whose newlines are damaged or lost; if anything else is damaged, the line itself."""
    end = next_line_start(line)
    first, rest = line[:end], line[end:]
    fixed = first[:-1] + b"\n"
    return [each for each in (first if checksum(fixed) is None else fixed, rest) if each]


def _left(line: bytes, path: Path, highest: dict[str, int]) -> int | None:
    """Return how many lines of its group follow a line, -1 for a line of no group; None for a damaged line."""
    try:
        decode_line(line, path)
    except MALFORMED:
        return None
    found = read_head(line, path)
    if found is None or found[1] > highest.get(found[0], 0) + FAR:
        return None
    highest[found[0]] = found[1]
    return found[3]


def _repaired(path: Path) -> str:
    aside = free_aside(path)
    shutil.copyfile(path, aside)
    with replacing(path, durable=True) as stream:
        _separate(aside, stream.write)
    return f"repaired; the file as it was is {aside.name}"
