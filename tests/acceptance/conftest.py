"""Records, exports of them, and the table of results; README.md explains how to add a format."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest

from annotations.exchange.exporting.export import Request, export
from annotations.exchange.exporting.losses import kept_spans
from annotations.exchange.format import Feature
from annotations.exchange.registry import FORMATS
from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status, quotation, reading_order
from annotations.model.article import Article, Section, SectionKind
from annotations.model.record import Record
from annotations.project.defaults import DEFAULT_LABELS
from annotations.samples import sample_corpus
from annotations.text.span import Span

TABLE = Path(__file__).parents[2] / "docs" / "formats.md"
HEAD = """\
# Formats

This page is written by `python -m pytest -m slow tests/acceptance`. These tests export the same records to every
format, load them with the tool that the format is for, read them back with `newsreader`, and compare every span.

- *carries*: the features that an export and an import restore exactly; the tests check this
- *loses*: the features that the format cannot hold; each export reports how often they occur, and `--strict` refuses it
- *loaded by*: the tools that found every span at its place
- *round trip*: the features that `newsreader import` reads back, beside labels and places of spans

"""
FOOT = """
## Tokens

`prodigy`, `spacy`, `huggingface` and `conll` have tokens. Tokens are cut wherever a span begins or ends, also inside a
word, a link, an emoji or white space. So every fragment consists of whole tokens, at its exact offsets. A line of CoNLL
cannot hold white space: if a span begins or ends with it, it is a token written as `␣`, and `articles.jsonl` has its
offsets. A layer of tags cannot hold two overlapping spans of one label: *alike*.

spaCy tokenizes texts again in training. The `tokenizer` in the export cuts every word that a span of the training data
cuts. The `README.md` there counts the spans that spaCy still cannot learn or find: those that begin or end inside white
space, and those of other splits inside words that no span of the training data cuts.

## Files of other programs

`newsreader import FILE --into FOLDER` finds the format by the file's name and its first lines; `--format` names it.
With `--make-articles` the texts of the file become articles. What was not read is said: records without a span,
fields and columns that were not understood, files that were passed over. `newsreader init FOLDER --from FILE` writes
a `newsreader.toml` with the labels and relations of the file.

- `conll`: the columns of tokens and tags are found, also several columns of nested spans, CoNLL-U with tags in its
  last column, and CoNLL-2012. Tags are IOB, IOB2, IOBES, BILOU or bare types, as B-PER, B_PER or PER-B. A folder is
  read as a whole. A file of more than 5,000 tokens that does not say where articles begin is cut into articles of
  about 1,000
- `jsonl`, `doccano`: spans as `[start, end, label]` or objects, under `label`, `labels`, `entities`, `spans` or
  `annotations`; or `tokens` with tags such as `ner_tags`
- `huggingface`, `parquet`: also `tokens` with `ner_tags`, as numbers if the data set has their names
- `spacy`: also pairs of a text and its entities in JSON, as spaCy 2 has them
- `prodigy`: tasks that were rejected or ignored are left out
- `labelstudio`: JSON, JSON-MIN and JSON lines, `completions` of old versions, and HTML, whose visible text is the
  article
- `brat`: events with a Source and a Content become the relation `said_by`; a text may lie in another folder
- `uima`, `uima-json`: a layer that a project has made is a label; also the zip archives that INCEpTION exports
- `w3c`: also what Hypothes.is exports; the articles have to be there

WebAnno TSV, GATE and TimeML are not read. Export them as UIMA CAS.

## Spreadsheets

Excel takes a CSV file without a byte order mark for another encoding, and a cell that begins with `=`, `+`, `-` or
`@` for a formula. `newsreader export --format csv --for-spreadsheets` writes the mark, and an apostrophe before such
a cell; an import takes both away again. Without the option neither is written: then open the file by *Data, From
Text/CSV* as UTF-8, with all columns as text.

## Size

Exports and imports are streams. An import collects up to 1,000 articles or 100,000 spans and saves them together, as
one step of `undo`. Of all other articles it keeps only ids and digests. `--strict` reads everything twice: first to
check it, then to import it. These parts are in memory as a whole while they are read:

