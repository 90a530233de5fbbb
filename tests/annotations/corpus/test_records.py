"""Articles in files of records: their ids, which stay when records are added, their texts and what the fields say."""

import json
import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.corpus.fields import Fields
from annotations.errors import ConfigurationError, CorpusError

TEXT = "وقال مسؤول في الوزارة.\r\nسطر ثان \n"  # An official in the ministry said. Second line
RECORD = {
    "id": "n1",
    "title": "عنوان الخبر",  # title of the news
    "text": TEXT,
    "date": "2023-09-11T23:00:00Z",
    "source": {"name": "وكالة"},  # agency
    "keywords": ["زراعة", "خطة"],  # farming, plan
}


def lines(*records: Mapping[str, object]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.fixture
def corpus(tmp_path: Path):
    """Writes a file and finds its articles."""

    def of(name: str, content: str | bytes) -> Corpus:
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
        return Corpus.find(tmp_path / name)

    return of


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", lines(RECORD)),
        ("a.ndjson", "\ufeff" + lines(RECORD) + "\n\n"),
        ("a.json", json.dumps([RECORD])),
        ("a.json", json.dumps({"status": "ok", "articles": [RECORD]}, ensure_ascii=False, indent=2)),
    ],
)
def test_a_record_of_json_is_an_article(corpus, name: str, content: str) -> None:
    found = corpus(name, content)
    assert found.ids == (f"{name}#n1",)
    article = found.article(f"{name}#n1")
    assert article.text == TEXT
    assert (article.headline, article.published) == (RECORD["title"], "2023-09-11")
    assert (article.outlet, article.keywords) == ("وكالة", ("زراعة", "خطة"))
    assert article.path.name == name
    assert article.medium == ("json" if name == "a.json" else "jsonl")
    assert (article.encoding, article.problems) == ("utf-8", ())


def test_an_object_alone_is_an_article_without_a_key(corpus) -> None:
    found = corpus("a.json", json.dumps(RECORD))
    assert found.ids == ("a.json",)
    assert found.article("a.json").text == TEXT


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", 'id,title,text\n7,"a ""b"", c","one\ntwo"\n8,d,three\n'),
        ("a.csv", '\ufeffid;title;text\r\n7;"a ""b"", c";"one\ntwo"\r\n\r\n8;d;three'),
        ("a.tsv", 'ID\tTitle\tText\n7\ta "b", c\t"one\ntwo"\n8\td\tthree\n'),
    ],
)
def test_a_row_of_a_table_is_an_article(corpus, name: str, content: str) -> None:
    found = corpus(name, content)
    assert found.ids == (f"{name}#7", f"{name}#8")
    assert [found.article(article_id).text for article_id in reversed(found.ids)] == ["three", "one\ntwo"]
    assert found.article(found.ids[0]).headline == 'a "b", c'


