"""`newsreader stats`: a table, JSON for programs, a picture."""

import json
from pathlib import Path

import pytest

from annotations.errors import ExportError
from annotations.samples import sample_corpus
from tui.commands.import_ import main as bring
from tui.commands.stats import main

GOLD = sample_corpus().parent / "gold.jsonl"


@pytest.fixture
def annotated(corpus: Path, tmp_path: Path) -> Path:
    """The sample corpus; two annotators have done three of its articles, and differ in one."""
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").split("\n")[:3]]
    for row in rows:
        row["annotator"] = "hana"
    rows[0]["spans"], rows[0]["relations"] = rows[0]["spans"][:1], []
    file = tmp_path / "in.jsonl"
    lines = [*GOLD.read_text("utf-8").split("\n")[:3], *map(json.dumps, rows)]
    file.write_text("\n".join(lines), "utf-8")
    assert bring([str(file), "--into", str(corpus)]) == 0
    return corpus


def test_the_table_is_aligned_and_says_what_is_there(annotated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main([str(annotated)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("3 of 14 articles annotated, ")
    heads = lines[2].split("  ")
    assert heads[0].strip() == "label"
    rows = {line.split()[0]: line for line in lines[3:6]}
    assert list(rows) == ["actor", "claim", "figure"]
    end = lines[2].index("spans") + len("spans")
    assert all(line[end - 1].isdigit() and line[end] == " " for line in rows.values())
    assert any("agreement on 3 articles that two or more have finished (0 more are begun)" in line for line in lines)
    assert lines[-1].startswith("all labels")
    assert 0 < float(lines[-1].split()[-1]) < 1


def test_arabic_names_are_set_for_the_terminal(annotated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    main([str(annotated)])
    out = capsys.readouterr().out
    outlets = out[out.index("outlet") :].partition("\n\n")[0]
    assert any("\ufe70" <= letter <= "\ufefc" for letter in outlets), "joined forms, in visual order"
    assert not any("\u0621" <= letter <= "\u064a" for letter in outlets.replace("\u0640", ""))


def test_a_terminal_that_sets_arabic_itself_gets_names_in_reading_order(
    annotated: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.commands.printing.profile_of_output", lambda: None)
    capsys.readouterr()
    assert main([str(annotated)]) == 0
    outlets = capsys.readouterr().out.partition("outlet")[2]
    assert "وكالة أنباء" in outlets


def test_json_has_all_numbers(annotated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main([str(annotated), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["corpus_articles"] == 14
    assert values["annotators"]["hana"]["statuses"] == {"done": 3}
    agreement = values["labels"]["actor"]["agreement"]
    assert 0 < agreement["exact_f1"] <= agreement["overlap_f1"] < 1
    assert values["labels"]["claim"]["words"].keys() == {"least", "lower", "median", "upper", "most"}
    assert main([str(annotated), "--json", "--annotator", "gold"]) == 0
    alone = json.loads(capsys.readouterr().out)
    assert list(alone["annotators"]) == ["gold"]
    assert alone["begun_together"] == 0


def test_a_corpus_without_annotations_has_a_table_too(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(corpus)]) == 0
    assert capsys.readouterr().out == "0 of 14 articles annotated, 0 annotations\n"


@pytest.mark.slow
def test_a_picture_is_drawn_the_same_each_time(annotated: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs pip install -e '.[picture]'")
    pictures = [tmp_path / "one.svg", tmp_path / "two.svg", tmp_path / "three.png"]
    for each in pictures:
        assert main([str(annotated), "--picture", str(each)]) == 0
    assert pictures[0].read_bytes() == pictures[1].read_bytes()
    assert pictures[0].read_bytes().startswith(b"<?xml")
    assert pictures[2].read_bytes().startswith(b"\x89PNG")
    with pytest.raises(ExportError, match="cannot be written"):
        main([str(annotated), "--picture", str(tmp_path / "missing" / "x.svg")])


def test_a_picture_of_an_unknown_kind_is_refused(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"must end in \.svg"):
        main([str(corpus), "--picture", str(tmp_path / "x.txt")])
