"""The files of an import: finds them, and turns errors of the system into messages of an import."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotations.disk.files import cause, shown
from annotations.errors import ImportFileError


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn an `OSError` or `UnicodeDecodeError` into an `ImportFileError` about this file or folder."""
    try:
        yield
    except OSError as error:
        raise ImportFileError(f"{shown(path)} cannot be read: {cause(error)}") from error
    except UnicodeDecodeError as error:
        raise ImportFileError(
            f"{shown(path)} is not UTF-8: {error.reason} at byte {error.start + 1}; convert it"
        ) from error


def files_with(suffix: str, path: Path) -> list[Path]:
    """Return all files with a suffix below a folder, in order, or the path itself if it is such a file.

    Raises `ImportFileError` if there is none.
    """
    if path.is_dir():
        files = sorted(path.rglob(f"*{suffix}"))
    else:
        files = [path] if path.suffix == suffix and path.is_file() else []
    if not files:
        raise ImportFileError(f"{shown(path)}: no {suffix} file; name one, or a folder that has some")
    return files