- `jsonl`, `doccano`, `doccano-relations`, `prodigy`, `huggingface`: a line, of at most 64 MB
- `csv`: the consecutive rows of one article, each field of at most 64 MB
- `parquet`: 500 rows
- `spacy`: a file; an exported one has at most 500 documents
- `conll`: an article; without `articles.jsonl`, all lines up to the next `-DOCSTART-`, if there is any
- `labelstudio`: a task
- `brat`, `uima`, `uima-json`: the files of an article
- `w3c`: the page, because its annotations refer to one another in any order
"""
NEED_A_LIBRARY = {"spacy", "parquet"}
"""The formats that are written and read with the library of their loader."""
Spans = list[tuple[str, str, int, int]]
"""Article, label, start and end of each fragment, sorted."""


@dataclass
class Seen:
    by: list[str] = field(default_factory=list)
    returned: frozenset[Feature] | None = None


class Results:
    """The results of the tests for each format."""

    def __init__(self) -> None:
        self.seen: dict[str, Seen] = {name: Seen() for name in FORMATS}

    def loaded(self, name: str, by: str, *, spans: int) -> None:
        """Note that a tool has loaded an export and found all its spans in place."""
        assert spans > 0
        self.seen[name].by.append(by)

    def returned(self, name: str, features: frozenset[Feature]) -> None:
        """Note that reading an export back restored these features."""
        self.seen[name].returned = features

    def table(self) -> str | None:
        """Return the page, or None if a format has not passed all tests."""
        if any(not each.by or each.returned is None for each in self.seen.values()):
            return None
        rows = ["| format | carries | loses | loaded by | round trip |", "|---|---|---|---|---|"]
        for name, seen in self.seen.items():
            carries = FORMATS[name].carries
            came = _listed(seen.returned or frozenset())
            rows.append(
                f"| `{name}` | {_listed(carries)} | {_listed(frozenset(Feature) - carries)} "
                f"| {', '.join(sorted(set(seen.by)))} | {'all it carries' if seen.returned == carries else came} |"
            )
        return HEAD + "\n".join(rows) + "\n" + FOOT


def _listed(features: frozenset[Feature]) -> str:
    names = [feature.name.lower() for feature in Feature if feature in features]
    return "everything" if len(names) == len(Feature) else ", ".join(names) or "nothing"


@pytest.fixture(scope="session")
def results() -> Iterator[Results]:
    """Collect results, and write the page at the end if none is missing."""
    seen = Results()
    yield seen
    table = seen.table()
    if table is not None:
        TABLE.write_text(table, encoding="utf-8")


@pytest.fixture(scope="session")
def missing() -> Callable[[str], str]:
    """Return a reason to skip a test of a format whose library is not installed, or ""."""

    def reason(name: str) -> str:
        is_there = name not in NEED_A_LIBRARY or find_spec(FORMATS[name].loader)
        return "" if is_there else f"{name} needs pip install -e '.[acceptance]'"

    return reason


@pytest.fixture
def exported(tmp_path: Path) -> Callable[..., Path]:
    """Export records to a format, and return the target."""

    def export_to(name: str, records: Sequence[Record], **request: object) -> Path:
        format_ = FORMATS[name]
        target = tmp_path / (name if format_.is_folder else f"{name}{format_.suffix}")
        export(records, target, format_, Request(DEFAULT_LABELS, **request))
        return target

    return export_to


@pytest.fixture(scope="session")
def kept() -> Callable[[str, Sequence[Record]], Spans]:
    """Return the spans that an export to a format must hold."""

    def spans(name: str, records: Sequence[Record]) -> Spans:
        carries = FORMATS[name].carries
        return sorted(
            (record.article.id, label, span.start, span.end)
            for record in records
            for label, span in kept_spans(record, carries)
        )

    return spans


@pytest.fixture(scope="session")
def gold() -> tuple[Record, ...]:
    """The sample corpus with its gold annotations."""
    rows = (sample_corpus().parent / "gold.jsonl").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return tuple(_gold(json.loads(row)) for row in rows)


def _gold(row: dict) -> Record:
    made = [
        _annotation(
            row["text"],
            span["id"],
            span["label"],
            *span.get("fragments", [[span["start"], span["end"]]]),
            attributes=span.get("attributes", {}),
            annotator=row["annotator"],
        )
        for span in row["spans"]
    ]
    work = AnnotationSet(
        article_id=row["id"],
        annotator=row["annotator"],
        status=Status(row["status"]),
        annotations=tuple(made),
        relations=tuple(Relation(**each) for each in row.get("relations", [])),
    )
    meta = dict.fromkeys(("headline", "outlet", "published"), "") | row["meta"]
    del meta["path"]
    return Record(_article(row["id"], row["text"], **meta), work)


def _annotation(text: str, name: str, label: str, *fragments: Sequence[int], **more: object) -> Annotation:
    spans = tuple(Span(start, end) for start, end in fragments)
    quote, prefix, suffix = quotation(text, spans)
    values = {"annotator": "hana", "created": "2026-01-02T03:04:05Z"} | more
    return Annotation(id=name, label=label, fragments=spans, quote=quote, prefix=prefix, suffix=suffix, **values)


# A chart, "qaala waziiru l-maliyati": said the minister of finance, with tashkeel, then quotation marks and a figure.
SAID = (
    "\U0001f4c9 \u0642\u0627\u0644 \u0648\u0632\u064a\u0631\u064f \u0627\u0644\u0645\u0627\u0644\u064a\u0629\u0650 "
    "\u0625\u0646\u0651 \u00ab\u0627\u0644\u0639\u062c\u0632\u064e \u0628\u0644\u063a \u0667\u0669 "
    "\u0645\u0644\u064a\u0627\u0631\u00bb\u060c "
    "\u0643\u0645\u0627 \u0642\u0627\u0644 \u0623\u0645\u0633."
)
# CRLF, tatweel, RLM and LRM, lam-alef, a no-break space, Arabic mathematical letters (astral), a family of emoji joined
# by ZWJ, two blanks, a tab, separators that end lines for some readers, a quotation mark, and blanks at both ends.
HARD = (
    "  \u0628\u064a\u0627\u0646\r\n\r\n\u200f\u0644\u0644\u0623\u0645\u0640\u0640\u0645 \u200e(UN)\u200f\u00a0"
    "\u0644\u0627\u062d\u0642\u0627\u064b\r\n"
    "\U0001ee00\U0001ee01 \U0001f468\u200d\U0001f469\u200d\U0001f467  \u0648\u0628\u0627\u0644\u0648\u0632"
    "\u064a\u0631\t1,250.5\u066a #\u0648\u0633\u0645_1 "
    'https://a.example/b?c=1 \u2028x\u0085y\u2029"z", q\r\n '
)


def _article(article_id: str, text: str, **more: str) -> Article:
    named = {"headline": 'a, "b"\n', "outlet": "\u0648\u0643\u0627\u0644\u0629", "published": "2023-09-11"} | more
    return Article.of(text, article_id, sections=(Section(SectionKind.BODY, 0, len(text)),), **named)


def _place(text: str, words: str, start: int = 0) -> tuple[int, int]:
    found = text.index(words, start)
    return found, found + len(words)


@pytest.fixture(scope="session")
def records() -> tuple[Record, ...]:
    """A few hard records with every feature that an annotator's work can have."""
    said, hard = _article("2023/a.txt", SAID), _article('b "\u062e", c.txt', HARD)
    minister = _place(SAID, "\u0648\u0632\u064a\u0631\u064f \u0627\u0644\u0645\u0627\u0644\u064a\u0629\u0650")
    deficit = _place(SAID, "\u0627\u0644\u0639\u062c\u0632\u064e")
    rest = (_place(SAID, "\u0628\u0644\u063a")[0], SAID.index("\u00bb"))
    figure = _place(SAID, "\u0667\u0669 \u0645\u0644\u064a\u0627\u0631")
    office = _place(SAID, "\u0627\u0644\u0645\u0627\u0644\u064a\u0629\u0650")
    attributes = {"value": 79000000000, "unit": "\u0631\u064a\u0627\u0644", "approximate": True, "share": 0.5}
    first = AnnotationSet(
        article_id=said.id,
        annotator="hana",
        status=Status.DONE,
        annotations=_ordered(
            _annotation(SAID, "s1", "actor", minister, note="who?\n\u2028", attributes={"entity": "x"}),
            _annotation(SAID, "s2", "claim", deficit, rest, origin="model 1"),
            _annotation(SAID, "s3", "figure", figure, attributes=attributes),
            _annotation(SAID, "s4", "actor", office, annotator="omar"),  # in an actor
            _annotation(SAID, "s5", "claim", (minister[0], deficit[1])),  # across another claim's edge
            _annotation(SAID, "s6", "claim", (0, 1)),  # an emoji
            _annotation(SAID, "s7", "actor", (len(SAID) - 1, len(SAID))),  # the full stop
        ),
        relations=(
            Relation(id="r1", type="said_by", source="s2", target="s1"),
            Relation(id="r2", type="has_figure", source="s2", target="s3"),
        ),
        note='unclear, "twice"',
    )
    second = AnnotationSet(
        article_id=hard.id,
        annotator="hana",
        status=Status.UNSURE,
        annotations=_ordered(
            _annotation(HARD, "s1", "actor", _place(HARD, "\u0623\u0645\u0640\u0640\u0645")),  # after a proclitic
            _annotation(HARD, "s2", "actor", _place(HARD, "UN")),
            _annotation(HARD, "s3", "claim", _place(HARD, "\u0627\u062d\u0642\u0627\u064b")),  # inside a lam-alef
            _annotation(HARD, "s4", "claim", (HARD.index("\U0001ee00"), HARD.index("\t"))),
            _annotation(HARD, "s5", "actor", _place(HARD, "\u0648\u0632\u064a\u0631")),
            _annotation(HARD, "s6", "figure", _place(HARD, "1,250.5\u066a")),
            _annotation(HARD, "s7", "claim", _place(HARD, "#\u0648\u0633\u0645_1")),
            _annotation(HARD, "s8", "claim", (HARD.index("x"), HARD.index("z") + 1)),  # across line separators
        ),
    )
    nothing = AnnotationSet(article_id="c/none.txt", annotator="omar", status=Status.NOTHING_HERE)
    other = AnnotationSet(
        article_id=said.id,
        annotator="omar",
        status=Status.IN_PROGRESS,
        annotations=(_annotation(SAID, "s1", "actor", minister, annotator="omar"),),
    )
    empty = _article("c/none.txt", "\u0644\u0627 \u0634\u064a\u0621.\n", outlet="", published="")
    return (Record(said, first), Record(said, other), Record(hard, second), Record(empty, nothing))


def _ordered(*annotations: Annotation) -> tuple[Annotation, ...]:
    return tuple(sorted(annotations, key=reading_order))
