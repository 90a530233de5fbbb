"""A line of a journal: one edit of one article, and what tells where it is written."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from annotations.errors import SpanError, StoreCorruptError, StoreError
from annotations.files import cause, json_text, shown
from annotations.history import Edit, Step
from annotations.store.codec import decode_change, encode_change, text
from annotations.store.schema import SCHEMA, current

_STRING = rb'"((?:[^"\\]|\\.)*)"'
_HEAD = re.compile(
    rb'\{(?:"schema":([0-9]+),)?"article":("(?:[^"\\]|\\.)*"),"revision":([0-9]+),"step":"(edit|undo|redo|adopt)",'
    rb'(?:"group":"(?:[^"\\]|\\.)*","left":([0-9]+),)?"at":"((?:[^"\\]|\\.)*)",'
)
"""How `encoded` begins a line: what an opening has to know, for a third of the time that the whole JSON takes."""
_SUM = b',"crc":"'
"""What stands before the CRC-32 of all that stands before it: a byte that has flipped on the disk is told."""
_STEPS = {step.value.encode(): step for step in Step}
UNDERSTOOD = (ValueError, LookupError, TypeError, AttributeError, RecursionError, SpanError)
"""What decoding a damaged line or file raises."""


class Entry(NamedTuple):
    """Where an edit of an article is written; entries sort in the order of all journals."""

    revision: int
    journal: str
    """Name of the journal's file, without its suffix."""
    offset: int
    """Bytes from the start of the file."""
    step: Step
    at: str
    """As of `Line`."""
    article_id: str


Unit = tuple[Entry, ...]
"""What was done at once: one entry, or a group of them."""


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
    written = json.loads(content)
    values = current(written, shown(path))
    body, _, rest = content.rpartition(_SUM)
    if "schema" in written and int(rest[:8], 16) != crc32(body):
        raise ValueError("the checksum is another")
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


class Piece(NamedTuple):
    """A stretch of a journal."""

    unit: Unit
    """None of whose entries is left out; () for a line, or lines of a group, that newsreader did not write so."""
    start: int
    end: int
    """In bytes from the start of the file."""
    line: bytes
    """The last one."""


def pieces(lines: Iterable[bytes], path: Path, offset: int) -> Iterator[Piece]:
    """The units of a journal from an offset on, and what is damaged between them.

    They end before a line without its line end, and before a group that lacks lines: nobody was told that these are
    saved. Raises `StoreCorruptError` for a line of a later version.
    """
    journal = path.stem
    ids: dict[bytes, str] = {}
    group: list[Entry] = []
    start = offset
    last = b""
    due = 0
    """How many lines the group still has to have."""
    for line in lines:
        if not line.endswith(b"\n"):
            return
        read = _read(line, path, ids, journal, offset)
        if group and (read is None or read[1] != due - 1):
            yield Piece((), start, offset, last)
            group, start = [], offset
        offset, last = offset + len(line), line
        if read is None:
            yield Piece((), start, offset, line)
            start = offset
            continue
        group.append(read[0])
        due = max(0, read[1])
        if not due:
            yield Piece(tuple(group), start, offset, line)
            group, start = [], offset


def _read(line: bytes, path: Path, ids: dict[bytes, str], journal: str, offset: int) -> tuple[Entry, int] | None:
    """The entry of a line, and how many lines of its group are to come, -1 in no group; None for a damaged line."""
    head = _HEAD.match(line)
    if head is not None and line.rstrip().endswith(b"}"):
        schema, name, revision, step, left, at = head.groups()
        with suppress(ValueError):
            if schema is None or int(schema) <= SCHEMA:
                article_id = ids.get(name) or ids.setdefault(name, json.loads(name))
                entry = Entry(int(revision), journal, offset, _STEPS[step], at.decode(), article_id)
                return entry, -1 if left is None else int(left)
    with suppress(*UNDERSTOOD):
        current(json.loads(line), shown(path))
    return None


def corrupt(path: Path, number: int) -> StoreCorruptError:
    """What is to be said of a line, by its number, that is not understood."""
    return StoreCorruptError(
        f"{shown(path)}, line {number}: not a line that newsreader wrote; restore the file from a backup, "
        "or let `newsreader check --repair` take the line out"
    )


def unreadable(path: Path, error: OSError) -> StoreError:
    """What is to be said of a file that the system does not let be read."""
    return StoreError(f"{shown(path)}: cannot be read ({cause(error)}); check its permissions")
