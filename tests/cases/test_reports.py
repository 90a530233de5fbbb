"""The inputs of public reports: each has the value that is right, by the rule that the report names."""

import csv
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.figures import propose
from annotations.model.annotation import Status
from annotations.suggestions.figures import quantities
from annotations.suggestions.words import words_of
from annotations.text.folding import fold
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tests.cases.conftest import CASES
from tui.app import NewsreaderApp
from tui.commands import check, export, import_, init, stats
from tui.typesetting.lines.layout import lay_out
from tui.widgets.article.article_view import ArticleView

Case = Callable[[str], Path]
SIZE = (120, 40)
REPORT = "نص الخبر كله هنا."
MINISTER = "وزير المالية"


def texts(path: Path) -> list[str]:
    corpus = Corpus.find(path)
    return [corpus.article(each).text for each in corpus.ids]


def dates(path: Path) -> dict[str, str]:
    corpus = Corpus.find(path)
    return {each.rpartition("#")[2]: corpus.article(each).published for each in corpus.ids}


def imported(path: Path, into: Path, *options: str) -> dict[str, list[tuple[str, str]]]:
    """Import a file into an empty folder, and return the labels and quotations of each article."""
    into.mkdir(exist_ok=True)
    assert init.main([str(into), "--from", str(path)]) == 0
    assert import_.main([str(path), "--into", str(into), "--make-articles", *options]) == 0
    with Workspace.open(into, writable=False) as workspace:
        return {
            record.work.article_id: [(each.label, each.quote) for each in record.work.annotations]
            for record in workspace.records()
        }


# Layout


@pytest.mark.parametrize("sign", "./!?؟،؛:;,)]}")
def test_a_long_run_of_one_sign_fills_its_rows(sign: str) -> None:
    assert len(lay_out(sign * 112, 80).lines) == 2


async def test_three_thousand_question_marks_open_at_once(case: Case) -> None:
    async with NewsreaderApp(Workspace.open(case("inputs/questionmarks3000.txt"))).run_test(size=SIZE) as pilot:
        await pilot.press("enter")


# Values of figures


