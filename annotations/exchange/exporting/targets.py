"""Targets of an export: files and folders that are replaced whole at the end, or stay as they were."""

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
"""A file in every folder that an export wrote, by which the next one knows that it may replace it."""


def split_path(target: Path, split: str) -> Path:
    """The file of a split of an export to a file: `spans.jsonl` has its part "train" in `spans.train.jsonl`."""
    return target.with_name(f"{target.stem}.{split}{target.suffix}") if split else target


@contextmanager
def split_files(target: Path, splits: Iterable[str]) -> Iterator[Mapping[str, BinaryIO]]:
    """A stream for each split's file; on any exception no file has changed. "-" is standard output.

    A device or a pipe is written as the bytes come. Raises `ExportError` for a target that cannot be, and `OSError`.
    """
    with ExitStack() as stack:
        yield {split: stack.enter_context(_stream(target, split)) for split in splits}


@contextmanager
def _stream(target: Path, split: str) -> Iterator[BinaryIO]:
    if target == STANDARD_OUTPUT:
        if split:
            raise ExportError("standard output takes no splits; name a file with --out")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = split_path(target, split)
    if path.is_dir():
        raise ExportError(f"{shown(path)}: a folder; name a file in it")
    _check_parent(path)
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    with replacing(path.resolve(), durable=True) as stream:
        yield stream


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """An empty folder beside the target that takes its place at the end; on any exception nothing has changed.

    Only an empty folder or an earlier export is replaced. Raises `ExportError` for a target that cannot be, and
    `OSError`.
    """
    if target == STANDARD_OUTPUT:
        raise ExportError("this format is a folder of files; name one with --out")
    _check_parent(target)
    target = target.resolve()
    if target.exists() and not target.is_dir():
        raise ExportError(f"{shown(target)}: a file; this format is a folder, name one")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise ExportError(f"{shown(target)}: holds something else than an export; name a new or an empty folder")
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
        raise ExportError(f"{shown(path.parent)}: there is no such folder; make it first")


def _flush(folder: Path) -> None:
    """Bring a folder's files to disk, which is worth its time: they are why the program was called."""
    for where, _, names in os.walk(folder):
        for name in names:
            with Path(where, name).open("rb+") as stream:
                flush(stream.fileno())
        flush_folder(Path(where))
