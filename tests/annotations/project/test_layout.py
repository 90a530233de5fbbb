"""Which folders are a project's: an ancestor without annotations must not become the root of a corpus below it."""

from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.model.edit import Edit
from annotations.project.layout import is_copy, is_store, root_of
from annotations.store.store import Store, annotators
from annotations.workspace.workspace import Workspace

FOREIGN = [
    "annotations/x/journal/",
    "annotations/x/journal/notes.md",
    "annotations/x/journal/.pc.jsonl.1.tmp",
    "annotations/x/journal/pc.jsonl/",
    "annotations/train/articles/",
    'annotations/train/articles/a.json {"article": "the text", "label": 1}',
    "annotations/x",
    "annotations",
]
"""Files and, with a slash at the end, folders that newsreader did not write; a file's content follows a space."""
OWN = [
    "annotations/hana/journal/pc.jsonl",
    'annotations/hana/articles/a.txt.json {\n  "article": {\n    "1": {}\n  }\n}\n',
    'annotations/hana/articles/2023/05/a.txt.json {"article": {"1": {}}}',
]


def put(root: Path, what: str) -> None:
    name, _, content = what.partition(" ")
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith("/"):
        path.mkdir()
    else:
        path.write_text(content, "utf-8")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "archive" / "news"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("the minister said", "utf-8")
    return folder


@pytest.mark.parametrize("foreign", FOREIGN)
def test_an_ancestor_without_annotations_is_not_the_root(tmp_path: Path, news: Path, foreign: str) -> None:
    put(tmp_path, foreign)
    assert not is_store(tmp_path / "annotations")
    assert root_of(news) == news
    corpus = Corpus.find(news)
    assert (corpus.root, corpus.ids) == (news, ("a.txt",))


@pytest.mark.parametrize("own", OWN)
def test_an_ancestor_with_annotations_is_the_root(tmp_path: Path, news: Path, own: str) -> None:
    put(tmp_path, own)
    assert is_store(tmp_path / "annotations")
    assert root_of(news) == tmp_path
    assert Corpus.find(news).ids == ("archive/news/a.txt",)


def test_a_workspace_below_such_an_ancestor_keeps_its_annotations_in_its_own_folder(tmp_path: Path, news: Path) -> None:
    put(tmp_path, "annotations/x/journal/")
    with Workspace.open(news, annotator="hana", machine="pc") as workspace:
        assert (workspace.root, workspace.ids) == (news, ("a.txt",))
        workspace.editor.set_article_note("a.txt", "read")
    assert annotators(news) == ("hana",)
    assert sorted(each.name for each in (tmp_path / "annotations").rglob("*")) == ["journal", "x"]


@pytest.mark.parametrize("foreign", FOREIGN[:-2])
def test_folders_that_newsreader_did_not_write_hide_no_articles(tmp_path: Path, foreign: str) -> None:
    put(tmp_path, foreign)
    put(tmp_path, "annotations/x/a.txt")
    assert "annotations/x/a.txt" in Corpus.find(tmp_path).ids


def test_what_a_store_writes_is_found_from_its_first_edit_on(tmp_path: Path) -> None:
    store = Store(tmp_path, "hana", machine="pc", writable=True)
    assert not is_store(tmp_path / "annotations")
    store.commit(Edit(article_id="a.txt", summary="read", changes=()), sha256="0")
    assert is_store(tmp_path / "annotations")
    store.close()
    for each in (tmp_path / "annotations" / "hana" / "journal").iterdir():
        each.unlink()
    assert is_store(tmp_path / "annotations")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pc.sync-conflict-20230911-083000-ABCDEFG", True),
        ("pc (1)", True),
        ("pc (hana's conflicted copy 2023-09-11)", True),
        ("pc-LAPTOP", True),
        ("pc", False),
        ("pc~2", False),
        ("pc2", False),
        ("p", False),
    ],
)
def test_copies_of_a_journal_are_known_by_their_names(name: str, expected: bool) -> None:
    assert is_copy(name, "pc") is expected
