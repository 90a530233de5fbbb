"""Which articles are listed, and in what order."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from annotations.model.annotation import Status
from annotations.model.summary import IndexProgress
from annotations.text.span import Span
from annotations.workspace import workspace as opening
from annotations.workspace.article_list import ArticleIndex
from annotations.workspace.workspace import Workspace
from tests.waiting import handled, until
from tui.app import NewsreaderApp
from tui.screens.reading import session, slices
from tui.screens.reading.screen import ReadingScreen
from tui.widgets.bars import TitleBar
from tui.widgets.lists.article_list import ArticleList

SIZE = (120, 40)
BODY = " ".join(
    f"وفي القسم {number} من الخطة أعمال الحي {number * 7} وموعدها الشهر {number + 3}." for number in range(20)
) + (
    " "
    "أعلن المجلس البلدي اليوم خطة لتوسيع الطريق الساحلي الذي يربط المرفأ بالمدينة القديمة خلال عامين، "
    "وقال رئيس المجلس إن العمل يبدأ في الربيع المقبل وإن الكلفة تبلغ عشرين مليوناً من موازنة الإقليم وحده."
)


@pytest.fixture
def syndicated(tmp_path: Path) -> Iterator[Workspace]:
    """Three articles, the third nearly the first one."""
    other = "هطلت أمطار غزيرة على الجبال أمس وأغلقت مدارس كثيرة أبوابها حتى نهاية الأسبوع بحسب مديرية التعليم هناك."
    for name, text in (("a", BODY), ("b", other), ("c", f"{BODY} انتهى.")):
        (tmp_path / f"{name}.txt").write_text(f"عنوان {name}\n\n{text}\n", encoding="utf-8", newline="")
    with Workspace.open(tmp_path, annotator="hana") as opened:
        yield opened


def listed(app: NewsreaderApp) -> list[str]:
    screen = app.screen_stack[0]
    assert isinstance(screen, ReadingScreen)
    return list(screen.session.listed)


async def indexed(pilot: Pilot[None], app: NewsreaderApp) -> None:
    """Wait for the index, which is begun after the first paint."""
    screen = app.screen_stack[0]
    assert isinstance(screen, ReadingScreen)
    await until(pilot, lambda: screen.session.workspace.index.is_complete)
    assert screen.session.workspace.index.is_complete
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_articles_that_are_nearly_the_same_are_folded_and_shown_again(syndicated: Workspace) -> None:
    app = NewsreaderApp(syndicated)
    async with app.run_test(size=SIZE) as pilot:
        await indexed(pilot, app)
        assert listed(app) == ["a.txt", "b.txt"]
        rows = "".join(segment.text for y in range(12) for segment in app.screen.query_one(ArticleList).render_line(y))
        assert "⧉1" in rows
        await pilot.press("c")
        assert listed(app) == ["a.txt", "b.txt", "c.txt"]


async def test_a_filter_lists_what_has_words_in_any_spelling(syndicated: Workspace) -> None:
    app = NewsreaderApp(syndicated)
    async with app.run_test(size=SIZE) as pilot:
        await indexed(pilot, app)
        await pilot.press("/", *"امطار", "enter")
        assert listed(app) == ["b.txt"]
        await pilot.press("enter", "]")
        assert app.screen_stack[0].session.article_id == "b.txt"
        await pilot.press("escape", "/", "ctrl+u", "enter")
        assert listed(app) == ["a.txt", "b.txt"]


async def test_a_filter_by_label_and_status_knows_what_was_just_done(syndicated: Workspace) -> None:
    app = NewsreaderApp(syndicated)
    async with app.run_test(size=SIZE) as pilot:
        await indexed(pilot, app)
        syndicated.editor.annotate("b.txt", "claim", (Span(0, 5),))
        await pilot.press("/", *"label:claim", "enter")
        assert listed(app) == ["b.txt"]
        syndicated.editor.set_status("a.txt", Status.DONE)
        await pilot.press("/", "ctrl+u", *"status:done", "enter")
        assert listed(app) == ["a.txt"]


async def test_a_filter_that_says_nothing_known_is_refused_and_the_list_stays(
    syndicated: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    app = NewsreaderApp(syndicated)
    async with app.run_test(size=SIZE) as pilot:
        await indexed(pilot, app)
        await pilot.press("/", *"status:finished", "enter")
        assert "not a status" in notice_of(app)
        assert listed(app) == ["a.txt", "b.txt"]


async def test_undo_opens_an_article_that_is_not_listed(syndicated: Workspace) -> None:
    syndicated.editor.annotate("b.txt", "claim", (Span(0, 5),))
    app = NewsreaderApp(syndicated)
    async with app.run_test(size=SIZE) as pilot:
        await indexed(pilot, app)
        await pilot.press("/", *"المرفأ", "enter", "u")
        assert app.screen_stack[0].session.article_id == "b.txt"
        assert listed(app) == ["a.txt"]
    assert not syndicated.work("b.txt").annotations


async def test_the_list_is_sorted_and_the_cursor_stays_on_its_article(
    syndicated: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    app = NewsreaderApp(syndicated)
    async with app.run_test(size=SIZE) as pilot:
        await indexed(pilot, app)
        await pilot.press("s", "s", "s", "s")
        assert "length" in notice_of(app)
        assert listed(app) == ["b.txt", "a.txt"]
        assert app.screen.query_one(ArticleList).cursor == 1


async def test_what_was_left_out_of_the_corpus_and_what_did_not_decode_is_told(
    tmp_path: Path, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    (tmp_path / "a.txt").write_bytes("عنوان\n\nنص ".encode() + b"\xff\xfe nonsense " * 2 + "طويل بالعربية".encode())
    (tmp_path / "b.txt").symlink_to("/etc/hostname")
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await indexed(pilot, app)
            assert "1 problem" in notice_of(app)
            assert "leads out of the corpus" in notice_of(app)
            await pilot.press("enter")
            assert "read with problems" in notice_of(app)


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Articles in thirty folders, the first of them finished."""
    for number in range(30):
        path = tmp_path / f"{number}" / "article.txt"
        path.parent.mkdir()
        path.write_text(f"عنوان {number}\n\n{BODY}", encoding="utf-8")
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        workspace.editor.set_status("0/article.txt", Status.DONE)
    return tmp_path


