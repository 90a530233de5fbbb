"""A Hugging Face dataset folder: rows with tokens and a layer of tags for each label, and the card.

`datasets.load_dataset(folder)` reads it without a script. Spans of different labels may nest, because each label has a
layer. The column `spans` has all spans, also those that do not fit a layer. The text is not normalised, so the
offsets that a model's tokenizer returns map its tokens to the spans.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from annotations.disk.files import shown
from annotations.disk.json import json_line
from annotations.errors import ImportFileError
from annotations.exchange.exporting.targets import new_folder
from annotations.exchange.extras import extra
from annotations.exchange.format import EVERYTHING, Format, Incoming, Options, Problem, Reporter, Writer
from annotations.exchange.formats.jsonl import incoming
from annotations.exchange.formats.layers import BEGIN, layers, places, tags
from annotations.exchange.formats.rows import META, RELATION, SPAN, TEXTS, line, row, row_spans
from annotations.exchange.formats.tag_names import Names, beside, of_metadata
from annotations.exchange.importing.files import noting_others, reading
from annotations.exchange.importing.json_fields import Values, read_lines, read_records
from annotations.model.label import LabelSet
from annotations.model.record import Record
from annotations.text.span import Span
from annotations.text.tokens import tokens

DATA = "data"
CARD = "README.md"
_SUFFIXES = frozenset({".arrow", ".parquet", ".jsonl", ".json"})
_DESCRIPTIONS = frozenset({"dataset_info.json", "dataset_infos.json", "dataset_dict.json", "state.json", CARD})
NAMES = {"": "train", "dev": "validation"}
"""Our splits -> the names of `datasets`, where they differ."""
_ABOUT = "Arabic news with annotated spans, written by newsreader."
_OFFSETS = """\
Offsets (`start`, `end`, `token_starts`, `token_ends`) are code points of `text`, the end exclusive:

    row["text"][span["start"]:span["end"]] == span["text"]

`text` is the article's text, verbatim. A span of several `fragments` reaches from the start of the first to the end of
the last. `attributes` are JSON. `status` is the annotator's progress; `nothing here` is an article that was read and
has nothing to annotate."""
_LAYERS = """\
Each label has a column of IOB2 tags, one for each of `tokens`: {columns}. Each fragment is tagged as a span. If spans
of one label overlap, the outer one is tagged; {untagged} spans are only in the column `spans`."""


class _Rows:
    def __init__(self, streams: Mapping[str, BinaryIO], options: Options) -> None:
        self._streams = streams
        self._options = options
        self.records: Counter[str] = Counter()
        self.spans: Counter[tuple[str, str]] = Counter()
        """By split and label."""
        self.tagged: Counter[str] = Counter()
        """Spans that are in the layer of their label, by label."""
        self.digest = hashlib.sha256()
        """Digest of all rows."""

    def add(self, record: Record, split: str) -> None:
        text = record.article.text
        cut = tokens(text, places(record), split_proclitics=self._options.split_proclitics)
        by_label = layers(record, cut, self._options.labels)
        self.records[split] += 1
        self.spans.update((split, each.label) for each in record.work.annotations for _ in each.fragments)
        self.tagged.update({label: layer.count(BEGIN) for label, layer in by_label.items()})
        values = row(record) | {
            "tokens": [text[start:end] for start, end in cut],
            "token_starts": [token.start for token in cut],
            "token_ends": [token.end for token in cut],
            **{column(label): layer for label, layer in by_label.items()},
        }
        encoded = json_line(values) + b"\n"
        self.digest.update(encoded)
        self._streams[split].write(encoded)


def column(label: str) -> str:
    """Return the column of a label's tags."""
    return f"{label}_tags"


@contextmanager
def _writer(target: Path, options: Options) -> Iterator[Writer]:
    with new_folder(target) as folder:
        (folder / DATA).mkdir()
        with ExitStack() as stack:
            streams = {split: stack.enter_context((folder / _file(split)).open("wb")) for split in options.splits}
            rows = _Rows(streams, options)
            yield rows
        (folder / CARD).write_text(_card(rows, options), encoding="utf-8", newline="\n")


def _file(split: str) -> str:
    return f"{DATA}/{NAMES.get(split, split)}.jsonl"


