"""A line of a journal: one edit of one article."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from annotations.disk.files import shown
from annotations.disk.json import json_text
from annotations.model.edit import Edit, Step
from annotations.store.codec import decode_change, encode_change, integer, text
from annotations.store.damage import MALFORMED
from annotations.store.schema import SCHEMA, current
from annotations.store.time_spent import second

_HEAD = re.compile(
    rb'\{(?:"schema":([0-9]++),)?"article":"([^"\\]*+(?:\\.[^"\\]*+)*+)","revision":([1-9][0-9]{0,18}+),"step":"([a-z]++)",'
    rb'(?:"group":"(?:[^"\\]|\\.)*+","left":([0-9]{1,9}+),)?"at":"([^"\\]*+)",'
)
"""The beginning of a line, which has all that an opening needs: ten times as fast as decoding the whole JSON."""
_SUM = b',"crc":"'
"""Stands before the CRC-32 of all bytes before it, which shows that a byte has flipped on the disk."""
_SUM_LENGTH = len(_SUM) + 8 + len('"}\n')
"""Bytes from there to the end of a line."""
_CURRENT = b"%d" % SCHEMA
_SIXTY = {b"%02d" % number: number for number in range(60)}
_STEPS = {step.value.encode(): number for number, step in enumerate(Step)}
_NUMBERS = {step: number for number, step in enumerate(Step)}

FAR = 1_000_000
"""A revision this far beyond the one before it in its file is damage: no annotator edits one article so often."""

Head = tuple[str, int, int, int, int, int]
"""The facts of a line that are kept in memory: the article's id, the revision, the number of its `Step`, how many lines
of its group follow (-1 in no group), its time as `second` returns it, and its checksum. A plain tuple, as there may be
millions."""


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
    seen: Mapping[str, int] | None = None
    """Name of every other journal with edits that this one was made in sight of -> the last of their revisions.

    None in an article's first edit, and in a line of an older version, which does not say.
    """


def encode_lines(lines: Sequence[Line]) -> list[bytes]:
    """Encode the lines of one unit. Each line of a group stores how many lines of the group follow it."""
    return [_encode(line, len(lines) - number) for number, line in enumerate(lines, 1)]


def heads(lines: Sequence[Line], contents: Sequence[bytes]) -> list[Head]:
    """Return what `read_head` reads from `contents`, which `encode_lines` made of the lines."""
    return [
        (
            line.edit.article_id,
            line.revision,
            _NUMBERS[line.step],
            len(lines) - number if line.edit.group else -1,
            second(line.at),
            int(content[-len('12345678"}\n') : -len('"}\n')], 16),
        )
        for number, (line, content) in enumerate(zip(lines, contents, strict=True), 1)
    ]


def _encode(line: Line, left: int) -> bytes:
    edit = line.edit
    values = {
        "schema": SCHEMA,
        "article": edit.article_id,
        "revision": line.revision,
        "step": line.step,
        **({"group": edit.group, "left": left} if edit.group else {}),
        "at": line.at,
        "sha256": line.sha256,
        **({} if line.seen is None else {"seen": dict(sorted(line.seen.items()))}),
        "summary": edit.summary,
        "changes": [encode_change(change) for change in edit.changes],
    }
    body = json_text(values).removesuffix("}").encode()
    return body + _SUM + b'%08x"}\n' % crc32(body)


def decode_line(content: bytes, path: Path) -> Line:
    """Decode a line. Raises one of `MALFORMED`, and `StoreCorruptError` for a line of a later version."""
    if checksum(content) is None and not _is_of_first_version(content):
        raise ValueError("the checksum is wrong")
    values = current(json.loads(content), shown(path))
    changes = values["changes"]
    if not isinstance(changes, list):
        raise TypeError("changes are a list")
    revision, seen = integer(values["revision"]), values.get("seen")
    if seen is not None:
        seen = {text(journal): integer(each) for journal, each in seen.items()}
        if not all(0 < each < revision for each in seen.values()):
            raise ValueError("an edit comes behind those that it was made in sight of")
    return Line(
        edit=Edit(
            article_id=text(values["article"]),
            summary=text(values["summary"]),
            changes=tuple(decode_change(change) for change in changes),
            group=text(values.get("group", "")),
        ),
        step=Step(text(values["step"])),
        revision=revision,
        sha256=text(values["sha256"]),
        at=text(values["at"]),
        seen=seen,
    )


def checksum(line: bytes) -> int | None:
    """Return the checksum with which a line ends; None if it is not that of the line."""
    crc = crc32(line[:-_SUM_LENGTH])
    if line.endswith(b',"crc":"%08x"}\n' % crc):
        return crc
    # A version control may have changed the line's end.
    crc = crc32(line[: -_SUM_LENGTH - 1])
    return crc if line.endswith(b',"crc":"%08x"}\r\n' % crc) else None


def read_head(line: bytes, path: Path) -> Head | None:
    """Return the facts of a line that are kept in memory; None for a line that newsreader did not write so.

    Raises `StoreCorruptError` for a whole line of a later version.
    """
    found, crc = _HEAD.match(line), checksum(line)
    if crc is None:
        if not _is_of_first_version(line):
            return None
        crc = crc32(line.rstrip(b"\r\n"))
    elif found is None or found[1] != _CURRENT:
        with suppress(*MALFORMED):
            current(json.loads(line), shown(path))
    if found is None:
        return None
    _, name, revision, step, left, at = found.groups()
    try:
        article_id = json.loads(b'"%b"' % name) if b"\\" in name else name.decode()
        return article_id, int(revision), _STEPS[step], -1 if left is None else int(left), _second(at), crc
    except (ValueError, KeyError):
        return None


def next_line_start(line: bytes) -> int:
    """Return the offset of a whole line inside a damaged one whose newline was lost, or else the length."""
    start = line.rfind(b'{"schema":', 1)
    return start if start > 0 and checksum(line[start:]) is not None else len(line)


def _is_of_first_version(line: bytes) -> bool:
    """Return True for a line without a checksum, as schema 1 wrote them."""
    return line.startswith(b'{"article":') and _SUM not in line and line.endswith((b"}\n", b"}\r\n"))


def _second(at: bytes) -> int:
    begin = _hour(at[:14])
    try:
        return begin + _SIXTY[at[14:16]] * 60 + _SIXTY[at[17:19]] if begin and at[19:] == b"Z" else second(at.decode())
    except KeyError:
        return second(at.decode())


@lru_cache(maxsize=8)
def _hour(begin: bytes) -> int:
    """Return the first second of an hour."""
    return second(f"{begin.decode()}00:00Z")
