"""Annotations that are made with the keys of the real application are in every format."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.exchange.exporting.export import Request, export
from annotations.exchange.exporting.losses import kept_spans
from annotations.exchange.format import Problem
from annotations.exchange.registry import FORMATS
from annotations.model.record import Record
from annotations.workspace.workspace import Workspace
from tui.app import NewsreaderApp

pytestmark = pytest.mark.slow

# The wheat fell; the farmers ask who buys; 1,250 tons: with a chart before everything and an article after its lam.
PAGE = (
    "\U0001f4c9 \u0639\u0646\u0648\u0627\u0646 \u0627\u0644\u062e\u0628\u0631\r\n\r\n"
    "\u0642\u0627\u0644 \u0648\u0632\u064a\u0631\u064f \u0627\u0644\u0645\u0627\u0644\u064a\u0629\u0650 "
    "\u0644\u0644\u0635\u062d\u0641 \u0625\u0646 \u0627\u0644\u0639\u062c\u0632\u064e \u0628\u0644\u063a "
    "1,250 \u0645\u0644\u064a\u0648\u0646\u0627\u064b. "
    "\u0648\u0642\u0627\u0644: \u0644\u0627 \u0646\u0628\u064a\u0639 79% \U0001ee00.\r\n"
)


@pytest.fixture
async def annotated(tmp_path: Path) -> list[Record]:
    """Annotate a page with keys only: three spans, one inside another."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_bytes(PAGE.encode())
    with Workspace.open(corpus, annotator="hana") as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("enter", "j", "ctrl+left", "2", "a")  # the second and third word
            await pilot.press("j", "s", "c")  # the next sentence
            await pilot.press("home", *["ctrl+left"] * 2, "1", "f", "d")  # a word in it
        workspace.close()
        return list(workspace.records())


def test_the_keys_made_what_the_formats_are_asked_for(annotated: list[Record]) -> None:
    (record,) = annotated
    assert record.article.text == PAGE
    actor, claim, figure = record.work.annotations
    assert [each.label for each in (actor, claim, figure)] == ["actor", "claim", "figure"]
    assert claim.span.start < figure.span.start < figure.span.end < claim.span.end
    assert record.work.status == "done"


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_annotated_by_keys_is_in_every_format(
    name: str, annotated: list[Record], tmp_path: Path, missing: Callable[[str], str]
) -> None:
    if missing(name):
        pytest.skip(missing(name))
    format_ = FORMATS[name]
    with Workspace.open(tmp_path / "corpus", writable=False) as workspace:
        request = Request(workspace.labels, is_checked=True)
        report = export(annotated, tmp_path / "out", format_, request)
    assert report.checked is not None
    assert report.checked.wrong == ()
    problems: list[Problem] = []
    assert format_.reader is not None
    (read,) = format_.reader(tmp_path / "out", problems.append)
    assert problems == []
    spans = [(each.label, *fragment) for each in read.spans for fragment in each.fragments]
    wanted = [(label, span.start, span.end) for label, span in kept_spans(annotated[0], format_.carries)]
    assert sorted(spans) == sorted(wanted)
