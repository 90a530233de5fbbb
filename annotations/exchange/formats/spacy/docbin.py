"""spaCy: `DocBin` files with `doc.spans["sc"]`, and a configuration that trains a span categorizer on them.

Tokens are cut at the edges of spans, so every span is exact. `annotations.exchange.formats.spacy.training` writes the
other files that training needs.
"""

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from annotations.disk.files import shown
from annotations.disk.json import json_text
from annotations.errors import ImportFileError
from annotations.exchange.exporting.targets import new_folder
from annotations.exchange.extras import Foreign, extra
from annotations.exchange.format import EVERYTHING, Format, Incoming, Options, Reporter, Writer
from annotations.exchange.formats.jsonl import incoming, values
from annotations.exchange.formats.layers import places
from annotations.exchange.formats.spacy.examples import read_training
from annotations.exchange.formats.spacy.training import TOKENIZER, Counts, Words, configuration, readme
from annotations.exchange.formats.span_fields import incoming_span
from annotations.exchange.importing.files import noting_others
from annotations.exchange.importing.json_fields import field, objects, parse_attributes, read_records, shortened
from annotations.model.record import Record
from annotations.text.span import Span
from annotations.text.tokens import pieces

KEY = "sc"
"""The span group that spaCy's span categorizer learns by default."""
SHARD = 500
"""Documents of a file; they are in memory together."""
UNSPLIT = "all"
"""The folder of an export without splits."""
SUFFIX = ".spacy"
_KNOWN = frozenset({"README.md", "config.cfg", TOKENIZER})
OURS = "newsreader"
"""The key of a document's user data that has the record as JSON, without its text."""


class _Docs:
    def __init__(self, folder: Path, options: Options) -> None:
        self.words = Words()
        self._spacy, self._tokens = extra("spacy", "spacy"), extra("spacy.tokens", "spacy")
        self._folder = folder
        self._options = options
        self._shards: Counter[str] = Counter()
        self._bins = {split: self._new_bin() for split in options.splits}

    def _new_bin(self) -> Foreign:
        return self._tokens.DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)

    def add(self, record: Record, split: str) -> None:
        bin_ = self._bins[split]
        bin_.add(self._doc(record))
        if split == self._options.splits[0]:
            self.words.add(record.article.text, places(record))
        if len(bin_) == SHARD:
            self._flush(split)

    def _doc(self, record: Record) -> Foreign:
        text = record.article.text
        cut = pieces(text, places(record), split_proclitics=self._options.split_proclitics)
        doc = self._tokens.Doc(
            self._spacy.vocab.Vocab(),
            words=[text[piece.start : piece.end] for piece in cut],
            spaces=[piece.has_blank for piece in cut],
        )
        starts, ends = [piece.start for piece in cut], [piece.end for piece in cut]
        doc.spans[KEY] = [
            self._tokens.Span(
                doc, bisect_left(starts, span.start), bisect_left(ends, span.end) + 1, each.label, span_id=each.id
            )
            for each in record.work.annotations
            for span in each.fragments
        ]
        line = values(record)
        del line["text"]
        doc.user_data[OURS] = json_text(line)
        return doc

    def flush(self) -> None:
        for split, bin_ in self._bins.items():
            if len(bin_) or not self._shards[split]:
                self._flush(split)

    def _flush(self, split: str) -> None:
        folder = self._folder / (split or UNSPLIT)
        folder.mkdir(exist_ok=True)
        self._bins[split].to_disk(folder / f"{self._shards[split]:05}{SUFFIX}")
        self._shards[split] += 1
        self._bins[split] = self._new_bin()


@contextmanager
def _writer(target: Path, options: Options) -> Iterator[Writer]:
    with new_folder(target) as folder:
        docs = _Docs(folder, options)
        yield docs
        docs.flush()
        tokenizer = folder / TOKENIZER
        docs.words.tokenizer(split_proclitics=options.split_proclitics).to_disk(tokenizer)
        first, *others = options.splits
        trained = Counts.of(_texts(folder / (first or UNSPLIT)), tokenizer)
        held_out = Counts.of((each for other in others for each in _texts(folder / other)), tokenizer)
        configuration(trained, options, UNSPLIT).to_disk(folder / "config.cfg")
        (folder / "README.md").write_text(readme(trained, held_out, options, KEY), encoding="utf-8", newline="\n")


def _texts(folder: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield the text of every document, and its spans."""
    for _, doc in _docs(folder):
        yield doc.text, [(span.start_char, span.end_char) for span in doc.spans[KEY]]


def _docs(path: Path) -> Iterator[tuple[str, Foreign]]:
    """Yield every document of a file or folder, with its place."""
    tokens, spacy = extra("spacy.tokens", "spacy"), extra("spacy", "spacy")
    files = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
    if not files:
        raise ImportFileError(f"{shown(path)}: no *{SUFFIX} file in it; name a folder that holds some")
    for file in files:
        try:
            bin_ = tokens.DocBin().from_disk(file)
        except Exception as error:  # the libraries that unpack it raise errors of any class
            raise ImportFileError(f"{shown(file)} is not a readable DocBin file of spaCy: {error}") from error
        docs = enumerate(bin_.get_docs(spacy.vocab.Vocab()), 1)
        while True:
            try:
                number, doc = next(docs)
            except StopIteration:
                break
            except Exception as error:
                raise ImportFileError(f"{shown(file)} is not a readable DocBin file of spaCy: {error}") from error
            yield f"{file.name}, document {number}", doc


def _read(path: Path, report: Reporter) -> Iterator[Incoming]:
    if path.suffix.casefold() in {".json", ".jsonl"}:
        return read_training(path, report)
    files = path.rglob(f"*{SUFFIX}") if path.is_dir() else ()
    return noting_others(read_records(_docs(path), _incoming, report), path, files, _KNOWN)


def _incoming(where: str, doc: Foreign) -> Incoming:
    """Return the annotations of a document: its span group.

    If another program wrote it, they are its entities if that group has none, and all its groups if it has no entities.
    """
    line = parse_attributes(field(doc.user_data, OURS, str, ""))
    groups = {name: list(group) for name, group in doc.spans.items()}
    chosen = {KEY: groups.get(KEY, [])}
    if not line and not chosen[KEY]:
        chosen = {"ents": list(doc.ents)} if doc.ents else groups
    details = {field(each, "id", str, ""): each for each in objects(line, "spans")}
    parts: dict[str, list[Foreign]] = {}
    for number, span in enumerate(span for group in chosen.values() for span in group):
        parts.setdefault(span.id_ or f"span {number}", []).append(span)
    spans = (
        incoming_span(
            details.get(span_id, {}),
            span_id=span_id,
            label=fragments[0].label_,
            fragments=tuple((span.start_char, span.end_char) for span in fragments),
        )
        for span_id, fragments in parts.items()
    )
    left = tuple(
        f"the span group “{shortened(name)}”" for name, group in groups.items() if group and name not in chosen
    )
    return replace(incoming(where, line), text=doc.text, spans=tuple(spans), unread=left)


def _check(path: Path) -> Iterator[tuple[str, str, Span]]:
    for _, doc in _docs(path):
        article_id = json.loads(doc.user_data[OURS])["id"]
        for span in doc.spans[KEY]:
            yield article_id, span.label_, Span(span.start_char, span.end_char)


FORMATS = (
    Format(
        name="spacy",
        title="spaCy 3, span categorizer",
        is_folder=True,
        suffix=SUFFIX,
        carries=EVERYTHING,
        writer=_writer,
        reader=_read,
        loader="spacy",
        check=_check,
    ),
)
