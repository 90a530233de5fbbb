"""Exports loaded by the tools that they are for; every span is compared."""

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

from annotations.model.record import Record
from annotations.project.defaults import DEFAULT_LABELS
from tests.acceptance.environments import DOCCANO, environment

pytestmark = pytest.mark.slow

LABELS = [label.name for label in DEFAULT_LABELS]
Exported = Callable[..., Path]


@pytest.fixture(params=["records", "gold"])
def material(request: pytest.FixtureRequest) -> Sequence[Record]:
    return request.getfixturevalue(request.param)


def library(name: str) -> ModuleType:
    return pytest.importorskip(name, reason="needs pip install -e '.[acceptance]'")


def found(rows: list[dict]) -> list[tuple[str, str, int, int]]:
    """Return the fragments of rows in the form of the JSONL."""
    return sorted(
        (row["id"], span["label"], int(start), int(end))
        for row in rows
        for span in row["spans"]
        for start, end in (span.get("fragments") if span.get("fragments") is not None else [])
        or [(span["start"], span["end"])]
    )


def check_quotes(rows: list[dict]) -> None:
    """Read the format in plain Python."""
    for row in rows:
        for span in row["spans"]:
            if not span.get("fragments"):
                assert row["text"][span["start"] : span["end"]] == span["text"]


def test_python_reads_jsonl(exported: Exported, material, kept, results) -> None:
    with exported("jsonl", material).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    check_quotes(rows)
    assert found(rows) == kept("jsonl", material)
    results.loaded("jsonl", "Python's json", spans=len(found(rows)))


def test_pandas_reads_jsonl(exported: Exported, material, kept, results) -> None:
    pandas = library("pandas")
    rows = pandas.read_json(exported("jsonl", material), lines=True, dtype=False).to_dict("records")
    check_quotes(rows)
    assert found(rows) == kept("jsonl", material)
    results.loaded("jsonl", f"pandas {version('pandas')}", spans=len(rows))


def test_pandas_reads_parquet(exported: Exported, material, kept, results) -> None:
    pandas = library("pandas")
    library("pyarrow")
    rows = pandas.read_parquet(exported("parquet", material)).to_dict("records")
    rows = [row | {"spans": [span | {"fragments": list(span["fragments"])} for span in row["spans"]]} for row in rows]
    check_quotes(rows)
    assert found(rows) == kept("parquet", material)
    results.loaded("parquet", f"pandas {version('pandas')}", spans=len(rows))


def test_polars_reads_parquet_and_jsonl(exported: Exported, material, kept, results) -> None:
    polars = library("polars")
    library("pyarrow")
    for name, read in (("parquet", polars.read_parquet), ("jsonl", polars.read_ndjson)):
        rows = read(exported(name, material)).to_dicts()
        check_quotes(rows)
        assert found(rows) == kept(name, material)
        results.loaded(name, f"Polars {version('polars')}", spans=len(rows))


def test_duckdb_reads_parquet_jsonl_and_csv(exported: Exported, material, kept, results) -> None:
    duckdb = library("duckdb")
    library("pyarrow")
    for name in ("parquet", "jsonl"):
        path = exported(name, material)
        source = f"read_json_auto('{path}', format='newline_delimited')" if name == "jsonl" else f"'{path}'"
        asked = duckdb.sql(
            f'SELECT id, s.label, s.start, s."end", s.text, substring(text, s.start + 1, s."end" - s.start) '
            f"FROM (SELECT id, text, unnest(spans) AS s FROM {source})"
        ).fetchall()
        whole = {
            (record.article.id, each.label, each.span.start, each.span.end) for record, each in annotated(material)
        }
        assert {row[:4] for row in asked} == whole
        results.loaded(name, f"DuckDB {version('duckdb')}", spans=len(asked))
    asked = duckdb.sql(
        f"SELECT article_id, label, fragments FROM read_csv('{exported('csv', material)}', all_varchar=true)"
    ).fetchall()
    assert from_csv(asked) == kept("csv", material)
    results.loaded("csv", f"DuckDB {version('duckdb')}", spans=len(asked))


def annotated(records: Sequence[Record]) -> list[tuple[Record, object]]:
    return [(record, each) for record in records for each in record.work.annotations]


def from_csv(rows: list[tuple]) -> list[tuple[str, str, int, int]]:
    ranges = [(row[0], row[1], *each.split("-")) for row in rows if row[1] for each in row[2].split()]
    return sorted((article_id, label, int(start), int(end)) for article_id, label, start, end in ranges)


