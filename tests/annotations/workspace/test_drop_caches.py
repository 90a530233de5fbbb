"""A caller that iterates over many articles can drop the caches, and loses nothing."""

from pathlib import Path

import pytest

from annotations.store.store import AT_ONCE
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace


@pytest.mark.parametrize("spans", [1, AT_ONCE + 1])
def test_what_is_dropped_is_read_again_and_can_be_undone(tmp_path: Path, spans: int) -> None:
    (tmp_path / "a.txt").write_text("x " * 200, encoding="utf-8")
    (tmp_path / "b.txt").write_text("y " * 200, encoding="utf-8")
    places = [Span(2 * number, 2 * number + 1) for number in range(spans)]
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        workspace.editor.annotate_everywhere("actor", {"a.txt": places, "b.txt": places[:1]})
        before = [workspace.work(each) for each in workspace.ids]
        counted = workspace.progress.total()
        workspace.drop_caches()
        assert [workspace.work(each) for each in workspace.ids] == before
        assert workspace.progress.total() == counted
        workspace.drop_caches()
        assert len(workspace.editor.undo()) == 2
        workspace.drop_caches()
        assert [workspace.work(each).annotations for each in workspace.ids] == [(), ()]
        workspace.editor.redo()
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        assert [workspace.work(each).annotations for each in workspace.ids] == [each.annotations for each in before]


def test_what_the_disk_refuses_is_not_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("one two", encoding="utf-8")
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        workspace.editor.annotate("a.txt", "actor", [Span(0, 3)])
        with monkeypatch.context() as patch:
            patch.setattr("annotations.store.journals.file.os.write", _refuse)
            workspace.editor.annotate("a.txt", "claim", [Span(4, 7)])
            assert workspace.pending == 1
            workspace.drop_caches()
            assert len(workspace.work("a.txt").annotations) == 2
        assert workspace.retry()
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        assert len(workspace.work("a.txt").annotations) == 2


def _refuse(*_: object) -> int:
    raise OSError(28, "No space left on device")
