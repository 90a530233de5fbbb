"""The table of a record file: the place of each record, so that reading one does not read those before it."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from annotations.corpus.decoding import decode_utf8
from annotations.corpus.extract import Extract
from annotations.corpus.fields import DEFAULT_FIELDS, Fields, Record
from annotations.corpus.media import Medium
from annotations.corpus.readers.reader import Reader
from annotations.corpus.unknown_fields import LOOKED_AT, UnknownFields

LONGEST_KEY = 120
"""Code points of the longest own id that is used as a key."""
_EXPLAINED = 10
"""Damaged records of a file that are reported one by one."""
ALONE = ""
"""The key of the only article of a file that is not a list."""


class RecordTable:
    """The records of one file or member by their keys, in order.

    A record's key is the value of its id field. A record without one has `~` and the first 12 hexadecimal digits of
    the SHA-256 of its text, which stay the same if records are added, removed or moved. If several records have the
    same key, the second is `key~2`, and so on.
    """

    def __init__(self, medium: Medium, fields: Fields) -> None:
        self.problems: list[str] = []
        """Messages about records that were left out, without the file's name."""
        self.own = False
        """True if the file is an export of this program and so holds no articles."""
        self._fields = DEFAULT_FIELDS if medium in (Medium.FEED, Medium.SGML) else fields
        self._reader = _reader(medium, self._fields)
        self._places: dict[str, tuple[int, int]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def scan(self, stream: BinaryIO) -> Iterator[str]:
        """Find the records of a stream in UTF-8. Yield each one's key as soon as it is found."""
        unreadable = explained = empty = 0
        numbers: dict[str, int] = {}
        unknown = UnknownFields(self._fields)
        try:
            for start, end, record, alone, why in self._reader.slices(stream):
                if record is None and why and explained < _EXPLAINED:
                    explained += 1
                    self.problems.append(why)
                    continue
                if record is None:
                    unreadable += 1
                    continue
                if not self._places and _is_own(record):
                    self.own = True
                    return
                body = self._fields.body(record)
                if not body:
                    record = self._fields.article_in(record)  # noqa: PLW2901 - the part of it that is the article
                    body = self._fields.body(record)
                if not body:
                    empty += 1
                    unknown.add_empty(record)
                    continue
                if len(self._places) < LOOKED_AT:
                    unknown.add(record)
                key = ALONE if alone else self._key(record, body, numbers)
                self._places[key] = (start, end)
                yield key
        except ValueError as error:
            self.problems.append(str(error))
        self.problems += _messages(unreadable, empty, unknown)
        if not self._places and not self.problems:
            self.problems.append("has no records, so it is left out")

    def read(self, stream: BinaryIO, key: str) -> Extract:
        """Read a record. Raises `KeyError` if there is no such key, `ValueError` if the file has changed."""
        start, end = self._places[key]
        stream.seek(start)
        data = stream.read(end - start)
        extract = self._fields.read(self._reader.record(data))
        return extract._replace(problems=extract.problems + decode_utf8(data).problems)

    def _key(self, record: Record, body: str, numbers: dict[str, int]) -> str:
        key = self._fields.identity(record)
        if not 0 < len(key) <= LONGEST_KEY:
            digest = hashlib.sha256(body.encode(errors="replace")).hexdigest()
            key = f"~{digest[:12]}"
        unique = key
        while unique in self._places:
            numbers[key] = numbers.get(key, 1) + 1
            unique = f"{key}~{numbers[key]}"
        return unique


def _is_own(record: Record) -> bool:
    schema = record.get("schema")
    return isinstance(schema, str) and schema.startswith("newsreader/")


def _messages(unreadable: int, empty: int, unknown: UnknownFields) -> Iterator[str]:
    """Yield the messages about the records of a file that were left out, and about what is not understood."""
    if unreadable:
        yield f"{_count(unreadable)} that cannot be read left out; fix what is there"
    if empty and (name := unknown.text):
        yield (
            f"{_count(empty)} without a text left out; the longest text is in “{name}”: if it is the article, write"
            f' in newsreader.toml: [corpus] text = "{name}"'
        )
    elif empty:
        yield (
            f"{_count(empty)} without a text left out; if it is an article, name its field in newsreader.toml:"
            ' [corpus] text = "…"'
        )
    if name := unknown.day:
        yield f'the days in “{name}” are not read; write in newsreader.toml: [corpus] date = "{name}"'


def _count(records: int) -> str:
    return f"{records} record{'s' * (records > 1)}"


def _reader(medium: Medium, fields: Fields) -> Reader:
    """Return the reader of a form; each form pays only for its own imports."""
    if medium is Medium.CSV:
        from annotations.corpus.readers.csv import Rows

        return Rows(fields)
    if medium is Medium.FEED:
        from annotations.corpus.readers.feeds import Feed

        return Feed()
    if medium is Medium.SGML:
        from annotations.corpus.readers.sgml import Docs

        return Docs()
    from annotations.corpus.readers.json import JsonFile, JsonLines

    return JsonFile(fields) if medium is Medium.JSON else JsonLines(fields)
