"""Wanted annotations: the labels and fragments in the lines of a JSONL export."""

import json
from pathlib import Path
from typing import NamedTuple

from annotations.disk.files import shown
from annotations.errors import NewsreaderError


class WantedSpan(NamedTuple):
    """One annotation to be made."""

    label: str
    fragments: tuple[tuple[int, int], ...]
    """Start and end of each fragment, in code points."""


class WantedArticle(NamedTuple):
    """An article with the annotations to be made in it, in reading order: by start, the longer first."""

    id: str
    text: str
    spans: tuple[WantedSpan, ...]


def read_wanted(path: Path) -> list[WantedArticle]:
    """Read the articles of a JSONL export. Raises NewsreaderError if the file cannot be read or is not one."""
    articles = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise NewsreaderError(f"{shown(path)} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                articles.append(_article(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                message = f"{shown(path)}, line {number}: not a line of a JSONL export ({error!r})"
                raise NewsreaderError(message) from error
    return articles


def _article(record: dict[str, object]) -> WantedArticle:
    spans = [_span(each) for each in _list(record["spans"])]
    spans.sort(key=lambda span: (span.fragments[0][0], -span.fragments[-1][1]))
    return WantedArticle(str(record["id"]), str(record["text"]), tuple(spans))


def _span(values: dict[str, object]) -> WantedSpan:
    fragments = _list(values.get("fragments") or [[values["start"], values["end"]]])
    return WantedSpan(str(values["label"]), tuple((int(start), int(end)) for start, end in fragments))


def _list(value: object) -> list:  # type: ignore[type-arg]  # whatever JSON holds
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value
