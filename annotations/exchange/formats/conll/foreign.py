"""Files of tokens and tags that other programs write: their columns are found, never assumed.

An article begins at -DOCSTART-, “#begin document” and “# newdoc”. Its text is the tokens with blanks between them, a
line for each sentence, or what “# text” says. A span ends with its sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from itertools import chain, groupby, islice
from pathlib import Path
from typing import NamedTuple

from annotations.disk.files import shown
from annotations.errors import ImportFileError
from annotations.exchange.format import Incoming, IncomingSpan, Problem, Reporter
from annotations.exchange.formats.conll.columns import Columns, columns
from annotations.exchange.formats.conll.tags import OUTSIDE, Style, Tag, spans, tag_of, tags_in
from annotations.exchange.formats.conll.universal import LEAST, Words, bracketed, is_universal, universal
from annotations.exchange.importing.files import noting_others, reading
from annotations.text.sentences import END_MARKS
from annotations.text.span import Span

SUFFIXES = frozenset(
    {".conll", ".conllu", ".conll03", ".conll2003", ".txt", ".tsv", ".bio", ".iob", ".iob2", ".ner", ".tok", ".data"}
)
"""The files of a folder that are read."""
LONGEST = 5_000
"""Tokens of a file without any mark of an article from which on it is cut into articles."""
LONGEST_LINE = 1 << 20
"""Characters of a line that no token and its tags have."""
PART = 1_000
"""Tokens behind which such an article ends with its sentence."""
HEADINGS = frozenset(
    {
        "word",
        "words",
        "token",
        "tokens",
        "form",
        "tag",
        "tags",
        "ner",
        "ner_tag",
        "label",
        "labels",
        "entity",
        "pos",
        "id",
    }
)
"""The names of columns that a first line may have."""
_START = re.compile(r"-DOCSTART-|#\s*(begin|end) document\b|#\s*newdoc\b")
_TEXT = re.compile(r"#\s*text\s*=\s*(.*)")
_OTHERS = (
    (re.compile(r"#FORMAT=WebAnno TSV"), "WebAnno TSV; export it from INCEpTION as UIMA CAS, and use --format uima"),
    (re.compile(r"\s*<[?!a-zA-Z]"), "XML, which has no columns; choose another --format"),
    (re.compile(r"\s*(\{\s*\"|\[\s*[\[{])"), "JSON, which has no columns; choose another --format"),
)


class _Kind(Enum):
    """The kinds of lines."""

    TOKEN = auto()
    COMMENT = auto()
    BLANK = auto()
    MARK = auto()
    """Before an article, or behind it."""


class _Line(NamedTuple):
    """A line of a file."""

    kind: _Kind
    number: int
    cells: tuple[str, ...] = ()
    """Of a token."""
    text: str = ""
    """What the comment “# text” says."""


class _Sentence(NamedTuple):
    number: int
    """Of its first line; for the first sentence of an article, of the line behind the mark."""
    words: Words
    faults: tuple[int, ...]
    """The lines of tokens without a tag that can be read."""


@dataclass(slots=True)
class _Reading:
    """How the lines of one file are read."""

    is_tabbed: bool = False
    is_marked: bool = False
    """True if the file says where an article begins."""
    tokens: int = 0
    shape: Columns | None = None
    """None in CoNLL-U and CoNLL-2012."""
    is_bracketed: bool = False
    unread: tuple[str, ...] = ()

    @property
    def is_cut(self) -> bool:
        """True if one article would be too long."""
        return not self.is_marked and self.tokens > LONGEST


def read_foreign(path: Path, report: Reporter) -> Iterator[Incoming]:
    """Read a file, or all files of a folder. Raises `ImportFileError`; a file of several is reported instead."""
    if not path.is_dir():
        yield from _articles(path, "", report)
        return
    files = sorted(each for each in path.rglob("*") if each.suffix.casefold() in SUFFIXES and each.is_file())
    if not files:
        raise ImportFileError(f"{shown(path)}: no file in it with columns of tokens, such as *.conll; name one")
    yield from noting_others(_of_folder(path, files, report), path, files)


