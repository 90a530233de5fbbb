import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations import processes as readers
from annotations.errors import ExportError, NewsreaderError, StoreCorruptError
from annotations.exchange.exporting.export import ExportReport, Request, is_divisible
from annotations.exchange.exporting.pseudonyms import Pseudonyms
from annotations.exchange.exporting.selection import Selection
from annotations.exchange.exporting.splits import Splits
from annotations.exchange.registry import FORMATS
from annotations.model.annotation import Status
from annotations.model.article import SectionKind
from annotations.project.defaults import DEFAULT_LABELS
from annotations.text.span import Span
from annotations.workspace import export
from annotations.workspace.workspace import Workspace

ONE, TWO = Span(0, 5), Span(7, 12)
JSONL = FORMATS["jsonl"]
Exported = tuple[bytes, ExportReport]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two annotators' work on some of 200 articles; of one the words are gone, one has moved, one is told empty."""
    folder = tmp_path / "corpus"
    for number in range(200):
        path = folder / f"{number % 3}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"عنوان\n\nقال الوزير إن السعر بلغ {number} جنيها.\n", encoding="utf-8")
    for annotator, step in (("hana", 2), ("omar", 3)):
        with Workspace.open(folder, annotator=annotator) as opened:
            for article_id in opened.ids[::step]:
                opened.editor.annotate_all(article_id, "claim", [ONE, TWO])
            opened.editor.annotate(opened.ids[3], "actor", [Span(0, 12)])
            opened.editor.set_status(opened.ids[1], Status.NOTHING_HERE)
    with Workspace.open(folder, annotator="hana") as opened:
        first, other = opened.ids[0], opened.ids[2]
    (folder / first).write_text("شيء آخر تماما", encoding="utf-8")
    (folder / other).rename(folder / "moved.txt")
    return folder


@pytest.fixture
def exported(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Exported]:
    """What an export in parts writes, or in one piece, and its report."""

    def run(request: Request | None = None, *, parted: int = 1, few: int = 256) -> Exported:
        monkeypatch.setattr(export, "PARALLEL_FROM", parted)
        monkeypatch.setattr(readers, "FEW", few)
        with Workspace.open(corpus, annotator="hana", writable=False) as opened:
            report = opened.export(tmp_path / "out.jsonl", JSONL, request or Request(opened.labels))
        return (tmp_path / "out.jsonl").read_bytes(), report

    return run


@pytest.mark.parametrize("has_index", [False, True])
@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        Selection(labels=("actor",)),
        Selection(annotators=("omar",)),
        Selection(sections=(SectionKind.BODY,)),
    ],
    ids=["all", "of a label", "of an annotator", "of sections"],
)
def test_parts_are_the_whole(
    exported: Callable[..., Exported], corpus: Path, selection: Selection, *, has_index: bool
) -> None:
    with Workspace.open(corpus, annotator="hana", writable=False) as opened:
        request = Request(opened.labels, selection=selection, pseudonyms=Pseudonyms("key"))
        if has_index:
            for _ in opened.index.build():
                pass
    whole = exported(request, parted=10**6)
    assert whole[1].records > 60
    assert exported(request) == whole


def test_processes_make_the_same_lines_in_the_same_order(exported: Callable[..., Exported]) -> None:
    assert exported(few=1) == exported(parted=10**6)


@pytest.mark.parametrize("few", [1, 256])
def test_an_error_in_a_part_is_told_and_nothing_is_written(
    exported: Callable[..., Exported], corpus: Path, tmp_path: Path, few: int
) -> None:
    before = exported()
    store = corpus / "annotations" / "hana"
    shutil.rmtree(store / "journal")
    (store / "articles" / "1" / "100.txt.json").write_text("{", encoding="utf-8")
    told = []
    for parted in (1, 10**6):
        with pytest.raises(NewsreaderError) as error:
            exported(parted=parted, few=few)
        told.append((type(error.value), str(error.value)))
    assert told[0] == told[1]
    assert told[0][0] is StoreCorruptError
    assert (tmp_path / "out.jsonl").read_bytes() == before[0]


def test_what_would_be_lost_is_refused_of_all_parts_together(
    exported: Callable[..., Exported], corpus: Path, tmp_path: Path
) -> None:
    with Workspace.open(corpus, annotator="hana", writable=False) as opened:
        request = Request(opened.labels, selection=Selection(sections=(SectionKind.BODY,)), is_strict=True)
    told = []
    for parted in (1, 10**6):
        with pytest.raises(ExportError, match="spans across the sections' edges") as error:
            exported(request, parted=parted)
        told.append(str(error.value))
    assert told[0] == told[1]
    assert not (tmp_path / "out.jsonl").exists()


def test_only_lines_for_one_file_that_is_not_read_back_are_divided() -> None:
    request = Request(DEFAULT_LABELS)
    assert is_divisible(JSONL, request)
    assert not is_divisible(FORMATS["conll"], request)
    assert not is_divisible(JSONL, request._replace(splits=Splits.parse("80/10/10")))
    assert not is_divisible(JSONL, request._replace(is_checked=True))
