"""JSON on one line, the same bytes for the same value wherever it is written.

There are two writers. `json_text` is the standard library's, and needs no import that the start does not have already.
`json_line` is orjson's, for exports of 100,000 articles; it writes some floats otherwise, so floats go through
`json_text` there too.
"""

import json
import re
from types import MappingProxyType


def _plain(value: object) -> dict[object, object]:
    """Return a read-only mapping as a dict. Raises `TypeError` for any other value that JSON has no form for."""
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


_COMPACT = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain).encode
_SPACED = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_plain).encode
_ESCAPED = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
"""Line ends to `str.splitlines`, and surrogates, which UTF-8 cannot encode."""
_LINE_ENDS = [(sign.encode()[:1], sign.encode(), f"\\u{ord(sign):04x}".encode()) for sign in "\x85\u2028\u2029"]


def json_text(value: object, *, spaced: bool = False) -> str:
    """Return a value as JSON on one line. Only line ends and what UTF-8 cannot encode is escaped."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", (_SPACED if spaced else _COMPACT)(value))


def json_line(value: object) -> bytes:
    """Return the same as `json_text`, in UTF-8 and several times as fast.

    The caller must put every float into a `MappingProxyType`: the two libraries format some floats differently, and
    these mappings are encoded by `json_text`.
    """
    import orjson  # the first paint writes nothing

    try:
        line = orjson.dumps(value, default=lambda part: orjson.Fragment(json_text(_plain(part))))
    except TypeError:  # a surrogate, or an integer of more than 64 bits
        return json_text(value).encode()
    for first, sign, escape in _LINE_ENDS:
        if first in line and sign in line:  # one byte is found many times as fast as three
            line = line.replace(sign, escape)
    return line