def _of_folder(path: Path, files: Iterable[Path], report: Reporter) -> Iterator[Incoming]:
    for file in files:
        name = file.relative_to(path).as_posix()
        try:
            yield from _articles(file, f"{name}, ", report)
        except ImportFileError as error:
            report(Problem(name, str(error)))


def _articles(path: Path, prefix: str, report: Reporter) -> Iterator[Incoming]:
    with reading(path):
        found = _examined(path)
        number = 0
        for sentences in _documents(path, found):
            for article in _parts(sentences, is_cut=found.is_cut):
                number += 1
                yield _incoming(article, f"{prefix}article {number}, from line {article[0].number}", found, report)


def _examined(path: Path) -> _Reading:
    """Read the whole file once for its columns. Raises `ImportFileError`."""
    found = _Reading()
    with path.open(encoding="utf-8-sig") as file:
        head = file.read(1000).lstrip()
    for pattern, what in _OTHERS:
        if pattern.match(head):
            raise ImportFileError(f"{shown(path)} is {what}")
    with path.open(encoding="utf-8-sig") as file:
        lines = [line for line in file.read(LONGEST_LINE).split("\n") if line.strip() and not line.startswith("#")]
        found.is_tabbed = 2 * sum("\t" in line for line in lines) > len(lines)
    rows = [line.cells for line in islice(_lines(path, found), 200) if line.kind is _Kind.TOKEN]
    if not rows:
        return found
    is_2012 = found.is_bracketed and all(len(cells) >= LEAST for cells in rows)
    if not (is_2012 or (found.is_tabbed and all(map(is_universal, rows)))):
        found.is_bracketed = False
        try:
            found.shape = columns(line.cells for line in _lines(path, found) if line.kind is _Kind.TOKEN)
        except ImportFileError as error:
            raise ImportFileError(f"{shown(path)}: {error}") from None
        found.unread = found.shape.unread
    found.tokens = sum(line.kind is _Kind.TOKEN for line in _lines(path, found))
    return found


def _lines(path: Path, found: _Reading) -> Iterator[_Line]:
    """Yield the lines of a file, and remember whether one marks an article."""
    split = re.compile("\t" if found.is_tabbed else "[ \t]+").split
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(iter(partial(file.readline, LONGEST_LINE), ""), 1):
            if len(line) == LONGEST_LINE:
                raise ImportFileError(f"{shown(path)}: line {number} is too long for a token and its tags")
            row = line.strip(" \t\r\n") if not found.is_tabbed else line.rstrip("\r\n")
            if not row.strip():
                yield _Line(_Kind.BLANK, number)
            elif _START.match(row):
                found.is_marked = True
                found.is_bracketed = found.is_bracketed or "document" in row
                yield _Line(_Kind.MARK, number)
            elif number == 1 and HEADINGS.issuperset(row.casefold().split("\t" if found.is_tabbed else None)):
                yield _Line(_Kind.COMMENT, number)
            elif _is_comment(row, cells := tuple(split(row))):
                text = _TEXT.match(row)
                yield _Line(_Kind.COMMENT, number, (), text[1] if text is not None else "")
            else:
                yield _Line(_Kind.TOKEN, number, cells)


def _is_comment(row: str, cells: Sequence[str]) -> bool:
    """Return True for a line such as `# sent_id = 1`. A token may begin with # too; then a tag is behind it."""
    if not row.startswith("#"):
        return False
    is_tagged = len(cells) > 1 and (cells[-1] in OUTSIDE or any(tag_of(cells[-1], style) for style in tuple(Style)[:2]))
    return not is_tagged or re.match(r"#\s+[\w:.]+\s*=", row) is not None


def _documents(path: Path, found: _Reading) -> Iterator[Iterator[_Sentence]]:
    """Yield the sentences of each article."""
    number = 0

    def article(line: _Line) -> int:
        """Return the number of the line behind the mark before a line, or 0 for a mark."""
        nonlocal number
        number = 0 if line.kind is _Kind.MARK else number or line.number
        return number

    for first, lines in groupby(_lines(path, found), key=article):
        if first:
            yield _sentences(lines, first, found)


