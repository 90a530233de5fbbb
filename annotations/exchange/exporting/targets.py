"""Targets of an export: files and folders that are replaced as a whole at the end, or left as they were."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from annotations.disk.files import flush, flush_folder, replacing, shown
from annotations.errors import ExportError

STANDARD_OUTPUT = Path("-")
MARK = ".newsreader-export"
"""A file in every exported folder. It marks the folder as one that a later export may replace."""


def split_path(target: Path, split: str) -> Path:
    """Return the file of a split: the split "train" of `spans.jsonl` is `spans.train.jsonl`."""
    return target.with_name(f"{target.stem}.{split}{target.suffix}") if split else target


@contextmanager
def split_files(target: Path, splits: Iterable[str]) -> Iterator[Mapping[str, BinaryIO]]:
    """Yield a stream for each split's file; "-" is standard output. On any exception no file has changed.

    Devices and pipes are written at once. Raises `OSError`, and `ExportError` if the target cannot be a file.
    """
    with ExitStack() as stack:
        yield {split: stack.enter_context(_stream(target, split)) for split in splits}


@contextmanager
def _stream(target: Path, split: str) -> Iterator[BinaryIO]:
    if target == STANDARD_OUTPUT:
        if split:
            raise ExportError("splits cannot be written to standard output; name a file with --out")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = split_path(target, split)
    if path.is_dir():
        raise ExportError(f"{shown(path)}: this is a folder; name a file in it")
    _check_parent(path)
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    with replacing(path.resolve(), durable=True) as stream:
        yield stream


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Yield an empty folder beside the target, which replaces it at the end. On any exception nothing has changed.

    Replaces only an empty folder or an earlier export. Raises `OSError`, and `ExportError` if the target cannot be a
    folder.
    """
    if target == STANDARD_OUTPUT:
        raise ExportError("this format writes a folder; name one with --out")
    _check_parent(target)
    target = target.resolve()
    if target.exists() and not target.is_dir():
        raise ExportError(f"{shown(target)}: this is a file, and the format writes a folder; name a folder")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise ExportError(f"{shown(target)}: this folder has other files than an export; name a new or an empty folder")
    temporary, old = (target.with_name(f".{target.name[:40]}.{os.urandom(6).hex()}.{end}") for end in ("tmp", "old"))
    try:
        temporary.mkdir()
        yield temporary
        (temporary / MARK).touch()
        _flush(temporary)
        if target.exists():
            target.rename(old)
        try:
            temporary.rename(target)
        except BaseException:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    flush_folder(target.parent)


def _check_parent(path: Path) -> None:
    if not path.parent.is_dir():
        raise ExportError(f"{shown(path.parent)}: there is no such folder; create it first")


def _flush(folder: Path) -> None:
    """Flush all files of a folder to disk."""
    for where, _, names in os.walk(folder):
        for name in names:
            with Path(where, name).open("rb+") as stream:
                flush(stream.fileno())
        flush_folder(Path(where))
