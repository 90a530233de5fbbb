"""The names of a project's files and folders, and how its root is found."""

from pathlib import Path
from typing import Final

CONFIGURATION: Final = "newsreader.toml"
"""The file at a root that says what the project annotates."""
STORE: Final = "annotations"
"""The folder of a root that holds its annotations, with one folder for each annotator."""
JOURNAL: Final = "journal"
"""The folder of an annotator that holds the journals."""
ARTICLES: Final = "articles"
"""The folder of an annotator that holds one file for each annotated article."""
CACHE: Final = ".newsreader"
"""The folder of a root that holds what may be deleted at any time."""


def root_of(folder: Path) -> Path:
    """Return the nearest of a folder and its ancestors that is the root of a project, or the folder itself."""
    return next((above for above in (folder, *folder.parents) if _is_root(above)), folder)


def is_store(folder: Path) -> bool:
    """Return True if a folder holds the annotations of a project."""
    try:
        return any((annotator / JOURNAL).is_dir() for annotator in folder.iterdir())
    except OSError:
        return False


def is_annotator(folder: Path) -> bool:
    """Return True if a folder holds one annotator's work."""
    return (folder / JOURNAL).is_dir() or (folder / ARTICLES).is_dir()


def _is_root(folder: Path) -> bool:
    try:
        return (folder / CONFIGURATION).is_file() or is_store(folder / STORE)
    except OSError:  # an ancestor that may not be looked into
        return False
