"""A run of the benchmarks is kept as a line, and compared with the runs before it."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as program
from benchmarks import typesetting
from benchmarks.history import Run, append_run, comparison, read_runs, run_of


def run(**ratios: float) -> Run:
    return Run("2026-01-02T03:04:05+00:00", "abc", "pc", "3.11.7", ratios)


def test_a_run_has_the_ratios_of_its_results_and_where_they_were_measured() -> None:
    made = run_of({"key": {"seconds": 2.0, "bare": 1.0, "ratio": 2.0}})
    assert made.ratios == {"key": 2.0}
    assert made.python == ".".join(map(str, sys.version_info[:3]))
    assert made.date.startswith("20")
    assert made.machine


def test_runs_are_read_as_they_were_appended(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "history.jsonl"
    assert read_runs(path) == []
    append_run(path, run(key=1.5))
    append_run(path, run(key=1.0, paint=2.0))
    assert read_runs(path) == [run(key=1.5), run(key=1.0, paint=2.0)]
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_a_line_without_its_end_is_not_run_into_the_next_one(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    append_run(path, run(key=1.5))
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    append_run(path, run(key=1.0))
    assert read_runs(path) == [run(key=1.5), run(key=1.0)]


def test_each_ratio_stands_beside_the_median_of_the_runs_that_have_it() -> None:
    earlier = [run(key=1.0), run(key=4.0, paint=1.0), run(key=2.0)]
    lines = comparison(run(key=2.5, paint=0.5, new=3.0), earlier).splitlines()[1:]
    assert [line.split() for line in lines] == [
        ["key", "2.50", "2.00", "+25", "%", "3"],
        ["paint", "0.50", "1.00", "-50", "%", "1"],
        ["new", "3.00"],
    ]


@pytest.mark.parametrize("line", ["{", "[]", "3", '{"ratios": {}}', '{"ratios": {"key": "fast"}}'])
def test_a_line_that_is_not_a_run_is_an_error_that_names_it(tmp_path: Path, line: str) -> None:
    path = tmp_path / "history.jsonl"
    append_run(path, run(key=1.0))
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"{line}\n")
    with pytest.raises(ValueError, match=r"history\.jsonl, line 2"):
        read_runs(path)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The one measure of each run, without measuring."""
    values = {"seconds": 2.0, "bare": 1.0, "ratio": 2.0}
    monkeypatch.setattr(program, "compare", lambda runs: {"caret key": dict(values)})
    monkeypatch.setattr(typesetting, "compare", dict)
    return values


def test_the_command_appends_its_run_and_prints_the_comparison(
    tmp_path: Path, measured: dict[str, float], capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "history.jsonl", tmp_path / "latest.json"
    program.main(["--out", str(out), "--history", str(path)])
    assert "no earlier runs" in capsys.readouterr().out
    measured["ratio"] = 3.0
    program.main(["--out", str(out), "--history", str(path)])
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1].split() == ["caret", "key", "3.00", "2.00", "+50", "%", "1"]
    assert [each.ratios["caret key"] for each in read_runs(path)] == [2.0, 3.0]
    assert json.loads(out.read_text(encoding="utf-8"))["caret key"]["ratio"] == 3.0


@pytest.mark.usefixtures("measured")
def test_nothing_is_measured_for_a_history_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "history.jsonl"
    path.write_text("{\n", encoding="utf-8")
    monkeypatch.setattr(program, "compare", lambda runs: pytest.fail("measured"))
    with pytest.raises(SystemExit):
        program.main(["--out", str(tmp_path / "latest.json"), "--history", str(path)])
    assert "line 1" in capsys.readouterr().err
