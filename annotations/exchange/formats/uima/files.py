"""Folders of CAS files: a folder for each annotator, with a file for each article."""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from annotations.disk import limits
from annotations.disk.files import cause, shown
from annotations.errors import ImportFileError
from annotations.exchange.exporting.targets import new_folder
from annotations.exchange.format import Incoming, Options, Problem, Reporter, Writer
from annotations.exchange.formats.file_names import safe_name, stem
from annotations.exchange.formats.uima.cas import ARTICLE, MENTION, Structure, incoming
from annotations.exchange.importing.files import files_with, noting_others, reading
from annotations.exchange.importing.json_fields import FieldError
from annotations.model.label import LabelSet
from annotations.model.record import Record
from annotations.text.span import Span


class Contents(NamedTuple):
    """The feature structures of a file's first text, and that text."""

    structures: list[Structure]
    text: str
    others: int
    """The feature structures of other texts, which INCEpTION calls views."""


class _Files:
    def __init__(self, folder: Path, suffix: str, write: Callable[[Record, LabelSet], str], labels: LabelSet) -> None:
        self._folder = folder
        self._suffix = suffix
        self._write = write
        self._labels = labels

    def add(self, record: Record, split: str) -> None:
        path = self._folder / split / safe_name(record.work.annotator) / (stem(record.article.id) + self._suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self._write(record, self._labels).encode())


@contextmanager
def files_writer(
    target: Path, options: Options, suffix: str, write: Callable[[Record, LabelSet], str], **others: str
) -> Iterator[Writer]:
    """Write a file for each record into a new folder, and `others`: name without `.xml` -> content."""
    with new_folder(target) as folder:
        yield _Files(folder, suffix, write, options.labels)
        for name, content in others.items():
            (folder / f"{name}.xml").write_bytes(content.encode())


@contextmanager
def unpacked(path: Path, suffix: str) -> Iterator[Path]:
    """Give the folder to which an archive of INCEpTION is unpacked, or the path itself if it is no archive.

    Only files with a suffix and XML files are unpacked, also from archives in the archive. Raises `ImportFileError`.
    """
    if path.suffix.casefold() != ".zip":
        yield path
        return
    with TemporaryDirectory() as folder:
        try:
            with reading(path), ZipFile(path) as archive:
                _unpack(archive, Path(folder), {suffix, ".xml"}, is_outer=True)
        except (BadZipFile, LZMAError, struct.error, zlib.error, EOFError, RuntimeError, ValueError) as error:
            raise ImportFileError(f"{shown(path)} is not a readable zip archive: {error}") from error
        if not any(Path(folder).rglob(f"*{suffix}")):
            raise ImportFileError(f"{shown(path)}: no {suffix} file in this archive; choose another --format")
        yield Path(folder)


def _unpack(archive: ZipFile, folder: Path, suffixes: Set[str], *, is_outer: bool) -> None:
    for member in archive.infolist():
        name = PurePosixPath(member.filename)
        is_safe = name.name and not name.is_absolute() and ".." not in name.parts and not member.is_dir()
        if not is_safe or (name.suffix not in suffixes and not (is_outer and name.suffix == ".zip")):
            continue
        with archive.open(member) as stream:
            content = stream.read(limits.FILE + 1)
        if len(content) > limits.FILE:
            raise ImportFileError(f"{member.filename} has more than {limits.FILE // limits.MEGABYTE} MB; unpack it")
        if name.suffix == ".zip":
            with ZipFile(BytesIO(content)) as inner:
                _unpack(inner, folder / name.with_suffix(""), suffixes, is_outer=False)
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


def _named(where: str, suffix: str) -> tuple[str, str]:
    """Return the article's id and the annotator by a file's path: INCEpTION has annotation/ARTICLE/ANNOTATOR."""
    parts = where.removesuffix(suffix).split("/")
    if "annotation" in parts[:-2]:
        at = parts.index("annotation")
        return parts[at + 1], parts[at + 2]
    return "/".join(parts) + ".txt", ""


def read_files(path: Path, suffix: str, read: Callable[[Path], Contents], report: Reporter) -> Iterator[Incoming]:
    """Read each file with `read`, which may raise `FieldError` and `OSError`. Raises `ImportFileError`."""
    files = files_with(suffix, path)
    known = list(path.rglob("*.xml")) if path.is_dir() else []
    yield from noting_others(_read_files(files, path, suffix, read, report), path, [*files, *known])


def _read_files(
    files: Iterable[Path], path: Path, suffix: str, read: Callable[[Path], Contents], report: Reporter
) -> Iterator[Incoming]:
    folder = path if path.is_dir() else path.parent
    for file in files:
        where = file.relative_to(folder).as_posix()
        article_id, annotator = _named(where, suffix)
        try:
            structures, text, others = read(file)
            if others:
                report(Problem(where, f"{others} annotations of further texts of this CAS are not read"))
            found = incoming(structures, text, where, article_id, report)
            yield found if found.annotator else replace(found, annotator=annotator)
        except FieldError as error:
            report(Problem(where, str(error)))
        except OSError as error:
            report(Problem(where, f"cannot be read: {cause(error)}"))


def check_files(path: Path, suffix: str, load: Callable[[Path], Any]) -> Iterator[tuple[str, str, Span]]:
    """Yield article, label and place of every mention; dkpro-cassis loads the files, and counts code points."""
    for file in sorted(path.rglob(f"*{suffix}")):
        cas = load(file)
        (article,) = cas.select(ARTICLE)
        for each in cas.select(MENTION):
            yield article.id, each.label, Span(each.begin, each.end)
