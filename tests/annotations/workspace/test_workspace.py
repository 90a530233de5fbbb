import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.errors import CorpusError, LabelError, SpanError, StoreCorruptError, StoreError
from annotations.model.annotation import AnnotationSet, Status
from annotations.model.summary import Progress
from annotations.store import store
from annotations.store.store import Store
from annotations.text.span import Span
from annotations.workspace import editor
from annotations.workspace.articles import KEPT_ARTICLES
from annotations.workspace.workspace import Workspace

Opened = Callable[..., Workspace]
TEXT = "the minister said on Monday that the deficit was 79 billion"
ACTOR, CLAIM, FIGURE = Span(4, 12), Span(33, 59), Span(49, 59)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(TEXT, "utf-8")
    return folder


@pytest.fixture
def opened(corpus: Path) -> Iterator[Opened]:
    """Opens the workspace again, as after a restart; the one before is closed."""
    workspaces: list[Workspace] = []

    def opened(annotator: str = "hana", **more: object) -> Workspace:
        for each in workspaces:
            each.close()
        workspaces.append(Workspace.open(corpus, annotator=annotator, machine="pc", **more))
        return workspaces[-1]

    yield opened
    for each in workspaces:
        each.close()


def test_opening_reads_no_article_and_makes_no_store(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unexpected(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Path, "read_bytes", unexpected)
    with Workspace.open(corpus, annotator="hana") as workspace:
        assert (workspace.ids, workspace.name, workspace.root) == (("a.txt", "b.txt", "c.txt"), "news", corpus)
        assert workspace.annotator == "hana"
        assert workspace.work("a.txt") == AnnotationSet(article_id="a.txt", annotator="hana")
        assert workspace.progress.total() == Progress(3, 0, 0)
    assert not (corpus / "annotations").exists()


def test_opening_and_an_export_of_nothing_do_without_tinydb_and_the_lock(corpus: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from annotations.workspace.workspace import Workspace\n"
        "workspace = Workspace.open(Path(sys.argv[1]), annotator='hana', writable=False)\n"
        "assert list(workspace.records()) == [] and workspace.summary('a.txt').problem == ''\n"
        "print({'tinydb', 'textual'} & set(sys.modules))"
    )
    root = Path(__file__).parents[3]
    run = subprocess.run([sys.executable, "-c", script, corpus], cwd=root, capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("set()\n", "")


def test_an_article_opened_alone_has_the_work_of_its_corpus(corpus: Path, opened: Opened) -> None:
    made = opened().editor.annotate("b.txt", "actor", [ACTOR])
    opened().close()
    with Workspace.open(corpus / "b.txt", annotator="hana") as workspace:
        assert (workspace.ids, workspace.name) == (("b.txt",), "b.txt")
        assert workspace.work("b.txt").annotations == (made,)


def test_an_annotation_says_all_that_finds_it_again(opened: Opened) -> None:
    workspace = opened()
    made = workspace.editor.annotate("a.txt", "claim", [ACTOR, FIGURE])
    assert (made.label, made.fragments, made.quote) == ("claim", (ACTOR, FIGURE), "minister … 79 billion")
    assert (made.prefix, made.suffix) == ("the ", "")
    assert (made.annotator, made.origin, made.note) == ("hana", "manual", "")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", made.created)
    assert workspace.work("a.txt").annotations == (made,)
    assert workspace.work("a.txt").status is Status.IN_PROGRESS
    assert opened().work("a.txt").annotations == (made,)


def test_ids_sort_by_the_order_in_which_they_were_made(opened: Opened) -> None:
    workspace = opened()
    made = [workspace.editor.annotate("a.txt", "actor", [Span(start, start + 1)]).id for start in (9, 2, 5)]
    assert made == sorted(set(made))


def test_the_same_words_are_not_tagged_the_same_twice(opened: Opened) -> None:
    workspace = opened()
    made = workspace.editor.annotate("a.txt", "actor", [ACTOR])
    assert workspace.editor.annotate("a.txt", "actor", [ACTOR]) is made
    other = workspace.editor.annotate("a.txt", "claim", [ACTOR])
    assert other.id != made.id
    with pytest.raises(LabelError, match="“actor” already"):
        workspace.editor.relabel("a.txt", other.id, "actor")
    assert workspace.editor.undo()[0].summary == "claim added"
    assert workspace.editor.undo()[0].summary == "actor added"
    assert workspace.editor.undo() == ()


@pytest.mark.parametrize(
    ("label", "fragments", "error"),
    [
        ("cue", [ACTOR], LabelError),
        ("actor", [], SpanError),
        ("actor", [Span(50, len(TEXT) + 1)], SpanError),
        ("actor", [FIGURE, ACTOR], SpanError),
        ("actor", [CLAIM, FIGURE], SpanError),
    ],
)
def test_what_cannot_be_annotated_is_told_and_changes_nothing(
    opened: Opened, label: str, fragments: list[Span], error: type[Exception]
) -> None:
    workspace = opened()
    with pytest.raises(error):
        workspace.editor.annotate("a.txt", label, fragments)
    with pytest.raises(CorpusError):
        workspace.editor.annotate("missing.txt", "actor", [ACTOR])
    assert workspace.work("a.txt").status is Status.NEW
    assert workspace.editor.undo() == ()
    assert not (workspace.root / "annotations").exists()


def test_relabelling_keeps_everything_else(opened: Opened) -> None:
    workspace = opened()
    made = workspace.editor.annotate("a.txt", "actor", [ACTOR])
    assert workspace.editor.relabel("a.txt", made.id, "actor") is made
    after = workspace.editor.relabel("a.txt", made.id, "figure")
    assert (after.id, after.label, after.quote) == (made.id, "figure", "minister")
    assert opened().work("a.txt").annotations == (after,)
    workspace = opened()
    assert workspace.editor.undo()[0].summary == "actor made figure"
    assert workspace.work("a.txt").annotations == (made,)
    for call in (
        lambda: workspace.editor.relabel("a.txt", "none", "actor"),
        lambda: workspace.editor.remove("a.txt", "none"),
    ):
        with pytest.raises(KeyError):
            call()
    with pytest.raises(LabelError):
        workspace.editor.relabel("a.txt", made.id, "cue")


def test_relations_go_and_come_back_with_their_annotation(opened: Opened) -> None:
    workspace = opened()
    actor, claim = (
        workspace.editor.annotate("a.txt", "actor", [ACTOR]),
        workspace.editor.annotate("a.txt", "claim", [CLAIM]),
    )
    relation = workspace.editor.relate("a.txt", "said_by", claim.id, actor.id)
    before = workspace.work("a.txt")
    assert before.relations == (relation,)
    assert workspace.editor.remove("a.txt", actor.id) == actor
    assert workspace.work("a.txt").annotations == (claim,)
    assert workspace.work("a.txt").relations == ()
    workspace.editor.undo()
    assert workspace.work("a.txt") == before


def test_a_status_is_kept_and_an_annotation_contradicts_that_there_is_nothing(opened: Opened) -> None:
    workspace = opened()
    workspace.editor.set_status("a.txt", Status.NOTHING_HERE)
    workspace.editor.set_status("a.txt", Status.NOTHING_HERE)
    assert opened().work("a.txt").status is Status.NOTHING_HERE
    workspace = opened()
    workspace.editor.annotate("a.txt", "actor", [ACTOR])
    assert workspace.status("a.txt") is Status.IN_PROGRESS
    workspace.editor.set_status("a.txt", Status.DONE)
    workspace.editor.annotate("a.txt", "claim", [CLAIM])
    assert workspace.status("a.txt") is Status.DONE
    for expected in ("claim added", "marked done", "actor added", "marked nothing here"):
        assert workspace.editor.undo()[0].summary == expected
    assert workspace.work("a.txt") == AnnotationSet(article_id="a.txt", annotator="hana")


def test_undo_answers_with_the_edit_that_it_took_back(opened: Opened) -> None:
    workspace = opened()
    made = workspace.editor.annotate("b.txt", "actor", [ACTOR])
    workspace.editor.annotate("c.txt", "actor", [ACTOR])
    assert workspace.editor.undo()[0].article_id == "c.txt"
    (edit,) = opened().editor.undo()
    assert (edit.article_id, list(edit.annotations())) == ("b.txt", [made])
    assert opened().editor.redo() == (edit,)


def test_summaries_and_progress_count_what_is_there(opened: Opened, corpus: Path) -> None:
    workspace = opened()
    workspace.editor.annotate("a.txt", "actor", [ACTOR])
    workspace.editor.annotate("a.txt", "claim", [CLAIM])
    workspace.editor.annotate("a.txt", "claim", [FIGURE])
    workspace.editor.set_status("b.txt", Status.NOTHING_HERE)
    summary = workspace.summary("a.txt")
    assert (summary.id, summary.status, dict(summary.counts)) == ("a.txt", Status.IN_PROGRESS, {"actor": 1, "claim": 2})
    assert (summary.headline, summary.problem) == (workspace.article("a.txt").headline, "")
    assert workspace.summary("c.txt").status is Status.NEW
    assert workspace.progress.total() == opened().progress.total() == Progress(3, 1, 3)


def test_an_article_that_cannot_be_read_is_a_problem_of_its_own(opened: Opened, corpus: Path) -> None:
    workspace = opened()
    workspace.editor.annotate("a.txt", "actor", [ACTOR])
    workspace.editor.set_status("a.txt", Status.DONE)
    workspace = opened()
    (corpus / "a.txt").unlink()
    summary = workspace.summary("a.txt")
    assert (summary.headline, summary.status, summary.counts) == ("a.txt", Status.DONE, {"actor": 1})
    assert "a.txt" in summary.problem
    assert "\n" not in summary.problem
    assert workspace.progress.total() == Progress(3, 1, 1)
    for call in (workspace.article, workspace.work):
        with pytest.raises(CorpusError):
            call("a.txt")
    with pytest.raises(CorpusError):
        list(workspace.records())


def test_a_store_file_that_is_lost_is_a_problem_of_its_article(opened: Opened, corpus: Path) -> None:
    opened().editor.annotate("a.txt", "actor", [ACTOR])
    opened().editor.set_status("b.txt", Status.DONE)
    shutil.rmtree(corpus / "annotations" / "hana" / "journal")
    (corpus / "annotations" / "hana" / "articles" / "a.txt.json").write_bytes(b"")
    workspace = opened()
    assert "a.txt.json" in workspace.summary("a.txt").problem
    assert workspace.summary("a.txt").headline == workspace.article("a.txt").headline
    assert workspace.progress.total() == Progress(3, 1, 0)
    for call in (
        lambda: workspace.work("a.txt"),
        lambda: workspace.editor.annotate("a.txt", "actor", [ACTOR]),
        lambda: list(workspace.records()),
    ):
        with pytest.raises(StoreCorruptError):
            call()


def test_work_follows_an_article_that_has_changed(opened: Opened, corpus: Path) -> None:
    workspace = opened()
    actor = workspace.editor.annotate("a.txt", "actor", [ACTOR])
    figure = workspace.editor.annotate("a.txt", "figure", [FIGURE])
    (corpus / "a.txt").write_text("Reuters: " + TEXT.replace("79 billion", "lower"), "utf-8")
    workspace = opened()
    assert [each.fragments for each in workspace.work("a.txt").annotations] == [(Span(13, 21),)]
    assert workspace.orphans("a.txt") == (figure,)
    assert dict(workspace.summary("a.txt").counts) == {"actor": 1}
    (record,) = workspace.records()
    assert [each.id for each in record.work.annotations] == [actor.id]
    assert workspace.editor.relabel("a.txt", actor.id, "claim").fragments == (Span(13, 21),)
    workspace.editor.undo()
    assert [(each.label, each.quote) for each in workspace.work("a.txt").annotations] == [("actor", "minister")]
    workspace.editor.remove("a.txt", figure.id)
    assert workspace.orphans("a.txt") == ()
    workspace.editor.undo()
    (corpus / "a.txt").write_text(TEXT, "utf-8")
    assert [each.span for each in opened().work("a.txt").annotations] == [ACTOR, FIGURE]


def test_work_follows_a_page_whose_first_paragraph_is_read_now(opened: Opened, corpus: Path) -> None:
    said = "The minister said on Monday, as others had said before him, that it would go on for years. "
    lead = "<p class='lead'>A lead that names the minister and a headline of the page at some length.</p>"
    page = (
        "<html><head><title>A headline of the page</title></head><body><div><h1>A headline of the page</h1>{}"
        f"<div itemprop='articleBody'><p>{said * 3}</p><p>The deficit was 79 billion. {said}</p></div></div></body>"
    )
    (corpus / "p.html").write_text(page.format(""), "utf-8")
    before = opened().article("p.html").text
    figure = Span(before.index("79 billion"), before.index("79 billion") + 10)
    opened().editor.annotate("p.html", "figure", [figure])
    (corpus / "p.html").write_text(page.format(lead), "utf-8")
    after = opened().article("p.html").text
    (annotation,) = opened().work("p.html").annotations
    assert annotation.span.start == figure.start + len(after) - len(before)
    assert after[annotation.span.start : annotation.span.end] == "79 billion"


def test_a_redone_edit_is_placed_in_the_text_as_it_is_now(opened: Opened, corpus: Path) -> None:
    opened().editor.annotate("a.txt", "actor", [ACTOR])
    opened().editor.undo()
    (corpus / "a.txt").write_text("Reuters: " + TEXT, "utf-8")
    workspace = opened()
    workspace.editor.redo()
    assert [each.span for each in workspace.work("a.txt").annotations] == [Span(13, 21)]


def test_an_article_in_use_stays_the_same_while_others_are_read(corpus: Path) -> None:
    for number in range(KEPT_ARTICLES + 5):
        (corpus / f"n{number}.txt").write_text(f"{number} {TEXT}", "utf-8")
    with Workspace.open(corpus, annotator="hana") as workspace:
        article = workspace.article("a.txt")
        for article_id in workspace.ids:
            workspace.summary(article_id)
            workspace.article("b.txt")
        for article_id in workspace.ids[2:]:
            assert workspace.article("a.txt") is article
            workspace.article(article_id)
        for article_id in workspace.ids[1:]:
            workspace.article(article_id)
        assert workspace.article("a.txt") is not article


def test_work_follows_an_article_that_changes_while_others_are_read(corpus: Path) -> None:
    for number in range(KEPT_ARTICLES):
        (corpus / f"n{number}.txt").write_text(f"{number} {TEXT}", "utf-8")
    with Workspace.open(corpus, annotator="hana") as workspace:
        workspace.editor.annotate("a.txt", "actor", [ACTOR])
        (corpus / "a.txt").write_text("Reuters: " + TEXT, "utf-8")
        assert workspace.work("a.txt").annotations[0].span == ACTOR, "the text in memory is the one that counts"
        for article_id in workspace.ids[1:]:
            workspace.article(article_id)
        assert workspace.work("a.txt").annotations[0].span == Span(13, 21)


def test_records_are_everybody_s_work_in_the_order_of_the_corpus(opened: Opened, corpus: Path) -> None:
    opened("omar").editor.annotate("b.txt", "actor", [ACTOR])
    opened("ali").editor.set_status("b.txt", Status.NOTHING_HERE)
    workspace = opened("hana")
    workspace.editor.annotate("a.txt", "actor", [ACTOR])
    workspace.editor.annotate("c.txt", "actor", [ACTOR])
    workspace.editor.undo()
    told = [(each.article.id, each.work.annotator, each.work.status) for each in workspace.records()]
    assert told == [
        ("a.txt", "hana", Status.IN_PROGRESS),
        ("b.txt", "ali", Status.NOTHING_HERE),
        ("b.txt", "omar", Status.IN_PROGRESS),
    ]
    assert list(opened("nobody", writable=False).records()) == list(workspace.records())


def test_two_writers_see_each_other_s_work(opened: Opened, corpus: Path) -> None:
    one = opened()
    made = one.editor.annotate("a.txt", "actor", [ACTOR])
    with Workspace.open(corpus, annotator="hana", machine="pc") as other:
        assert other.work("a.txt").annotations == (made,)
        assert one.progress.total() == Progress(3, 0, 1)
        theirs = other.editor.annotate("a.txt", "claim", [CLAIM])
        other.editor.set_status("b.txt", Status.DONE)
        assert one.progress.total() == Progress(3, 0, 1)
        assert one.refresh() == ("a.txt", "b.txt")
        assert one.refresh() == ()
        assert one.progress.total() == other.progress.total() == Progress(3, 1, 2)
        assert one.work("a.txt") == other.work("a.txt")
        one.editor.remove("a.txt", theirs.id)
        assert other.refresh() == ("a.txt",)
        assert other.work("a.txt").annotations == (made,)
        assert other.editor.undo()[0].summary == "marked done", "what one did is not undone by the other"


def test_a_reader_changes_nothing_and_sees_what_a_writer_does(opened: Opened, corpus: Path) -> None:
    writing = opened()
    with Workspace.open(corpus, annotator="hana", machine="pc", writable=False) as reading:
        assert reading.work("a.txt").annotations == ()
        made = writing.editor.annotate("a.txt", "actor", [ACTOR])
        assert reading.refresh() == ("a.txt",)
        assert reading.work("a.txt").annotations == (made,)
        for change in (lambda: reading.editor.annotate("a.txt", "claim", [CLAIM]), reading.editor.undo):
            with pytest.raises(StoreError, match="for reading only"):
                change()
        assert reading.work("a.txt").annotations == (made,)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_in_a_corpus_that_may_not_be_written_changes_wait_and_are_told(corpus: Path) -> None:
    corpus.chmod(0o555)
    workspace = Workspace.open(corpus, annotator="hana")
    try:
        workspace.editor.annotate("a.txt", "actor", [ACTOR])
        assert workspace.pending == 1
        assert "permission denied" in workspace.trouble
        with pytest.raises(StoreError, match=r"1 edit is not saved: .*permission denied"):
            workspace.close()
    finally:
        corpus.chmod(0o755)


def test_the_cache_may_be_deleted_at_any_time(opened: Opened, corpus: Path) -> None:
    opened().editor.annotate("a.txt", "actor", [ACTOR])
    shutil.rmtree(corpus / ".newsreader")
    workspace = opened()
    workspace.editor.annotate("a.txt", "claim", [CLAIM])
    shutil.rmtree(corpus / ".newsreader")
    workspace.editor.annotate("a.txt", "figure", [FIGURE])
    assert len(opened().work("a.txt").annotations) == 3


def test_articles_are_never_written_to(opened: Opened, corpus: Path) -> None:
    opened().editor.annotate("a.txt", "actor", [ACTOR])
    assert {each.read_text("utf-8") for each in corpus.glob("*.txt")} == {TEXT}
    assert {each.name for each in corpus.iterdir()} == {"a.txt", "b.txt", "c.txt", "annotations", ".newsreader"}


def test_machines_have_journals_of_their_own(corpus: Path) -> None:
    for machine, span in (("pc", ACTOR), ("laptop", CLAIM)):
        with Workspace.open(corpus, annotator="hana", machine=machine) as workspace:
            workspace.editor.annotate("a.txt", "actor", [span])
    journals = corpus / "annotations" / "hana" / "journal"
    assert {each.name for each in journals.iterdir()} == {"pc.jsonl", "laptop.jsonl"}
    assert len(Store(corpus, "hana", machine="third", writable=False).read("a.txt").work.annotations) == 2


def test_work_follows_an_article_that_was_moved(opened: Opened, corpus: Path) -> None:
    workspace = opened()
    actor, claim = (
        workspace.editor.annotate("a.txt", "actor", [ACTOR]),
        workspace.editor.annotate("a.txt", "claim", [CLAIM]),
    )
    workspace.editor.relate("a.txt", "said_by", claim.id, actor.id)
    workspace.editor.set_status("a.txt", Status.DONE)
    before = workspace.work("a.txt")
    for name in ("b.txt", "c.txt"):
        (corpus / name).write_text(f"{name}: another text", "utf-8")
    (corpus / "sub").mkdir()
    (corpus / "a.txt").rename(corpus / "sub" / "d.txt")
    with Workspace.open(corpus, annotator="omar", writable=False) as reading:
        (record,) = reading.records()
        assert (record.article.id, record.work.annotations) == ("sub/d.txt", before.annotations)
    workspace = opened()
    assert workspace.moved() == ("a.txt",)
    assert dict(workspace.summary("sub/d.txt").counts) == {"actor": 1, "claim": 1}
    assert workspace.work("sub/d.txt") == replace(before, article_id="sub/d.txt")
    assert workspace.work("b.txt").annotations == ()
    assert [each.article.id for each in opened().records()] == ["sub/d.txt"]
    assert opened().editor.undo()[0].article_id == "a.txt", "that it was moved is nothing to undo"
    opened().editor.remove("sub/d.txt", actor.id)
    assert [each.id for each in opened().work("sub/d.txt").annotations] == [claim.id], "it is taken over once"


def test_an_article_opened_alone_takes_nothing_from_its_neighbours(opened: Opened, corpus: Path) -> None:
    opened().editor.annotate("a.txt", "actor", [ACTOR])
    opened().close()
    with Workspace.open(corpus / "b.txt", annotator="hana", machine="pc") as workspace:
        assert workspace.moved() == ()
        assert workspace.work("b.txt").annotations == ()


def test_records_tell_how_much_is_left_out(opened: Opened, corpus: Path) -> None:
    workspace = opened()
    workspace.editor.annotate("a.txt", "actor", [ACTOR])
    workspace.editor.annotate("a.txt", "figure", [FIGURE])
    (corpus / "a.txt").write_text(TEXT.replace("79 billion", "lower"), "utf-8")
    assert [each.orphans for each in opened().records()] == [1]


def test_an_edit_and_its_annotations_have_the_same_time(
    opened: Opened, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened()
    clock = itertools.count()
    for module in (store, editor):
        monkeypatch.setattr(module, "now", lambda: f"2026-01-02T03:04:{next(clock):02}Z")
    first = workspace.editor.annotate("a.txt", "actor", [ACTOR])
    (second,) = workspace.editor.annotate_all("b.txt", "actor", [ACTOR])
    (journal,) = (corpus / "annotations" / "hana" / "journal").iterdir()
    times = [json.loads(line)["at"] for line in journal.read_bytes().splitlines()]
    assert times == [first.created, second.created] == ["2026-01-02T03:04:00Z", "2026-01-02T03:04:01Z"]


def test_the_time_between_edits_counts_for_the_later_one_s_article(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened()
    minute = 0

    def later(minutes: int) -> None:
        nonlocal minute
        minute += minutes
        for module in (store, editor):
            monkeypatch.setattr(module, "now", lambda: f"2026-01-02T{3 + minute // 60:02}:{minute % 60:02}:30Z")

    assert workspace.time_spent() == 0
    for minutes, article_id, span in (
        (0, "a.txt", 0),
        (2, "a.txt", 1),
        (5, "b.txt", 2),
        (6, "a.txt", 3),
        (1, "a.txt", 4),
    ):
        later(minutes)
        workspace.editor.annotate(article_id, "actor", [Span(span, 9)])
    for each in (workspace, opened(), Workspace.open(opened().root, annotator="hana", writable=False)):
        assert [each.time_spent(name) for name in ("a.txt", "b.txt", "c.txt")] == [180, 300, 0]
        assert each.time_spent() == 480
    later(3)
    opened().editor.undo()
    assert opened().time_spent("a.txt") == 360
