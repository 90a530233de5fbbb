import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.model.annotation import Status
from annotations.model.summary import Progress
from annotations.store.articlefiles.files import ArticleFiles
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace

TEXT = "one two three four"
ONE, TWO, THREE = Span(0, 3), Span(4, 7), Span(8, 13)
LONG = "x" * 230 + ".txt"
"""An article's name that is too long for its file in the store to tell it."""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name in ("a.txt", "sub.json/b.txt", "sub.json/con.txt", LONG):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    return tmp_path


@pytest.fixture
def opened(corpus: Path) -> Iterator[Callable[..., Workspace]]:
    """Opens the workspace again, as after a restart; the one before is closed."""
    workspaces: list[Workspace] = []

    def opened(path: Path = corpus, annotator: str = "hana") -> Workspace:
        for each in workspaces:
            each.close()
        workspaces.append(Workspace.open(path, annotator=annotator, machine="pc"))
        return workspaces[-1]

    yield opened
    for each in workspaces:
        each.close()


def test_progress_follows_every_change(opened: Callable[..., Workspace]) -> None:
    workspace = opened()
    assert workspace.progress.total() == Progress(4, 0, 0)
    made = workspace.editor.annotate("a.txt", "actor", [ONE])
    for change, finished, annotations in (
        (lambda: workspace.editor.annotate_all(LONG, "claim", [ONE, TWO]), 0, 3),
        (lambda: workspace.editor.set_status(LONG, Status.DONE), 1, 3),
        (lambda: workspace.editor.set_status("sub.json/b.txt", Status.NOTHING_HERE), 2, 3),
        (lambda: workspace.editor.relabel("a.txt", made.id, "claim"), 2, 3),
        (lambda: workspace.editor.remove("a.txt", made.id), 2, 2),
        (workspace.editor.undo, 2, 3),
        (workspace.editor.redo, 2, 2),
        (lambda: workspace.editor.set_status(LONG, Status.UNSURE), 1, 2),
        (lambda: workspace.editor.annotate("sub.json/b.txt", "actor", [THREE]), 0, 3),
    ):
        change()
        assert workspace.progress.total() == Progress(4, finished, annotations)
    assert opened().progress.total() == Progress(4, 0, 3)


def test_only_the_first_call_reads_and_only_what_is_stored(
    opened: Callable[..., Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened().editor.annotate("a.txt", "actor", [ONE])
    workspace = opened()
    asked: list[str] = []
    made = ArticleFiles._read_with
    monkeypatch.setattr(
        ArticleFiles,
        "_read_with",
        lambda files, article_id, make: (asked.append(article_id), made(files, article_id, make))[1],
    )
    assert workspace.progress.total() == workspace.progress.total() == Progress(4, 0, 1)
    assert asked == ["a.txt"]
    workspace.editor.annotate("a.txt", "actor", [TWO])
    asked.clear()
    assert workspace.progress.total() == Progress(4, 0, 2)
    assert asked == []


@pytest.mark.parametrize("lost", ["articles", "journal"])
def test_what_is_stored_is_known_from_the_journal_or_from_the_files(
    opened: Callable[..., Workspace], corpus: Path, lost: str
) -> None:
    workspace = opened()
    for article_id in workspace.ids:
        workspace.editor.annotate(article_id, "actor", [ONE])
    opened().close()
    shutil.rmtree(corpus / "annotations" / "hana" / lost)
    assert opened().progress.total() == Progress(4, 0, 4)


def test_a_file_that_says_less_than_the_journal_is_not_counted_by(
    opened: Callable[..., Workspace], corpus: Path
) -> None:
    workspace = opened()
    made = workspace.editor.annotate("a.txt", "actor", [ONE])
    file = corpus / "annotations" / "hana" / "articles" / "a.txt.json"
    old = file.read_bytes()
    workspace.editor.annotate("a.txt", "actor", [TWO])
    for content in (old, old[:-9], b"{}", b"[]", old.replace(b"hana", b"omar"), old.replace(b"in progress", b"x")):
        file.write_bytes(content)
        reader = Workspace.open(corpus, annotator="hana", machine="pc", writable=False)
        assert reader.progress.total() == Progress(4, 0, 2)
    workspace.close()
    workspace = opened()
    assert workspace.progress.total() == Progress(4, 0, 2)
    workspace.editor.remove("a.txt", made.id)
    assert workspace.progress.total() == Progress(4, 0, 1)


def test_an_article_opened_alone_counts_alone(opened: Callable[..., Workspace], corpus: Path) -> None:
    workspace = opened()
    workspace.editor.annotate("a.txt", "actor", [ONE])
    workspace.editor.annotate("sub.json/b.txt", "actor", [ONE])
    workspace = opened(corpus / "a.txt")
    assert workspace.progress.total() == Progress(1, 0, 1)
    assert workspace.editor.undo()[0].article_id == "sub.json/b.txt"
    assert workspace.progress.total() == Progress(1, 0, 1)


def test_examples_are_the_annotator_s_own_the_latest_first_and_each_once(opened: Callable[..., Workspace]) -> None:
    opened(annotator="omar").editor.annotate("a.txt", "actor", [THREE])
    workspace = opened()
    assert workspace.progress.examples("actor", 5) == ()
    workspace.editor.annotate("a.txt", "actor", [ONE])
    workspace.editor.annotate("a.txt", "actor", [TWO, THREE])
    workspace.editor.annotate("sub.json/b.txt", "actor", [TWO])
    workspace.editor.annotate("sub.json/con.txt", "actor", [ONE])
    workspace.editor.annotate("a.txt", "claim", [THREE])
    for again in (workspace, opened()):
        assert again.progress.examples("actor", 5) == ("one", "two", "two … three")
        assert again.progress.examples("actor", 2) == ("one", "two")
        assert again.progress.examples("cue", 2) == again.progress.examples("actor", 0) == ()


def test_entities_are_those_used_the_most_frequent_first(opened: Callable[..., Workspace]) -> None:
    workspace = opened()
    for article_id, span, entity in (
        ("a.txt", ONE, "Riyadh"),
        ("a.txt", TWO, "Cairo"),
        ("a.txt", THREE, "Amman"),
        ("sub.json/b.txt", TWO, "Cairo"),
    ):
        made = workspace.editor.annotate(article_id, "actor", [span])
        workspace.editor.set_attributes(article_id, made.id, {"entity": entity})
    assert workspace.progress.entities() == opened().progress.entities() == ("Cairo", "Amman", "Riyadh")
    workspace = opened()
    workspace.editor.undo()
    assert workspace.progress.entities() == ("Amman", "Cairo", "Riyadh")
