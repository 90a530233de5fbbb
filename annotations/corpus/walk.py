"""A walk through a folder: the names of the files that hold articles, in order, folder by folder.

A corpus may have 175,000 files, and the walk costs little more than the system's own listing: checks run once per
folder, not once per file name.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.corpus.media import ABOUT, medium_of
from annotations.corpus.passed_over import PassedOver
from annotations.disk.files import cause, shown
from annotations.project.layout import ARTICLES, STORE, is_store

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_LOOKED_AT, _BEGINNING = 4, 1024
"""Files without a suffix that are looked at in each folder, and bytes of each: a text holds no zero byte."""
_LONGEST_NUMBER = 255
"""Digits of the longest number that is sorted by its value: the longest name of a file."""


class FolderFiles(NamedTuple):
    """The files of one folder that hold articles."""

    folder: str
    """Absolute."""
    names: list[str]
    """In the order of `natural`."""
    plain: bool
    """True if all of them are text files whose names need no escape in an id."""


def walk(folder: Path, root: Path, problems: list[str]) -> Iterator[FolderFiles]:
    """Yield the files below a folder, a folder's own before those of its folders.

    Appends a message to `problems` for what cannot be read. Raises `OSError` if the folder itself cannot be read.
    """
    waiting = [str(folder)]
    passed_over = PassedOver()
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
            yield _files_of(current, files, passed_over)
        waiting.extend(os.path.join(current, name) for name in reversed(natural(folders)))  # noqa: PTH118 - of strings
    problems.extend(f"{shown(folder)}: {message}" for message in passed_over.messages())


def natural(names: list[str]) -> list[str]:
    """Sort names as a reader does: ignoring case, and by the values of the numbers in them."""
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
    """Return True if the root's own annotations have work on articles of a folder."""
    below = folder[len(str(root)) :].lstrip(os.sep)
    try:
        return any((annotator / ARTICLES / below).is_dir() for annotator in (root / STORE).iterdir())
    except OSError:
        return False


def _list(folder: str, root: str, problems: list[str]) -> tuple[list[str], list[str]]:
    """Return the names of a folder's plain files and of its folders, without hidden ones."""
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
    """Return the reason to leave out an entry that is neither a file nor a folder, or ""."""
    if entry.is_symlink():
        try:
            target = os.path.realpath(entry.path, strict=True)
        except OSError:  # broken, or a circle
            return "a link that leads nowhere" if medium_of(entry.name) else ""
        if os.path.isdir(target):  # noqa: PTH112 - of strings
            return "a link to a folder"
        if not medium_of(entry.name):
            return ""
        return "" if is_below(target, root) and entry.is_file() else "a link that leads out of the corpus"
    return "no plain file" if medium_of(entry.name) else ""


def is_below(path: str, root: str) -> bool:
    """Return True if a path without links lies in a folder."""
    return path.startswith(root if root.endswith(os.sep) else root + os.sep)


def _files_of(folder: str, files: list[str], passed_over: PassedOver) -> FolderFiles:
    """Return the files of a folder that hold articles, and count the others.

    Checks all names in one string: no name holds a slash.
    """
    together = "/".join(files) + "/"
    if together.count(".txt/") < len(files):
        chosen = [name for name in files if medium_of(name)]
        if not chosen:
            chosen = _texts_without_suffix(folder, files)
        if len(chosen) < len(files):
            known = set(chosen)
            for name in files:
                if name not in known:
                    passed_over.add(name)
        return FolderFiles(folder, natural(chosen), plain=False)
    plain = together.isprintable() and "%" not in together and "#" not in together and "!" not in together
    return FolderFiles(folder, natural(files), plain)


def _texts_without_suffix(folder: str, files: list[str]) -> list[str]:
    """Return the names without a suffix in a folder of no other articles, if the first of them look like texts."""
    names = [name for name in files if "." not in name and name.casefold() not in ABOUT]
    for name in names[:_LOOKED_AT]:
        try:
            descriptor = os.open(os.path.join(folder, name), _FLAGS)  # noqa: PTH118 - of strings
            try:
                if b"\0" in os.read(descriptor, _BEGINNING):
                    return []
            finally:
                os.close(descriptor)
        except OSError:
            return []
    return names


def _are_numbered(names: list[str], together: str) -> bool:
    """Return True if each of the sorted names is one number without leading zeros, between the same words.

    Checks all names at once: without their digits, they are the same words repeated.
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
    """Return a number as text that sorts by value: the count of its digits, then the digits."""
    if len(number[0]) > _LONGEST_NUMBER:  # only in an archive: Python refuses to convert it
        return number[0]
    digits = str(int(number[0]))
    return chr(len(digits)) + digits