def test_pandas_and_polars_read_csv(exported: Exported, material, kept, results) -> None:
    pandas, polars = library("pandas"), library("polars")
    path = exported("csv", material)
    quotes = sorted(each.quote for _, each in annotated(material))
    columns = ["article_id", "label", "fragments", "text"]
    for name, frame in (
        ("pandas", pandas.read_csv(path, keep_default_na=False, dtype=str)[columns].itertuples(index=False)),
        ("polars", polars.read_csv(path, infer_schema=False)[columns].fill_null("").iter_rows()),
    ):
        rows = [tuple(row) for row in frame]
        assert from_csv(rows) == kept("csv", material)
        assert sorted(row[3] for row in rows if row[1]) == quotes
        results.loaded("csv", f"{name} {version(name)}", spans=len(rows))


@pytest.mark.parametrize("split_proclitics", [False, True])
def test_datasets_reads_a_folder_with_a_layer_of_tags_for_each_label(
    exported: Exported, material, kept, results, tmp_path: Path, split_proclitics: bool
) -> None:
    datasets = library("datasets")
    folder = exported("huggingface", material, split_proclitics=split_proclitics)
    data = datasets.load_dataset(str(folder), split="train", cache_dir=str(tmp_path / "cache"))
    rows = list(data)
    check_quotes(rows)
    assert found(rows) == kept("huggingface", material)
    tagged = []
    for label in LABELS:
        names = data.features[f"{label}_tags"].feature.names
        assert names == ["O", f"B-{label}", f"I-{label}"]
        for row in rows:
            for start, tag in zip(row["token_starts"], row[f"{label}_tags"], strict=True):
                if names[tag].startswith("B-"):
                    tagged.append((row["id"], label, start))
    for row in rows:
        cut = zip(row["tokens"], row["token_starts"], row["token_ends"], strict=True)
        assert all(row["text"][start:end] == token for token, start, end in cut)
    in_layers = [(article_id, label, start) for article_id, label, start, _ in kept("conll", material)]
    assert sorted(tagged) == sorted(in_layers)
    results.loaded("huggingface", f"datasets {version('datasets')}", spans=len(tagged))


def test_datasets_shows_what_was_exported_last_and_not_what_it_had_in_its_cache(
    exported: Exported, records, gold, tmp_path: Path
) -> None:
    datasets = library("datasets")
    for material in (records, gold, records):
        folder = exported("huggingface", material)
        data = datasets.load_dataset(str(folder), split="train", cache_dir=str(tmp_path / "cache"))
        assert data["id"][:] == [record.article.id for record in material]


@pytest.mark.parametrize("split_proclitics", [False, True])
def test_spacy_reads_documents_and_learns_from_them(
    exported: Exported, material, kept, results, split_proclitics: bool
) -> None:
    spacy = library("spacy")
    from spacy.tokens import DocBin
    from spacy.training import Corpus

    folder = exported("spacy", material, split_proclitics=split_proclitics)
    (file,) = folder.rglob("*.spacy")
    docs = list(DocBin().from_disk(file).get_docs(spacy.blank("ar").vocab))
    assert [doc.text for doc in docs] == [record.article.text for record in material]
    read = [
        (record.article.id, span.label_, span.start_char, span.end_char)
        for record, doc in zip(material, docs, strict=True)
        for span in doc.spans["sc"]
    ]
    assert sorted(read) == kept("spacy", material)

    config = spacy.util.load_config(folder / "config.cfg")
    config["paths"]["tokenizer"] = str(folder / "tokenizer")
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    nlp.initialize(lambda: Corpus(file)(nlp))
    examples = list(Corpus(file)(nlp))
    losses = [nlp.update(examples)["spancat"] for _ in range(2)]
    assert losses[1] != losses[0] > 0
    # Every span is whole tokens of those that spaCy cuts, and among those that the suggester proposes.
    suggest = nlp.get_pipe("spancat").suggester
    learnt = []
    for record, example in zip(material, examples, strict=True):
        proposed = {(int(start), int(end)) for start, end in suggest([example.predicted]).data}
        for span in example.get_aligned_spans_y2x(example.reference.spans["sc"], allow_overlap=True):
            assert (span.start, span.end) in proposed
            learnt.append((record.article.id, span.label_, span.start_char, span.end_char))
    assert sorted(learnt) == kept("spacy", material)
    results.loaded("spacy", f"spaCy {version('spacy')}, two updates of spancat", spans=len(read))