def _sentences(lines: Iterable[_Line], number: int, found: _Reading) -> Iterator[_Sentence]:
    """Yield the sentences of a document that begins at a line."""
    text = ""
    tokens: list[_Line] = []
    for line in chain(lines, [_Line(_Kind.BLANK, 0)]):
        text = line.text or text
        if line.kind is _Kind.TOKEN:
            tokens.append(line)
        if tokens and (line.kind is _Kind.BLANK or _is_full(tokens, found)):
            yield _sentence(tokens, text, number, found)
            tokens, number = [], 0
        if line.kind is _Kind.BLANK:
            text = ""


def _is_full(tokens: Sequence[_Line], found: _Reading) -> bool:
    """Return True if a file without empty lines, which is one sentence, is cut behind these tokens."""
    if len(tokens) < PART or not found.is_cut or found.shape is None:
        return False
    cells = tokens[-1].cells
    is_outside = all(each >= len(cells) or cells[each] in OUTSIDE for each in found.shape.tags)
    is_stop = len(cells) > found.shape.token and cells[found.shape.token] in END_MARKS
    return (is_outside and (is_stop or len(tokens) >= 2 * PART)) or len(tokens) >= LONGEST


def _sentence(lines: Sequence[_Line], text: str, number: int, found: _Reading) -> _Sentence:
    rows = [line.cells for line in lines]
    shape = found.shape
    number = number or lines[0].number
    if shape is None:
        words = bracketed(rows) if found.is_bracketed else universal([row for row in rows if is_universal(row)], text)
        return _Sentence(number, words, ())
    written, offsets, tags, faults = [], [], [], []
    at = 0
    for line in lines:
        token = line.cells[shape.token] if shape.token < len(line.cells) else ""
        if not token:
            faults.append(line.number)
            continue
        cells = [part for each in shape.tags for part in tags_in(line.cells[each : each + 1], shape.style)]
        if not cells and len(line.cells) > 1:  # a shorter row, whose last column has the tag
            cells = [line.cells[-1]]
        if not cells or any(cell not in OUTSIDE and tag_of(cell, shape.style) is None for cell in cells):
            faults.append(line.number)
        written.append(token)
        offsets.append((at, at + len(token)))
        tags.append(tuple(cells))
        at += len(token) + 1
    return _Sentence(number, Words(" ".join(written), tuple(offsets), tuple(tags)), tuple(faults))


def _parts(sentences: Iterable[_Sentence], *, is_cut: bool) -> Iterator[list[_Sentence]]:
    """Yield the sentences of each article: all, or those up to `PART` tokens."""
    part: list[_Sentence] = []
    tokens = 0
    for sentence in sentences:
        part.append(sentence)
        tokens += len(sentence.words.offsets)
        if is_cut and tokens >= PART:
            yield part
            part, tokens = [], 0
    if part:
        yield part


def _incoming(sentences: Sequence[_Sentence], where: str, found: _Reading, report: Reporter) -> Incoming:
    faults = [number for sentence in sentences for number in sentence.faults]
    if faults:
        more = f" and {len(faults) - 1} more" if len(faults) > 1 else ""
        report(Problem(where, f"line {faults[0]}{more}: no tag that can be read; no span is taken from it"))
    text = "\n".join(sentence.words.text for sentence in sentences)
    at, read = 0, []
    for _, words, _ in sentences:
        read += [(label, Span(at + span.start, at + span.end)) for label, span in _spans(words, found.shape)]
        at += len(words.text) + 1
    unread = found.unread
    if found.is_cut:
        unread = (*unread, f"where articles begin: it is cut into articles of about {PART} tokens")
    return Incoming(
        where=where,
        text=text,
        spans=tuple(
            IncomingSpan(id="", label=label, fragments=((span.start, span.end),), text=span.of(text))
            for label, span in read
        ),
        unread=unread,
    )


def _spans(words: Words, shape: Columns | None) -> list[tuple[str, Span]]:
    read = partial(tag_of, style=Style.PREFIX if shape is None else shape.style)
    rows: list[dict[object, list[Tag]]] = []
    for cells in words.tags:
        row: dict[object, list[Tag]] = {}
        for number, tag in enumerate(map(read, cells)):
            if tag is not None:
                is_layer = shape is not None and not shape.is_ragged
                row.setdefault(number if is_layer else tag.label, []).append(tag)
        rows.append(row)
    return spans(rows, words.offsets)
