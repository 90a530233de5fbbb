"""The files of an import: finds them, and turns errors of the system into messages of an import."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from annotations.disk.files import cause, shown
from annotations.errors import ImportFileError
from annotations.exchange.format import Incoming


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn an `OSError` or `UnicodeDecodeError` into an `ImportFileError` about this file or folder."""
    try:
        yield
    except OSError as error:
        raise ImportFileError(f"{shown(path)} cannot be read: {cause(error)}") from error
    except UnicodeDecodeError as error:
        raise ImportFileError(
            f"{shown(path)} is not UTF-8: {error.reason} at byte {error.start + 1}; convert it"
        ) from error


MOST_NAMED = 10
"""The most files of a folder that are named as not read."""


def noting_others(
    records: Iterator[Incoming], path: Path, read: Iterable[Path], known: Collection[str] = ()
) -> Iterator[Incoming]:
    """Yield the records of a folder; the first also names the files there that are not read.

    `known` are names of files and folders that have nothing to read. Hidden files have nothing either.
    """
    done = set(read)
    others = [
        each.relative_to(path).as_posix()
        for each in (sorted(path.rglob("*")) if path.is_dir() else ())
        if each not in done and not each.name.startswith(".") and each.is_file()
        if not {*known} & {*each.relative_to(path).parts}
    ]
    unread = tuple(f"the file {name}" for name in others[:MOST_NAMED])
    if len(others) > MOST_NAMED:
        unread = (*unread, f"{len(others) - MOST_NAMED} more files")
    for record in records:
        yield replace(record, unread=(*record.unread, *unread)) if unread else record
        unread = ()


def files_with(suffix: str, path: Path) -> list[Path]:
    """Return all files with a suffix below a folder, in order, or the path itself if it is such a file.

    Raises `ImportFileError` if there is none.
    """
    if path.is_dir():
        files = sorted(path.rglob(f"*{suffix}"))
    else:
        files = [path] if path.suffix == suffix and path.is_file() else []
    if not files:
        raise ImportFileError(f"{shown(path)}: no {suffix} file; name one, or a folder that has some")
    return files
