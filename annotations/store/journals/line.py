"""A line of a journal: one edit of one article, and what tells where it is written."""

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from annotations.disk.files import cause, shown
from annotations.disk.json import json_text
from annotations.errors import SpanError, StoreCorruptError, StoreError
from annotations.model.edit import Edit, Step
from annotations.store.codec import decode_change, encode_change, text
from annotations.store.schema import SCHEMA, current
from annotations.store.time_spent import second

_HEAD = re.compile(
    rb'\{(?:"schema":([0-9]++),)?"article":"([^"\\]*+(?:\\.[^"\\]*+)*+)","revision":([0-9]{1,9}+),"step":"([a-z]++)",'
    rb'(?:"group":"(?:[^"\\]|\\.)*+","left":([0-9]{1,9}+),)?"at":"([^"\\]*+)",'
)
"""How `encoded` begins a line: what an opening has to know, for a tenth of the time that the whole JSON takes."""
_SUM = b',"crc":"'
"""What stands before the CRC-32 of all that stands before it: a byte that has flipped on the disk is told."""
_SEAL = len(_SUM) + 8 + len('"}\n')
"""Bytes from there to the end of a line."""
_CURRENT = b"%d" % SCHEMA
_SIXTY = {b"%02d" % number: number for number in range(60)}
_STEPS = {step.value.encode(): number for number, step in enumerate(Step)}
UNDERSTOOD = (ValueError, LookupError, TypeError, AttributeError, RecursionError, SpanError)
"""What decoding a damaged line or file raises."""


Head = tuple[str, int, int, int, int]
"""Of a line: the article's id, the revision, the number of its `Step`, how many lines of its group are to come (-1 in
no group), and when it was made, as of `timing.second`. A plain tuple, since there may be millions of lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the journal."""

    edit: Edit
    step: Step
    revision: int
    sha256: str
    """Of the article's text when the edit was made."""
    at: str
    """ISO 8601 in UTC, to the second."""


def encoded(lines: Sequence[Line]) -> list[bytes]:
    """The lines of one unit as they are written. Lines of a group tell how many are left to come."""
    return [_encoded(line, len(lines) - number) for number, line in enumerate(lines, 1)]


def heads(lines: Sequence[Line]) -> list[Head]:
    """As `head`, of the lines that `encoded` makes of the same."""
    return [
        (
            line.edit.article_id,
            line.revision,
            tuple(Step).index(line.step),
            len(lines) - number if line.edit.group else -1,
            second(line.at),
        )
        for number, line in enumerate(lines, 1)
    ]


def _encoded(line: Line, left: int) -> bytes:
    edit = line.edit
    values = {
        "schema": SCHEMA,
        "article": edit.article_id,
        "revision": line.revision,
        "step": line.step,
        **({"group": edit.group, "left": left} if edit.group else {}),
        "at": line.at,
        "sha256": line.sha256,
        "summary": edit.summary,
        "changes": [encode_change(change) for change in edit.changes],
    }
    body = json_text(values).removesuffix("}").encode()
    return body + _SUM + b'%08x"}\n' % crc32(body)


def decoded(content: bytes, path: Path) -> Line:
    """The line that was encoded. Raises one of `UNDERSTOOD`, and `StoreCorruptError` for one of a later version."""
    if not is_sealed(content) and not _bears_no_seal(content):
        raise ValueError("the checksum is another")
    values = current(json.loads(content), shown(path))
    changes = values["changes"]
    if not isinstance(changes, list):
        raise TypeError("changes are a list")
    return Line(
        edit=Edit(
            article_id=text(values["article"]),
            summary=text(values["summary"]),
            changes=tuple(decode_change(change) for change in changes),
            group=text(values.get("group", "")),
        ),
        step=Step(text(values["step"])),
        revision=values["revision"],
        sha256=text(values["sha256"]),
        at=text(values["at"]),
    )


def is_sealed(line: bytes) -> bool:
    """Whether the checksum at the end of a line is that of the line, byte for byte."""
    if line.endswith(b',"crc":"%08x"}\n' % crc32(line[:-_SEAL])):
        return True
    # A version control may have changed the line's end.
    return line.endswith(b',"crc":"%08x"}\r\n' % crc32(line[: -_SEAL - 1]))


def head(line: bytes, path: Path) -> Head | None:
    """What an opening has to know of a line; None for one that newsreader did not write so.

    Raises `StoreCorruptError` for a line of a later version: one that is whole and says so.
    """
    found = _HEAD.match(line)
    if not is_sealed(line):
        if not _bears_no_seal(line):
            return None
    elif found is None or found[1] != _CURRENT:
        with suppress(*UNDERSTOOD):
            current(json.loads(line), shown(path))
    if found is None:
        return None
    _, name, revision, step, left, at = found.groups()
    try:
        article_id = json.loads(b'"%b"' % name) if b"\\" in name else name.decode()
        return article_id, int(revision), _STEPS[step], -1 if left is None else int(left), _second(at)
    except (ValueError, KeyError):
        return None


def run_on(line: bytes) -> int:
    """Where in a damaged line another begins that is whole: the line end between them is lost. Else its length."""
    start = line.rfind(b'{"schema":', 1)
    return start if start > 0 and is_sealed(line[start:]) else len(line)


def _bears_no_seal(line: bytes) -> bool:
    """Whether a line is one as the first version wrote it."""
    return line.startswith(b'{"article":') and _SUM not in line and line.endswith((b"}\n", b"}\r\n"))


def _second(at: bytes) -> int:
    begin = _hour(at[:14])
    try:
        return begin + _SIXTY[at[14:16]] * 60 + _SIXTY[at[17:19]] if begin and at[19:] == b"Z" else second(at.decode())
    except KeyError:
        return second(at.decode())


@lru_cache(maxsize=8)
def _hour(begin: bytes) -> int:
    """The first second of an hour."""
    return second(f"{begin.decode()}00:00Z")


def corrupt(path: Path, number: int) -> StoreCorruptError:
    """What is to be said of a line, by its number, that is not understood."""
    return StoreCorruptError(
        f"{shown(path)}, line {number}: not a line that newsreader wrote; restore the file from a backup, "
        "or let `newsreader check --repair` take the line out"
    )


def unreadable(path: Path, error: OSError) -> StoreError:
    """What is to be said of a file that the system does not let be read."""
    return StoreError(f"{shown(path)}: cannot be read ({cause(error)}); check its permissions")
