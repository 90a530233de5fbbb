"""A name for this machine: two of one host name may share a folder, and each writes to files of its own."""

import os
import platform
from contextlib import suppress
from pathlib import Path

from annotations.store.file_names import file_name

IDENTITY = "machine"
"""The file in the user's state folder that holds what tells this machine from others of its name."""


def machine_name(folder: Path | None = None) -> str:
    """The host's name and a random id that is kept in a folder, by default the user's state folder.

    Where nothing can be kept the id lasts as long as the process.
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
        # Another process may have been the first to make it, and not have filled it yet.
        found = path.read_text("ascii").strip()
        return found if found.isalnum() and len(found) == len(made) else made
    return made
