"""Files as analysts have them: packed, nested, misnamed, in the forms of other tools. Each is read or reported."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.disk import limits
from annotations.errors import CorpusError

RECORD = {"id": 1, "title": "t", "text": "the report", "date": "2023-09-11"}
LINE = json.dumps(RECORD) + "\n"
ARABIC = "\u0623\u0639\u0644\u0646\u062a \u0648\u0632\u0627\u0631\u0629 \u0627\u0644\u0635\u062d\u0629\n"


def find(root: Path, name: str, content: str | bytes) -> Corpus:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return Corpus.find(root)


def texts(corpus: Corpus) -> list[str]:
    return [corpus.article(each).text for each in corpus.ids]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_packed_files_are_read(tmp_path: Path, suffix: str, pack) -> None:
    find(tmp_path, f"a.txt{suffix}", pack(ARABIC.encode("cp1256")))
    find(tmp_path, f"b.JSONL{suffix}", pack(LINE.encode() * 2) + pack(LINE.encode()))
    corpus = find(tmp_path, f"c.csv{suffix}", pack(b"id,text\n1,a\n"))
    assert corpus.ids == (f"a.txt{suffix}", *(f"b.JSONL{suffix}#1{n}" for n in ("", "~2", "~3")), f"c.csv{suffix}#1")
    assert texts(corpus) == [ARABIC, *["the report"] * 3, "a"]
    assert texts(Corpus.find(tmp_path / f"b.JSONL{suffix}#1")) == ["the report"]
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        member = tarfile.TarInfo(f"x.txt{suffix}")
        member.size = len(pack(b"abc"))
        tar.addfile(member, io.BytesIO(pack(b"abc")))
    corpus = find(tmp_path / "tar", f"a.tar{suffix}", pack(archive.getvalue()))
    assert texts(Corpus.find(tmp_path / "tar")) == ["abc"]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_a_packed_file_is_unpacked_within_the_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, pack
) -> None:
    find(tmp_path, f"a.txt{suffix}", pack(b"\0" * 3_000_000))
    monkeypatch.setattr(limits, "RATIO", 1)
    with pytest.raises(CorpusError, match="unpacks to more than"):
        Corpus.find(tmp_path).article(f"a.txt{suffix}")
    find(tmp_path, f"a.txt{suffix}", pack(b"abc" * 1000)[:-9])
    with pytest.raises(CorpusError, match="cannot be unpacked"):
        Corpus.find(tmp_path).article(f"a.txt{suffix}")


OTHER = {"title": "u", "text": "another report"}


@pytest.mark.parametrize(
    "content",
    [
        LINE + json.dumps(OTHER) + "\n",
        "\ufeff" + LINE + "\n\n" + json.dumps(OTHER),
        json.dumps(RECORD, indent=1) + "\n" + json.dumps(OTHER, indent=1),
        json.dumps(RECORD) + json.dumps(OTHER),
        json.dumps({"took": 3, "hits": {"total": 2, "hits": [{"_id": "1", "_source": RECORD}, {"_source": OTHER}]}}),
        json.dumps({"status": "ok", "data": {"articles": [RECORD, OTHER]}}),
        json.dumps({"a": {"b": {"c": {"anything": [RECORD, OTHER]}}}}),
        json.dumps({"101": RECORD, "102": OTHER}),
        json.dumps({"articles": {"101": RECORD, "102": OTHER}}),
        json.dumps(
            {"meta": {"tags": ["a"]}, "posts": [{"node": RECORD}, {"node": OTHER}]}, ensure_ascii=False, indent=2
        ),
        json.dumps({"\u0627\u0644\u0623\u062e\u0628\u0627\u0631": [RECORD, OTHER]}, ensure_ascii=False),
        json.dumps([{"title": ["t"], "text": ["the report"]}, {"title": ["u"], "text": ["another report"]}]),
        json.dumps([{"data": RECORD}, {"attributes": OTHER}]),
        json.dumps({"response": {"docs": [RECORD, OTHER]}}),
    ],
)
def test_records_are_found_however_they_are_nested(tmp_path: Path, content: str) -> None:
    corpus = find(tmp_path, "a.json", content)
    assert texts(corpus) == ["the report", "another report"]
    assert [corpus.article(each).headline for each in corpus.ids] == ["t", "u"]
    assert corpus.problems == ()


def test_one_article_under_a_key_is_read(tmp_path: Path) -> None:
    assert texts(find(tmp_path, "a.json", json.dumps({"101": RECORD}))) == ["the report"]
    assert texts(find(tmp_path, "a.json", json.dumps({"article": RECORD}))) == ["the report"]


def test_a_wide_object_without_articles_takes_no_time(tmp_path: Path) -> None:
    find(tmp_path, "z.txt", "sound")
    corpus = find(tmp_path, "a.json", json.dumps({str(n): {"a": {"b": n}} for n in range(100_000)}))
    assert "1 record without a text" in corpus.problems[0]


def test_a_line_that_is_damaged_in_a_file_called_json_is_reported(tmp_path: Path) -> None:
    corpus = find(tmp_path, "a.json", LINE + "{damaged\n" + LINE)
    assert texts(corpus) == ["the report", "the report"]
    assert "1 record that cannot be read" in corpus.problems[0]


def test_an_article_with_an_object_in_it_stays_one_article(tmp_path: Path) -> None:
    content = {**RECORD, "related": {"a": OTHER}, "comments": [{"text": "x"}], "author": {"description": "y"}}
    assert texts(find(tmp_path, "a.json", json.dumps(content))) == ["the report"]


@pytest.mark.parametrize("name", ["a.jl", "a.ndjson", "a.jsonl"])
def test_json_lines_have_many_names(tmp_path: Path, name: str) -> None:
    assert texts(find(tmp_path, name, LINE)) == ["the report"]


def test_a_list_that_is_called_lines_is_read(tmp_path: Path) -> None:
    assert texts(find(tmp_path, "a.jsonl", json.dumps([RECORD, OTHER], indent=1))) == ["the report", "another report"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (["one", "two"], "one\ntwo"),
        ([{"type": "p", "text": "one"}, {"type": "p", "text": "two"}], "one\ntwo"),
        ([{"data": {"text": "one"}}], "one"),
        ([{"type": "p", "content": "one"}, {"type": "image", "url": "u"}, None], "one"),
        (["one", "", "two"], "one\n\ntwo"),
    ],
)
def test_paragraphs_in_a_list_are_joined(tmp_path: Path, value: object, text: str) -> None:
    for field in ("text", "content", "paragraphs"):
        assert texts(find(tmp_path, "a.jsonl", json.dumps({field: value}))) == [text]


@pytest.mark.parametrize(
    ("field", "value", "outlet"),
    [
        ("sitename", "o", "o"),
        ("Source-Name", "o", "o"),
        ("newsSource", "o", "o"),
        ("PUBLICATION", "o", "o"),
        ("url", "https://www.example.net/1?x", "example.net"),
        ("link", "//example.net", "example.net"),
        ("source", {"name": "o", "id": None}, "o"),
    ],
)
def test_a_field_is_found_whatever_its_case_and_separators(
    tmp_path: Path, field: str, value: object, outlet: str
) -> None:
    corpus = find(tmp_path, "a.jsonl", json.dumps({"Article Text": "a", field: value, "publish-date": "2023-09-11"}))
    article = corpus.article(corpus.ids[0])
    assert (article.text, article.outlet, article.published) == ("a", outlet, "2023-09-11")


def test_a_name_counts_before_an_address(tmp_path: Path) -> None:
    corpus = find(tmp_path, "a.jsonl", json.dumps({"text": "a", "source": "https://e.net/1", "hostname": "o"}))
    assert corpus.article(corpus.ids[0]).outlet == "o"


def test_the_text_counts_before_a_teaser(tmp_path: Path) -> None:
    record = {"description": "short", "content_html": "<p>whole</p>"}
    assert texts(find(tmp_path, "a.jsonl", json.dumps(record))) == ["whole\n"]
    (tmp_path / "newsreader.toml").write_text('[corpus]\ntext = "wording"\n')
    with pytest.raises(CorpusError, match="without a text"):
        find(tmp_path, "a.jsonl", json.dumps({"description": "short"}))


@pytest.mark.parametrize(
    "content", [{"title": {"0": "a"}, "text": {"0": "b"}}, {"columns": ["text"], "index": [0], "data": [["a"]]}]
)
def test_a_table_by_columns_is_reported(tmp_path: Path, content: object) -> None:
    with pytest.raises(CorpusError, match="a table by columns, so it is left out; save it by records"):
        find(tmp_path, "a.json", json.dumps(content))


def test_records_without_a_text_inside_an_object_are_reported_each(tmp_path: Path) -> None:
    find(tmp_path, "z.txt", "sound")
    records = [{"wording": "a long text " * 9}] * 2
    corpus = find(tmp_path, "a.json", json.dumps({"response": {"docs": records}}))
    assert "2 records without a text left out" in corpus.problems[0]
    assert '[corpus] text = "wording"' in corpus.problems[0]


def test_a_file_that_is_opened_but_not_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(CorpusError, match=r"a\.pdf: not read; save them as text"):
        Corpus.find(tmp_path / "a.pdf")


def test_the_name_of_an_unknown_field_is_proposed(tmp_path: Path) -> None:
    find(tmp_path, "z.txt", "sound")
    corpus = find(
        tmp_path, "a.jsonl", json.dumps({"name": "x", "inner": {"wording": "a long text " * 9}}) + "\n" + LINE
    )
    assert '[corpus] text = "inner.wording"' in corpus.problems[0]
    corpus = find(tmp_path, "a.jsonl", json.dumps({"text": "x", "day of issue": "2023-09-11"}))
    assert '[corpus] date = "day of issue"' in corpus.problems[0]


DOC = """<DOC id="AFP_ARB_20230911.0001" type="story">
<HEADLINE>
the headline
</HEADLINE>
<DATELINE>Cairo</DATELINE>
<TEXT>
<P>
one &amp;
wrapped
</P>
<P>two</P>
</TEXT>
</DOC>
"""
TREC = "<doc>\n<docno>T-1</docno>\n<src>o</src>\n<title>t</title>\n<text>\none\ntwo\n</text>\n</doc>\n"


def test_documents_of_sgml_are_read(tmp_path: Path) -> None:
    corpus = find(tmp_path, "a.sgm", DOC + TREC)
    assert corpus.ids == ("a.sgm#AFP_ARB_20230911.0001", "a.sgm#T-1")
    first, second = map(corpus.article, corpus.ids)
    assert first.text == "the headline\n\n2023-09-11\n\nCairo\none & wrapped\ntwo\n"
    assert (first.headline, first.published) == ("the headline", "2023-09-11")
    assert (second.text, second.outlet) == ("t\n\none\ntwo\n", "o")
    assert texts(find(tmp_path / "xml", "a.xml", "<?xml version='1.0'?>\n" + TREC + TREC))[-1] == "t\n\none\ntwo\n"


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def docx(body: str, head: str = "") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        xml = (
            f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
        )
        package.writestr("word/document.xml", xml)
    return packed.getvalue()


def test_the_paragraphs_of_a_docx_are_lines(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r><w:r><w:delText>gone</w:delText></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t><w:br/><w:instrText>PAGE</w:instrText></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:t>last</w:t></w:r></w:p>"
    )
    assert texts(find(tmp_path, "a.docx", docx(body))) == ["one\ttwo\ncell\n\nbox\nlast\n"]


@pytest.mark.parametrize(
    "content",
    [
        docx("", '<!DOCTYPE x [<!ENTITY a "b">]>'),
        docx("<w:p>"),
        docx("<w:p/>")[:-30],
        b"no docx",
        docx("<w:p><w:r><w:t>" + " " * 3_000_000 + "</w:t></w:r></w:p>"),
    ],
    ids=["entities", "not XML", "cut off", "no archive", "bomb"],
)
def test_a_docx_that_is_damaged_or_refused_is_reported(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CorpusError, match=r"not a \.docx that can be read"):
        find(tmp_path, "a.docx", content).article("a.docx")


def test_what_is_not_read_is_reported_once_for_each_suffix(tmp_path: Path) -> None:
    for name in ("a.pages", "x/b.Pages", "c.pdf", "d.warc.gz", "e", "README", "newsreader.toml", "README.md", "p.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("a.xlsx", "")
        package.writestr("b.txt", "b")
    find(tmp_path, "a.zip", packed.getvalue())
    corpus = find(tmp_path, "z.txt", "sound")
    assert corpus.ids == ("a.zip!/b.txt", "z.txt")
    assert sorted(problem.partition(": ")[2] for problem in corpus.problems) == [
        "1 .pdf file: not read; save them as text, HTML or .docx",
        "1 .warc.gz file: not read; save their pages as HTML",
        "1 .xlsx file: not read; export them as CSV or JSON lines",
        "1 file without a suffix: not read; if they are articles, save them as text, HTML, JSON lines or CSV",
        "2 .pages files: not read; save them as text, HTML or .docx",
    ]


def test_files_without_a_suffix_are_texts_where_there_are_no_others(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("x")
    assert find(tmp_path, "article1", "one").ids == ("article1",)
    (tmp_path / "binary").mkdir()
    (tmp_path / "binary" / "core").write_bytes(b"\0\1\2")
    assert find(tmp_path, "article2", "two").ids == ("article1", "article2")


def test_markdown_is_read_as_text(tmp_path: Path) -> None:
    assert texts(find(tmp_path, "a.md", "# t\n\none\n")) == ["# t\n\none\n"]


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp1256", "mac_roman", "cp437", "cp1251"])
def test_a_text_that_was_decoded_wrongly_is_shown_verbatim_and_reported(tmp_path: Path, codec: str) -> None:
    wrong = "".join(bytes((byte,)).decode(codec, "ignore") or chr(byte) for byte in (ARABIC * 3).encode())
    corpus = find(tmp_path, "a.txt", wrong)
    assert texts(corpus) == [wrong]
    assert "UTF-8 that was read as" in corpus.article("a.txt").problems[0]
    corpus = find(tmp_path, "b.jsonl", json.dumps({"id": 1, "text": wrong}))
    assert "UTF-8 that was read as" in corpus.article("b.jsonl#1").problems[0]


def test_windows_1256_read_as_windows_1252_is_reported(tmp_path: Path) -> None:
    wrong = (ARABIC * 3).encode("cp1256").decode("cp1252")
    assert "Windows-1256 that was read as" in find(tmp_path, "a.txt", wrong).article("a.txt").problems[0]


@pytest.mark.parametrize(
    "text", [ARABIC * 9, "\u0637\u0638" * 3 + ARABIC * 9, "d\xe9j\xe0 vu \xe0 No\xebl " * 20, "plain"]
)
def test_a_sound_text_is_not_doubted(tmp_path: Path, text: str) -> None:
    assert find(tmp_path, "a.txt", text).article("a.txt").problems == ()


@pytest.mark.parametrize(
    ("content", "suffix"),
    [(TREC, ".sgm"), ("<!DOCTYPE html><p>a", ".html"), (LINE, ".jsonl"), ("<rss ><channel/></rss>", ".rss")],
)
def test_a_text_that_is_misnamed_is_reported(tmp_path: Path, content: str, suffix: str) -> None:
    assert f"name the file *{suffix}" in find(tmp_path, "a.txt", content).article("a.txt").problems[0]
