"""Fields of JSON objects that are imported: reads each with its type, and describes what is wrong with it."""

import codecs
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from annotations.disk import limits
from annotations.disk.files import shown
from annotations.errors import ImportFileError
from annotations.exchange.format import Incoming, Problem, Reporter
from annotations.exchange.importing.files import reading
from annotations.model.annotation import Status

Values = dict[str, Any]
"""A JSON object."""
Record = TypeVar("Record")
Kind = TypeVar("Kind", str, int, list[Any], dict[str, Any])

_NAMES: Mapping[type, str] = {str: "a text", int: "a whole number", list: "a list", dict: "an object"}
_REQUIRED: Any = object()


class FieldError(ValueError):
    """A record does not follow its format; the message says what is wrong with it."""


def field(values: Mapping[str, Any], name: str, kind: type[Kind], default: Kind = _REQUIRED) -> Kind:
    """Return the field of this name, or the default if it is missing or null. Raises `FieldError`."""
    value = values.get(name)
    if value is None:
        if default is _REQUIRED:
            raise FieldError(f"it has no “{name}”")
        return default
    if kind is int and isinstance(value, float) and value.is_integer():
        return int(value)  # type: ignore[return-value]  # pandas and others write whole numbers as 4.0
    if not isinstance(value, kind) or isinstance(value, bool):
        raise FieldError(f"“{name}” is not {_NAMES[kind]}")
    return value


def objects(values: Mapping[str, Any], name: str) -> list[Values]:
    """Return the list of objects of this name, or [] if it is missing or null. Raises `FieldError`."""
    listed = field(values, name, list, [])
    if not all(isinstance(each, dict) for each in listed):
        raise FieldError(f"“{name}” is not a list of objects")
    return listed


def status(values: Mapping[str, Any]) -> Status | None:
    """Return the field `status`, or None if it is missing, null or empty. Raises `FieldError`."""
    return parse_status(field(values, "status", str, ""))


def parse_status(name: str) -> Status | None:
    """Return the status of this name, or None for "". Raises `FieldError`."""
    try:
        return Status(name) if name else None
    except ValueError:
        raise FieldError(f"the status “{shortened(name)}” is not one of {', '.join(Status)}") from None


def shortened(text: str) -> str:
    """Return at most the first 40 code points of a text, for a message."""
    return text if len(text) <= 40 else text[:39] + "…"


def parse_json(text: str) -> Any:  # noqa: ANN401  # JSON may be any value
    """Return the value of a JSON text. Raises `FieldError`."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FieldError(f"it is not JSON: {error.msg.removesuffix(' at')} at column {error.colno}") from None
    except RecursionError:
        raise FieldError("it is JSON that is nested too deeply") from None
    except ValueError:
        raise FieldError("it is JSON with a number of thousands of digits") from None


def parse_attributes(text: str) -> Values:
    """Return the JSON object that a text has, or {} if it is empty. Raises `FieldError`."""
    why = "not an object"
    try:
        values = parse_json(text or "{}")
    except FieldError as error:
        why = str(error)
    else:
        if isinstance(values, dict):
            return values
    raise FieldError(f"the attributes {shortened(text)!a} cannot be read: {why}")


def read_lines(path: Path, report: Reporter, incoming: Callable[[str, Values], Incoming]) -> Iterator[Incoming]:
    """Read a file of one JSON object per line; `incoming` makes a record of a line, and may raise `FieldError`.

    Reports and skips a line that cannot be read, one of more than `limits.TEXT` bytes, and a second line of the same
    article by the same annotator. Skips empty lines and a byte order mark. Lines end with LF or CR LF, not with the
    other line ends of Unicode. Raises `ImportFileError` if the file cannot be read, or is in UTF-16 or UTF-32.
    """
    seen: dict[bytes, int] = {}
    """A digest of article and annotator -> the line's number. Nothing else of a line is kept."""
    with reading(path), path.open("rb") as stream:
        for number, encoded in enumerate(_lines(stream), 1):
            where = f"line {number}"
            if number == 1 and b"\0" in encoded[:4]:
                raise ImportFileError(f"{shown(path)} is in UTF-16 or UTF-32; convert it to UTF-8")
            try:
                values = _object(encoded.removeprefix(codecs.BOM_UTF8) if number == 1 else encoded)
                if values is None:
                    continue
                read = incoming(where, values)
                _check_ids(read)
            except FieldError as error:
                report(Problem(where, str(error)))
                continue
            first = seen.setdefault(_digest(read), number) if read.article_id else number
            if first != number:
                report(
                    Problem(
                        where, f"line {first} has work on {shortened(read.article_id)!a} already; this line is left out"
                    )
                )
                continue
            yield read


def read_records(
    records: Iterable[tuple[str, Record]], incoming: Callable[[str, Record], Incoming], report: Reporter
) -> Iterator[Incoming]:
    """Yield the result of `incoming` for each place and record. Reports and skips those that raise `FieldError`."""
    for where, record in records:
        try:
            read = incoming(where, record)
        except FieldError as error:
            report(Problem(where, str(error)))
            continue
        yield read


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file. A line over the limit is cut off one byte behind it."""
    while line := stream.readline(limits.TEXT + 1):
        rest = line
        while len(rest) > limits.TEXT and not rest.endswith(b"\n"):
            rest = stream.readline(limits.TEXT + 1)
        yield line


def _digest(read: Incoming) -> bytes:
    key = f"{len(read.article_id)} {read.article_id}{read.annotator}"
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _object(line: bytes) -> Values | None:
    """Return the object of a line, or None if the line is empty. Raises `FieldError`."""
    if len(line) > limits.TEXT:
        raise FieldError(f"it has more than {limits.TEXT // limits.MEGABYTE} MB, the limit of a line; split it")
    content = line.rstrip(b" \t\r\n")
    return parse_object(content) if content else None


def parse_object(encoded: bytes) -> Values:
    """Return the JSON object that is encoded in UTF-8. Raises `FieldError`."""
    try:
        values = parse_json(encoded.decode())
    except UnicodeDecodeError as error:
        raise FieldError(f"byte {error.start + 1} of it is not UTF-8") from None
    if not isinstance(values, dict):
        raise FieldError("it is not a JSON object")
    return values


def _check_ids(read: Incoming) -> None:
    """Raise `FieldError` if two spans have one id, or a relation refers to a missing span."""
    ids = [span.id for span in read.spans if span.id]
    known = set(ids)
    if len(known) < len(ids):
        twice = next(each for place, each in enumerate(ids) if each in ids[:place])
        raise FieldError(f"two spans have the id {shortened(twice)!a}")
    for relation in read.relations:
        for end in (relation.source, relation.target):
            if end not in known:
                raise FieldError(f"a relation refers to the span {shortened(end)!a}, which the record does not have")


def load_json(path: Path) -> Any:  # noqa: ANN401  # JSON may be any value
    """Return the value of a JSON file, without a byte order mark. Raises `OSError`, and `FieldError` with the place."""
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FieldError(f"not UTF-8 at byte {error.start + 1}") from None
    except json.JSONDecodeError as error:
        raise FieldError(f"not JSON: {error.msg} in line {error.lineno}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or lists in lists
        raise FieldError("JSON with a number too long, or nested too deeply") from None