@pytest.mark.parametrize("codec", ["cp1256", "iso8859_6", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_records_are_read_in_any_encoding(corpus, name: str, codec: str) -> None:
    text = TEXT.strip().replace("\r\n", " ")
    contents = {
        "a.jsonl": lines({"id": 1, "text": text}, {"id": 2, "text": "b"}),
        "a.json": json.dumps([{"id": 1, "text": text}, {"id": 2, "text": "b"}], ensure_ascii=False),
        "a.csv": f"id,text\n1,{text}\n2,b\n",
    }
    found = corpus(name, contents[name].encode(codec))
    assert [found.article(article_id).text for article_id in found.ids] == [text, "b"]
    assert found.article(found.ids[0]).encoding != "utf-8"


def ids(corpus, *records: Mapping[str, object]) -> Sequence[str]:
    return [article_id.partition("#")[2] for article_id in corpus("a.jsonl", lines(*records)).ids]


def test_ids_stay_when_records_are_added_before_and_between(corpus) -> None:
    one, two, new = {"text": "one"}, {"text": "two", "title": "t"}, {"text": "new"}
    first = ids(corpus, one, two)
    assert all(key.startswith("~") and len(key) == 13 for key in first)
    assert ids(corpus, new, one, new, two)[1::2] == first
    assert ids(corpus, one, {**two, "title": "another"}) == first


def test_records_of_one_id_or_one_text_are_told_apart(corpus) -> None:
    records = [{"id": key, "text": text} for key, text in ((7, "a"), (7, "b"), ("7~2", "c"), (7, "d"))]
    assert ids(corpus, *records) == ["7", "7~2", "7~2~2", "7~3"]
    first, second = ids(corpus, {"text": "a"}, {"text": "a"})
    assert second == f"{first}~2"


def test_an_id_that_is_none_is_not_used(corpus) -> None:
    for none in (None, "", True, 1.5, ["a"], "x" * 200):
        assert ids(corpus, {"id": none, "text": "a"})[0].startswith("~")
    assert ids(corpus, {"_id": {"$oid": "5f"}, "text": "a"}) == ["5f"]


def test_a_record_is_read_by_its_place_and_not_by_reading_those_before_it(corpus, monkeypatch) -> None:
    found = corpus("a.jsonl", lines(*({"id": number, "text": f"text {number}"} for number in range(500))))
    parsed = []
    loads = json.loads
    monkeypatch.setattr(json, "loads", lambda text: parsed.append(text) or loads(text))
    assert found.article("a.jsonl#499").text == "text 499"
    assert len(parsed) == 1


def test_a_file_that_has_changed_is_read_anew(corpus, tmp_path: Path) -> None:
    found = corpus("a.jsonl", lines({"id": 1, "text": "one"}, {"id": 2, "text": "two"}))
    (tmp_path / "a.jsonl").write_text(lines({"id": 0, "text": "zero zero"}, {"id": 2, "text": "two"}), encoding="utf-8")
    assert found.article("a.jsonl#2").text == "two"
    with pytest.raises(CorpusError, match="no such record"):
        found.article("a.jsonl#1")


def test_what_is_damaged_is_told_and_the_rest_is_read(corpus) -> None:
    found = corpus(
        "a.jsonl", lines({"id": 1, "text": "a"}) + "{damaged\n[1]\n" + lines({"title": "x"}, {"id": 2, "text": "b"})
    )
    assert found.ids == ("a.jsonl#1", "a.jsonl#2")
    assert "2 records that cannot be read" in found.problems[0]
    assert "1 record without a text" in found.problems[1]


def test_a_list_that_breaks_off_gives_what_came_before(corpus) -> None:
    found = corpus("a.json", '[{"id": 1, "text": "a"}, {"id": 2, "te')
    assert found.ids == ("a.json#1",)
    assert "not JSON" in found.problems[0]
    assert found.article("a.json#1").text == "a"


def test_bytes_that_stand_for_no_sign_are_told_of_their_record_alone(corpus) -> None:
    data = lines({"id": 1, "text": TEXT}, {"id": 2, "text": TEXT}).encode()
    damaged = data[:-8] + b"\xff" + data[-8:]
    found = corpus("a.jsonl", damaged)
    assert found.article("a.jsonl#1").problems == ()
    article = found.article("a.jsonl#2")
    assert "\ufffd" in article.text
    assert "in 1 place," in article.problems[0]


def test_an_export_of_this_program_holds_no_articles(corpus, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("b", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(lines({"schema": "newsreader/1", "id": "b.txt", "text": "b"}), encoding="utf-8")
    assert Corpus.find(tmp_path).ids == ("b.txt",)
    assert Corpus.find(tmp_path).problems == ()


def test_fields_can_be_named_in_the_configuration(corpus, tmp_path: Path) -> None:
    (tmp_path / "newsreader.toml").write_text(
        '[corpus]\ntext = "meta.words"\nheadline = ["none", "head"]\nid = "url"\n', encoding="utf-8"
    )
    record = {"meta": {"words": "a b"}, "head": "h", "url": "u", "text": "not this", "id": 5}
    article = corpus("a.jsonl", lines(record)).article("a.jsonl#u")
    assert (article.text, article.headline) == ("a b", "h")
    (tmp_path / "newsreader.toml").write_text('[corpus]\n\nbody = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"line 3.*no “body”: use text"):
        corpus("a.jsonl", lines(record))


def test_fields_can_be_given_instead_of_the_configuration(corpus, tmp_path: Path) -> None:
    (tmp_path / "newsreader.toml").write_text('[corpus]\nbody = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError):
        corpus("a.jsonl", lines({"id": 1, "story": "a b"}))
    given = Corpus.find(tmp_path / "a.jsonl", fields=Fields(text=("story",)))
    assert given.article("a.jsonl#1").text == "a b"


def test_a_configuration_that_cannot_be_read_keeps_no_plain_file_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "newsreader.toml").write_text("[", encoding="utf-8")
    (tmp_path / "a.txt").write_text("a b", encoding="utf-8")
    assert Corpus.find(tmp_path / "a.txt").article("a.txt").text == "a b"


def test_a_headline_that_begins_the_text_is_its_headline_and_no_other_line_is(corpus) -> None:
    paragraph = "وقال مسؤول في الوزارة إن الاجتماع سيعقد في العاصمة يوم الخميس المقبل بحضور عدد من الوزراء."
    headline = "الوزير يعلن خطة جديدة"
    found = corpus(
        "a.jsonl",
        lines(
            {"id": 1, "title": headline, "text": f"{headline}\n\n{paragraph}"},
            {"id": 2, "title": headline, "text": f"كلمات قليلة جدا هنا فقط\n{paragraph}"},
        ),
    )
    first, second = (found.article(article_id) for article_id in found.ids)
    assert [(str(each.kind), each.start) for each in first.sections] == [("headline", 0), ("body", len(headline) + 2)]
    assert "headline" not in {str(each.kind) for each in second.sections}


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2023-09-11", "2023-09-11"),
        ("2023-09-11T10:00:00+03:00", "2023-09-11"),
        ("Mon, 11 Sep 2023 10:00:00 GMT", "2023-09-11"),
        (1694426400, "2023-09-11"),
        ("1694426400000", "2023-09-11"),
        ({"$date": "2023-09-11T00:00:00Z"}, "2023-09-11"),
        ("\u0661\u0661 سبتمبر \u0662\u0660\u0662\u0663", "2023-09-11"),
        ("2023-13-41", ""),
        ("soon", ""),
        (1e300, ""),
    ],
)
def test_a_day_is_read_however_it_is_written(corpus, date: object, day: str) -> None:
    assert corpus("a.jsonl", lines({"id": 1, "text": "a", "date": date})).article("a.jsonl#1").published == day


def test_one_record_can_be_opened_by_its_id(corpus, tmp_path: Path) -> None:
    corpus("a.jsonl", lines({"id": 1, "text": "a"}, {"id": 2, "text": "b"}))
    assert Corpus.find(tmp_path / "a.jsonl#2").ids == ("a.jsonl#2",)
    with pytest.raises(CorpusError, match=r"no article 'a\.jsonl#3'"):
        Corpus.find(tmp_path / "a.jsonl#3")
    with pytest.raises(CorpusError, match="no such file"):
        Corpus.find(tmp_path / "b.jsonl#3")


def test_another_process_knows_where_the_records_are(corpus, monkeypatch) -> None:
    found = corpus("a.jsonl", lines({"id": 1, "text": "a"}, {"id": 2, "text": "b"}))
    found.article("a.jsonl#1")
    copy = pickle.loads(pickle.dumps(found))
    monkeypatch.setattr("annotations.corpus.source_files.SourceFiles._records", None)
    assert copy == found
    assert copy.article("a.jsonl#2") == found.article("a.jsonl#2")


def test_the_headline_of_a_record_is_without_the_name_of_the_site(tmp_path: Path) -> None:
    records = (
        {"title": "الوزير يعلن خطة جديدة - العربية نت", "text": "نص الخبر كله هنا."},
        {"title": "الوزير يعلن خطة جديدة - دفتر الشمال", "source": "دفتر الشمال", "text": "نص آخر للخبر هنا."},
        {"title": "الوزير - كما قال - يعلن خطة جديدة", "text": "نص ثالث للخبر هنا."},
    )
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    corpus = Corpus.find(tmp_path)
    assert [(article.headline, article.outlet) for article in map(corpus.article, corpus.ids)] == [
        ("الوزير يعلن خطة جديدة", "العربية.نت"),
        ("الوزير يعلن خطة جديدة", "دفتر الشمال"),
        ("الوزير - كما قال - يعلن خطة جديدة", ""),
    ]


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.aljazeera.net/news/1", "الجزيرة نت"),
        ("https://m.youm7.com/story/2", "اليوم السابع"),
        ("https://www.example.net/3", "example.net"),
    ],
)
def test_the_host_of_a_known_outlet_gives_its_name(tmp_path: Path, url: str, outlet: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "خبر", "text": "نص الخبر كله هنا.", "url": url}), "utf-8")
    corpus = Corpus.find(tmp_path)
    assert corpus.article(corpus.ids[0]).outlet == outlet
