"""Separate Python environments, for tools whose requirements conflict with those of others."""

import hashlib
import os
import shutil
import subprocess
import venv
from pathlib import Path

import platformdirs

DOCCANO = ("doccano==1.8.4", "marshmallow<3.22", "setuptools<81", "numpy<2")
"""Versions that doccano needs but does not require: later ones break it."""


def environment(*requirements: str) -> Path:
    """Return the Python of an environment with these packages; it is made on the first call, then kept.

    It lies in the user's cache, or where $NEWSREADER_ENVIRONMENTS says. Raises `CalledProcessError` where pip fails.
    """
    digest = hashlib.sha256("\n".join(requirements).encode()).hexdigest()[:12]
    home = os.environ.get("NEWSREADER_ENVIRONMENTS") or platformdirs.user_cache_path("newsreader") / "environments"
    folder = Path(home) / digest
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    complete = folder / "complete"
    if not complete.exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *requirements], check=True)
        complete.touch()
    return python
