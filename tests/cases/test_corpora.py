"""Files in the shapes of public corpora: articles are read or reported, and annotations are right or refused."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.errors import CorpusError, NewsreaderError
from annotations.model.article import Article, SectionKind
from annotations.workspace.workspace import Workspace
from tests.cases.conftest import CASES
from tui.commands import check, import_, init

Case = Callable[[str], Path]
FIRST, LAST = "أعلن وزير الاقتصاد", "الشهر القادم."
HEADLINE = "وزير الاقتصاد يعلن خطة جديدة لدعم الصادرات"


def named(folder: str, pattern: str = "*") -> Sequence[str]:
    return sorted(each.name for each in (CASES / "corpora" / folder).glob(pattern))


def read(path: Path) -> tuple[list[Article], list[str]]:
    """Return the articles of a path, and all that is reported of it."""
    try:
        corpus = Corpus.find(path)
    except CorpusError as error:
        return [], [str(error)]
    articles = [corpus.article(each) for each in corpus.ids]
    return articles, [*corpus.problems, *(problem for each in articles for problem in each.problems)]


def body(article: Article) -> str:
    return "\n".join(article.text[each.start : each.end] for each in article.sections if each.kind is SectionKind.BODY)


@pytest.mark.parametrize("name", named("lines", "*.txt"))
def test_lines_before_and_behind_the_prose_are_not_body(case: Case, name: str) -> None:
    ((article,), _) = read(case(f"corpora/lines/{name}"))
    assert article.headline == HEADLINE
    assert body(article).strip().startswith(FIRST)
    assert body(article).strip().endswith(LAST)


@pytest.mark.parametrize("name", named("read"))
def test_what_analysts_have_is_read_or_reported(case: Case, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = case(f"corpora/read/{name}")
    articles, problems = read(folder)
    assert articles or problems
    assert problems or all(each.text.strip() for each in articles)
    if articles:
        status = check.main([str(folder)])
        assert ("all is sound" in capsys.readouterr().out) == (status == 0)
        assert status == bool(Corpus.find(folder).problems)


@pytest.mark.parametrize("name", named("read", "date_*"))
def test_a_date_is_found_or_its_field_is_named(case: Case, name: str) -> None:
    articles, problems = read(case(f"corpora/read/{name}"))
    assert all(each.published for each in articles) or name.removeprefix("date_") in " ".join(problems)


@pytest.mark.parametrize("name", named("read", "outlet_*"))
def test_an_outlet_is_found_or_its_field_is_named(case: Case, name: str) -> None:
    articles, problems = read(case(f"corpora/read/{name}"))
    assert all(each.outlet and "://" not in each.outlet for each in articles) or name.removeprefix(
        "outlet_"
    ) in " ".join(problems)


@pytest.mark.parametrize("name", named("annotated"))
def test_annotations_are_right_or_refused_with_a_reason(
    case: Case, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, into = case(f"corpora/annotated/{name}"), tmp_path / "into"
    into.mkdir()
    with suppress(NewsreaderError):
        init.main([str(into), "--from", str(path)])
    capsys.readouterr()
    said = ""
    try:
        import_.main([str(path), "--into", str(into), "--make-articles"])
    except NewsreaderError as refusal:
        said = str(refusal)
    if "which is not installed" in said:
        pytest.skip(said)
    said += "".join(capsys.readouterr())
    made = []
    if any(into.rglob("annotations")):
        with Workspace.open(into, writable=False) as workspace:
            made = [each for record in workspace.records() for each in record.work.annotations]
    assert all(each.quote.strip() for each in made)
    reasons = [
        each for each in said.splitlines() if " articles made in " not in each and "0 spans imported" not in each
    ]
    assert made or reasons, said


def test_a_saved_page_keeps_the_lead_outside_its_body(case: Case) -> None:
    ((article,), _) = read(case("corpora/html/lead_and_meta.html"))
    assert article.published
    assert "://" not in article.outlet
    assert len(set(article.keywords)) == len(article.keywords)
