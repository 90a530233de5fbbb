"""Files that are made to do harm: nothing is run, fetched or waited for, and what is read is bounded.

docs/security.md names these tests.
"""

import json
import os
import re
import socket
from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.disk import limits
from annotations.errors import CorpusError
from annotations.sections.sections import LONGEST, find_sections

ENTITIES = {
    "one of its own": '<!ENTITY a "b">',
    "a billion": '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
    "a file": '<!ENTITY a SYSTEM "file:///etc/passwd">',
    "a site": '<!ENTITY % a SYSTEM "http://example.org/a.dtd"> %a;',
}


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection fails the test."""

    def refuse(*arguments: object, **more: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("declared", ENTITIES.values(), ids=ENTITIES)
@pytest.mark.usefixtures("offline")
def test_a_feed_that_declares_entities_is_refused(tmp_path: Path, declared: str) -> None:
    (tmp_path / "a.xml").write_text(
        f"<!DOCTYPE rss [{declared}]><rss><channel><item><title>&a;&c;</title></item></channel></rss>", encoding="utf-8"
    )
    with pytest.raises(CorpusError, match="declares XML entities, which are refused"):
        Corpus.find(tmp_path)


@pytest.mark.usefixtures("offline")
def test_a_feed_with_a_document_type_elsewhere_fetches_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        '<!DOCTYPE rss SYSTEM "http://example.org/rss.dtd"><rss><channel><item><title>a&copy;&unknown;</title></item>'
        "</channel></rss>",
        encoding="utf-8",
    )
    corpus = Corpus.find(tmp_path)
    assert corpus.article(corpus.ids[0]).text.startswith("a\xa9&unknown;")


@pytest.mark.usefixtures("offline")
def test_a_page_runs_nothing_and_fetches_nothing(tmp_path: Path) -> None:
    words = "The minister said on Monday that the plan would cost three million. " * 5
    page = (
        '<html><head><script src="http://example.org/a.js"></script><link rel="stylesheet" href="http://example.org/b">'
        '<base href="http://example.org"><meta http-equiv="refresh" content="0;url=http://example.org"></head><body>'
        f'<article><p onclick="alert(1)">{words}</p><img src="http://example.org/c.png" onerror="alert(2)">'
        f"<iframe src='http://example.org'></iframe><script>alert(3)</script><p>{words}</p></article></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    text = Corpus.find(tmp_path).article("a.html").text
    assert "alert" not in text
    assert words.strip() in text


@pytest.mark.parametrize(
    "page",
    [piece * 60_000 for piece in ("<div>", "<p>", "<a ", '<a "', "<!--", "<script>", "&#")],
    ids=["deep", "never closed", "half tags", "quotes", "comments", "scripts", "references"],
)  # fmt: skip
def test_a_page_of_broken_markup_is_read_all_the_same(tmp_path: Path, page: str) -> None:
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert isinstance(Corpus.find(tmp_path).article("a.html").text, str)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("suffix", ["txt", "html", "json", "jsonl", "csv", "xml", "zip", "tar.gz"])
def test_a_pipe_in_the_folder_is_never_opened(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    os.mkfifo(tmp_path / f"pipe.{suffix}")
    corpus = Corpus.find(tmp_path)
    assert corpus.ids == ("a.txt",)
    assert "no plain file" in corpus.problems[0]
    with pytest.raises(CorpusError):
        corpus.article(f"pipe.{suffix}")


def test_a_pipe_put_in_the_place_of_an_article_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "b.txt").write_text("b", encoding="utf-8")
    corpus = Corpus.find(tmp_path)
    plain = (tmp_path / "b.txt").stat()
    (tmp_path / "a.txt").unlink()
    os.mkfifo(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "stat", lambda path: plain)
    with pytest.raises(CorpusError, match="not a file"):
        corpus.article("a.txt")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file outside of the corpus, which is `tmp_path / "corpus"`."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return tmp_path / "secret.txt"


def test_a_link_out_of_the_corpus_is_left_out_and_told(tmp_path: Path, secret: Path) -> None:
    (tmp_path / "corpus" / "b.txt").symlink_to(secret)
    (tmp_path / "corpus" / "c.jsonl").symlink_to(secret)
    corpus = Corpus.find(tmp_path / "corpus")
    assert corpus.ids == ("a.txt",)
    assert all("a link that leads out of the corpus" in problem for problem in corpus.problems)
    with pytest.raises(CorpusError, match="leads out of the corpus"):
        corpus.article("b.txt")


def test_a_folder_replaced_by_a_link_does_not_lead_out(tmp_path: Path, secret: Path) -> None:
    folder = tmp_path / "corpus" / "x"
    folder.mkdir()
    (folder / "secret.txt").write_text("mine", encoding="utf-8")
    corpus = Corpus.find(tmp_path / "corpus")
    (folder / "secret.txt").unlink()
    folder.rmdir()
    folder.symlink_to(tmp_path)
    with pytest.raises(CorpusError, match="leads out of the corpus"):
        corpus.article("x/secret.txt")


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "x" / "up").symlink_to(tmp_path)
    (tmp_path / "one.txt").symlink_to(tmp_path / "two.txt")
    (tmp_path / "two.txt").symlink_to(tmp_path / "one.txt")
    corpus = Corpus.find(tmp_path)
    assert corpus.ids == ("x/a.txt",)
    assert sorted(re.sub(".*: ", "", problem) for problem in corpus.problems) == [
        "a link that leads nowhere, so it is left out",
        "a link that leads nowhere, so it is left out",
        "a link to a folder, so it is left out",
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.xml"])
def test_a_file_of_a_gigabyte_is_refused_unread(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.write(b'{"text": "a", "x": "')
        file.truncate(1 << 30)
    with pytest.raises(CorpusError, match="MB"):
        Corpus.find(tmp_path).article(name)


def test_a_line_of_more_than_a_text_may_have_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TEXT", 1000)
    (tmp_path / "a.txt").write_text("a" * 1001, encoding="utf-8")
    with pytest.raises(CorpusError, match="split it"):
        Corpus.find(tmp_path).article("a.txt")


def test_a_record_of_more_than_a_text_may_have_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TEXT", 1000)
    records = [{"id": number, "text": "a" * length} for number, length in enumerate((10, 2500, 10))]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    corpus = Corpus.find(tmp_path)
    assert corpus.ids == ("a.jsonl#0", "a.jsonl#2")
    assert "1 record that cannot be read" in corpus.problems[0]
    assert corpus.article("a.jsonl#2").text == "a" * 10
    (tmp_path / "a.jsonl").unlink()
    (tmp_path / "a.csv").write_text('id,text\n1,one\n2,"' + "two\n" * 500, encoding="utf-8")
    corpus = Corpus.find(tmp_path)
    assert corpus.ids == ("a.csv#1",)
    assert "field larger than field limit" in corpus.problems[0]


def test_records_beyond_what_may_be_in_memory_are_refused_or_streamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILE", 1000)
    records = [{"id": number, "text": "a" * 300} for number in range(10)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(records), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-16")
    corpus = Corpus.find(tmp_path)
    assert corpus.ids == tuple(f"a.jsonl#{number}" for number in range(10))
    assert len(corpus.problems) == 2


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize("value", ["[" * 200_000, '{"a":' * 200_000, '{"text": "a", "id": ' + "9" * 5000 + "}"])
def test_json_in_too_many_levels_or_digits_is_left_out(tmp_path: Path, name: str, value: str) -> None:
    (tmp_path / "b.txt").write_text("b", encoding="utf-8")
    (tmp_path / name).write_text(value, encoding="utf-8")
    corpus = Corpus.find(tmp_path)
    assert corpus.ids == ("b.txt",)
    assert len(corpus.problems) == 1


def test_a_text_longer_than_any_article_is_one_body() -> None:
    assert len(find_sections("ab\n" * (LONGEST // 2))) == 1
    text = " \n" + "ab\n" * (LONGEST // 2)
    (section,) = find_sections(text)
    assert (str(section.kind), section.start, section.end) == ("body", 2, len(text) - 1)


def test_control_codes_in_names_and_ids_stay_out_of_messages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "\x1b[2Jb\n.zip").write_bytes(b"no archive")
    (tmp_path / "c.jsonl").write_text('{"id": "\\u001b[2J\\n", "text": "c"}\n{', encoding="utf-8")
    corpus = Corpus.find(tmp_path)
    assert len(corpus.problems) == 2
    for told in (*corpus.problems, *corpus.ids):
        assert told.isprintable()


def test_the_page_on_security_names_tests_that_there_are() -> None:
    root = Path(__file__).parents[3]
    page = (root / "docs" / "security.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    here = set(re.findall(r"^(?:async )?def (test_\w+)", "\n".join(
        path.read_text(encoding="utf-8") for path in (root / "tests").rglob("test_*.py")
    ), re.MULTILINE))  # fmt: skip
    assert named
    assert named <= here, named - here
