"""Records come out the same however their articles are read."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.errors import CorpusError
from annotations.exchange.exporting.export import Request
from annotations.exchange.registry import FORMATS
from annotations.model.annotation import Status
from annotations.model.record import Record
from annotations.project.defaults import DEFAULT_LABELS
from annotations.store.store import Store
from annotations.text.span import Span
from annotations.workspace.records import Reading, Records, ahead, one_by_one, with_metadata
from annotations.workspace.workspace import Workspace

TEXT = (
    "A headline of article {number}\nReuters\n12 May 2024\nThe minister said that the deficit was {number} billion.\n"
)
NUMBER = 40


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Articles on most of which two annotators have worked: some have changed since, one has moved, one is no text."""
    root = tmp_path / "corpus"
    (root / "sub").mkdir(parents=True)
    for number in range(NUMBER):
        (root / "sub" / f"{number}.txt").write_text(TEXT.format(number=number), "utf-8")
    for annotator, step in (("hana", 2), ("omar", 3)):
        with Workspace.open(root, annotator=annotator, machine="pc") as workspace:
            for article_id in workspace.ids[::step]:
                place = workspace.article(article_id).text.index("minister")
                workspace.editor.annotate(article_id, "actor", [Span(place, place + 8)])
                workspace.editor.set_status(article_id, Status.DONE)
    for number in (6, 12):
        (root / "sub" / f"{number}.txt").write_text("Nothing like what it was before, at all.", "utf-8")
    (root / "sub" / "18.txt").rename(root / "moved.txt")
    return root


@pytest.fixture(params=[1, 2], ids=["one process", "several processes"])
def _processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"FEW": 8, "BATCH": 4, "PROCESSES": request.param}.items():
        monkeypatch.setattr(f"annotations.processes.{name}", value)


def records(root: Path, read: Callable[[Corpus], Reading] = one_by_one) -> Iterator[Record]:
    corpus = Corpus.find(root)
    stores = [Store(root, name, writable=False) for name in ("hana", "omar")]
    return Records(corpus, stores).of(corpus.ids, read(corpus))


def without_sections(told: Iterator[Record]) -> list[Record]:
    return [replace(each, article=replace(each.article, sections=(), keywords=())) for each in told]


@pytest.mark.usefixtures("_processes")
def test_records_are_the_same_whoever_reads_the_articles(corpus: Path) -> None:
    whole = list(records(corpus))
    assert whole[0].article.id == "moved.txt"
    assert sum(each.orphans for each in whole) == 4
    assert len(whole) == 20 + 14
    assert list(records(corpus, partial(ahead, with_sections=True))) == whole
    assert without_sections(records(corpus, partial(ahead, with_sections=False))) == without_sections(iter(whole))
    assert all(each.article.sections is None for each in records(corpus, partial(ahead, with_sections=False)))
    with Workspace.open(corpus, annotator="hana", writable=False) as workspace:
        list(workspace.index.build())
        known = list(records(corpus, partial(with_metadata, metadata_of=workspace.index.metadata)))
    assert without_sections(iter(known)) == without_sections(iter(whole))
    assert all(each.article.sections is None for each in known)


@pytest.mark.usefixtures("_processes")
def test_an_article_with_work_that_cannot_be_read_ends_an_export_and_one_without_does_not(
    corpus: Path, tmp_path: Path
) -> None:
    (corpus / "sub" / "1.txt").unlink()
    (corpus / "sub" / "1.txt").symlink_to(tmp_path)
    with Workspace.open(corpus, annotator="hana", writable=False) as workspace:
        (corpus / "sub" / "5.txt").unlink()
        workspace.export(tmp_path / "out", FORMATS["jsonl"], Request(DEFAULT_LABELS))
        assert (tmp_path / "out").read_bytes().count(b"\n") == 34
        (corpus / "sub" / "24.txt").unlink()
        with pytest.raises(CorpusError, match=r"24\.txt: there is no such file"):
            workspace.export(tmp_path / "out", FORMATS["jsonl"], Request(DEFAULT_LABELS))
        assert (tmp_path / "out").read_bytes().count(b"\n") == 34


@pytest.mark.usefixtures("_processes")
def test_an_export_is_the_same_bytes_with_and_without_an_index(corpus: Path, tmp_path: Path) -> None:
    written = []
    for _ in range(2):
        with Workspace.open(corpus, annotator="hana", writable=False) as workspace:
            workspace.export(tmp_path / "out", FORMATS["jsonl"], Request(DEFAULT_LABELS))
            list(workspace.index.build())
        written.append((tmp_path / "out").read_bytes())
    assert written[0] == written[1]
    assert b'"outlet":"Reuters"' in written[0]


def test_records_one_by_one_read_no_further_than_they_are_asked_for(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    read = Corpus.article
    monkeypatch.setattr(Corpus, "article", lambda *given, **more: (asked.append(given[1]), read(*given, **more))[1])
    with Workspace.open(corpus, annotator="hana", writable=False) as workspace:
        assert next(workspace.records()).article.id == "moved.txt"
    assert asked == ["moved.txt"]
