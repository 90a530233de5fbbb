"""Heavy libraries that only some formats need, imported when such a format is used."""

from importlib import import_module
from types import ModuleType
from typing import Any, TypeAlias

from annotations.errors import ExportError

Foreign: TypeAlias = Any
"""A value of such a library. Its types cannot be checked, because the library may be missing."""


def extra(module: str, name: str) -> ModuleType:
    """Import a module that an extra of this package installs. Raises `ExportError` if it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise ExportError(
            f"this format needs {library}, which is not installed; run: pip install '.[{name}]'"
        ) from error
