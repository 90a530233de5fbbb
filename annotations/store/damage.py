"""Errors for files of the store that cannot be read, or that newsreader did not write so."""

from pathlib import Path

from annotations.disk.files import cause, shown
from annotations.errors import SpanError, StoreCorruptError, StoreError

MALFORMED = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, SpanError)
"""What decoding raises for a damaged line or file."""


class UnusableError(Exception):
    """A file does not hold what it should; the message is the end of a sentence that begins with the file's name."""


def unreadable(path: Path | str, error: OSError) -> StoreError:
    """Return the error for a file or folder that the operating system refuses to read."""
    return StoreError(f"{shown(path)}: cannot be read ({cause(error)}); check its permissions")


def unwritable(path: Path, error: ValueError) -> StoreError:
    """Return the error for a value that was read from a damaged file and that JSON has no form for."""
    return StoreError(f"{shown(path)}: a value cannot be written ({error}); remove it from the files here by hand")


def damaged_line(path: Path, number: int) -> StoreCorruptError:
    """Return the error for a line of a journal, by its number from 1, that newsreader did not write so."""
    return StoreCorruptError(
        f"{shown(path)}, line {number}: not a line that newsreader wrote; restore the file from a backup, "
        "or let `newsreader check --repair` take the line out"
    )
