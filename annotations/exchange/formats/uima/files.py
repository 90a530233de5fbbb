"""Folders of CAS files: a folder for each annotator, with a file for each article."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from annotations.disk.files import cause
from annotations.exchange.exporting.targets import new_folder
from annotations.exchange.format import Incoming, Options, Problem, Reporter, Writer
from annotations.exchange.formats.file_names import safe_name, stem
from annotations.exchange.formats.uima.cas import ARTICLE, MENTION, Structure, incoming
from annotations.exchange.importing.files import files_with
from annotations.exchange.importing.json_fields import FieldError
from annotations.model.label import LabelSet
from annotations.model.record import Record
from annotations.text.span import Span

Contents = tuple[list[Structure], str]
"""The feature structures of a file, and their text."""


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


def read_files(path: Path, suffix: str, read: Callable[[Path], Contents], report: Reporter) -> Iterator[Incoming]:
    """Read each file with `read`, which may raise `FieldError` and `OSError`. Raises `ImportFileError`."""
    folder = path if path.is_dir() else path.parent
    for file in files_with(suffix, path):
        where = file.relative_to(folder).as_posix()
        try:
            structures, text = read(file)
            yield incoming(structures, text, where, where.removesuffix(suffix) + ".txt", report)
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
