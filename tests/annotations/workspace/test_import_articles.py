"""Which article a record is about, and articles made of texts."""

from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.errors import ImportFileError
from annotations.exchange.format import Incoming
from annotations.model.article import digest
from annotations.workspace.import_articles import CorpusArticles, make_article


@pytest.fixture
def articles(tmp_path: Path) -> CorpusArticles:
    for name, text in {"a": "one two", "b": "three\r\nfour", "c": "one two"}.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    return CorpusArticles(Corpus.find(tmp_path))


@pytest.mark.parametrize(
    ("incoming", "found"),
    [
        ({"article_id": "b.txt", "text": "one two"}, "b.txt"),
        ({"article_id": "17", "text": "three\r\nfour"}, "b.txt"),
        ({"article_id": "17", "sha256": digest("three\r\nfour")}, "b.txt"),
        ({"text": "one two"}, "a.txt"),
        ({"text": " three\nfour "}, "b.txt"),
        ({"text": "threefour!"}, None),
        ({"sha256": digest("five")}, None),
        ({"article_id": "17"}, None),
        ({}, None),
    ],
)
def test_an_article_is_found_by_id_then_digest_then_text(articles: CorpusArticles, incoming: dict, found: str) -> None:
    article = articles.find(Incoming(where="line 1", **incoming))
    assert (None if article is None else article.id) == found


@pytest.mark.parametrize(
    ("article_id", "made"),
    [
        ("2023/x.txt", "2023/x.txt"),
        ("x.TXT", "x.TXT"),
        ("7", "7.txt"),
        ("x.html", "x.html.txt"),
        ("", "spare.txt"),
        ("/etc/passwd", "spare.txt"),
        ("../x.txt", "spare.txt"),
        ("a/../../x.txt", "spare.txt"),
        (".hidden.txt", "spare.txt"),
        ("a\\b", "spare.txt"),
        ("a\nb", "spare.txt"),
        ("\u0642" * 101, "spare.txt"),
    ],
)
def test_an_article_is_made_where_its_id_says_or_else_under_a_spare_name(
    tmp_path: Path, article_id: str, made: str
) -> None:
    path = make_article(tmp_path, Incoming(where="line 1", article_id=article_id, text="a\r\nb"), "spare.txt")
    assert path == tmp_path / made
    assert path.read_bytes() == b"a\r\nb"
    assert make_article(tmp_path, Incoming(where="", article_id=article_id, text="a\r\nb"), "spare.txt") == path
    other = make_article(tmp_path, Incoming(where="", article_id=article_id, text="other"), "spare.txt")
    assert other != path
    assert path.read_bytes() == b"a\r\nb"


def test_a_text_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="line 3: its text is not Unicode"):
        make_article(tmp_path, Incoming(where="line 3", text="a\ud800"), "x.txt")
    (tmp_path / "file").touch()
    with pytest.raises(ImportFileError, match="cannot be written"):
        make_article(tmp_path, Incoming(where="line 3", article_id="file/x.txt", text="a"), "x.txt")
    assert not (tmp_path / "x.txt").exists()
