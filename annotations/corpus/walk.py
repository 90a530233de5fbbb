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
from annotations.disk.files import cause, shown
from annotations.project.layout import ARTICLES, STORE, is_store


class FolderFiles(NamedTuple):
    """The files of one folder that hold articles."""

    folder: str
    """Absolute."""
    names: list[str]
    """By name, with the numbers in a name by value."""
    plain: bool
    """Whether all of them are text files whose names need no escape in an id."""


def walk(folder: Path, root: Path, problems: list[str]) -> Iterator[FolderFiles]:
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


def natural(names: list[str]) -> list[str]:
    """Names as a reader sorts them: case does not matter, and the numbers in them are sorted by value."""
    names.sort()
    if len(names) < 2:
        return names
    together = "\0".join(names)
    folded = together.casefold()
    width, count = len(names[0]), len(names)
    alike = len(together) == count * (width + 1) - 1 and together[width :: width + 1] == "\0" * (count - 1)
    if alike and folded == together:
        return names
    if folded == together and _are_numbered(names, together):
        return sorted(names, key=len)
    keys = dict(zip(names, re.sub(r"\d+", _by_value, folded).split("\0"), strict=True))
    return sorted(names, key=keys.__getitem__)


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


def _listing(folder: str, files: list[str]) -> FolderFiles:
    """The files of a folder, which are asked all at once whether they are plain: no name holds a slash."""
    together = "/".join(files) + "/"
    if together.count(".txt/") < len(files):
        return FolderFiles(folder, natural([name for name in files if medium_of(name)]), plain=False)
    plain = together.isprintable() and "%" not in together and "#" not in together and "!" not in together
    return FolderFiles(folder, natural(files), plain)


def _are_numbered(names: list[str], together: str) -> bool:
    """Whether sorted names are one number without leading zeros each, between the same words.

    Asked of all names at once: what is left of them without their digits is the same words again and again.
    """
    first = re.search("[0-9]+", names[0])
    if first is None:
        return False
    prefix, suffix = names[0][: first.start()], names[0][first.end() :]
    if not suffix or re.search(r"\d", suffix):
        return False
    framed = f"\0{together}\0"
    words = framed.encode(errors="surrogatepass").translate(None, b"0123456789")
    return (
        words == b"\0" + f"{prefix}{suffix}\0".encode(errors="surrogatepass") * len(names)
        and framed[:-1].count(f"\0{prefix}") == framed[1:].count(f"{suffix}\0") == len(names)
        and framed.count(f"\0{prefix}0") == framed.count(f"\0{prefix}0{suffix}\0")
        and f"\0{prefix}{suffix}\0" not in framed
    )


def _by_value(number: re.Match[str]) -> str:
    """A number so that it sorts by value as text: how many digits it has, then they."""
    digits = str(int(number[0]))
    return chr(len(digits)) + digits
