"""JSON in the shapes that other programs write: spans are right, or the record is refused with a reason."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from annotations.errors import ImportFileError
from annotations.exchange.exporting.export import Request, export
from annotations.exchange.format import Incoming, Problem
from annotations.exchange.importing.recognising import recognised
from annotations.exchange.registry import FORMATS
from annotations.project.defaults import DEFAULT_LABELS

TEXT = "صرحت منى زيد"
SPAN = ("PER", "منى زيد")


def read(name: str, path: Path) -> tuple[list[Incoming], list[str]]:
    problems: list[Problem] = []
    reader = FORMATS[name].reader
    assert reader is not None
    return list(reader(path, problems.append)), [f"{each.where}: {each.what}" for each in problems]


def written(path: Path, values: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def spans(incoming: Incoming) -> list[tuple[str, str]]:
    return [(span.label, incoming.text[slice(*span.fragments[0])]) for span in incoming.spans]


def region(**more: object) -> dict:
    value = {"start": 5, "end": 12, "text": "منى زيد", "labels": ["PER"]}
    return {"id": "a", "from_name": "label", "to_name": "text", "type": "labels", "value": value} | more


HTML = {
    "type": "hypertextlabels",
    "value": {
        "start": "/p[1]/text()[1]",
        "end": "/p[1]/text()[1]",
        "startOffset": 5,
        "endOffset": 12,
        "globalOffsets": {"start": 5, "end": 12},
        "text": "منى زيد",
        "hypertextlabels": ["PER"],
    },
}
TASK = {"id": 1, "data": {"text": TEXT}}
SHAPES = {
    "triples as label": ("doccano", {"text": TEXT, "label": [[5, 12, "PER"]]}),
    "triples as labels": ("doccano", {"text": TEXT, "labels": [[5, 12, "PER"]]}),
    "triples as entities": ("doccano", {"text": TEXT, "entities": [[5, 12, "PER"]]}),
    "offsets as 5.0": ("doccano", {"id": 3, "text": TEXT, "label": [[5.0, 12.0, "PER"]]}),
    "text as data": ("doccano", {"id": 3, "data": TEXT, "label": [[5, 12, "PER"]]}),
    "objects as spans": ("doccano", {"text": TEXT, "spans": [{"start": 5, "end": 12, "label": "PER"}]}),
    "our names, other types": (
        "jsonl",
        {"id": 3, "meta": [1], "text": TEXT, "spans": [{"id": 1, "start": 5.0, "end": 12.0, "label": "PER"}]},
    ),
    "spans of whole floats": (
        "prodigy",
        {"text": TEXT, "spans": [{"start": 5.0, "end": 12, "label": "PER"}], "answer": "accept"},
    ),
    "foreign status": ("doccano", {"text": TEXT, "status": 3, "label": [[5, 12, "PER"]]}),
    "triples in our format": ("jsonl", {"text": TEXT, "entities": [[5, 12, "PER"]]}),
    "tokens with names": ("jsonl", {"tokens": TEXT.split(), "ner_tags": ["O", "B-PER", "I-PER"]}),
    "tokens in a data set": ("huggingface", {"words": TEXT.split(), "ner": ["O", "B-PER", "I-PER"], "pos_tags": [1]}),
    "a number as id": (
        "prodigy",
        {"text": TEXT, "meta": {"id": 7}, "answer": "accept", "spans": [{"start": 5, "end": 12, "label": "PER"}]},
    ),
    "a pair": ("spacy", [[TEXT, {"entities": [[5, 12, "PER"]]}]]),
    "pairs of an annotator": ("spacy", {"classes": ["PER"], "annotations": [[TEXT, {"entities": [[5, 12, "PER"]]}]]}),
    "completions": ("labelstudio", [TASK | {"completions": [{"result": [region()]}]}]),
    "one task": ("labelstudio", TASK | {"annotations": [{"result": [region()]}]}),
    "without data": ("labelstudio", [{"text": TEXT, "id": 1, "label": [region()["value"]], "annotator": 1}]),
    "hypertext": (
        "labelstudio",
        [
            {
                "data": {"html": "<p>صرحت <b>منى</b> زيد</p><script>x</script>"},
                "annotations": [{"result": [region(**HTML)]}],
            }
        ],
    ),
}


@pytest.mark.parametrize(("name", "values"), SHAPES.values(), ids=SHAPES)
def test_a_span_stands_where_the_other_program_has_it(tmp_path: Path, name: str, values: object) -> None:
    path = written(tmp_path / "in.json", values)
    (incoming,), problems = read(name, path)
    assert problems == []
    assert incoming.text == TEXT
    assert spans(incoming) == [SPAN]
    assert recognised(path) in ({name} if name not in {"jsonl", "huggingface", "doccano"} else {"doccano", "jsonl"})


REFUSED = {
    "ignored": ("prodigy", {"text": TEXT, "spans": [], "answer": "ignore"}, "line 1: it was ignored in Prodigy"),
    "numbers": ("huggingface", {"tokens": TEXT.split(), "ner_tags": [0, 1, 2]}, "no dataset_info.json"),
    "too few": ("jsonl", {"tokens": TEXT.split(), "ner_tags": ["O"]}, "has 1 tags for 3 tokens"),
    "no tags": ("jsonl", {"tokens": TEXT.split(), "pos_tags": ["V", "N", "N"]}, "without tags"),
    "no text": ("doccano", {"body": TEXT, "label": [[5, 12, "PER"]]}, "it has no “text”"),
    "no label": ("doccano", {"text": TEXT, "spans": [{"start": 5, "end": 12}]}, "has no “label”"),
    "classes": ("doccano", {"text": TEXT, "label": ["politics"]}, "is not a list of [start, end, label]"),
    "html": ("labelstudio", [TASK | {"annotations": [{"result": [region(type="hypertextlabels")]}]}], "globalOffsets"),
}


@pytest.mark.parametrize(("name", "values", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_a_span_is_refused_with_the_reason(tmp_path: Path, name: str, values: object, told: str) -> None:
    incoming, (problem,) = read(name, written(tmp_path / "in.json", values))
    assert told in problem
    assert not any(each.spans for each in incoming)


UNREAD = {
    "doccano": ({"text": TEXT, "label": [], "topic": "x", "id": 1, "Comments": []}, ("“topic”",)),
    "jsonl": ({"text": TEXT, "ents": [[5, 12, "PER"]]}, ("“ents”",)),
    "prodigy": ({"text": TEXT, "accept": ["PER"], "_task_hash": 1}, ("“accept”",)),
    "labelstudio": ([TASK | {"marks": [1]}], ("“marks”",)),
    "labelstudio, min": ([{"text": TEXT, "label": [], "mood": "good", "id": 1, "annotator": 2}], ("“mood”",)),
    "spacy": ([[TEXT, {"entities": [], "cats": {"x": 1}}]], ("“cats”",)),
    "huggingface": ({"tokens": TEXT.split(), "ner_tags": ["O", "O", "O"], "pos_tags": [1]}, ("“pos_tags”",)),
}


@pytest.mark.parametrize("name", UNREAD)
def test_keys_that_are_not_understood_are_named(tmp_path: Path, name: str) -> None:
    values, unread = UNREAD[name]
    (incoming,), _ = read(name.partition(",")[0], written(tmp_path / "in.json", values))
    assert incoming.spans == ()
    assert incoming.unread == unread


@pytest.mark.parametrize("name", ["jsonl", "prodigy", "doccano"])
def test_keys_of_spans_that_are_not_understood_are_named(tmp_path: Path, name: str) -> None:
    span = {"start": 5, "end": 12, "label": "PER", "score": 0.5, "kb": None}
    (incoming,), problems = read(name, written(tmp_path / "in.json", {"text": TEXT, "spans": [span]}))
    assert problems == []
    assert incoming.unread == ("“score” of spans",)


@pytest.mark.parametrize("name", list(FORMATS))
def test_nothing_of_an_export_is_called_not_read(tmp_path: Path, article, record, name: str) -> None:
    if name in {"spacy", "parquet"}:
        pytest.importorskip({"parquet": "pyarrow"}.get(name, name))
    page = record(article("one two three", "a.txt"), ("claim", 0, 7), ("actor", 8, 13))
    target = tmp_path / f"out{'' if FORMATS[name].is_folder else FORMATS[name].suffix}"
    export([page], target, FORMATS[name], Request(DEFAULT_LABELS))
    assert recognised(target) == name or name in {"doccano-relations", "uima-json"}
    (incoming,), problems = read(name, target)
    assert problems == []
    assert incoming.unread == ()
    assert len(incoming.spans) == 2


@pytest.mark.parametrize("name", [name for name in FORMATS if FORMATS[name].is_folder and name != "spacy"])
def test_files_of_a_folder_that_are_passed_over_are_named(tmp_path: Path, article, record, name: str) -> None:
    page = record(article("one two three", "a.txt"), ("claim", 0, 7))
    export([page], tmp_path / "out", FORMATS[name], Request(DEFAULT_LABELS))
    (tmp_path / "out" / "sub").mkdir()
    for number in range(12):
        (tmp_path / "out" / "sub" / f"{number:02}.docx").write_bytes(b"x")
    (tmp_path / "out" / ".hidden").write_bytes(b"x")
    (incoming,), problems = read(name, tmp_path / "out")
    assert problems == []
    assert incoming.unread == (*(f"the file sub/{number:02}.docx" for number in range(10)), "2 more files")


def test_numbers_of_tags_have_the_names_of_the_data_set(tmp_path: Path) -> None:
    feature = {"feature": {"names": ["O", "B-PER", "I-PER"], "_type": "ClassLabel"}, "_type": "List"}
    written(tmp_path / "dataset_info.json", {"features": {"ner_tags": feature}})
    written(tmp_path / "train.json", {"tokens": TEXT.split(), "ner_tags": [0, 1, 2]})
    assert recognised(tmp_path) == "huggingface"
    for name, path in (("huggingface", tmp_path), ("jsonl", tmp_path / "train.json")):
        (incoming,), problems = read(name, path)
        assert problems == []
        assert spans(incoming) == [SPAN]


def test_rows_of_hypothesis_are_a_span_for_each_tag(tmp_path: Path) -> None:
    quote = {"type": "TextQuoteSelector", "exact": "منى زيد"}
    selectors = [{"type": "RangeSelector", "startOffset": 5}, {"type": "TextPositionSelector", "start": 5, "end": 12}]
    row = {"id": "x", "user": "acct:hana@hypothes.is", "uri": "a.txt", "text": "n", "tags": ["PER", "CEO"]}
    row["target"] = [{"source": "a.txt", "selector": [*selectors, quote]}]
    reply = {"id": "y", "uri": "a.txt", "text": "yes", "tags": [], "references": ["x"]}
    for values in ([row, reply], {"total": 2, "rows": [row, reply]}):
        path = written(tmp_path / "in.json", values)
        assert recognised(path) == "w3c"
        (incoming,), (problem,) = read("w3c", path)
        assert problem.startswith("item 2: it is a reply")
        assert (incoming.article_id, incoming.annotator) == ("a.txt", "hana@hypothes.is")
        assert [(span.label, span.fragments, span.note) for span in incoming.spans] == [
            ("PER", ((5, 12),), "n"),
            ("CEO", ((5, 12),), "n"),
        ]


XMI = """<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0"
 xmlns:custom="http:///webanno/custom.ecore" xmlns:t="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore">
