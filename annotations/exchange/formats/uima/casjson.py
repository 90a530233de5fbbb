"""UIMA CAS JSON 0.4.0: a file for each article and annotator, with its type system."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from annotations.disk.json import json_text
from annotations.exchange.format import EVERYTHING, Format, Incoming, Options, Reporter, Writer
from annotations.exchange.formats.uima.cas import Structure, structures, types
from annotations.exchange.formats.uima.files import Contents, check_files, files_writer, read_files, unpacked
from annotations.exchange.importing.json_fields import FieldError, Values, field, load_json, objects
from annotations.model.label import LabelSet
from annotations.model.record import Record
from annotations.text.span import Span

SUFFIX = ".json"
_VIEW = "_InitialView"
_REFERENCES = ("sofa", "Governor", "Dependent")


def text_of(record: Record, labels: LabelSet) -> str:
    """Return a record as a CAS in JSON."""
    sofa = {"sofaNum": 1, "sofaID": _VIEW, "mimeType": "text/plain", "sofaString": record.article.text}
    written = [{"%ID": 1, "%TYPE": "uima.cas.Sofa", **sofa}]
    for each in structures(record, labels):
        features = {f"@{name}" if name in _REFERENCES else name: value for name, value in each.features.items()}
        written.append({"%ID": each.id, "%TYPE": each.type, **features})
    cas = {
        "%TYPES": {each.name: _type(each.name, each.parent, dict(each.features)) for each in types(labels)},
        "%FEATURE_STRUCTURES": written,
        "%VIEWS": {_VIEW: {"%SOFA": 1, "%MEMBERS": [each["%ID"] for each in written[1:]]}},
    }
    return json_text(cas) + "\n"


def _type(name: str, parent: str, features: dict[str, str]) -> Values:
    ranges = {feature: {"%NAME": feature, "%RANGE": kind} for feature, kind in features.items()}
    return {"%NAME": name, "%SUPER_TYPE": parent, **ranges}


def _contents(file: Path) -> Contents:
    """Read a file. Raises `FieldError` and `OSError`."""
    cas = load_json(file)
    if not isinstance(cas, dict) or "%FEATURE_STRUCTURES" not in cas:
        raise FieldError("not a CAS in JSON, which has “%FEATURE_STRUCTURES”")
    rows = objects(cas, "%FEATURE_STRUCTURES")
    sofa = next((row for row in rows if row.get("%TYPE") == "uima.cas.Sofa" and "sofaString" in row), None)
    if sofa is None:
        raise FieldError("it has no text")
    read = [_structure(row) for row in rows if row.get("@sofa") == sofa.get("%ID")]
    others = sum("begin" in row and row.get("@sofa") != sofa.get("%ID") for row in rows)
    return Contents(read, field(sofa, "sofaString", str), others)


def _structure(row: dict[str, Any]) -> Structure:
    features = {name.removeprefix("@"): value for name, value in row.items() if not name.startswith("%")}
    return Structure(field(row, "%ID", int), field(row, "%TYPE", str), features)


def _writer(target: Path, options: Options) -> AbstractContextManager[Writer]:
    return files_writer(target, options, SUFFIX, text_of)


def _read(path: Path, report: Reporter) -> Iterator[Incoming]:
    with unpacked(path, SUFFIX) as found:
        yield from read_files(found, SUFFIX, _contents, report)


def _check(path: Path) -> Iterator[tuple[str, str, Span]]:
    from cassis import load_cas_from_json

    return check_files(path, SUFFIX, lambda file: load_cas_from_json(file.read_text("utf-8")))


FORMATS = (
    Format(
        name="uima-json",
        title="INCEpTION, UIMA CAS JSON 0.4.0",
        is_folder=True,
        suffix=SUFFIX,
        carries=EVERYTHING,
        writer=_writer,
        reader=_read,
        loader="dkpro-cassis",
        check=_check,
    ),
)
