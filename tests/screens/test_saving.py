"""What the screen does about the store without a key."""

import errno
import os
import shutil
from collections.abc import Callable

import pytest

from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tests.waiting import until
from tui.app import NewsreaderApp
from tui.screens.reading import saving
from tui.widgets.bars import TitleBar
from tui.widgets.lists.annotation_panel import AnnotationPanel
from tui.widgets.lists.article_list import ArticleList

SIZE = (120, 40)


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "EVERY", 0.05)


@pytest.fixture
def refusing_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Says whether the disk is full from now on."""
    is_full = False
    fsync = os.fsync

    def flush(descriptor: int) -> None:
        if is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(descriptor)

    def refuse(now: bool) -> None:
        nonlocal is_full
        is_full = now

    monkeypatch.setattr(os, "fsync", flush)
    return refuse


def title(app: NewsreaderApp) -> str:
    return "".join(segment.text for segment in app.screen_stack[0].query_one(TitleBar).render_line(0))


async def test_what_another_process_tags_appears_with_a_notice(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        with Workspace.open(project.root, annotator="hana") as other:
            other.editor.annotate("a.txt", "actor", (Span(0, 5),))
        await until(pilot, lambda: "changed elsewhere" in notice_of(app))
        assert app.screen.query_one(AnnotationPanel).count == 1
        assert "changed elsewhere: 1 article" in notice_of(app)
        await pilot.press("j", "a")
    assert len(project.work("a.txt").annotations) == 2


async def test_a_look_at_the_store_that_fails_unforeseen_is_a_notice_and_the_next_look_works(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        with monkeypatch.context() as patched:
            patched.setattr(project, "refresh", lambda: 1 / 0)
            await until(pilot, lambda: "ZeroDivisionError" in notice_of(app))
            assert "ZeroDivisionError: division by zero" in notice_of(app)
        with Workspace.open(project.root, annotator="hana") as other:
            other.editor.annotate("a.txt", "actor", (Span(0, 5),))
        await until(pilot, lambda: "changed elsewhere" in notice_of(app))
        assert "changed elsewhere: 1 article" in notice_of(app)


async def test_what_the_disk_refuses_is_never_shown_as_saved_and_is_saved_when_it_can_be(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str], refusing_disk: Callable[[bool], None]
) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        refusing_disk(True)
        await pilot.press("a")
        assert "not saved yet" in notice_of(app)
        assert "the disk is full" in notice_of(app)
        assert "NOT SAVED" in title(app)
        await pilot.press("q")
        assert "q again quits and loses it" in notice_of(app)
        assert app.is_running
        refusing_disk(False)
        await until(pilot, lambda: "everything is saved" in notice_of(app))
        assert "everything is saved now" in notice_of(app)
        assert "NOT SAVED" not in title(app)
    with Workspace.open(project.root, annotator="hana", writable=False) as reopened:
        assert len(reopened.work("a.txt").annotations) == 1


async def test_an_article_that_waits_for_another_machine_says_so_until_the_journal_arrives(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    for machine, start in (("desk", 0), ("laptop", 6)):
        with Workspace.open(project.root, annotator="hana", machine=machine) as other:
            other.editor.annotate("a.txt", "actor", (Span(start, start + 5),))
    folder = project.root / "annotations" / "hana"
    shutil.rmtree(folder / "articles")
    away = (folder / "journal" / "desk.jsonl").rename(project.root.parent / "desk.jsonl")
    app = NewsreaderApp(project)

    def listed() -> str:
        view = app.screen_stack[0].query_one(ArticleList)
        return "".join(segment.text for y in range(view.size.height) for segment in view.render_line(y))

    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "This article waits for 1 edit of desk" in notice_of(app))
        assert "waits for 1 edit" in listed()
        assert app.screen.query_one(AnnotationPanel).count == 1
        away.rename(folder / "journal" / "desk.jsonl")
        await until(pilot, lambda: "changed elsewhere" in notice_of(app))
        assert app.screen.query_one(AnnotationPanel).count == 2
        await until(pilot, lambda: "waits for" not in listed())


async def test_undo_after_another_process_changed_the_annotation_keeps_it_and_says_so(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "a")
        with Workspace.open(project.root, annotator="hana") as other:
            (made,) = other.work("a.txt").annotations
            other.editor.relabel("a.txt", made.id, "claim")
        await until(pilot, lambda: "changed elsewhere: 1 article" in notice_of(app))
        await pilot.press("u")
        assert "This was changed elsewhere since; it stays as it is." in notice_of(app)
        await pilot.press("ctrl+r")
        assert "This was changed elsewhere since; it stays as it is." in notice_of(app)
        await pilot.press("ctrl+r")
        assert "There is nothing to make again." in notice_of(app)
    assert [each.label for each in project.work("a.txt").annotations] == ["claim"]