<custom:Person xmi:id="10" sofa="1" begin="5" end="12" role="head"/>
<t:NamedEntity xmi:id="11" sofa="1" begin="0" end="4"/>
<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="صرحت منى زيد"/>
</xmi:XMI>"""


@pytest.mark.parametrize("depth", [0, 1])
def test_an_archive_of_inception_has_the_annotator_and_the_layers_as_labels(tmp_path: Path, depth: int) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("admin.xmi", XMI)
        archive.writestr("../evil.xmi", XMI)
    with zipfile.ZipFile(tmp_path / "out.zip", "w") as archive:
        if depth:
            archive.writestr("annotation/doc.txt/admin.zip", inner.getvalue())
        else:
            archive.writestr("annotation/doc.txt/admin.xmi", XMI)
    (incoming,), problems = read("uima", tmp_path / "out.zip")
    assert problems == []
    assert (incoming.article_id, incoming.annotator) == ("doc.txt", "admin")
    assert spans(incoming) == [("Person", "منى زيد")]
    assert incoming.spans[0].attributes == {"role": "head"}
    assert incoming.unread == ("annotations of NamedEntity without a label",)
    with zipfile.ZipFile(tmp_path / "out.zip", "w") as archive:
        archive.writestr("readme.md", "x")
    with pytest.raises(ImportFileError, match=r"out\.zip: no \.xmi file in this archive"):
        read("uima", tmp_path / "out.zip")
    (tmp_path / "out.zip").write_bytes(b"PK\3\4x")
    with pytest.raises(ImportFileError, match="not a readable zip archive"):
        read("uima", tmp_path / "out.zip")


@pytest.mark.parametrize("for_spreadsheets", [False, True])
def test_csv_is_read_back_as_it_was_also_with_lone_returns_and_formulas(
    tmp_path: Path, article, record, for_spreadsheets: bool
) -> None:
    page = record(article("one\rtwo =1+1 '=x", "a"), ("claim", 0, 7), ("claim", 8, 12), ("actor", 13, 16))
    path = tmp_path / "out.csv"
    export([page], path, FORMATS["csv"], Request(DEFAULT_LABELS, for_spreadsheets=for_spreadsheets, is_checked=True))
    content = path.read_bytes()
    assert b'"one\rtwo"' in content, "RFC 4180 wants quotation marks around a line end"
    assert content.startswith(b"\xef\xbb\xbf") is for_spreadsheets
    assert (b",'=1+1," in content) is for_spreadsheets
    (incoming,), problems = read("csv", path)
    assert problems == []
    assert [span.text for span in incoming.spans] == ["one\rtwo", "=1+1", "'=x"]
    assert incoming.unread == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_may_have_the_delimiter_and_the_numbers_of_a_spreadsheet(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "in.csv"
    rows = [["article_id", "label", "start", "end", "colour"], ["a", "actor", "0.0", "3.0", "x"]]
    path.write_text("".join(delimiter.join(row) + "\r\n" for row in rows), encoding="utf-8-sig")
    (incoming,), problems = read("csv", path)
    assert problems == []
    assert incoming.spans[0].fragments == ((0, 3),)
    assert incoming.unread == ("“colour”",)


@pytest.mark.parametrize("content", ["<GateDocument/>", "كلام عادي", "{}x", ""])
def test_a_file_of_no_known_format_is_not_recognised(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.dat").write_text(content, encoding="utf-8")
    assert recognised(tmp_path / "x.dat") == ""
    assert recognised(tmp_path) == ""
