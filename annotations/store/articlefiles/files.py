"""The articles' files of one annotator: what the journal amounts to, for people, programs and a quick opening."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.disk.files import cause, read_content, shown
from annotations.errors import StoreError
from annotations.model.annotation import AnnotationSet
from annotations.model.tally import Tally
from annotations.project.layout import ARTICLE_SUFFIX, article_files
from annotations.store.articlefiles.tables import Made, Tables, stored_of, tally_of, understood
from annotations.store.codec import text
from annotations.store.file_names import article_file, article_of, file_of
from annotations.store.state import StoredWork, UnusableError

if TYPE_CHECKING:
    from annotations.store.articlefiles.writer import ArticleFile

FEW = 8
"""So many files are read sooner than what reads many is imported."""


class ArticleFiles:
    """One TinyDB file for each annotated article, below one folder."""

    def __init__(self, folder: Path, annotator: str) -> None:
        self.folder = folder
        self._annotator = annotator
        self._where = f"{folder}{os.sep}"
        self._read = 0
        """How many files were read."""
        self._open: ArticleFile | None = None
        """The file that was written last: the next edit is most likely of the same article."""

    def path(self, article_id: str) -> Path:
        """Where an article's file is, or would be."""
        return article_file(self.folder, article_id)

    def paths(self) -> Iterator[Path]:
        """The files that are there, whatever is in them."""
        return map(Path, article_files(self.folder))

    def article_of(self, path: Path) -> str | None:
        """The id of the article whose file this is; None when neither its name nor its content tells."""
        article_id = article_of(path.relative_to(self.folder))
        if article_id is None:
            with suppress(OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
                (row,) = json.loads(path.read_bytes())["article"].values()
                article_id = text(row["id"])
        return article_id

    def ids(self) -> Iterator[str]:
        """The ids of the articles that have a file."""
        for path in article_files(self.folder):
            if "%" not in path and "~" not in path:  # the name as it is: of 60,000 files no more is made than that
                yield path[len(self._where) : -len(ARTICLE_SUFFIX)].replace(os.sep, "/")
            elif (article_id := self.article_of(Path(path))) is not None:
                yield article_id

    def read(self, article_id: str) -> tuple[StoredWork | None, str]:
        """What an article's file says, or None and why it does not; "" when there is none.

        Raises `StoreError`, and `StoreCorruptError` for a file of a later version.
        """
        try:
            return self._made(article_id, stored_of), ""
        except UnusableError as error:
            return None, str(error)
        except OSError as error:
            if isinstance(error, (FileNotFoundError, NotADirectoryError)) or error.errno == errno.ELOOP:
                return None, ""
            where = shown(self.path(article_id))
            raise StoreError(f"{where}: cannot be read ({cause(error)}); check its permissions") from error

    def tally(self, article_id: str) -> Tally | None:
        """What counts of an article's file; None where `read` has to look. Raises `StoreCorruptError`."""
        with suppress(OSError, UnusableError):
            return self._made(article_id, tally_of)
        return None

    def _made(self, article_id: str, make: Callable[[Tables, AnnotationSet, str], Made]) -> Made:
        """What a function of `tables` makes of an article's file. Raises `OSError` and as `understood`."""
        where = f"{self._where}{file_of(article_id)}"
        content = read_content(where)
        empty = AnnotationSet(article_id=article_id, annotator=self._annotator)
        self._read += 1
        return understood(content, lambda tables: make(tables, empty, shown(where)), quickly=self._read > FEW)

    def save(self, stored: StoredWork, *, durable: bool) -> None:
        """Replace an article's file, as `files.replacing` does; one that cannot be used is put aside.

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
    """Move a file out of the way under a name that is not taken, and return that. Raises `OSError`."""
    return path.replace(free_aside(path))


def free_aside(path: Path) -> Path:
    """A name beside a file for what it was."""
    aside = path.with_name(path.name + ".broken")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.{number}.broken")
    return aside
