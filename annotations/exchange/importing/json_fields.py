"""Fields of what is read: each of the type that it has to have, or a complaint in words."""

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from annotations.disk import limits
from annotations.disk.files import cause, shown
from annotations.errors import ImportFileError
from annotations.exchange.format import Incoming, Problem
from annotations.model.annotation import Status

Values = dict[str, Any]
"""A JSON object."""
Kind = TypeVar("Kind", str, int, list[Any], dict[str, Any])

_NAMES: Mapping[type, str] = {str: "a text", int: "a whole number", list: "a list", dict: "an object"}
_REQUIRED: Any = object()


class FieldError(ValueError):
    """A record is not as its format has it; the message says what is wrong with it."""


def field(values: Mapping[str, Any], name: str, kind: type[Kind], default: Kind = _REQUIRED) -> Kind:
    """The field of this name, or the default where it is missing or null. Raises `FieldError`."""
    value = values.get(name)
    if value is None:
        if default is _REQUIRED:
            raise FieldError(f"it has no “{name}”")
        return default
    if not isinstance(value, kind) or isinstance(value, bool):
        raise FieldError(f"“{name}” is not {_NAMES[kind]}")
    return value


def objects(values: Mapping[str, Any], name: str) -> list[Values]:
    """The list of objects of this name, empty where it is missing or null. Raises `FieldError`."""
    listed = field(values, name, list, [])
    if not all(isinstance(each, dict) for each in listed):
        raise FieldError(f"“{name}” is not a list of objects")
    return listed


def status(values: Mapping[str, Any]) -> Status | None:
    """The status, or None where it is missing or null. Raises `FieldError`."""
    name = field(values, "status", str, "")
    try:
        return Status(name) if name else None
    except ValueError:
        raise FieldError(f"“status” is none of {', '.join(Status)}") from None


def shortened(text: str) -> str:
    """As much of a text as a message has room for."""
    return text if len(text) <= 40 else text[:39] + "…"


def parsed(text: str) -> Any:  # noqa: ANN401  # whatever it says
    """The value that JSON says. Raises `FieldError`."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FieldError(f"it is not JSON: {error.msg.removesuffix(' at')} at column {error.colno}") from None
    except RecursionError:
        raise FieldError("it is not JSON that can be read: nested too deeply") from None
    except ValueError:
        raise FieldError("it is not JSON that can be read: a number has thousands of digits") from None


def attributes(text: str) -> Values:
    """A JSON object that stands in a text, nothing where that is empty. Raises `FieldError`."""
    why = "not an object"
    try:
        values = parsed(text or "{}")
    except FieldError as error:
        why = str(error)
    else:
        if isinstance(values, dict):
            return values
    raise FieldError(f"the attributes {shortened(text)!a} cannot be understood: {why}")


def read_lines(
    path: Path, tell: Callable[[Problem], None], incoming: Callable[[str, Values], Incoming]
) -> Iterator[Incoming]:
    """What the lines of a file of JSON objects say; one that cannot be understood is told and left out.

    So is a second one of the same article by the same annotator, and one of more than `limits.TEXT` bytes. Empty lines
    are passed over, and a byte order mark. Lines end with LF alone or after CR, not with the other characters that
    Unicode counts as line ends. `incoming` may raise `FieldError`. Raises `ImportFileError` for a file that cannot be
    opened or read, or is in another encoding from its first byte on.
    """
    seen: dict[bytes, int] = {}
    """A digest of article and annotator -> the line's number: of all lines of a file, nothing else is kept."""
    try:
        with path.open("rb") as stream:
            for number, encoded in enumerate(_lines(stream), 1):
                where = f"line {number}"
                if number == 1 and b"\0" in encoded[:4]:
                    raise ImportFileError(f"{shown(path)} is in UTF-16 or UTF-32; convert it to UTF-8")
                try:
                    values = _object(encoded.removeprefix(b"\xef\xbb\xbf") if number == 1 else encoded)
                    if values is None:
                        continue
                    read = incoming(where, values)
                    _check_ids(read)
                except FieldError as error:
                    tell(Problem(where, str(error)))
                    continue
                key = _digest(read)
                if read.article_id and seen.setdefault(key, number) != number:
                    tell(
                        Problem(where, f"says again what line {seen[key]} says of {read.article_id!a}; it is left out")
                    )
                    continue
                yield read
    except OSError as error:
        raise ImportFileError(f"{shown(path)} cannot be read: {cause(error)}") from error


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one that is too long, a byte more than it may have."""
    while line := stream.readline(limits.TEXT + 1):
        rest = line
        while len(rest) > limits.TEXT and not rest.endswith(b"\n"):
            rest = stream.readline(limits.TEXT + 1)
        yield line


def _digest(read: Incoming) -> bytes:
    said = f"{len(read.article_id)} {read.article_id}{read.annotator}"
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _object(encoded: bytes) -> Values | None:
    if len(encoded) > limits.TEXT:
        raise FieldError(
            f"it has more than {limits.TEXT // limits.MEGABYTE} MB, and so much no record may have; split it"
        )
    try:
        line = encoded.decode().strip(" \t\r\n")
    except UnicodeDecodeError as error:
        raise FieldError(f"byte {error.start + 1} of it is not UTF-8") from None
    if not line:
        return None
    values = parsed(line)
    if not isinstance(values, dict):
        raise FieldError("it is not a JSON object")
    return values


def _check_ids(read: Incoming) -> None:
    """Raises `FieldError` for an id that two spans have, and for a relation of a span that is not there."""
    ids = [span.id for span in read.spans if span.id]
    known = set(ids)
    if len(known) < len(ids):
        twice = next(each for place, each in enumerate(ids) if each in ids[:place])
        raise FieldError(f"two spans have the id {twice!a}")
    for relation in read.relations:
        for end in (relation.source, relation.target):
            if end not in known:
                raise FieldError(f"a relation is of the span {end!a}, which is not there")


def load(path: Path) -> Any:  # noqa: ANN401  # whatever the file says
    """The value of a file; a byte order mark is passed over. Raises `FieldError`, which says where, and `OSError`."""
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FieldError(f"not UTF-8 at byte {error.start + 1}") from None
    except json.JSONDecodeError as error:
        raise FieldError(f"not JSON: {error.msg} in line {error.lineno}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or lists in lists
        raise FieldError("not JSON that can be read") from None