async def test_articles_are_read_and_tagged_while_others_are_still_sought(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "FIRST_ARTICLES", 1)
    monkeypatch.setattr(slices, "SLICE", 0.0)
    monkeypatch.setattr(slices, "REST", 0.05)
    monkeypatch.setattr(slices, "SHOWN", 0.0)
    with Workspace.open(folders, annotator="hana", whole=False) as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            assert "1/article.txt" in listed(app)
            assert len(listed(app)) < 30
            assert app.screen.query_one(ArticleList).cursor == 1
            seen = set()
            while not workspace.corpus.is_whole:
                seen.add(len(listed(app)))
                await pilot.press("down")
            assert len(seen) > 3, "it goes on beside the keys"
            await until(pilot, lambda: len(listed(app)) == 30)
            assert listed(app) == list(workspace.ids)
            await indexed(pilot, app)


async def test_a_key_that_changes_something_finds_all_first(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "FIRST_ARTICLES", 1)
    with Workspace.open(folders, annotator="hana", whole=False) as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter", "a")
            assert workspace.corpus.is_whole
            assert len(workspace.work("1/article.txt").annotations) == 1
            await until(pilot, lambda: len(listed(app)) == 30)
            assert len(listed(app)) == 30
            assert "1 of 30 done · 1 annotation" in str(app.screen.query_one(TitleBar).render_line(0).text)


@pytest.mark.parametrize("columns", [50, 60, 80, 120, 160])
async def test_what_was_tagged_is_never_cut_for_the_outlet_and_the_date(tmp_path: Path, columns: int) -> None:
    text = f"عنوان\n\nالقاهرة - (وكالة أنباء النيل)\nالسبت 02 نوفمبر 2024 - 14:30\n\n{BODY}"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        for label in ("actor", "claim", "figure"):
            workspace.editor.annotate_all("a.txt", label, [Span(start, start + 1) for start in range(100, 212)])
        app = NewsreaderApp(workspace)
        async with app.run_test(size=(columns, 24)) as pilot:
            await pilot.pause()
            articles = app.screen.query_one(ArticleList)
            rows = [articles.render_line(y).text for y in range(2, 2 + articles.item_height)]
            facts = next(row for row in rows if "a112" in row)
            assert "a112 c112 f112" in facts
            assert "2024-11-02" in facts


async def test_an_index_that_fails_unforeseen_says_so_and_the_articles_stay_listed(
    syndicated: Workspace, notice_of: Callable[[NewsreaderApp], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: ArticleIndex) -> Iterator[IndexProgress]:
        raise ValueError("a column too many")

    monkeypatch.setattr(ArticleIndex, "build", fail)
    app = NewsreaderApp(syndicated)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "a column too many" in notice_of(app))
        assert "ValueError: a column too many" in notice_of(app)
        assert listed(app) == ["a.txt", "b.txt", "c.txt"]


async def test_what_fails_unforeseen_while_work_is_counted_is_shown_and_the_program_goes_on(
    syndicated: Workspace, notice_of: Callable[[NewsreaderApp], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Iterator[tuple[int, int]]:
        raise ValueError("a column too many")

    monkeypatch.setattr(syndicated.progress, "count", fail)
    app = NewsreaderApp(syndicated)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "a column too many" in notice_of(app))
        assert "ValueError: a column too many" in notice_of(app)
        await pilot.press("enter", "a")
    assert len(syndicated.work("a.txt").annotations) == 1


async def test_a_key_typed_with_the_one_that_moves_acts_on_the_large_article_moved_to(
    syndicated: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "LARGE", 1)
    app = NewsreaderApp(syndicated)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for key in ("down", "d"):
            app.post_message(events.Key(key, None))
        await handled(app)
    assert [syndicated.work(each).status for each in ("a.txt", "b.txt")] == [Status.NEW, Status.DONE]
