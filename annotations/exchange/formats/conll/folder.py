"""CoNLL: two columns, token and IOB2 tag, an empty line behind each sentence; one file for each label.

The files have only tokens and tags, because the tools that read them understand nothing else. `articles.jsonl` beside
them has the articles in order, and the offsets of their tokens. A token is white space only if a span begins or ends
inside white space; it is written as ␣.
"""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, TextIO

from annotations.disk.files import shown
from annotations.disk.json import json_line
from annotations.errors import ImportFileError
from annotations.exchange.exporting.targets import new_folder
from annotations.exchange.extras import extra
from annotations.exchange.format import Feature, Format, Incoming, IncomingSpan, Options, Problem, Reporter, Writer
from annotations.exchange.formats.conll.foreign import read_foreign
from annotations.exchange.formats.layers import OUTSIDE, layers, places, tagged_spans, tags
from annotations.exchange.importing.files import noting_others, reading
from annotations.exchange.importing.json_fields import FieldError, Values, field, read_lines, status
from annotations.model.record import Record
from annotations.text.sentences import by_sentence
from annotations.text.span import Span
from annotations.text.tokens import tokens

ARTICLES = "articles.jsonl"
SUFFIX = ".conll"
BLANK = "\u2423"
_WHITE = re.compile(r"\s")


class _Layers:
    def __init__(self, folder: Path, options: Options, stack: ExitStack) -> None:
        self._options = options
        self._streams: dict[str, dict[str, BinaryIO]] = {}
        for split in options.splits:
            (folder / split).mkdir(exist_ok=True)
            names = {label.name: f"{label.name}{SUFFIX}" for label in options.labels} | {"": ARTICLES}
            self._streams[split] = {
                label: stack.enter_context((folder / split / name).open("wb")) for label, name in names.items()
            }

    def add(self, record: Record, split: str) -> None:
        text, streams = record.article.text, self._streams[split]
        spans = places(record)
        cut = tokens(text, spans, split_proclitics=self._options.split_proclitics)
        written = [text[start:end] for start, end in cut]
        for place, token in enumerate(written):
            if not token[0].isalnum():
                written[place] = _WHITE.sub(BLANK, token)
        ends = ["\n"] * len(cut)
        for last in accumulate(map(len, by_sentence(text, cut, spans))):
            ends[last - 1] = "\n\n"
        outside = [f"{token}\tO{end}" for token, end in zip(written, ends, strict=True)]
        for label, layer in layers(record, cut, self._options.labels).items():
            names, rows = tags(label), outside.copy()
            for place, tag in enumerate(layer):
                if tag != OUTSIDE:
                    rows[place] = f"{written[place]}\t{names[tag]}{ends[place]}"
            streams[label].write("".join(rows).encode())
        article: Values = {
            "id": record.article.id,
            "annotator": record.work.annotator,
            "status": record.work.status,
            "sha256": record.article.sha256,
            "tokens": list(map(tuple, cut)),
        }
        streams[""].write(json_line(article) + b"\n")


@contextmanager
def _writer(target: Path, options: Options) -> Iterator[Writer]:
    with new_folder(target) as folder, ExitStack() as stack:
        yield _Layers(folder, options, stack)


def _read(path: Path, report: Reporter) -> Iterator[Incoming]:
    with reading(path):
        folders = _folders(path)
        if not folders:
            yield from read_foreign(path, report)
            return
        read = [each for folder in folders for each in (folder / ARTICLES, *_files(folder))]
        yield from noting_others(_articles(folders, report), path, read)


def _articles(folders: list[Path], report: Reporter) -> Iterator[Incoming]:
    for folder in folders:
        with ExitStack() as stack:
            files = [stack.enter_context(each.open(encoding="utf-8")) for each in _files(folder)]
            yield from read_lines(folder / ARTICLES, _refuse, partial(_incoming, files))
            for file in files:
                if _take(file, 1):
                    left = f"it has tokens behind those of the last article of {ARTICLES}; they are not read"
                    report(Problem(Path(file.name).name, left))


def _folders(path: Path) -> list[Path]:
    return [each.parent for each in sorted(path.rglob(ARTICLES))]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{SUFFIX}"))


def _refuse(problem: Problem) -> None:
    """Stop at a line that cannot be read: the tokens behind it would go to the wrong article."""
    raise ImportFileError(f"{problem.where} of {ARTICLES}: {problem.what}")


def _incoming(files: Sequence[TextIO], where: str, line: Values) -> Incoming:
    """Read an article: its line, and the next tags of each label's file. Raises `FieldError`, `ImportFileError`."""
    offsets = _offsets(line)
    spans = []
    for file in files:
        with reading(Path(file.name)):
            rows = _take(file, len(offsets))
        if len(rows) < len(offsets):
            raise ImportFileError(f"{shown(Path(file.name))} ends before {where} of {ARTICLES}: lines are missing")
        written = [row.rsplit("\t", 1)[-1] for row in rows]
        spans += [_span(label, span) for label, span in tagged_spans(written, offsets)]
    return Incoming(
        where=where,
        article_id=field(line, "id", str, ""),
        sha256=field(line, "sha256", str, ""),
        annotator=field(line, "annotator", str, ""),
        status=status(line),
        spans=tuple(spans),
    )


def _offsets(line: Values) -> list[list[int]]:
    """Return start and end of the tokens of an article. Raises `FieldError`."""
    offsets = field(line, "tokens", list)
    behind = 0
    for each in offsets:
        if not (isinstance(each, list) and [type(edge) for edge in each] == [int, int] and behind <= each[0] < each[1]):
            raise FieldError("“tokens” is not a list of starts and ends in order")
        behind = each[1]
    return offsets


def _take(file: TextIO, number: int) -> list[str]:
    """Return the next `number` lines that are not empty, or fewer at the end of the file."""
    rows: list[str] = []
    while len(rows) < number and (row := file.readline()):
        if row.strip():
            rows.append(row.rstrip("\n"))
    return rows


def _span(label: str, span: Span) -> IncomingSpan:
    return IncomingSpan(id="", label=label, fragments=((span.start, span.end),))


def _check(path: Path) -> Iterator[tuple[str, str, Span]]:
    scheme = extra("seqeval.scheme", "conll")
    for folder in _folders(path):
        for file in _files(folder):
            with file.open(encoding="utf-8") as stream, (folder / ARTICLES).open(encoding="utf-8") as articles:
                for article in map(json.loads, articles):
                    offsets = article["tokens"]
                    written = [row.rsplit("\t", 1)[-1] for row in _take(stream, len(offsets))]
                    for each in scheme.Entities([written], scheme.IOB2).entities[0]:
                        yield article["id"], each.tag, Span(offsets[each.start][0], offsets[each.end - 1][1])


FORMATS = (
    Format(
        name="conll",
        title="CoNLL, a file of IOB2 tags for each label",
        is_folder=True,
        suffix=SUFFIX,
        carries=frozenset({Feature.NESTED, Feature.STATUS}),
        writer=_writer,
        reader=_read,
        loader="seqeval",
        check=_check,
    ),
)