def _card(rows: _Rows, options: Options) -> str:
    """Return the data set's card: settings of `datasets` between lines of dashes, then a page for people."""
    front = ["language:", "- ar", "task_categories:", "- token-classification", "configs:", "- config_name: default"]
    # `datasets` caches by the folder's name and the card. The digest keeps it from loading an earlier export.
    front += [f"  description: newsreader export {rows.digest.hexdigest()[:16]}", "  data_files:"]
    for split in options.splits:
        front += [f"  - split: {NAMES.get(split, split)}", f"    path: {_file(split)}"]
    front += ["dataset_info:", "  features:", *(f"  - {feature}" for feature in _features(options.labels))]
    labels = [label.name for label in options.labels]
    table = [
        f"| split | articles and annotators | {' | '.join(labels)} |",
        f"|---|---|{'---|' * len(labels)}",
        *(
            f"| {NAMES.get(split, split)} | {rows.records[split]} "
            f"| {' | '.join(str(rows.spans[split, label]) for label in labels)} |"
            for split in options.splits
        ),
    ]
    guidelines = [f"- **{label.name}** ({label.title_ar}): {label.guideline}" for label in options.labels]
    columns = ", ".join(f"`{column(label)}`" for label in labels)
    body = [f"# {options.name}", _ABOUT, "\n".join(guidelines), "\n".join(table), _OFFSETS]
    body.append(_LAYERS.format(columns=columns, untagged=sum(rows.spans.values()) - sum(rows.tagged.values())))
    return "\n".join(["---", *front, "---", ""]) + "\n" + "\n\n".join(body) + "\n"


def _features(labels: LabelSet) -> Iterator[str]:
    """Yield the columns with their types, each as one line of YAML."""
    yield from (_text(name) for name in TEXTS)
    yield f"{{name: meta, struct: [{', '.join(map(_text, META))}]}}"
    kinds = {"start": "dtype: int64", "end": "dtype: int64", "fragments": "list: {list: int64}"}
    span = ", ".join(f"{{name: {name}, {kinds.get(name, 'dtype: string')}}}" for name in SPAN)
    yield f"{{name: spans, list: [{span}]}}"
    yield f"{{name: relations, list: [{', '.join(map(_text, RELATION))}]}}"
    yield "{name: tokens, list: string}"
    yield from (f"{{name: {name}, list: int64}}" for name in ("token_starts", "token_ends"))
    for label in labels:
        names = ", ".join(f"'{number}': {name}" for number, name in enumerate(tags(label.name)))
        yield f"{{name: {column(label.name)}, list: {{class_label: {{names: {{{names}}}}}}}}}"


def _text(name: str) -> str:
    return f"{{name: {name}, dtype: string}}"


def _files(path: Path) -> list[Path]:
    """Return the files of a data set: our own, those that `datasets` saved, or one file."""
    if path.is_file():
        return [path]
    files = sorted((path / DATA).glob("*.jsonl"))
    files = files or sorted(
        each for each in path.rglob("*") if each.suffix in _SUFFIXES and each.name not in _DESCRIPTIONS
    )
    if not files:
        raise ImportFileError(
            f"{shown(path)}: no {DATA}/*.jsonl and no *.arrow, *.parquet or *.json in it; name the folder of a data set"
        )
    return files


def _read(path: Path, report: Reporter) -> Iterator[Incoming]:
    files = _files(path)
    return noting_others(_read_files(files, path, report), path, files, _DESCRIPTIONS)


def _read_files(files: list[Path], path: Path, report: Reporter) -> Iterator[Incoming]:
    for file in files:
        told = partial(_report_in, report, file.name) if path.is_dir() else report
        names = beside(file)
        if file.suffix == ".parquet":
            parquet = import_module("annotations.exchange.formats.parquet")
            names |= parquet.tag_names(file)
            yield from read_records(parquet.read_rows(file), partial(_incoming, names=names), told)
        elif file.suffix == ".arrow":
            yield from _read_arrow(file, names, told)
        else:
            yield from read_lines(file, told, partial(_incoming, names=names))


def _read_arrow(file: Path, names: Names, report: Reporter) -> Iterator[Incoming]:
    """Read a file that `datasets` saved. Raises `ImportFileError`."""
    arrow = extra("pyarrow", "parquet")
    try:
        with reading(file), arrow.OSFile(str(file)) as source, arrow.ipc.open_stream(source) as stream:
            rows = (row for batch in stream for row in batch.to_pylist())
            places = ((f"row {number}", each) for number, each in enumerate(rows, 1))
            names = {**names, **of_metadata(stream.schema.metadata)}
            yield from read_records(places, partial(_incoming, names=names), report)
    except arrow.ArrowException as error:
        raise ImportFileError(f"{shown(file)} is not a readable Arrow file: {error}") from error


def _report_in(report: Reporter, name: str, problem: Problem) -> None:
    report(Problem(f"{name}, {problem.where}", problem.what))


def _incoming(where: str, values: Values, names: Names) -> Incoming:
    return incoming(where, line(values), names)


def _check(path: Path) -> Iterator[tuple[str, str, Span]]:
    datasets = extra("datasets", "huggingface")
    with TemporaryDirectory() as cache:
        for split in datasets.load_dataset(str(path), cache_dir=cache).values():
            for each in split:
                yield from row_spans(each)


FORMATS = (
    Format(
        name="huggingface",
        title="Hugging Face datasets",
        is_folder=True,
        suffix=".jsonl",
        carries=EVERYTHING,
        writer=_writer,
        reader=_read,
        loader="datasets",
        check=_check,
    ),
)
