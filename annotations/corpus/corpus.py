"""A corpus: the article files below a folder, each known by its path below the corpus's root."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from annotations.article import Article, digest
from annotations.corpus.metadata import find_metadata
from annotations.corpus.reading import decode
from annotations.corpus.sections import find_sections
from annotations.errors import CorpusError
from annotations.files import shown

CONFIGURATION = "newsreader.toml"
"""The file that marks the root of a corpus."""
STORE = "annotations"
"""The folder of a corpus's root that holds its annotations, one folder per annotator."""
SUFFIX = ".txt"
"""How the name of an article's file ends; case does not matter."""

_DIGITS = re.compile(r"(\d+)")
_ESCAPED = "[\ud800-\udfff]|%(?=u(?:D[89A-F][0-9A-F]{2}|0025))"
_ESCAPE = r"%u(D[89A-F][0-9A-F]{2}|0025)"
"""Few names need an escape: its patterns are compiled when the first does."""


class Corpus(NamedTuple):
    """Articles below one root. Holds names only: a file is read when its article is asked for."""

    root: Path
    """Absolute, without symbolic links."""
    ids: tuple[str, ...]
    """Paths below the root with `/` between the parts; a folder's own articles stand before those of its folders,
    by name, with the numbers in a name by value. What of a name is not UTF-8 is written `%uDCXX` for the byte XX."""

    @classmethod
    def find(cls, path: Path) -> "Corpus":
        """The articles at a path: a file, or every `*.txt` at any depth below a folder.

        The root is the nearest folder, from there upwards, with a `newsreader.toml` or annotations in it, and failing
        that the folder itself (of a file, the one it is in), so that an article has the same id however it is reached.
        Hidden names, the root's annotations, symbolic links to folders and what is no regular file are left out.
        Raises `CorpusError` for a path that is missing or unreadable and for a folder without an article.
        """
        mode = _mode(path)
        if stat.S_ISDIR(mode):
            folder = Path(os.path.realpath(path))
            root = _root(folder)
            ids = tuple(_id(file, root) for file in _walk(folder, root))
            if not ids:
                raise CorpusError(f"{shown(path)}: no article in this folder; name one that holds *{SUFFIX} files")
            return cls(root, ids)
        if not stat.S_ISREG(mode):
            raise CorpusError(f"{shown(path)}: neither a file nor a folder; name one that is")
        folder = Path(os.path.realpath(path.parent))
        root = _root(folder)
        return cls(root, (_id(str(folder / path.name), root),))

    def path_of(self, article_id: str) -> Path:
        """The file of an article; raises `CorpusError` for an id that does not lie below the root."""
        parts = PurePosixPath(article_id).parts
        if not parts or ".." in parts or parts[0] == "/" or "\0" in article_id:
            raise CorpusError(f"{article_id!a}: not below {shown(self.root)}; name an article by its path from there")
        return self.root / _unescaped(article_id)

    def article(self, article_id: str) -> Article:
        """Read an article. Raises `CorpusError` when its file is missing, unreadable, a folder or not UTF-8."""
        path = self.path_of(article_id)
        if not stat.S_ISREG(_mode(path)):
            raise CorpusError(f"{shown(path)}: not a file; name an article")
        try:
            text = decode(path.read_bytes(), shown(path))
        except OSError as error:
            raise _unreadable(path, error) from error
        sections = find_sections(text)
        metadata = find_metadata(text, sections)
        return Article(
            id=article_id,
            path=path,
            text=text,
            sha256=digest(text),
            headline=metadata.headline or PurePosixPath(article_id).stem,
            outlet=metadata.outlet,
            published=metadata.published,
            keywords=metadata.keywords,
            sections=sections,
        )


def _root(folder: Path) -> Path:
    """The nearest of a folder and its ancestors that is the root of a corpus; failing that the folder."""
    return next((above for above in (folder, *folder.parents) if _is_root(above)), folder)


def _is_root(folder: Path) -> bool:
    try:
        return (folder / CONFIGURATION).is_file() or _is_store(folder / STORE)
    except OSError:  # an ancestor that may not be looked into
        return False


def _is_store(folder: Path) -> bool:
    try:
        return any((annotator / "journal").is_dir() for annotator in folder.iterdir())
    except OSError:
        return False


def _walk(folder: Path, root: Path) -> Iterator[str]:
    """The paths of all article files below a folder, in order."""
    store = str(root / STORE) if _is_store(root / STORE) else None
    waiting = [str(folder)]
    while waiting:
        current = waiting.pop()
        files: list[os.DirEntry[str]] = []
        folders: list[os.DirEntry[str]] = []
        try:
            with os.scandir(current) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.path == store:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry)
                    elif entry.name.casefold().endswith(SUFFIX) and entry.is_file():
                        files.append(entry)
        except FileNotFoundError:
            continue  # removed since its parent was listed
        except OSError as error:
            raise _unreadable(Path(current), error) from error
        yield from (entry.path for entry in sorted(files, key=_natural))
        waiting.extend(entry.path for entry in sorted(folders, key=_natural, reverse=True))


def _natural(entry: os.DirEntry[str]) -> tuple[list[str | int], str]:
    """The key that sorts names as a reader would; text and numbers alternate in it, so that like meets like."""
    pieces = _DIGITS.split(entry.name.casefold())
    return [int(piece) if place % 2 else piece for place, piece in enumerate(pieces)], entry.name


def _id(file: str, root: Path) -> str:
    """The id of a file: its path below the root, with surrogates escaped so that it can be written anywhere."""
    below = file[len(str(root)) :].replace(os.sep, "/").lstrip("/")
    if below.isprintable() and "%" not in below:  # a surrogate is not printable
        return below
    return re.sub(_ESCAPED, lambda found: f"%u{ord(found[0]):04X}", below)


def _unescaped(article_id: str) -> str:
    return re.sub(_ESCAPE, lambda escape: chr(int(escape[1], 16)), article_id) if "%" in article_id else article_id


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise CorpusError(f"{shown(path)}: there is no such file or folder; check the path") from None
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> CorpusError:
    return CorpusError(f"{shown(path)}: cannot be read ({error.strerror}); check its permissions")