def test_spacy_rebuilds_the_documents_of_prodigy_from_its_tokens(exported: Exported, material, kept, results) -> None:
    # Prodigy cannot be had freely: this is how it makes a document of a task.
    spacy = library("spacy")
    from spacy.tokens import Doc

    vocabulary = spacy.blank("ar").vocab
    read = []
    with exported("prodigy", material).open(encoding="utf-8") as lines:
        tasks = [json.loads(line) for line in lines]
    for task in tasks:
        doc = Doc(
            vocabulary,
            words=[token["text"] for token in task["tokens"]],
            spaces=[token["ws"] for token in task["tokens"]],
        )
        assert doc.text == task["text"]
        assert [(token.idx, token.i) for token in doc] == [(each["start"], each["id"]) for each in task["tokens"]]
        for span in task["spans"]:
            tokens = doc[span["token_start"] : span["token_end"] + 1]
            assert (tokens.start_char, tokens.end_char) == (span["start"], span["end"])
            read.append((task["meta"]["id"], span["label"], span["start"], span["end"]))
        for relation in task.get("relations", []):
            for end in ("head", "child"):
                assert relation[f"{end}_span"]["token_end"] == relation[end]
    assert sorted(read) == kept("prodigy", material)
    results.loaded("prodigy", f"spaCy {version('spacy')}, from its tokens", spans=len(read))


def test_seqeval_reads_every_span_of_conll_by_its_strict_scheme(exported: Exported, material, kept, results) -> None:
    library("seqeval")
    from seqeval.scheme import IOB2, Entities

    folder = exported("conll", material)
    offsets = []
    articles = [json.loads(line) for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    for article in articles:
        offsets += [(article["id"], start, end) for start, end in article["tokens"]]
    read = []
    for label in LABELS:
        sentences = [
            [tuple(line.split("\t")) for line in sentence.split("\n")]
            for sentence in (folder / f"{label}.conll").read_text(encoding="utf-8").strip("\n").split("\n\n")
        ]
        starts = [sum(map(len, sentences[:number])) for number in range(len(sentences))]
        tags = [[tag for _, tag in sentence] for sentence in sentences]
        assert sum(map(len, tags)) == len(offsets)
        for behind, entities in zip(starts, Entities(tags, IOB2).entities, strict=True):
            for each in entities:
                first, last = offsets[behind + each.start], offsets[behind + each.end - 1]
                read.append((first[0], each.tag, first[1], last[2]))
    assert sorted(read) == kept("conll", material)
    results.loaded("conll", f"seqeval {version('seqeval')}", spans=len(read))


def test_spacy_converts_conll(exported: Exported, gold, kept, results, tmp_path: Path) -> None:
    spacy = library("spacy")
    from spacy.tokens import DocBin
    from spacy.training.converters import conll_ner_to_docs

    folder = exported("conll", gold)
    for label in LABELS:
        text = (folder / f"{label}.conll").read_text(encoding="utf-8")
        converted = DocBin(docs=conll_ner_to_docs(text, no_print=True)).get_docs(spacy.blank("ar").vocab)
        entities = [each.label_ for doc in converted for each in doc.ents]
        assert entities == [label] * sum(each[1] == label for each in kept("conll", gold))
    results.loaded("conll", f"spaCy {version('spacy')} convert", spans=len(kept("conll", gold)))


def test_doccano_imports_both_of_its_forms(exported: Exported, records, gold, kept, results) -> None:
    python = environment(*DOCCANO)
    material = [*records, *gold]
    sequence, related = exported("doccano", material), exported("doccano-relations", material)
    arguments = ["SequenceLabeling", sequence, "RelationExtraction", related]
    script = Path(__file__).with_name("doccano_import.py")
    utf8 = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run([python, script, *arguments], check=False, capture_output=True, text=True, env=utf8)
    assert done.returncode == 0, done.stderr
    held = json.loads(done.stdout.splitlines()[-1])
    texts = {record.article.id: record.article.text for record in material}
    for name, of_form in zip(("doccano", "doccano-relations"), held, strict=True):
        read = sorted((meta["article_id"], label, start, end) for _, meta, label, start, end in of_form["spans"])
        assert read == kept(name, material)
        assert all(texts[meta["article_id"]] == text for text, meta, *_ in of_form["spans"])
        results.loaded(name, DOCCANO[0].replace("==", " "), spans=len(read))
    wanted = sorted(
        [record.article.text, each.type, *(record.work[end].fragments[0].start for end in (each.source, each.target))]
        for record in material
        for each in record.work.relations
    )
    assert sorted(held[1]["relations"]) == wanted
