"""The names of tags that a data set of Hugging Face has as numbers, from what describes its columns."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from annotations.exchange.importing.json_fields import FieldError, load_json, parse_json

INFO = "dataset_info.json"
Names = dict[str, Sequence[str]]
"""Name of a column -> the name of each number."""


def beside(path: Path) -> Names:
    """Return the names that a file in a folder, or beside a file, has; none if it cannot be read."""
    folder = path if path.is_dir() else path.parent
    for place in (folder, folder.parent):
        if (place / INFO).is_file():
            try:
                return of_info(load_json(place / INFO))
            except (FieldError, OSError):
                return {}
    return {}


def of_metadata(metadata: Mapping[bytes, bytes] | None) -> Names:
    """Return the names that the schema of an Arrow or Parquet file has."""
    try:
        info = parse_json((metadata or {}).get(b"huggingface", b"{}").decode(errors="replace"))
    except FieldError:
        return {}
    return of_info(info.get("info") if isinstance(info, dict) else None)


def of_info(info: Any) -> Names:  # noqa: ANN401  # JSON may be any value
    """Return the names that a description of features has."""
    features = info.get("features") if isinstance(info, dict) else None
    names: Names = {}
    for column, feature in features.items() if isinstance(features, dict) else ():
        while isinstance(feature, dict) and "names" not in feature and isinstance(feature.get("feature"), dict):
            feature = feature["feature"]  # noqa: PLW2901  # a list of lists of classes
        listed = feature.get("names") if isinstance(feature, dict) else None
        if isinstance(listed, list) and all(isinstance(each, str) for each in listed):
            names[column] = listed
    return names
