"""The panel of annotations."""

from pathlib import Path

from annotations.span import Span
from annotations.workspace import Workspace
from tui.app import NewsreaderApp
from tui.widgets.annotation_panel import AnnotationPanel
from tui.widgets.article_view import ArticleView

NOTE = "a note that is much longer than a row of the panel has columns for it"


async def test_what_a_row_is_too_short_for_stands_at_the_bottom_for_the_annotation_under_the_caret(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text("one two three\n", encoding="utf-8")
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        claim = workspace.annotate("a.txt", "claim", (Span(0, 3),))
        actor = workspace.annotate("a.txt", "actor", (Span(4, 7),))
        workspace.annotate("a.txt", "actor", (Span(8, 13),))
        workspace.relate("a.txt", "said_by", claim.id, actor.id)
        workspace.set_note("a.txt", claim.id, NOTE)
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
