"""Articles in markup: what of a page or a feed is the text, and what the file says of it."""

import json
import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.corpus.corpus import Corpus
from annotations.corpus.readers.markup import lines_of, plain
from annotations.errors import CorpusError

HEADLINE = "الوزير يعلن خطة جديدة لدعم المزارعين في الشمال"  # The minister announces a new plan for the farmers
FIRST = "وقال مسؤول في الوزارة إن الاجتماع سيعقد في العاصمة يوم الخميس المقبل بحضور عدد من الوزراء."
SECOND = "وأضاف أن الخطة ستكلف ثلاثة ملايين خلال السنوات المقبلة."  # He added that the plan will cost three million
AUTHOR = "هناء صالح"
PAGE = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="CHARSET"><title>{HEADLINE}</title>
<meta name="author" content="{AUTHOR}"><meta property="article:published_time" content="2023-09-11T10:00:00Z">
<meta property="og:site_name" content="Agency"><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/n">News</a></nav><article><h1>{HEADLINE}</h1>
<p>{FIRST[:30]}<b>{FIRST[30:]}</b></p><script>document.write("gone")</script><p>{SECOND}</p>
<ul><li>one</li><li>two</li></ul></article><footer>All rights reserved</footer></body></html>"""
TEXT = f"{HEADLINE}\n\n{AUTHOR}\n\n2023-09-11\n\n{FIRST}\n{SECOND}\none\ntwo\n"
RSS = f"""<?xml version="1.0" encoding="ENCODING"?><!DOCTYPE rss>
<rss version="2.0" xmlns:content="urn:c" xmlns:dc="urn:d"><channel><title>Agency</title><link>https://e.org</link>
<item><title>{HEADLINE} &amp;c</title><guid>https://e.org/1</guid><pubDate>Mon, 11 Sep 2023 10:00:00 GMT</pubDate>
<dc:creator>{AUTHOR}</dc:creator><category>a</category><category>b</category>
<description>short&nbsp;form</description><content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded></item>
<item><title>{SECOND}</title><description>&lt;p&gt;one &amp;amp; &lt;b&gt;two&lt;/b&gt;&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title><entry><id>urn:1</id><title>{HEADLINE}</title>
<updated>2023-09-11T00:00:00Z</updated><author><name>{AUTHOR}</name></author><category term="a"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FIRST}</p><p>{SECOND}</p></div></content></entry></feed>"""


def find(tmp_path: Path, name: str, data: str | bytes) -> Corpus:
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return Corpus.find(tmp_path / name)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso8859_6"])
def test_a_page_is_its_headline_author_day_and_paragraphs(tmp_path: Path, codec: str) -> None:
    data = PAGE.replace(
        "CHARSET", codec.replace("-sig", "").replace("cp", "windows-").replace("iso8859_6", "ISO-8859-6")
    )
    article = find(tmp_path, "a.html", data.encode(codec)).article("a.html")
    assert article.text == TEXT
    assert [(str(each.kind), article.text[each.start : each.end]) for each in article.sections] == [
        ("headline", HEADLINE),
        ("byline", AUTHOR),
        ("dateline", "2023-09-11"),
        ("body", f"{FIRST}\n{SECOND}\none\ntwo"),
    ]
    assert (article.headline, article.outlet, article.published) == (HEADLINE, "Agency", "2023-09-11")
    assert article.medium == "html"


def test_a_page_is_read_alike_every_time(tmp_path: Path) -> None:
    corpus = find(tmp_path, "a.html", PAGE)
    assert len({corpus.article("a.html").text for _ in range(3)}) == 1


def test_a_page_in_which_no_article_is_found_is_all_that_it_shows(tmp_path: Path) -> None:
    page = "<title>T</title><script>no</script><p>a</p><p>b"
    assert find(tmp_path, "a.htm", page).article("a.htm").text == "T\n\na\nb\n"
    assert find(tmp_path, "b.html", "").article("b.html").text == ""


def test_reading_a_page_writes_nothing_to_the_screen(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for page in (PAGE, "", "<", "<html>", "\0", "<!--"):
        find(tmp_path, "a.html", page).article("a.html")
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("trafilatura").getEffectiveLevel() > logging.CRITICAL


def test_without_the_extra_a_page_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    with pytest.raises(CorpusError, match=r"run: pip install '\.\[html\]'"):
        find(tmp_path, "a.html", PAGE).article("a.html")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_an_entry_of_rss_is_an_article(tmp_path: Path, codec: str) -> None:
    data = RSS.replace("ENCODING", codec.replace("-sig", "").replace("cp", "windows-")).encode(codec)
    corpus = find(tmp_path, "a.xml", data)
    assert corpus.problems == ()
    assert corpus.ids[0] == "a.xml#https://e.org/1"
    first, second = (corpus.article(article_id) for article_id in corpus.ids)
    assert first.text == f"{HEADLINE} &c\n\n{AUTHOR}\n\n2023-09-11\n\n{FIRST}\n{SECOND}\n"
    assert (first.headline, first.outlet, first.keywords) == (f"{HEADLINE} &c", "Agency", ("a", "b"))
    assert second.text == f"{SECOND}\n\none & two\n"
    assert (first.medium, first.published) == ("feed", "2023-09-11")


def test_an_entry_of_atom_is_an_article(tmp_path: Path) -> None:
    article = find(tmp_path, "a.atom", ATOM).article("a.atom#urn:1")
    assert article.text == f"{HEADLINE}\n\n{AUTHOR}\n\n2023-09-11\n\n{FIRST}\n{SECOND}\n"
    assert (article.outlet, article.keywords) == ("Agency", ("a",))


def test_markup_in_a_field_of_json_is_read_as_lines(tmp_path: Path) -> None:
    record = {"id": 1, "title": {"rendered": "H &#8211; h"}, "content": {"rendered": "<p>a</p>\n<p>b<br>c</p>"}}
    article = find(tmp_path, "a.json", json.dumps([record])).article("a.json#1")
    assert article.text == "H – h\n\na\nb\nc\n"


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>a\n b</p>c<br/>d", ["a b", "c", "d"]),
        ("a<script>x</script>b<style>y</style><!-- z -->c", ["abc"]),
        ('<a title="a>b">c</a>', ["c"]),
        ("1 < 2 &lt; 3 &amp;amp;", ["1 < 2 < 3 &amp;"]),
        ("<p>a<script>never closed", ["a"]),
        ("<p>a<!-- never closed", ["a"]),
        ("a\nb", ["a", "b"]),
        ("<SCRIPT>x</SCRIPT >a", ["a"]),
        ("<p>\u200fa\u200c\u00a0b</p>", ["\u200fa\u200c\u00a0b"]),
    ],
)
def test_markup_is_shown_as_lines(markup: str, lines: list[str]) -> None:
    assert lines_of(markup) == lines


@given(st.text("<>!/-&;\"' apscrit=\n\0", max_size=40))
def test_any_markup_gives_lines_that_are_not_blank(markup: str) -> None:
    assert all(line and line == line.strip() for line in lines_of(markup))
    assert "\n" not in plain(markup)


PARAGRAPH = "The minister said on Monday that the plan would cost three million and that it would go on as before. " * 3
INVISIBLE = "\u0628\u0631\u0646\u0627\u0645\u0647\u200c\u0647\u0627"  # programmes, with a sign between its parts


@pytest.mark.parametrize(
    "written", [INVISIBLE, INVISIBLE.replace("\u200c", "&zwnj;"), INVISIBLE.replace("\u200c", "&#8204;")]
)
def test_invisible_signs_of_a_page_are_kept_and_its_headline_stands_once(tmp_path: Path, written: str) -> None:
    page = (
        f"<html><head><title>{written} | agency</title></head><body><article><h1>{written}</h1>"
        f"<p>{PARAGRAPH} {written} \u200fABC\u200e 1\u2066+2\u2069 in\u00adter</p><p>{PARAGRAPH}</p></article>"
    )
    article = find(tmp_path, "a.html", page.encode()).article("a.html")
    assert article.headline == INVISIBLE
    assert article.text.count(INVISIBLE) == 2
    assert "\u200fABC\u200e 1\u2066+2\u2069 in\u00adter" in article.text
    assert not any("\ua500" <= sign <= "\ua63f" for sign in article.text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10<sup>6</sup> cells", "10⁶ cells"),
        ("10<SUP class='x'> -3 </SUP> m", "10⁻³ m"),
        ("25 km<sup>2</sup>", "25 km²"),
        ("CO<sub>2</sub>", "CO₂"),
        ("10<sup><b>12</b></sup>", "10¹²"),
        ("10<sup>\u0666</sup>", "10⁶"),
        ("10<sup>1.5</sup>", "10^1.5"),
        ("1<sup>st</sup>", "1st"),
        ("word<sup><a href='#n'>7</a></sup>", "word⁷"),
    ],
)
def test_a_raised_number_is_not_glued_to_the_one_before(tmp_path: Path, written: str, read: str) -> None:
    body = f"<h1>A long headline of this page</h1><p>{PARAGRAPH} {written}, as he said.</p><p>{PARAGRAPH}</p>"
    page = f"<html><body><article>{body}</article></body></html>"
    assert f" {read}" in find(tmp_path, "a.html", page.encode()).article("a.html").text
    assert lines_of(f"<p>{written}</p>") == [read]


def test_open_tags_of_raised_numbers_take_no_time() -> None:
    assert lines_of("<sup><b>" * 50_000 + "6")
    assert lines_of("<sup>" + "<b>" * 100_000 + "6")


def test_the_metadata_of_a_page_are_a_name_a_day_and_each_keyword_once(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="the paper"><meta property="og:site_name" content="https://example.net/">'
        '<meta property="article:published_time" content="\u0627\u0644\u0623\u0631\u0628\u0639\u0627\u0621\u060c 07'
        ' \u0623\u0643\u062a\u0648\u0628\u0631 2020 - 12:09 \u0645"><meta name="keywords" content="a,b">'
        '<meta property="article:tag" content="a"><meta property="article:tag" content="b">'
    )
    body = f"<article><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article>"
    page = f"<html><head><title>t</title>{head}</head><body>{body}</body></html>"
    article = find(tmp_path, "a.html", page.encode()).article("a.html")
    assert (article.outlet, article.published, article.keywords) == ("the paper", "2020-10-07", ("a", "b"))


LEAD = "The minister announced on Tuesday a long plan of this country for its headline exports of the next years."


@pytest.mark.parametrize(
    ("opening", "closing", "kept"),
    [
        ('<div class="b-article__lead" itemprop="description"><p>', "</p></div>", True),
        ('<p class="article-standfirst">', "</p>", True),
        ("<H2 CLASS='intro'>", "</H2>", True),
        ('<div class="leaderboard">', "</div>", False),
        (
            '<div class="lead">An advertisement that nobody of the readers of this paper asked for, as always.',
            "</div>",
            False,
        ),
    ],
)
def test_a_lead_outside_the_element_of_the_article_is_its_first_paragraph(
    tmp_path: Path, opening: str, closing: str, kept: bool
) -> None:
    lead = f"{opening}{LEAD if kept else ''}{closing}"
    body = "".join(f"<p>{number} {PARAGRAPH}</p>" for number in "12")
    page = (
        "<html><head><title>A long headline of this page</title></head><body><div><h1>A long headline of this page</h1>"
        f'{lead}<div itemprop="articleBody">{body}</div></div></body></html>'
    )
    text = find(tmp_path, "a.html", page.encode()).article("a.html").text
    assert text.count(LEAD) == kept
    assert text.index("1 The minister") > text.find(LEAD)
    assert "advertisement" not in text


def test_the_day_that_a_page_only_shows_is_that_of_the_article(tmp_path: Path) -> None:
    headline = "A long headline of this page"
    body = f"<p>1 May 2030</p><h1>{headline}</h1><p>11 سبتمبر/أيلول 2023</p><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>"
    page = f"<html><head><title>{headline}</title></head><body><article>{body}</article></body></html>"
    assert find(tmp_path, "a.html", page.encode()).article("a.html").published == "2023-09-11"


def test_the_headline_of_a_page_is_without_the_site_and_its_repetition_is_furniture(tmp_path: Path) -> None:
    headline = "A long headline of this page"
    page = (
        f'<html><head><title>{headline} | The Paper</title><meta property="og:title" content="{headline} | The Paper">'
        f'<meta property="og:site_name" content="The Paper"></head><body><article><h2>{headline}</h2>'
        f"<p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article></body></html>"
    )
    article = find(tmp_path, "a.html", page.encode()).article("a.html")
    assert (article.headline, article.outlet) == (headline, "The Paper")
    kinds = [str(section.kind) for section in article.sections or ()]
    assert kinds.count("headline") == 1
    assert kinds[0] == "headline"


def test_the_publisher_in_json_ld_is_the_outlet_of_a_page_that_names_no_site(tmp_path: Path) -> None:
    data = '{"@type":"NewsArticle","publisher":{"@type":"Organization","name":"دفتر الشمال"}}'
    page = (
        f'<html><head><title>t</title><script type="application/ld+json">{data}</script></head><body><article>'
        f"<p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article></body></html>"
    )
    assert find(tmp_path, "a.html", page.encode()).article("a.html").outlet == "دفتر الشمال"


def test_the_address_of_a_page_s_site_is_its_host(tmp_path: Path) -> None:
    head = '<meta property="og:site_name" content="https://www.example.net/news">'
    page = f"<html><head>{head}</head><body><article><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article></body></html>"
    assert find(tmp_path, "a.html", page.encode()).article("a.html").outlet in ("example.net", "Example.net")
