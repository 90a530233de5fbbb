"""The names of a project's files and folders, and how its root is found."""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

CONFIGURATION: Final = "newsreader.toml"
"""The file at a root that says what the project annotates."""
STORE: Final = "annotations"
"""The folder of a root that holds its annotations, with one folder for each annotator."""
JOURNAL: Final = "journal"
"""The folder of an annotator that holds the journals."""
JOURNAL_SUFFIX: Final = ".jsonl"
"""Ends the name of a journal's file."""
ARTICLES: Final = "articles"
"""The folder of an annotator that holds one file for each annotated article."""
ARTICLE_SUFFIX: Final = ".json"
"""Ends the name of an article's file."""
CACHE: Final = ".newsreader"
"""The folder of a root that holds what may be deleted at any time."""

_ARTICLE = re.compile(rb'\s*\{\s*"article"\s*:\s*\{')
"""How an article's file begins."""
_EXAMINED = 8
"""Files below `ARTICLES` that are opened to find one that newsreader wrote."""


def root_of(folder: Path) -> Path:
    """Return the nearest of a folder and its ancestors that is the root of a project, or the folder itself."""
    return next((above for above in (folder, *folder.parents) if _is_root(above)), folder)


def is_store(folder: Path) -> bool:
    """Return True if a folder holds annotations that newsreader wrote.

    Folders of these names are not enough: `annotations/x/journal/` may be anyone's, and in an ancestor of a corpus it
    must not become the corpus's root.
    """
    try:
        return any(_has_journal(each / JOURNAL) or _has_article(each / ARTICLES) for each in folder.iterdir())
    except OSError:
        return False


def is_annotator(folder: Path) -> bool:
    """Return True if a folder of a store belongs to an annotator, even if the files in it are lost."""
    return (folder / JOURNAL).is_dir() or (folder / ARTICLES).is_dir()


def is_journal(name: str) -> bool:
    """Return True if a file of this name in the folder `JOURNAL` is a journal."""
    return name.endswith(JOURNAL_SUFFIX) and name[0] != "."


def is_copy(journal: str, of: str) -> bool:
    """Return True if a journal's name is that of another with what a synchroniser adds to a copy: "pc (1)" for "pc".

    A name with ~ is of another process of the same machine.
    """
    added = journal[len(of) :] if journal.startswith(of) else ""
    return bool(added) and added[0] != "~" and not added[0].isalnum()


def article_files(folder: Path) -> Iterator[str]:
    """Yield the paths of the articles' files below a folder `ARTICLES`, sorted within each folder."""
    for where, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith(ARTICLE_SUFFIX) and name[0] != ".":
                yield f"{where}{os.sep}{name}"


def _is_root(folder: Path) -> bool:
    try:
        return (folder / CONFIGURATION).is_file() or is_store(folder / STORE)
    except OSError:  # the process may not look into this ancestor
        return False


def _has_journal(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(is_journal(each.name) and each.is_file() for each in entries)
    except PermissionError:
        return True  # opening the store reports it; a new store beside an unreadable one would hide its work
    except OSError:
        return False


def _has_article(folder: Path) -> bool:
    return any(map(_is_article, islice(article_files(folder), _EXAMINED)))


def _is_article(path: str) -> bool:
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - of a string
            return _ARTICLE.match(stream.read(64)) is not None
    except OSError:
        return False
