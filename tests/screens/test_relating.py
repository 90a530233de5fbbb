"""Relations by keys: which is offered, what a further press replaces, and what an undo takes back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.errors import StoreError
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tui.app import NewsreaderApp
from tui.widgets.article.article_view import ArticleView

SIZE = (120, 40)
TEXT = "Ann said that Ben hid two eggs, Cid said. Dan said no.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "a.txt").write_text(f"A headline\n\n{TEXT}", encoding="utf-8", newline="")
    with Workspace.open(tmp_path, annotator="hana") as opened:
        yield opened


def tag(workspace: Workspace, label: str, *words: str) -> str:
    text = workspace.article("a.txt").text
    spans = [Span(text.index(each), text.index(each) + len(each)) for each in words]
    return workspace.editor.annotate("a.txt", label, spans).id


@pytest.fixture
def claim(workspace: Workspace) -> str:
    """A claim with an actor and a figure inside it, and three actors around it."""
    for name in ("Ann", "Ben", "Cid", "Dan"):
        tag(workspace, "actor", name)
    tag(workspace, "figure", "two eggs")
    return tag(workspace, "claim", "Ben hid two eggs")


def speakers(workspace: Workspace) -> list[str]:
    work = workspace.work("a.txt")
    return [work[each.target].quote for each in work.relations]


def go_to(app: NewsreaderApp, workspace: Workspace, claim: str) -> None:
    view = app.screen.query_one(ArticleView)
    view.go_to_annotation(workspace.work("a.txt")[claim])


def speak(workspace: Workspace, claim: str, name: str) -> None:
    actor = next(each for each in workspace.work("a.txt").annotations if each.quote == name)
    workspace.editor.relate("a.txt", "said_by", claim, actor.id)


async def test_an_actor_inside_a_claim_or_in_a_later_sentence_comes_behind_the_nearest_around_it(
    workspace: Workspace, claim: str
) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        go_to(app, workspace, claim)
        offered = []
        for _ in range(6):
            await pilot.press("r")
            offered += speakers(workspace)
    assert offered == ["Cid", "Ann", "Dan", "Ben", "two eggs", "Cid"]


async def test_a_speaker_between_two_fragments_of_a_claim_is_not_inside_it(workspace: Workspace) -> None:
    tag(workspace, "actor", "Ann")
    tag(workspace, "actor", "Cid")
    claim = tag(workspace, "claim", "two eggs", "Dan said no")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        go_to(app, workspace, claim)
        await pilot.press("r")
    assert speakers(workspace) == ["Cid"]


async def test_a_press_on_a_claim_with_a_speaker_takes_the_next_instead_and_one_undo_brings_the_first_back(
    workspace: Workspace, claim: str, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    speak(workspace, claim, "Cid")
    before = workspace.work("a.txt")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        for presses, after in ((1, "Ann"), (2, "Dan"), (3, "Ben"), (4, "Cid"), (5, "Ann")):
            go_to(app, workspace, claim)
            await pilot.press(*["r"] * presses)
            assert speakers(workspace) == [after]
            if after == "Cid":
                assert "takes it back" not in notice_of(app)
                continue
            assert f"{after}, no longer Cid" in notice_of(app)
            assert "u takes it back" in notice_of(app)
            await pilot.press("u")
            assert workspace.work("a.txt") == before


async def test_presses_on_a_claim_without_a_speaker_are_one_undo(workspace: Workspace, claim: str) -> None:
    before = workspace.work("a.txt")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        go_to(app, workspace, claim)
        await pilot.press("r", "r", "r")
        assert speakers(workspace) == ["Dan"]
        await pilot.press("u")
        assert workspace.work("a.txt") == before
        await pilot.press("ctrl+r")
        assert speakers(workspace) == ["Dan"]


async def test_a_further_speaker_has_a_key_of_its_own(workspace: Workspace, claim: str) -> None:
    speak(workspace, claim, "Cid")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        go_to(app, workspace, claim)
        await pilot.press("@")
        assert speakers(workspace) == ["Cid", "Ann"]
        await pilot.press("r")
        assert speakers(workspace) == ["Cid", "Dan"]
        await pilot.press("u")
        assert speakers(workspace) == ["Cid"]


async def test_an_actor_gets_a_further_claim_and_keeps_the_one_that_it_has(workspace: Workspace, claim: str) -> None:
    speak(workspace, claim, "Ann")
    other = tag(workspace, "claim", "said no")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "n", "r")
    assert {each.source for each in workspace.work("a.txt").relations} == {claim, other}


@pytest.mark.parametrize("pane", ["text", "panel"])
async def test_a_relation_is_removed_by_a_key(
    workspace: Workspace, claim: str, notice_of: Callable[[NewsreaderApp], str], pane: str
) -> None:
    speak(workspace, claim, "Cid")
    speak(workspace, claim, "Ann")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        go_to(app, workspace, claim)
        await pilot.press(*(["tab"] if pane == "panel" else []), "\\")
        assert speakers(workspace) == ["Cid"]
        assert "said by removed: Ann · u takes it back" in notice_of(app)
        await pilot.press("\\", "\\")
        assert speakers(workspace) == []
        assert "has no relation" in notice_of(app)
        await pilot.press("u", "u")
    assert speakers(workspace) == ["Cid", "Ann"]


@pytest.mark.parametrize("presses", [1, 2])
async def test_nothing_is_lost_and_the_next_press_works_where_an_edit_fails(
    workspace: Workspace, claim: str, monkeypatch: pytest.MonkeyPatch, presses: int
) -> None:
    speak(workspace, claim, "Cid")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        go_to(app, workspace, claim)
        await pilot.press(*["r"] * (presses - 1))
        before = workspace.work("a.txt")

        def fail(*_: object) -> None:
            raise StoreError("no")

        with monkeypatch.context() as broken:
            broken.setattr(workspace.editor, "exchange_relation", fail)
            await pilot.press("r")
        assert workspace.work("a.txt") == before
        await pilot.press("r")
        assert len(speakers(workspace)) == 1
        assert speakers(workspace) != ["Cid"]
        assert app.is_running


async def test_a_relation_that_was_removed_elsewhere_is_not_asked_for_again(workspace: Workspace, claim: str) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        go_to(app, workspace, claim)
        await pilot.press("r")
        workspace.editor.unrelate("a.txt", workspace.work("a.txt").relations[0].id)
        await pilot.press("r")
        assert app.is_running
    assert len(speakers(workspace)) == 1


async def test_the_only_speaker_there_is_is_kept(
    workspace: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    tag(workspace, "actor", "Ann")
    tag(workspace, "figure", "two eggs")
    claim = tag(workspace, "claim", "Ben hid two eggs")
    speak(workspace, claim, "Ann")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        go_to(app, workspace, claim)
        await pilot.press("r", "r")
        assert "nothing else" in notice_of(app)
    assert speakers(workspace) == ["Ann"]
