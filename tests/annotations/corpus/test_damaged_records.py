"""Tables and feeds as programs write them wrongly: each row and entry is read rightly or reported."""

from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus


@pytest.fixture
def opened(tmp_path: Path):
    """Opens a folder with one file and a sound text."""

    def of(name: str, content: str | bytes) -> Corpus:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / "zz.txt").write_text("sound")
        return Corpus.find(tmp_path)

    return of


def texts(corpus: Corpus) -> list[str]:
    return [corpus.article(each).text for each in corpus.ids if each != "zz.txt"]


@pytest.mark.parametrize(
    ("content", "read", "problem"),
    [
        ("id,text\n1,a, b, c\n2,d\n", ["d"], "line 2: left out, 4 fields for 2 columns"),
        ("id,text\n1,a,,\n2,d,\n", ["a", "d"], ""),  # what Excel adds
        ("id,text\n1,a\nstill a\n2,d\n", ["a", "d"], "line 3: left out, 1 fields for 2 columns"),
        ('id,text\n1,a "b" c\n2,"a "b" c"\n3,d\n', ['a "b" c', "d"], "line 3: left out"),
        ('id,text\n1,"a\n"b" c"\n3,d\n', ["d"], "lines 2 to 3: left out"),
        ('id,text\n1,"never closed\n2,b\n3,d\n', ["b", "d"], "line 2: left out, a quotation mark is never closed"),
        ('id,text\n1,"a \\"b\\", c"\n2,d\n', ['a "b", c', "d"], ""),
        ('id,text\n1,"a ""b\\"" c"\n2,"d\\e"\n', ['a "b\\" c', "d\\e"], ""),
        ("sep=;\r\nid;text\r\n1;a, b\r\n", ["a, b"], ""),
        ('\ufeff"sep=|"\nid|text\n1|a\n', ["a"], ""),
        ("\n \n\r\nid,text\n1,a\n", ["a"], ""),
        ('id,text\r1,a\r2,"b\rc"\r', ["a", "b\rc"], ""),
        ("id,text\n1,a\rb\n2,d\n", ["d"], "line 2: left out"),
        ('id,text\n1,"a\rb"\n2,d\n', ["a\rb", "d"], ""),
        (",title,text\n0,t,a\n", ["a"], ""),
        ("2023-09-11,some words,x\n2023-09-12,others,y\n", [], "line 1 holds no names of columns"),
        ("id;text\n1;a\n;\n\n2;d", ["a", "d"], ""),
        ('"title","text"\n"1","t","a"\n"2","u","b"\n', ["a", "b"], ""),  # as R numbers rows
        ("id,text\n1,'a, b'\n2,c\n", ["c"], "line 2: left out, 3 fields for 2 columns"),
        ("# exported\nid,text\n1,a\n", ["a"], ""),
        ("#,text\n1,a\n", ["a"], ""),
        ("", [], "has no records"),
    ],
)
def test_a_row_is_read_rightly_or_reported_with_its_line(opened, content: str, read: list[str], problem: str) -> None:
    corpus = opened("a.csv", content)
    assert texts(corpus) == read
    assert problem in " ".join(corpus.problems)
    assert bool(corpus.problems) == bool(problem)


MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:m="http://search.yahoo.com/mrss/"'


def feed(*items: str, head: str = "") -> str:
    return f'<rss version="2.0" {head}><channel><title>o</title>{"".join(items)}</channel></rss>'


def item(inside: str) -> str:
    return f"<item>{inside}</item>"


OWN = "<title>t</title><description>the report</description>"


@pytest.mark.parametrize(
    ("inside", "head"),
    [
        ("<media:title>x</media:title><media:description>y</media:description>", MEDIA),
        ("<m:title>x</m:title><m:description>y</m:description>", MEDIA),
        ("<media:title>x</media:title>", ""),
        ('<itunes:summary>y</itunes:summary><itunes:title xmlns:itunes="i">x</itunes:title>', ""),
        ('<title xmlns="http://search.yahoo.com/mrss/">x</title>', ""),
        ("<media:group><media:title>x</media:title></media:group>", MEDIA),
    ],
)
def test_the_title_of_a_picture_is_not_that_of_its_entry(opened, inside: str, head: str) -> None:
    corpus = opened("a.rss", feed(item(inside + OWN), item(OWN + inside), head=head))
    assert texts(corpus) == ["t\n\nthe report\n"] * 2
    assert {corpus.article(each).headline for each in corpus.ids[:2]} == {"t"}


def test_an_entry_with_a_prefix_of_its_own_is_read(opened) -> None:
    atom = '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>t</a:title><a:summary>s</a:summary></a:entry></a:feed>'
    assert texts(opened("a.atom", atom)) == ["t\n\ns\n"]


@pytest.mark.parametrize(
    "description",
    [
        "&lt;![CDATA[the whole report]]&gt;",
        "<![CDATA[<![CDATA[the whole report]]]]><![CDATA[>]]>",
        "&lt;![CDATA[&lt;p&gt;the whole report&lt;/p&gt;]]&gt;",
        "&amp;lt;p&amp;gt;the whole report&amp;lt;/p&amp;gt;",
    ],
)
def test_what_is_escaped_twice_is_not_lost(opened, description: str) -> None:
    corpus = opened("a.rss", feed(item(f"<title>t</title><description>{description}</description>")))
    assert texts(corpus) == ["t\n\nthe whole report\n"]


SOUND = item("<title>one</title><guid>1</guid>")


@pytest.mark.parametrize(
    "content",
    [
        feed(SOUND, item("<title>AT&T</title>"), SOUND.replace("one", "two").replace("1", "2")),
        feed(SOUND, item("<title>a\x08b</title>"), SOUND.replace("one", "two").replace("1", "2")),
        feed(SOUND, "<item><title>never closed", SOUND.replace("one", "two").replace("1", "2")),
        feed(SOUND, SOUND.replace("one", "two").replace("1", "2"), "<item><title>cut</tit")[:-23],
        feed(SOUND, SOUND.replace("one", "two").replace("1", "2")).replace("<title>o<", "<title>a & b<"),
    ],
    ids=["bare ampersand", "control code", "never closed", "cut off", "in the head"],
)
def test_the_sound_entries_of_a_damaged_feed_are_read(opened, content: str) -> None:
    corpus = opened("a.rss", content)
    assert texts(corpus) == ["one\n\none\n", "two\n\ntwo\n"] or texts(corpus) == ["one\n", "two\n"]
    assert any("not XML" in problem and "the sound entries are read" in problem for problem in corpus.problems)


def test_a_damaged_feed_with_entities_stays_refused(opened) -> None:
    content = "<!DOCTYPE rss [<!ENTITY a 'b'>]>" + feed(SOUND, item("<title>AT&T</title>"))
    assert opened("a.rss", content).ids == ("zz.txt",)
