"""The interface of a format: its name, the features that it carries, its writer, its reader and its check."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from annotations.model.annotation import Status
from annotations.model.label import LabelSet
from annotations.model.record import Record
from annotations.text.span import Span


class Feature(StrEnum):
    """A part of an annotator's work that not every format can carry."""

    NESTED = "nested or overlapping spans of different labels"
    ALIKE = "nested or overlapping spans of one label"
    FRAGMENTS = "spans of several fragments"
    """A format without it has each fragment as a span of its own."""
    RELATIONS = "relations"
    ATTRIBUTES = "attributes"
    NOTES = "notes"
    STATUS = "status"
    """Done, nothing here, unsure. A format without it has no explicit negatives."""
    ORIGIN = "who proposed a span, and who made it where that is not the record's annotator"
    """No format carries the time when a span was made: only the journal has it."""
    META = "headline, outlet, date and other facts of the article"
    TEXT = "the article's exact text"
    """A format without it has the tokens, or only the offsets."""


EVERYTHING = frozenset(Feature)


class Options(NamedTuple):
    """The settings of a writer."""

    labels: LabelSet
    name: str = "newsreader"
    """Name of the data set, for cards and configurations: letters, digits, `-`."""
    seed: int = 0
    splits: tuple[str, ...] = ("",)
    """All splits in order, also those that get no record; ("",) for an export without splits."""
    split_proclitics: bool = False
    """True if conjunctions and prepositions that are written with a word are tokens of their own."""
    for_spreadsheets: bool = False
    """True if CSV is for Excel: with a byte order mark, and without cells that are formulas."""


class Writer(Protocol):
    """Writes records one after another. Keeps no more of a record than the format needs."""

    def add(self, record: Record, split: str) -> None:
        """Write a record to one of the splits of the options. All its offsets must be inside its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingSpan:
    """A span as a file has it, in code points of the file's text. It is not checked yet."""

    id: str
    """The file's id of the span, or "". Relations refer to it."""
    label: str
    fragments: tuple[tuple[int, int], ...]
    """Starts and ends as read: they may be beyond the text, or the wrong way round."""
    text: str = ""
    """The words that the file quotes, or ""."""
    note: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)
    annotator: str = ""
    """The annotator who made the span, or "" if it is the record's annotator."""
    origin: str = ""
    """The program or person that proposed the span, or ""."""


class IncomingRelation(NamedTuple):
    """A relation between two spans of one record, by their ids in the file."""

    id: str
    type: str
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """The annotations of one article as a file has them. At least one of id, digest and text identifies the article."""

    where: str
    """The place in the file, for messages: "line 12"."""
    article_id: str = ""
    sha256: str = ""
    text: str = ""
    """The article's text in the file, or ""."""
    annotator: str = ""
    status: Status | None = None
    note: str = ""
    spans: tuple[IncomingSpan, ...] = ()
    relations: tuple[IncomingRelation, ...] = ()
    is_prediction: bool = False
    """True if the file says that a program made the spans."""
    unread: tuple[str, ...] = ()
    """What of the record was not understood, such as the names of fields or columns. The import says it once a file."""
    meta: Mapping[str, object] = field(default_factory=dict)
    """The article's `headline`, `outlet` and `published`, if the file has them."""


class Problem(NamedTuple):
    """A fault at one place of a file that is read."""

    where: str
    what: str


Reporter: TypeAlias = Callable[[Problem], None]
"""A function that shows or counts a problem, or raises an error for it."""


class Format(NamedTuple):
    """A format, as `FORMATS` lists it."""

    name: str
    """The value of `--format`."""
    title: str
    """The programs that read it: "doccano 1.8"."""
    is_folder: bool
    """True if an export is a folder of files. Otherwise each split is one file, see `split_path`."""
    suffix: str
    """Suffix of its files, with the dot."""
    carries: frozenset[Feature]
    """The features that an import of the export restores exactly. The others count as losses."""
    writer: Callable[[Path, Options], AbstractContextManager[Writer]]
    """Open a target. It is replaced at the end, and left as it was on any exception; `targets` has the tools for that.

    Raises `ExportError` if the target cannot be written, and `OSError`, which `export` turns into an `ExportError`.
    """
    reader: Callable[[Path, Reporter], Iterator[Incoming]] | None = None
    """Read a file or folder. Reports each record that cannot be read, and skips it. Raises `ImportFileError`."""
    loader: str = ""
    """The distribution whose own loader `check` uses, or ""."""
    check: Callable[[Path], Iterator[tuple[str, str, Span]]] | None = None
    """Read a target with that loader: article id, label and span in code points of each fragment, in order."""
    values_of: Callable[[Record, Options], Mapping[str, object]] | None = None
    """Return a record as a JSON object, if the format is one JSON line per record.

    Several processes can then make the lines of an export.
    """
    is_text_stream: bool = False
    """True if the format can be written to "-" (standard output)."""
    alters: Callable[[str], bool] = lambda _: True
    """Return True if the format cannot reproduce this text exactly. Only called if it does not carry `TEXT`."""
