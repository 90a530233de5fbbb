import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotations.model.annotation import Status
from annotations.model.summary import Progress
from annotations.store.articlefiles.files import ArticleFiles
from annotations.text.span import Span
from annotations.workspace import progress, workspace
from annotations.workspace.workspace import Workspace

TEXT = "one two three four"
ONE, TWO = Span(0, 3), Span(4, 7)
NAMES = ("a.txt", "x/b.txt", "x/c.txt", "y/d.txt")


@pytest.fixture(autouse=True)
def _always_worth_a_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "CACHED_FROM", 1)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Four articles, of which the first is done, the second begun and the third has nothing to annotate."""
    for name in NAMES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{TEXT} {name}", "utf-8")
    with Workspace.open(tmp_path, annotator="hana") as opened:
        opened.editor.annotate_all("a.txt", "actor", [ONE, TWO])
        opened.editor.set_status("a.txt", Status.DONE)
        made = opened.editor.annotate("x/b.txt", "claim", [ONE])
        opened.editor.set_attributes("x/b.txt", made.id, {"entity": "Cairo"})
        opened.editor.set_status("x/c.txt", Status.NOTHING_HERE)
        assert opened.progress.total() == Progress(4, 2, 3)
    return tmp_path


@pytest.fixture
def cache(corpus: Path) -> Path:
    return corpus / ".newsreader" / "tallies.sqlite3"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles whose work is read from their files."""
    asked: list[str] = []
    made = ArticleFiles._read_with

    def tell(files: ArticleFiles, article_id: str, make: Callable[..., Any]) -> object:
        asked.append(article_id)
        return made(files, article_id, make)

    monkeypatch.setattr(ArticleFiles, "_read_with", tell)
    return asked


def test_only_what_was_edited_since_is_read_again(corpus: Path, read: list[str]) -> None:
    def counted() -> Progress:
        read.clear()
        with Workspace.open(corpus, annotator="hana") as opened:
            assert opened.progress.entities() == ("Cairo",)
            return opened.progress.total()

    assert counted() == Progress(4, 2, 3)
    assert read == []
    with Workspace.open(corpus, annotator="hana") as opened:
        opened.editor.annotate("x/b.txt", "figure", [TWO])
    for expected in (["x/b.txt"], []):
        assert counted() == Progress(4, 2, 4)
        assert read == expected


def test_every_annotator_has_tallies_of_their_own(corpus: Path) -> None:
    for _ in range(2):
        with Workspace.open(corpus, annotator="omar") as opened:
            assert opened.progress.total() == Progress(4, 0, 0)


@pytest.mark.parametrize(
    "tally",
    ["{", "[]", '["done"]', '["lost",{},{},{}]', '["done",{},{},{"pc":"1"}]', '["done",{},{},[]]', "[" * 100_000, None],
)
def test_a_cache_that_says_nonsense_is_not_believed(corpus: Path, cache: Path, tally: str | None) -> None:
    with sqlite3.connect(cache) as connection:
        assert connection.execute("UPDATE tallies_1 SET tally = ?", [tally]).rowcount == 3
    connection.close()
    with Workspace.open(corpus, annotator="hana") as opened:
        assert opened.progress.total() == Progress(4, 2, 3)


@pytest.mark.parametrize("content", [b"", b"no database" * 999, None])
def test_a_damaged_cache_is_made_anew(corpus: Path, cache: Path, content: bytes | None) -> None:
    cache.write_bytes(cache.read_bytes()[:5000] + b"\xff" * 3000 if content is None else content)
    for _ in range(2):
        with Workspace.open(corpus, annotator="hana") as opened:
            assert opened.corpus.found[opened.progress.first_unfinished()] in NAMES
            assert opened.progress.total() == Progress(4, 2, 3)
    with sqlite3.connect(cache) as connection:
        assert connection.execute("SELECT count(*) FROM tallies_1").fetchone() == (3,)
    connection.close()


def test_where_no_cache_can_be_kept_all_is_counted_each_time(corpus: Path, cache: Path) -> None:
    cache.unlink()
    cache.mkdir()  # as good as a folder that may not be written, which root always may
    for _ in range(2):
        with Workspace.open(corpus, annotator="hana") as opened:
            assert opened.progress.first_unfinished() == 1
            assert opened.progress.total() == Progress(4, 2, 3)


def test_what_is_done_while_it_is_counted_counts(corpus: Path, cache: Path) -> None:
    cache.unlink()
    with Workspace.open(corpus, annotator="hana") as opened:
        steps = opened.progress.count()
        assert not opened.progress.is_counted
        assert next(steps) == (1, 3)
        opened.editor.annotate("a.txt", "claim", [ONE])
        opened.editor.annotate("y/d.txt", "claim", [ONE])
        opened.editor.set_status("x/b.txt", Status.DONE)
        for _ in steps:
            pass
        assert opened.progress.is_counted
        assert opened.progress.total() == Progress(4, 3, 5)
    with Workspace.open(corpus, annotator="hana") as opened:
        assert opened.progress.total() == Progress(4, 3, 5)


@pytest.fixture
def begun(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The corpus with nothing found yet but one article."""
    monkeypatch.setattr(workspace, "FIRST_ARTICLES", 1)
    with Workspace.open(corpus, annotator="hana", whole=False) as opened:
        assert opened.corpus.found == NAMES[:1]
        yield opened


def test_an_annotator_goes_on_with_the_first_unfinished_article_and_nothing_behind_it_is_sought(
    begun: Workspace, read: list[str]
) -> None:
    assert begun.progress.first_unfinished() == 1
    assert begun.corpus.found == NAMES[:3]
    assert read == ["x/b.txt"]


def test_without_a_cache_few_articles_are_read_for_where_to_go_on(
    begun: Workspace, cache: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.unlink()
    assert begun.progress.first_unfinished() == 1
    monkeypatch.setattr("annotations.workspace.progress.UNCOUNTED_READ", 0)
    read.clear()
    assert begun.progress.first_unfinished() == 0
    assert read == []


def test_where_all_is_finished_one_begins_at_the_beginning(begun: Workspace) -> None:
    for article_id in begun.ids:
        begun.editor.set_status(article_id, Status.DONE)
    assert begun.progress.first_unfinished() == 0


def test_an_edit_before_all_articles_are_found_comes_behind_what_was_done_elsewhere(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "FIRST_ARTICLES", 1)
    (corpus / "a.txt").rename(corpus / "0.txt")
    with Workspace.open(corpus, annotator="hana", whole=False) as opened:
        assert opened.work("0.txt").annotations == ()
        opened.editor.annotate("0.txt", "claim", [ONE])
        assert [each.label for each in opened.work("0.txt").annotations] == ["actor", "claim", "actor"]
    with Workspace.open(corpus, annotator="hana") as opened:
        assert [each.label for each in opened.work("0.txt").annotations] == ["actor", "claim", "actor"]
