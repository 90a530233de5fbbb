"""Python environments of their own, for tools whose requirements no other tool can live with."""

import hashlib
import os
import shutil
import subprocess
import venv
from pathlib import Path

import platformdirs

DOCCANO = ("doccano==1.8.4", "marshmallow<3.22", "setuptools<81", "numpy<2")
"""doccano asks for less than it needs: later versions of these break it."""


def environment(*requirements: str) -> Path:
    """The Python of an environment with these installed; made when it is first asked for, then kept.

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
