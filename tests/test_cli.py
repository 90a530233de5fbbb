"""The command line: what it prints, and how it refuses."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.errors import NewsreaderError
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tui.cli import EXIT_ERROR, main
from tui.commands.printing import printed
from tui.keys.actions import reserved_keys
from tui.terminal.profile import BDSM, KITTY

ARTICLES = Path(__file__).parents[1] / "../shared/articles"


def refusal(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """The one line on standard error with which a command is refused."""
    assert main([str(each) for each in arguments]) == EXIT_ERROR
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("newsreader: ")
    assert captured.err.count("\n") == 1
    return captured.err


def test_a_missing_path_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "nowhere" in refusal(capsys, "export", tmp_path / "nowhere", "--out", "-")


@pytest.mark.parametrize(("typed", "meant"), [("exprot", "export"), ("Stats", "stats"), ("chek", "check")])
def test_a_command_that_does_not_exist_is_refused_with_the_nearest(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, typed: str, meant: str
) -> None:
    for arguments in ([typed], [typed, str(tmp_path)], [typed, "--json"]):
        assert f"“{typed}” is no command" in (error := refusal(capsys, *arguments))
        assert f"did you mean “{meant}”?" in error
    assert "did you mean" not in refusal(capsys, "zzzzzz")


def test_help_names_the_options_of_the_application(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert [each for each in ("--annotator", "--lang", "--terminal", "--version") if each not in printed] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["--help"], ["keys"], ["check", "CORPUS"]])
def test_a_full_device_is_one_line_and_no_traceback(corpus: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "tui.cli", *(str(corpus) if each == "CORPUS" else each for each in arguments)]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (EXIT_ERROR, "newsreader: the output: No space left on device\n")


@pytest.mark.parametrize("missing", ["textual_serve", "aiohttp", "aiohttp_jinja2"])
def test_serving_without_its_extra_says_what_to_install(corpus: Path, missing: str) -> None:
    program = f"import sys; sys.modules[{missing!r}] = None; from tui.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "serve", str(corpus)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == EXIT_ERROR
    assert ended.stderr.startswith(f"newsreader: serve needs {missing}")
    assert ended.stderr.endswith("pip install '.[web]'\n")


def test_a_folder_without_an_article_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "no article" in refusal(capsys, "export", tmp_path, "--out", "-")


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("text", encoding="utf-8")
    file.chmod(0)
    assert "a.txt" in refusal(capsys, "show", file)


def test_showing_a_folder_of_several_articles_is_refused(capsys: pytest.CaptureFixture[str], corpus: Path) -> None:
    told = refusal(capsys, "show", corpus)
    assert "name one" in told
    assert "such as agriculture/" in told


def test_an_export_to_a_folder_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str], corpus: Path) -> None:
    assert "missing" in refusal(capsys, "export", corpus, "--out", corpus / "missing" / "out.jsonl")


def test_the_application_without_a_terminal_is_refused(corpus: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", str(corpus)], capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    assert done.returncode == EXIT_ERROR
    assert b"needs a terminal" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_name_with_control_characters_is_told_without_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    message = refusal(capsys, "export", tmp_path / "\x1b]0;x\x07\udcff", "--out", "-")
    assert "\x1b" not in message
    assert "\x07" not in message


def test_a_broken_line_of_the_store_is_passed_over_and_kept(capsys: pytest.CaptureFixture[str], corpus: Path) -> None:
    with Workspace.open(corpus, annotator="hana") as workspace:
        workspace.editor.annotate(workspace.ids[0], "actor", (Span(0, 5),))
    (journal,) = (corpus / "annotations" / "hana" / "journal").iterdir()
    lines = journal.read_bytes()
    journal.write_bytes(b"not json\n" + lines)
    assert main(["export", str(corpus), "--out", str(corpus / "out.jsonl")]) == 0
    assert "1 span " in capsys.readouterr().err
    assert journal.read_bytes() == b"not json\n" + lines


def test_an_export_goes_to_standard_output_as_bytes(corpus: Path) -> None:
    with Workspace.open(corpus, annotator="hana") as workspace:
        workspace.editor.annotate(workspace.ids[0], "actor", (Span(0, 5),))
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", "export", str(corpus), "--out", "-"],
        capture_output=True,
        check=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
    )
    record = json.loads(done.stdout)
    assert record["text"][0:5] == record["spans"][0]["text"]


def test_show_prints_every_visible_code_point_of_an_article_in_rows_that_fit(
    capsys: pytest.CaptureFixture[str], corpus: Path
) -> None:
    for article_id in Corpus.find(corpus).ids:
        for width in (40, 97):
            assert main(["show", str(corpus / article_id), "--width", str(width)]) == 0
            rows = capsys.readouterr().out.split("\n")
            assert rows.pop() == ""
            assert max(map(len, rows)) <= 2 * width  # marks take no column
            assert not any(row != row.rstrip() for row in rows)


def test_an_article_is_shown_in_reading_order_to_what_sets_arabic_itself(
    capsys: pytest.CaptureFixture[str], corpus: Path
) -> None:
    file = corpus / "transport" / "airline-order.txt"
    assert main(["show", str(file), "--logical", "--width", "60"]) == 0
    shown = capsys.readouterr().out
    assert "".join(shown.split()) == "".join(file.read_text(encoding="utf-8").split())


def test_a_terminal_is_told_to_leave_an_article_s_rows_alone_or_gets_what_it_turns_round(corpus: Path) -> None:
    whole = Corpus.find(corpus)
    article = whole.article("transport/airline-order.txt")
    plain = printed(article, 60)
    assert printed(article, 60, profile=BDSM) == f"{BDSM.enter}{plain}{BDSM.leave}"
    turned = printed(article, 60, profile=KITTY)
    assert turned != plain
    assert len(turned.splitlines()) == len(plain.splitlines())
    assert not re.search("[\u064b-\u0652]", turned)


def test_show_reaches_a_pipe_whatever_the_locale_is(corpus: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", "show", str(corpus / "transport" / "airline-order.txt"), "--width", "60"],
        capture_output=True,
        check=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
    )
    assert "\ufe8e" in done.stdout.decode()  # a joined alef


def test_show_stops_quietly_when_the_pipe_is_closed(corpus: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tui.cli", "show", str(corpus / "culture" / "archaeology-dig.txt"), "--width", "20"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert isinstance(process.stdout, io.BufferedReader)
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_keys_prints_each_key_with_its_arabic_twin(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys"]) == 0
    table = capsys.readouterr().out
    assert "a \u0634" in table
    assert "Ctrl+R Ctrl+\u0642" in table


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the folder of scraped articles is not beside the checkout")
@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_scraped_article_is_shown_whole(capsys: pytest.CaptureFixture[str], width: int) -> None:
    for path in sorted(ARTICLES.glob("*.txt")):
        assert main(["show", str(path), "--width", str(width)]) == 0
        shown = "".join(capsys.readouterr().out.split())
        letters = sum(each.isalnum() for each in path.read_text(encoding="utf-8"))
        # Lam and alef share a cell, all else keeps its own.
        assert letters * 0.95 <= sum(each.isalnum() for each in shown) <= letters


def test_init_writes_a_file_that_opens_with_the_default_labels_and_never_overwrites_one(
    capsys: pytest.CaptureFixture[str], corpus: Path
) -> None:
    assert main(["init", str(corpus)]) == 0
    capsys.readouterr()
    with Workspace.open(corpus, annotator="hana", reserved_keys=reserved_keys()) as workspace:
        assert [label.name for label in workspace.labels] == ["actor", "claim", "figure"]
    assert "already" in refusal(capsys, "init", corpus)
    for name in (".gitignore", ".stignore"):
        assert (corpus / name).read_text("utf-8").splitlines()[1:] == ["/.newsreader", "/annotations/*/articles"]


def test_a_label_on_a_key_that_does_something_else_is_refused(capsys: pytest.CaptureFixture[str], corpus: Path) -> None:
    (corpus / "newsreader.toml").write_text(
        '[[labels]]\nname = "place"\ntitle = "place"\nkey = "q"\ncolour = 1\n', encoding="utf-8"
    )
    with pytest.raises(NewsreaderError, match=r"newsreader\.toml.*4"):
        Workspace.open(corpus, annotator="hana", reserved_keys=reserved_keys())


def test_init_adds_to_the_files_of_ignored_names_only_what_they_lack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".gitignore").write_bytes(b"*.bak\n/.newsreader")
    assert main(["init", str(tmp_path)]) == 0
    written = (tmp_path / ".gitignore").read_bytes()
    assert written.splitlines()[::3] == [b"*.bak", b"/annotations/*/articles"]
    assert main(["init", str(tmp_path)]) == 2
    assert (tmp_path / ".gitignore").read_bytes() == written
