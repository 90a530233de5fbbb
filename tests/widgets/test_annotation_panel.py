"""The panel of annotations."""

from pathlib import Path

from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tui.app import NewsreaderApp
from tui.widgets.article.article_view import ArticleView
from tui.widgets.lists.annotation_panel import AnnotationPanel

NOTE = "a note that is much longer than a row of the panel has columns for it"


async def test_what_a_row_is_too_short_for_stands_at_the_bottom_for_the_annotation_under_the_caret(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text("one two three\n", encoding="utf-8")
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        claim = workspace.editor.annotate("a.txt", "claim", (Span(0, 3),))
        actor = workspace.editor.annotate("a.txt", "actor", (Span(4, 7),))
        workspace.editor.annotate("a.txt", "actor", (Span(8, 13),))
        workspace.editor.relate("a.txt", "said_by", claim.id, actor.id)
        workspace.editor.set_note("a.txt", claim.id, NOTE)
        app = NewsreaderApp(workspace)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("enter")
            panel = app.screen.query_one(AnnotationPanel)

            def foot() -> str:
                return " ".join("".join(segment.text for segment in strip) for strip in panel.foot())

            assert panel.annotation() == workspace.work("a.txt")[claim.id]
            words = foot().split()
            assert words[words.index("→") :][:4] == ["→", "said", "by", "two"]
            assert " ".join(words[words.index("note") + 1 :]) == NOTE
            app.screen.query_one(ArticleView).go_to(4)
            await pilot.pause()
            assert "← said by" in foot()
            app.screen.query_one(ArticleView).go_to(8)
            await pilot.pause()
            assert foot() == ""


async def test_the_panel_says_which_annotation_keys_act_on_and_none_where_the_caret_is_on_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one two three\n", encoding="utf-8")
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        workspace.editor.annotate("a.txt", "claim", (Span(0, 7),))
        actor = workspace.editor.annotate("a.txt", "actor", (Span(0, 3),))
        workspace.editor.set_note("a.txt", actor.id, NOTE)
        app = NewsreaderApp(workspace)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("enter")
            panel = app.screen.query_one(AnnotationPanel)

            def marked() -> str:
                rows = (panel.render_line(y) for y in range(panel.size.height))
                return "".join(part.text for row in rows for part in row if part.style and part.style.reverse).strip()

            assert (marked(), bool(panel.foot())) == ("a", True)
            await pilot.press("p")
            assert (marked(), bool(panel.foot())) == ("c", False)
            app.screen.query_one(ArticleView).go_to(9)
            await pilot.pause()
            assert (marked(), bool(panel.foot())) == ("", False)
            await pilot.press("tab", "down")
            assert (marked(), bool(panel.foot())) == ("a", True)
