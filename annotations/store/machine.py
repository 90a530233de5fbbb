"""A name for this machine. Two machines of one host name may share a folder, and each must write files of its own."""

import os
import platform
from contextlib import suppress
from pathlib import Path

from annotations.store.file_names import file_name

IDENTITY = "machine"
"""The file in the user's state folder that holds the random part of the name."""


def machine_name(folder: Path | None = None) -> str:
    """Return the host's name and a random id, which is kept in a folder, by default the user's state folder.

    If the folder cannot be written, the id lasts as long as the process.
    """
    if folder is None:
        from platformdirs import user_state_path

        folder = user_state_path("newsreader", appauthor=False)
    return f"{file_name(platform.node() or 'machine')}-{_identity(folder / IDENTITY)}"


def _identity(path: Path) -> str:
    made = os.urandom(4).hex()
    with suppress(OSError, UnicodeDecodeError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), path.open("x", encoding="ascii") as new:
            new.write(made)
        # Another process may have made the file first, and not have written it yet.
        found = path.read_text("ascii").strip()
        return found if found.isalnum() and len(found) == len(made) else made
    return made
