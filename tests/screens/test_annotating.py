"""What the keys do to annotations that are there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from string import ascii_letters

import pytest

from annotations.model.annotation import Status
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tui.app import NewsreaderApp
from tui.cli import main
from tui.keys.actions import reserved_keys
from tui.keys.layouts import twin
from tui.widgets.article.article_view import ArticleView
from tui.widgets.bars import StatusLine
from tui.widgets.prompt import Prompt

SIZE = (120, 40)
TEXT = "One two three four five six seven eight nine ten.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "a.txt").write_text(f"A headline\n\n{TEXT * 3}", encoding="utf-8", newline="")
    with Workspace.open(tmp_path, annotator="hana") as opened:
        yield opened


def tag(workspace: Workspace, label: str, words: str) -> str:
    text = workspace.article("a.txt").text
    start = text.index(words)
    return workspace.editor.annotate("a.txt", label, (Span(start, start + len(words)),)).id


def view(app: NewsreaderApp) -> ArticleView:
    return app.screen.query_one(ArticleView)


def quotes(workspace: Workspace) -> list[tuple[str, str]]:
    return [(each.label, each.quote) for each in workspace.work("a.txt").annotations]


async def test_an_annotation_is_taken_up_and_its_edge_moved_without_losing_what_hangs_on_it(
    workspace: Workspace,
) -> None:
    claim, actor = tag(workspace, "claim", "three four"), tag(workspace, "actor", "One")
    relation = workspace.editor.relate("a.txt", "said_by", claim, actor)
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        view(app).go_to(workspace.work("a.txt")[claim].span.start)
        await pilot.press("enter", "ctrl+shift+right", "enter")
        assert quotes(workspace)[1] == ("claim", "three four five")
        await pilot.press("enter", "o", "ctrl+shift+left", "enter")
    assert quotes(workspace) == [("actor", "One"), ("claim", "two three four five")]
    assert workspace.work("a.txt")[claim].id == claim
    assert workspace.work("a.txt").relations == (relation,)


async def test_an_annotation_that_was_taken_up_is_left_as_it_was_by_escape(
    workspace: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    tag(workspace, "claim", "three four")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "n", "enter", "ctrl+shift+right", "escape", "enter", "escape")
        assert "Nothing was changed" in notice_of(app)  # and no longer which keys would change it
        assert app.focused is view(app)
    assert quotes(workspace) == [("claim", "three four")]


async def test_a_selection_becomes_a_further_fragment_of_the_annotation_made_last(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "j", "1", "c", "ctrl+right", "ctrl+right", "1", "&")
    assert quotes(workspace) == [("claim", "One … three")]


async def test_a_claim_is_related_to_the_nearest_speaker_and_then_to_the_next(workspace: Workspace) -> None:
    claim = tag(workspace, "claim", "five six")
    near, far = tag(workspace, "actor", "four"), tag(workspace, "actor", "One")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        view(app).go_to(workspace.work("a.txt")[claim].span.start)
        await pilot.press("r")
        assert [(each.type, each.source, each.target) for each in workspace.work("a.txt").relations] == [
            ("said_by", claim, near)
        ]
        await pilot.press("r")
    assert [each.target for each in workspace.work("a.txt").relations] == [far]


async def test_a_figure_is_related_to_the_claim_around_it(workspace: Workspace) -> None:
    around, figure = tag(workspace, "claim", "five six seven"), tag(workspace, "figure", "six")
    tag(workspace, "claim", "nine")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        view(app).go_to(workspace.work("a.txt")[figure].span.start)
        await pilot.press("r")
    assert [(each.type, each.source, each.target) for each in workspace.work("a.txt").relations] == [
        ("has_figure", around, figure)
    ]


async def test_what_is_typed_into_the_prompt_is_the_note_and_no_key_of_the_text(workspace: Workspace) -> None:
    annotation = tag(workspace, "actor", "two")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "n", "m", *"caf", "backspace", "\u0634", "enter")
        assert app.focused is view(app)
        assert workspace.work("a.txt")[annotation].note == "ca\u0634"
        await pilot.press("m", "x", "escape")
        assert not app.screen.query_one(Prompt).display
    assert workspace.work("a.txt")[annotation].note == "ca\u0634"


async def test_a_key_that_needs_an_annotation_says_so_where_there_is_none(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        for key in ("v", "r", "x", "enter"):
            await pilot.press(*(("enter", key) if key == "v" else (key,)))
            shown = "".join(segment.text for segment in app.screen.query_one(StatusLine).render_line(0))
            assert "no annotation under the caret" in shown


async def test_the_value_and_unit_of_a_figure_are_proposed_and_kept_as_confirmed(tmp_path: Path) -> None:
    words = "12 \u062f\u0631\u0647\u0645"  # 12 dirham
    (tmp_path / "a.txt").write_text(f"A headline\n\n{words}.\n", encoding="utf-8", newline="")
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        figure = tag(workspace, "figure", words)
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter", "n", "v", "enter")
            assert workspace.work("a.txt")[figure].attributes == {"value": 12, "unit": "\u062f\u0631\u0647\u0645"}
            await pilot.press("v", "ctrl+u", *"value: ten", "enter")
            assert "must be" in "".join(each.text for each in app.screen.query_one(StatusLine).render_line(0))
        assert workspace.work("a.txt")[figure].attributes["value"] == 12


async def test_the_same_words_elsewhere_are_tagged_where_they_are_confirmed_as_one_change(workspace: Workspace) -> None:
    tag(workspace, "actor", "two")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "n", "*", "space", "enter")
        await pilot.pause()
        assert quotes(workspace) == [("actor", "two"), ("actor", "two")]
        await pilot.press("u")
    assert quotes(workspace) == [("actor", "two")]


async def test_what_is_searched_for_is_listed_and_gone_to(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "/", *"FIVE six", "enter", "down", "enter")
        await pilot.pause()
        selection = view(app).selection
    text = workspace.article("a.txt").text
    assert selection is not None
    assert selection.of(text) == "five six"
    assert selection.start == text.index("five six", text.index("five six") + 1)


@pytest.mark.parametrize(
    "keys",
    [
        ("n", "enter", "right_square_bracket", "s", "enter"),  # taken up, then another article
        ("n", "enter", "x", "s", "enter"),  # taken up, then removed
        ("j", "j", "1", "a", "right_square_bracket", "1", "&"),  # made, then another article
        ("j", "j", "1", "a", "u", "1", "&"),  # made, then undone
        ("n", "r", "u", "n", "r"),
    ],
)
async def test_what_is_no_longer_there_is_not_changed_by_the_next_key(
    workspace: Workspace, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    (tmp_path / "b.txt").write_text(f"Another headline\n\n{TEXT}", encoding="utf-8", newline="")
    tag(workspace, "claim", "three four")
    workspace.close()
    with Workspace.open(tmp_path, annotator="hana") as reopened:
        app = NewsreaderApp(reopened)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter", *keys)
            assert app.is_running
        assert all(each.quote in TEXT for each in reopened.work("a.txt").annotations)
        assert reopened.work("b.txt").annotations == ()


async def test_a_key_that_finds_nothing_to_select_says_so_until_the_caret_goes_on(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", '"')  # the article has no quotation
        assert "nothing to select" in notice_of(app)
        await pilot.press("n")
        assert "no annotation" in notice_of(app)
        await pilot.press("j")
        assert "no annotation" not in notice_of(app)


async def test_what_an_undo_of_several_labels_took_back_is_told_as_annotations(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    target = project.root / "from.jsonl"
    with Workspace.open(project.root, annotator="omar") as other:
        other.editor.annotate("a.txt", "actor", (Span(0, 5),))
        other.editor.annotate("a.txt", "claim", (Span(6, 7),))
    assert main(["export", str(project.root), "--annotator", "omar", "--out", str(target)]) == 0
    assert main(["import", str(target), "--into", str(project.root), "--annotator", "hana"]) == 0
    project.refresh()
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("u")
        assert "2 annotations added" in notice_of(app)


async def test_from_the_list_nothing_is_tagged_or_changed_that_may_not_be_in_view(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    project.editor.annotate("a.txt", "actor", (Span(0, 5),))
    app = NewsreaderApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f")
        assert "Enter opens the article" in notice_of(app)
        await pilot.press("x")
        assert [each.label for each in project.work("a.txt").annotations] == ["actor"]
        await pilot.press("i")  # about the article
        assert project.status("a.txt") is Status.UNSURE
    assert not project.work("a.txt").annotations[0].attributes


async def test_a_project_of_twenty_labels_is_tagged_by_capitals_too_under_both_layouts(tmp_path: Path) -> None:
    keys = [key for key in ascii_letters if key not in reserved_keys()]
    labels = "".join(f'[[labels]]\nname = "label_{number}"\nkey = "{key}"\n' for number, key in enumerate(keys))
    (tmp_path / "newsreader.toml").write_text(labels, encoding="utf-8")
    (tmp_path / "a.txt").write_text(f"A headline\n\n{TEXT}", encoding="utf-8")
    with Workspace.open(tmp_path, annotator="hana", reserved_keys=reserved_keys()) as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("enter")
            for key in (keys[0], "A", "Y"):  # whose twins are a letter, a mark, and a letter with hamza
                for typed in (key, twin(key) or ""):
                    await pilot.press(typed)
                    (made,) = workspace.work("a.txt").annotations
                    assert workspace.labels[made.label].key == key
                    await pilot.press("u")
                    assert workspace.work("a.txt").annotations == ()
