"""The articles' files of one annotator: the present annotations, for people, other programs and a quick opening."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.disk.files import read_content, shown
from annotations.model.annotation import AnnotationSet
from annotations.model.tally import Tally
from annotations.project.layout import ARTICLE_SUFFIX, article_files
from annotations.store.articlefiles.tables import Read, Tables, read_stored, read_tables, read_tally
from annotations.store.codec import text
from annotations.store.damage import UnusableError, unreadable
from annotations.store.file_names import article_file, article_of, file_of
from annotations.store.state import StoredWork

if TYPE_CHECKING:
    from annotations.store.articlefiles.writer import ArticleFile

FEW = 8
"""Up to this number of files, the standard library is faster than the import of orjson."""


class ArticleFiles:
    """One TinyDB file for each annotated article, below one folder."""

    def __init__(self, folder: Path, annotator: str) -> None:
        self.folder = folder
        self._annotator = annotator
        self._where = f"{folder}{os.sep}"
        self._count = 0
        """How many files were read so far."""
        self._open: ArticleFile | None = None
        """The file that was written last: the next edit is most likely of the same article."""

    def path(self, article_id: str) -> Path:
        """Return the path of an article's file, whether it exists or not."""
        return article_file(self.folder, article_id)

    def paths(self) -> Iterator[Path]:
        """Yield the paths of all files, whatever is in them."""
        return map(Path, article_files(self.folder))

    def article_of(self, path: Path) -> str | None:
        """Return the id of a file's article; None if neither the name nor the content has it."""
        article_id = article_of(path.relative_to(self.folder))
        if article_id is None:
            with suppress(OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
                (row,) = json.loads(path.read_bytes())["article"].values()
                article_id = text(row["id"])
        return article_id

    def ids(self) -> Iterator[str]:
        """Yield the ids of the articles that have a file."""
        for path in article_files(self.folder):
            if "%" not in path and "~" not in path:  # the name is the id: for 60,000 files no path is made
                yield path[len(self._where) : -len(ARTICLE_SUFFIX)].replace(os.sep, "/")
            elif (article_id := self.article_of(Path(path))) is not None:
                yield article_id

    def read(self, article_id: str) -> tuple[StoredWork | None, str]:
        """Return the work in an article's file and ""; or None and why it cannot be used, "" if there is no file.

        Raises `StoreError`, and `StoreCorruptError` for a file of a later version.
        """
        try:
            return self._read_with(article_id, read_stored), ""
        except UnusableError as error:
            return None, str(error)
        except OSError as error:
            if isinstance(error, (FileNotFoundError, NotADirectoryError)) or error.errno == errno.ELOOP:
                return None, ""
            raise unreadable(self.path(article_id), error) from error

    def tally(self, article_id: str) -> tuple[Tally, StoredWork] | None:
        """Count what is in an article's file; None if only `read` can say. Raises `StoreCorruptError`.

        Returns the tally, and what the work was made from: a `StoredWork` without the annotations.
        """
        with suppress(OSError, UnusableError):
            return self._read_with(article_id, read_tally)
        return None

    def _read_with(self, article_id: str, read: Callable[[Tables, AnnotationSet, str], Read]) -> Read:
        """Return what a function of `tables` reads from an article's file. Raises `OSError` and as `read_tables`."""
        where = f"{self._where}{file_of(article_id)}"
        content = read_content(where)
        empty = AnnotationSet(article_id=article_id, annotator=self._annotator)
        self._count += 1
        return read_tables(content, lambda tables: read(tables, empty, shown(where)), quickly=self._count > FEW)

    def save(self, stored: StoredWork, *, durable: bool) -> None:
        """Replace an article's file, as `replacing` does; a file that cannot be used is put aside.

        Raises `OSError`, `StoreCorruptError`.
        """
        path = self.path(stored.work.article_id)
        file = self._open
        if file is None or file.path != path:
            file = self._file(stored.work.article_id)
            try:
                file.read()
            except UnusableError:
                put_aside(path)
                file.clear()
            self._open = file
        file.save(stored, durable=durable)

    def _file(self, article_id: str) -> "ArticleFile":
        from annotations.store.articlefiles.writer import ArticleFile  # TinyDB's 30 ms only when something is written

        return ArticleFile(self.path(article_id), article_id=article_id, annotator=self._annotator)


def put_aside(path: Path) -> Path:
    """Rename a file to a free name beside it, and return that. Raises `OSError`."""
    return path.replace(free_aside(path))


def free_aside(path: Path) -> Path:
    """Return a free name beside a file, for a copy of it."""
    aside = path.with_name(path.name + ".broken")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.{number}.broken")
    return aside