def figures() -> list[tuple[str, str, str]]:
    if not CASES.is_dir():
        return []
    rows = csv.reader(
        (CASES / "inputs/figures.tsv").read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    return [tuple(row) for row in rows if row and not row[0].startswith("# text")]


@pytest.mark.parametrize(("text", "marked", "expected"), figures())
def test_a_figure_has_the_value_that_it_says(text: str, marked: str, expected: str) -> None:
    start = 0 if marked == "(whole)" else text.index(marked)
    end = len(text) if marked == "(whole)" else start + len(marked)
    found = propose(text, Span(start, end))
    value = re.search(r"value=(\S+?),?(?: |$)", expected)
    if value is None:
        assert "value" not in found
        assert not [
            each for each in quantities(text, words_of(text, 0, len(text))) if each.start < end and start < each.end
        ]
        return
    assert Fraction(str(found["value"])) == Fraction(value[1])
    unit = re.search(r"unit=(\S+)", expected)
    if unit is not None:
        assert found["unit"] == unit[1]
    if "no unit" in expected:
        assert "unit" not in found
    if "approximate" in expected:
        assert found["approximate"]


# Files of articles


def test_a_number_that_is_no_date_leaves_the_date_empty(case: Case) -> None:
    folder = case("inputs/json")
    assert dates(folder / "hugeint.jsonl")["1"] == ""
    found = dates(folder / "hijri.jsonl")
    assert not [each for each in found.values() if each and not 1800 <= int(each[:4]) <= 2100]
    assert "2023-09-11" in found.values()
    assert "2023-01-11" in found.values()


def test_records_are_read_in_every_harmless_form(case: Case) -> None:
    folder = case("inputs/json")
    assert len(texts(folder / "lines.json")) == 2
    assert [each.splitlines() for each in texts(folder / "paras.json")] == [
        ["الفقرة الأولى من الخبر.", "الفقرة الثانية منه."]
    ]
    assert [each.splitlines() for each in texts(case("inputs/json2"))] == [["فقرة أولى.", "فقرة ثانية."]]


@pytest.mark.parametrize("name", ["surplus.csv", "strayquote.csv"])
def test_a_row_that_does_not_fit_its_table_is_reported(case: Case, name: str) -> None:
    corpus = Corpus.find(case("inputs/csv2") / name)
    problems = [*corpus.problems, *(each for article in corpus.ids for each in corpus.article(article).problems)]
    assert problems or all("وخرج" in text or "غادر" in text for text in texts(case("inputs/csv2") / name)[:1])
    for text in texts(corpus.root / name):
        assert not text.endswith('وخرج"')


def test_a_backslash_is_no_end_of_a_field_unreported(case: Case) -> None:
    corpus = Corpus.find(case("inputs/csv/backslash.csv"))
    first = corpus.article(corpus.ids[0])
    assert first.text.rstrip('"').endswith("ثم خرج") or first.problems or corpus.problems


@pytest.mark.parametrize(("name", "count"), [("csv/sep.csv", 1), ("csv2/blanklines.csv", 1), ("csv/cr.csv", 2)])
def test_a_table_is_read_whatever_stands_before_it(case: Case, name: str, count: int) -> None:
    found = texts(case(f"inputs/{name}"))
    assert len(found) == count
    assert all(each.startswith("نص") for each in found)


def test_a_feed_gives_its_items_own_texts(case: Case) -> None:
    folder = case("inputs/feed")
    corpus = Corpus.find(folder / "media.rss")
    (article,) = (corpus.article(each) for each in corpus.ids)
    assert (article.headline, REPORT in article.text, "الوزير أمام" in article.text) == ("عنوان الخبر", True, False)
    assert REPORT in texts(folder / "esc_cdata.rss")[0]


@pytest.mark.parametrize("name", ["feed/ctrl.rss", "feed/amp.rss", "feed2/trunc.rss"])
def test_the_sound_items_of_a_damaged_feed_are_read_and_the_rest_is_reported(case: Case, name: str) -> None:
    corpus = Corpus.find(case(f"inputs/{name}"))
    found = [corpus.article(each) for each in corpus.ids]
    assert any(each.text.rstrip().endswith(("نص سليم", "نص أول")) for each in found)
    assert len(found) == 2 or corpus.problems


def test_pages_keep_joiners_and_powers(case: Case) -> None:
    (page,) = texts(case("inputs/html/sup.html"))
    assert "106" not in page
    assert "كم2" not in page
    corpus = Corpus.find(case("inputs/enc/fa.html"))
    article = corpus.article(corpus.ids[0])
    assert article.headline == "برنامه\u200cهای تازهٔ وزارت"
    assert article.text.count(article.headline) == 1


def test_packed_files_are_read_or_reported(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    folder = case("inputs/compressed")
    corpus = Corpus.find(folder)
    assert {each.partition("#")[0].partition("!")[0] for each in corpus.ids} >= {"c.txt.gz", "d.jsonl.gz"}
    is_read = any(each.startswith("h.tar.xz") for each in corpus.ids)
    status = check.main([str(folder)])
    said = "".join(capsys.readouterr())
    assert is_read or ("h.tar.xz" in said and status == 1)


@pytest.mark.parametrize("name", ["double_cp1252.txt", "double_cp1256.txt"])
def test_a_text_that_was_decoded_twice_is_a_problem(case: Case, name: str) -> None:
    corpus = Corpus.find(case("inputs/enc") / name)
    article = corpus.article(corpus.ids[0])
    assert article.problems or corpus.problems


# Annotations of other tools


def test_every_column_of_nested_tags_is_read_or_the_file_is_refused(case: Case, tmp_path: Path) -> None:
    file = case("inputs/import/nested.conll")
    (found,) = imported(file, tmp_path / "into", "--format", "conll").values()
    assert sorted(found) == [("OCC", "أمين سر اللجنة المركزية"), ("ORG", "اللجنة المركزية")]


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        ("doccano_labels.jsonl", "doccano"),
        ("doccano_floats.jsonl", "doccano"),
        ("prodigy_metaonlyint.jsonl", "prodigy"),
        ("ls_single.json", "labelstudio"),
        ("ls_min.json", "labelstudio"),
        ("ls_hyper.json", "labelstudio"),
        ("comments.conll", "conll"),
    ],
)
def test_the_span_of_a_harmless_form_is_taken(case: Case, tmp_path: Path, name: str, format_name: str) -> None:
    found = imported(case(f"inputs/import/{name}"), tmp_path / "into", "--format", format_name)
    assert list(found.values()) == [[("actor", MINISTER)]]
    assert "#" not in "".join(texts(tmp_path / "into"))


def test_an_import_into_an_empty_folder_takes_the_text_or_says_what_the_file_lacks(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "into").mkdir()
    file = case("inputs/import/doccano_data.jsonl")
    status = import_.main([str(file), "--format", "doccano", "--into", str(tmp_path / "into"), "--make-articles"])
    said = "".join(capsys.readouterr())
    assert "1 spans imported" in said if status == 0 else "line 1" in said


