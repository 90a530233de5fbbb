"""What a format is to the rest of the program: its name, what it carries, how it is written, read and checked."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from annotations.model.annotation import Status
from annotations.model.label import LabelSet
from annotations.model.record import Record
from annotations.text.span import Span


class Feature(StrEnum):
    """Something of an annotator's work that not every format can carry."""

    NESTED = "nested or overlapping spans of different labels"
    ALIKE = "nested or overlapping spans of one label"
    FRAGMENTS = "spans of several fragments"
    """A format without it has each fragment as a span of its own."""
    RELATIONS = "relations"
    ATTRIBUTES = "attributes"
    NOTES = "notes"
    STATUS = "status"
    """Done, nothing here, unsure: a format without it has no explicit negatives."""
    ORIGIN = "who proposed a span, and who made it where that is not the record's annotator"
    """The time when a span was made is in the journal only."""
    META = "headline, outlet, date and other facts of the article"
    TEXT = "the article's exact text"
    """A format without it keeps tokens, or the offsets alone."""


EVERYTHING = frozenset(Feature)


class Options(NamedTuple):
    """What a writer has to know beside the records."""

    labels: LabelSet
    name: str = "newsreader"
    """Of the data set, for cards and configurations: letters, digits, `-`."""
    seed: int = 0
    splits: tuple[str, ...] = ("",)
    """The splits that there are, in order, whether or not a record comes to be in each; ("",) where it is one whole."""
    split_proclitics: bool = False
    """Whether formats of tokens have the conjunctions and prepositions that are written with a word on their own."""


class Writer(Protocol):
    """Takes records one after another; nothing of them is kept longer than the format needs."""

    def add(self, record: Record, split: str) -> None:
        """Write a record, whose every offset holds in its text, to one of the splits of the options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingSpan:
    """A span as a file has it, in code points of the text that the file means; not yet known to be sound."""

    id: str
    """As the file has it, or ""; relations refer to it."""
    label: str
    fragments: tuple[tuple[int, int], ...]
    """Starts and ends, as read: they may be beyond the text, or the wrong way round."""
    text: str = ""
    """What the file says stands there, or ""."""
    note: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)
    annotator: str = ""
    """Who made it, where that is somebody else than the annotator of the record; or ""."""
    origin: str = ""
    """Who proposed it, or ""."""


class IncomingRelation(NamedTuple):
    """A relation between two spans of one record, by their ids in the file."""

    id: str
    type: str
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One article's annotations as a file has them."""

    where: str
    """The place in the file, for messages: "line 12"."""
    article_id: str = ""
    sha256: str = ""
    text: str = ""
    """Of the article as the file has it; "" where it has none. One of id, digest and text finds the article."""
    annotator: str = ""
    status: Status | None = None
    note: str = ""
    spans: tuple[IncomingSpan, ...] = ()
    relations: tuple[IncomingRelation, ...] = ()
    is_prediction: bool = False
    """Whether a program made them, as the file says."""
    meta: Mapping[str, object] = field(default_factory=dict)
    """`headline`, `outlet` and `published` of the article, where the file has them."""


class Problem(NamedTuple):
    """What is wrong at one place of a file that is read."""

    where: str
    what: str


class Format(NamedTuple):
    """A format, as `FORMATS` lists it."""

    name: str
    """As `--format` takes it."""
    title: str
    """What reads it: "doccano 1.8"."""
    is_folder: bool
    """Whether an export is a folder of files, each split with its own; else each split is a file: `split_path`."""
    suffix: str
    """Of its files, with the dot."""
    carries: frozenset[Feature]
    """What comes back of every record as it was; `alters` says of which texts what is not here is lost."""
    writer: Callable[[Path, Options], AbstractContextManager[Writer]]
    """Opens a target, which is replaced at the end, or on any exception is as it was: `targets` has what that takes.

    Raises `ExportError` for a target that cannot be written, and `OSError`, which the driver tells.
    """
    reader: Callable[[Path, Callable[[Problem], None]], Iterator[Incoming]] | None = None
    """Reads a file or folder; an unreadable record is a problem, told and left out. Raises `ImportFileError`."""
    loader: str = ""
    """The distribution whose own loader `check` uses, or ""."""
    check: Callable[[Path], Iterator[tuple[str, str, Span]]] | None = None
    """Reads a target back with that loader: article id, label, span in code points, for each fragment in order."""
    values_of: Callable[[Record], Mapping[str, object]] | None = None
    """A record as JSON, of a format that is a line of that for each: lines can be made by several processes."""
    is_text_stream: bool = False
    """Whether "-" (standard output) makes sense."""
    alters: Callable[[str], bool] = lambda _: True
    """Whether a text does not come back as it was, in a format that does not carry every `TEXT`."""
    needs: str = ""
    """The extra of this package that has to be installed to write or read it, or ""."""
