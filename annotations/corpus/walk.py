"""A walk through a folder: the names of the files that hold articles, in order, folder by folder.

It costs little more than the system's own listing, since a corpus may have 175,000 files: what can be asked of all the
names of a folder at once is not asked of each.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.corpus.media import medium_of
from annotations.files import cause, shown

CONFIGURATION = "newsreader.toml"
"""The file that marks the root of a corpus."""
STORE = "annotations"
"""The folder of a corpus's root that holds its annotations, one folder per annotator."""
JOURNAL, ARTICLES = "journal", "articles"
"""The folders of an annotator."""


class Listing(NamedTuple):
    """The files of one folder that hold articles."""

    folder: str
    """Absolute."""
    names: list[str]
    """By name, with the numbers in a name by value."""
    plain: bool
    """Whether all of them are text files whose names need no escape in an id."""


def root_of(folder: Path) -> Path:
    """The nearest of a folder and its ancestors that is the root of a corpus; failing that the folder."""
    return next((above for above in (folder, *folder.parents) if _is_root(above)), folder)


def walk(folder: Path, root: Path, problems: list[str]) -> Iterator[Listing]:
    """The files below a folder, a folder's own before those of its folders; what cannot be read is a problem.

    Raises `OSError` when the folder itself cannot be read.
    """
    waiting = [str(folder)]
    while waiting:
        current = waiting.pop()
        try:
            files, folders = _list(current, str(root), problems)
        except OSError as error:
            if current == str(folder):
                raise
            if not isinstance(error, FileNotFoundError):  # removed since its parent was listed
                problems.append(f"{shown(Path(current))}: cannot be read ({cause(error)}); check its permissions")
            continue
        if STORE in folders and is_store(store := Path(current, STORE)):
            folders.remove(STORE)
            if Path(current) != root and not _is_worked_on(root, current):
                problems.append(
                    f"{shown(store.parent)}: annotated as a corpus of its own, so its articles are not listed here; "
                    "open that folder, or move its annotations away"
                )
                continue
        if files:
            yield _listing(current, files)
        waiting.extend(os.path.join(current, name) for name in reversed(natural(folders)))  # noqa: PTH118 - of strings


def is_store(folder: Path) -> bool:
    """Whether a folder holds annotations."""
    try:
        return any((annotator / JOURNAL).is_dir() for annotator in folder.iterdir())
    except OSError:
        return False


def natural(names: list[str]) -> list[str]:
    """Names as a reader sorts them: case does not matter, and the numbers in them are sorted by value."""
    names.sort()
    if len(names) < 2:
        return names
    together = "\0".join(names)
    folded = together.casefold()
    alike = len(set(map(len, names))) == 1
    if folded == together and (alike or _are_numbered(names)):
        return names if alike else sorted(names, key=len)
    keys = dict(zip(names, re.sub(r"\d+", _by_value, folded).split("\0"), strict=True))
    return sorted(names, key=keys.__getitem__)


def _is_root(folder: Path) -> bool:
    try:
        return (folder / CONFIGURATION).is_file() or is_store(folder / STORE)
    except OSError:  # an ancestor that may not be looked into
        return False


def _is_worked_on(root: Path, folder: str) -> bool:
    """Whether the root's own annotations have work on articles of a folder."""
    below = folder[len(str(root)) :].lstrip(os.sep)
    try:
        return any((annotator / ARTICLES / below).is_dir() for annotator in (root / STORE).iterdir())
    except OSError:
        return False


def _list(folder: str, root: str, problems: list[str]) -> tuple[list[str], list[str]]:
    """The names of a folder's plain files and folders, hidden ones left out."""
    files: list[str] = []
    folders: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            if entry.is_file(follow_symlinks=False):
                files.append(name)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(name)
            elif reason := _oddity(entry, root):
                problems.append(f"{shown(Path(entry.path))}: {reason}, so it is left out")
            elif medium_of(name):
                files.append(name)
    return files, folders


def _oddity(entry: os.DirEntry[str], root: str) -> str:
    """Why what is neither a file nor a folder holds no article, or ""."""
    if entry.is_symlink():
        try:
            target = os.path.realpath(entry.path, strict=True)
        except OSError:  # leads nowhere, or round in a circle
            return "a link that leads nowhere" if medium_of(entry.name) else ""
        if os.path.isdir(target):  # noqa: PTH112 - of strings
            return "a link to a folder"
        if not medium_of(entry.name):
            return ""
        return "" if is_below(target, root) and entry.is_file() else "a link that leads out of the corpus"
    return "no plain file" if medium_of(entry.name) else ""


def is_below(path: str, root: str) -> bool:
    """Whether a path without links lies in a folder."""
    return path.startswith(root if root.endswith(os.sep) else root + os.sep)


def _listing(folder: str, files: list[str]) -> Listing:
    together = " ".join(files)
    plain = together.isprintable() and "%" not in together and "#" not in together and "!" not in together
    texts = [name for name in files if name.endswith(".txt")]
    if len(texts) == len(files):
        return Listing(folder, natural(files), plain)
    return Listing(folder, natural([name for name in files if medium_of(name)]), plain=False)


def _are_numbered(names: list[str]) -> bool:
    """Whether sorted names are one number without leading zeros each, between the same words."""
    first = re.search("[0-9]+", names[0])
    if first is None or not names[-1].startswith(prefix := names[0][: first.start()]):
        return False
    suffix = names[0][first.end() :]  # names between two that begin alike begin so too
    numbers = [name[len(prefix) : len(name) - len(suffix)] for name in names if name.endswith(suffix)]
    digits = "".join(numbers)
    if len(numbers) < len(names) or not digits.isascii() or not digits.isdecimal():
        return False
    return all(number and (number[0] != "0" or number == "0") for number in numbers)


def _by_value(number: re.Match[str]) -> str:
    """A number so that it sorts by value as text: how many digits it has, then they."""
    digits = str(int(number[0]))
    return chr(len(digits)) + digits