def test_a_table_of_spans_survives_a_lone_carriage_return(case: Case, tmp_path: Path) -> None:
    folder = case("inputs/cr")
    assert import_.main([str(folder / "import.jsonl"), "--into", str(folder)]) == 0
    table = tmp_path / "out.csv"
    assert export.main([str(folder), "--format", "csv", "--out", str(table)]) == 0
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "a.txt").write_bytes((folder / "a.txt").read_bytes())
    assert import_.main([str(table), "--format", "csv", "--into", str(tmp_path / "again")]) == 0
    with Workspace.open(tmp_path / "again", writable=False) as workspace:
        assert len([each for record in workspace.records() for each in record.work.annotations]) == 1


# Words, tokens and keys


async def tagged(path: Path, *keys: str) -> list[str]:
    with Workspace.open(path, annotator="hana") as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter", *keys)
        return [each.quote for each in workspace.work(workspace.ids[0]).annotations]


async def first_word_with(case: Case, words: str, *keys: str) -> list[str]:
    path = case("inputs/words.txt")
    with Workspace.open(path, annotator="hana") as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter")
            view = app.screen.query_one(ArticleView)
            view.go_to(workspace.article(workspace.ids[0]).text.index(words))
            await pilot.press(*keys)
        return [each.quote for each in workspace.work(workspace.ids[0]).annotations]


@pytest.mark.parametrize("word", ["in\u00adter\u00adna\u00adtion\u00adal", "أ.ش.أ"])
async def test_a_word_is_whole(case: Case, word: str) -> None:
    assert await first_word_with(case, word, "a") == [word]


async def test_a_sentence_ends_at_a_full_stop_before_an_invisible_sign(case: Case) -> None:
    (quote,) = await first_word_with(case, "قال الوزير", "s", "c")
    assert "القاعة" not in quote
    assert quote.strip("\u202a\u202b\u202c").endswith("انتهى")


def test_addresses_and_signed_numbers_are_read_from_left_to_right() -> None:
    for address in (
        "https://ar.wikipedia.org/wiki/القاهرة_الكبرى",
        "https://example.com/بحث?q=غزة&lang=ar&p=2",
        "+966 50 123 4567",
        "OPEC+",
        "37.5°C",
    ):
        line = next(
            each for each in (CASES / "inputs/bidi_tokens.txt").read_text("utf-8").splitlines() if address in each
        )
        layout = lay_out(line, 100)
        start = line.index(address)
        columns = [layout.column_of(start + word.start()) for word in re.finditer(r"\w+|\W", address)]
        assert columns == sorted(columns), address


@pytest.mark.parametrize("letters", ["ہ ه", "ۃ ة", "ھ ه", "ے ی", "ۀ ه", "ە ه"])
def test_letters_of_urdu_and_kurdish_are_folded(letters: str) -> None:
    ours, theirs = letters.split()
    assert fold(f"ا{ours}ب") == fold(f"ا{theirs}ب")


async def test_twenty_thousand_open_quotations_do_not_hold_the_key_that_grows(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("عنوان\n\n" + "«" * 20000 + " كلمة\n", encoding="utf-8")
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter", "ctrl+end", "left", "left", "+", "+")


async def test_digits_of_the_persian_keyboard_count_words(case: Case) -> None:
    (quote,) = await first_word_with(case, "قالت", "۳", "a")
    assert len(quote.split()) == 3


# Statistics and the store


def test_one_long_span_agrees_with_one_of_five_short_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("aa bb cc dd ee ff\n", encoding="utf-8")
    for annotator, spans in (("hana", [Span(0, 17)]), ("omar", [Span(at, at + 2) for at in range(0, 15, 3)])):
        with Workspace.open(tmp_path, annotator=annotator) as workspace:
            workspace.editor.annotate_all("a.txt", "actor", spans)
            workspace.editor.set_status("a.txt", Status.DONE)
    assert stats.main([str(tmp_path)]) == 0
    assert "0.33" in capsys.readouterr().out


def test_sealed_lines_between_the_markers_of_a_conflict_are_kept(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = case("inputs/gitconflict")
    check.main([str(folder), "--repair"])
    said = "".join(capsys.readouterr())
    with Workspace.open(folder, annotator="hana") as workspace:
        kept = sum(len(record.work.annotations) for record in workspace.records())
    assert kept == 5, said
