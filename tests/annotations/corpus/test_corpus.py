"""Which files are articles, what they are called, and what is said when something is wrong."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.corpus.addresses import Address
from annotations.corpus.corpus import Corpus
from annotations.errors import CorpusError
from annotations.model.article import Metadata


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a\n", encoding="utf-8")


def test_articles_are_found_at_any_depth_in_natural_order(tmp_path: Path) -> None:
    write(
        tmp_path,
        "b10.txt",
        "B9.txt",
        "a/2.txt",
        "a/10.txt",
        "a/b/1.TXT",
        "c/1.txt",
        "notes.toml",
        "a10/1.txt",
        "a9/1.txt",
    )
    assert Corpus.find(tmp_path).ids == (
        "B9.txt", "b10.txt", "a/2.txt", "a/10.txt", "a/b/1.TXT", "a9/1.txt", "a10/1.txt", "c/1.txt",
    )  # fmt: skip


def test_numbers_in_arabic_digits_sort_by_value(tmp_path: Path) -> None:
    write(tmp_path, "\u0661\u0660.txt", "\u0669.txt")
    assert Corpus.find(tmp_path).ids == ("\u0669.txt", "\u0661\u0660.txt")


def test_hidden_names_the_store_and_special_files_are_no_articles(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", ".b.txt", ".newsreader/c.txt", "newsreader.toml")
    write(tmp_path, "annotations/hana/journal/pc.jsonl", "annotations/hana/journal/d.txt")
    os.mkfifo(tmp_path / "e.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "f.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "g.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "h.txt").mkdir()
    assert Corpus.find(tmp_path).ids == ("a.txt", "f.txt")


def test_a_folder_called_annotations_that_is_no_store_holds_articles(tmp_path: Path) -> None:
    write(tmp_path, "annotations/a.txt")
    assert Corpus.find(tmp_path).ids == ("annotations/a.txt",)


@pytest.mark.parametrize("mark", ["newsreader.toml", "annotations/hana/journal/one.jsonl"])
def test_a_part_of_a_corpus_keeps_the_root_and_the_ids_of_the_whole(tmp_path: Path, mark: str) -> None:
    write(tmp_path, "x/a.txt", "x/y/b.txt", "z/c.txt", mark)
    assert Corpus.find(tmp_path / "x") == Corpus(tmp_path, ("x/a.txt", "x/y/b.txt"))
    assert Corpus.find(tmp_path / "x/y/b.txt") == Corpus(tmp_path, ("x/y/b.txt",))


def test_without_a_mark_the_root_is_the_folder_itself(tmp_path: Path) -> None:
    write(tmp_path, "x/a.txt", "x/b")
    assert Corpus.find(tmp_path / "x") == Corpus(tmp_path / "x", ("a.txt",))
    assert Corpus.find(tmp_path / "x" / "b") == Corpus(tmp_path / "x", ("b",))


def test_a_relative_path_and_a_link_lead_to_the_same_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "x/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "x", target_is_directory=True)
    monkeypatch.chdir(tmp_path / "x")
    for path in (".", "../x", "../link", "../link/a.txt", "a.txt"):
        assert Corpus.find(Path(path)) == Corpus(tmp_path / "x", ("a.txt",))


def test_a_name_that_is_not_utf8_has_an_id_that_leads_back_to_it(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9 %u0025.txt")
    write(tmp_path, name)
    corpus = Corpus.find(tmp_path)
    assert corpus.ids == ("caf%uDCE9 %u0025u0025.txt",)
    article = corpus.article(corpus.ids[0])
    assert article.path == tmp_path / name
    assert article.headline == "caf%uDCE9 %u0025u0025"


@given(st.lists(st.sampled_from(["%", "u", "D", "C", "8", "0025", "\udc80", "\udcff", "a"]), min_size=1).map("".join))
def test_ids_are_reversible_and_can_be_encoded(name: str) -> None:
    root = Path("/corpus")
    article_id = Address(name).id
    assert article_id.encode()
    assert Corpus(root, (article_id,)).path_of(article_id) == root / name


def test_an_article_holds_the_file_verbatim(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffone \r\ntwo\u2028\n\n".encode())
    article = Corpus.find(tmp_path).article("a.txt")
    assert article.text == "\ufeffone \r\ntwo\u2028\n\n"
    assert (article.id, article.path, len(article.sha256)) == ("a.txt", tmp_path / "a.txt", 64)


def test_an_article_without_a_headline_is_told_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "empty.txt").write_bytes(b"")
    assert Corpus.find(tmp_path).article("x/empty.txt").headline == "empty"


def test_a_missing_path_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such file or folder"):
        Corpus.find(tmp_path / "gone")
    write(tmp_path, "a.txt")
    with pytest.raises(CorpusError, match="no such file or folder"):
        Corpus.find(tmp_path / "a.txt" / "b")
    with pytest.raises(CorpusError, match=r"^'[^\n]*no such file"):
        Corpus.find(tmp_path / "a\nb")


def test_a_folder_without_an_article_says_what_is_looked_for(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=re.escape("*.txt")):
        Corpus.find(tmp_path)


def test_a_fifo_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "e.txt")
    with pytest.raises(CorpusError, match="neither a file nor a folder"):
        Corpus.find(tmp_path / "e.txt")
    with pytest.raises(CorpusError, match="not a file"):
        Corpus(tmp_path, ("e.txt",)).article("e.txt")


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    write(tmp_path, "x/a.txt")
    with pytest.raises(CorpusError, match="not a file"):
        Corpus.find(tmp_path).article("x")


@pytest.mark.parametrize("article_id", ["", ".", "..", "../a.txt", "x/../../a.txt", "/etc/passwd", "a\0b"])
def test_an_id_does_not_lead_out_of_the_corpus(tmp_path: Path, article_id: str) -> None:
    with pytest.raises(CorpusError, match="not below"):
        Corpus(tmp_path, ()).path_of(article_id)


def test_what_may_not_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    write(tmp_path, "a.txt", "x/b.txt")
    corpus = Corpus.find(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        with pytest.raises(CorpusError, match="permission denied"):
            corpus.article("a.txt")
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        with pytest.raises(CorpusError, match="permission denied"):
            Corpus.find(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", refuse)
        with pytest.raises(CorpusError, match="permission denied"):
            corpus.article("a.txt")


def test_sections_that_are_not_parsed_are_not_taken_for_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Headline\n\nSource: Anadolu\n", encoding="utf-8")
    corpus = Corpus.find(tmp_path)
    parsed = corpus.article("a.txt")
    assert parsed.sections
    known = Metadata("known", "", "", ())
    for article in (corpus.article_with("a.txt", {("a.txt", parsed.sha256): known}), corpus.unparsed_article("a.txt")):
        assert (article.text, article.sections) == (parsed.text, None)
    assert corpus.article_with("a.txt", {("a.txt", parsed.sha256): known}).headline == "known"
    assert corpus.unparsed_article("a.txt").headline == "a"
    assert corpus.article_with("a.txt", {("a.txt", "of another text"): known}) == parsed
