"""Articles in archives: members of every kind, whatever they are called; what may not be read is left out and told."""

import contextlib
import gzip
import io
import json
import pickle
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.errors import CorpusError

Members = Iterable[tuple[str, bytes]]
RECORDS = "".join(json.dumps({"id": number, "text": f"text {number}"}) + "\n" for number in (1, 2)).encode()


def zipped(path: Path, members: Members) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)


def tarred(path: Path, members: Members) -> None:
    with tarfile.open(path, "w:gz" if path.name.endswith("gz") else "w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


def packed(path: Path, members: Members) -> Corpus:
    (zipped if path.suffix == ".zip" else tarred)(path, members)
    return Corpus.find(path)


NAMES = ["a.zip", "a.tar", "a.tgz", "a.tar.gz"]


@pytest.mark.parametrize("name", NAMES)
def test_members_of_every_kind_are_articles_in_order(tmp_path: Path, name: str) -> None:
    corpus = packed(
        tmp_path / name,
        [
            ("x/10.txt", "ten".encode("utf-16")),
            ("x/9.txt", b"nine"),
            ("b.jsonl", RECORDS),
            ("c.json", b'{"text": "alone"}'),
            ("note.toml", b"no"),
            (".hidden/d.txt", b"no"),
            ("__MACOSX/x/._9.txt", b"no"),
        ],
    )
    assert corpus.ids == (
        f"{name}!/b.jsonl#1",
        f"{name}!/b.jsonl#2",
        f"{name}!/c.json",
        f"{name}!/x/9.txt",
        f"{name}!/x/10.txt",
    )
    assert [corpus.article(article_id).text for article_id in corpus.ids] == [
        "text 1", "text 2", "alone", "nine", "\ufefften",
    ]  # fmt: skip
    assert corpus.path_of(corpus.ids[0]) == tmp_path / name
    assert corpus.article(corpus.ids[-1]).encoding == "utf-16-le"
    assert corpus.problems == ()


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_members_of_any_name_lead_back_to_their_texts(tmp_path: Path, name: str) -> None:
    names = [
        "a#b.txt",
        "a!b.txt",
        "a\nb.txt",
        "a:b.txt",
        "a.json#b.txt",
        "a.zip!/b.txt",
        "\u0627.txt",
        "%u0023.txt",
        " .txt",
    ]
    corpus = packed(tmp_path / name, [(each, each.encode()) for each in names])
    assert {corpus.article(article_id).text for article_id in corpus.ids} == {*names}
    assert all(len(article_id.splitlines()) == 1 for article_id in corpus.ids)


def test_names_that_a_zip_does_not_call_utf8_are_read_as_their_bytes(tmp_path: Path) -> None:
    for raw, shown in ((b"\xc7\xe1.txt", "%uDCC7%uDCE1.txt"), ("\u0627.txt".encode(), "\u0627.txt")):
        zipped(tmp_path / "a.zip", [("x" * len(raw), b"text")])
        data = (tmp_path / "a.zip").read_bytes()
        (tmp_path / "a.zip").write_bytes(data.replace(b"x" * len(raw), raw))
        corpus = Corpus.find(tmp_path / "a.zip")
        assert corpus.ids == (f"a.zip!/{shown}",)
        assert corpus.article(corpus.ids[0]).text == "text"


def test_an_archive_that_has_changed_is_opened_anew(tmp_path: Path) -> None:
    corpus = packed(tmp_path / "a.zip", [("a.txt", b"one"), ("b.txt", b"two")])
    assert corpus.article("a.zip!/b.txt").text == "two"
    zipped(tmp_path / "a.zip", [("a.txt", b"another")])
    assert corpus.article("a.zip!/a.txt").text == "another"
    with pytest.raises(CorpusError, match=r"has no member 'b\.txt'"):
        corpus.article("a.zip!/b.txt")


def test_more_archives_than_stay_open_can_be_read_in_turn(tmp_path: Path) -> None:
    for number in range(7):
        zipped(tmp_path / f"{number}.zip", [("a.txt", str(number).encode())])
    corpus = Corpus.find(tmp_path)
    for _ in range(2):
        assert [corpus.article(article_id).text for article_id in corpus.ids] == [*"0123456"]


@pytest.mark.parametrize("name", NAMES)
def test_members_whose_names_lead_out_are_left_out_and_told(tmp_path: Path, name: str) -> None:
    corpus = packed(
        tmp_path / name, [("../up.txt", b"x"), ("/etc/a.txt", b"x"), ("a/../../b.txt", b"x"), ("c.txt", b"c")]
    )
    assert corpus.ids == (f"{name}!/c.txt",)
    assert len(corpus.problems) == 3
    assert all("leads out of the archive" in problem for problem in corpus.problems)
    assert sorted(tmp_path.parent.glob("*.txt")) == []


def test_links_and_devices_in_a_tar_are_left_out_and_told(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for number, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE)):
            info = tarfile.TarInfo(f"{number}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        archive.addfile(tarfile.TarInfo("e.txt"))
    corpus = Corpus.find(tmp_path)
    assert corpus.ids == ("a.tar!/e.txt",)
    assert len(corpus.problems) == 4


def test_a_member_packed_too_well_is_left_out_and_told(tmp_path: Path) -> None:
    corpus = packed(tmp_path / "a.zip", [("a.txt", b"0" * 3_000_000), ("b.txt", b"b")])
    assert corpus.ids == ("a.zip!/b.txt",)
    assert "unpacks to more than 200 times its size" in corpus.problems[0]


def test_a_zip_of_too_many_bytes_or_members_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zipped(tmp_path / "a.zip", [("a.txt", b"a" * 60), ("b.txt", b"b" * 60)])
    for limit, value in (("ARCHIVE", 100), ("MEMBERS", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(f"annotations.disk.limits.{limit}", value)
            with pytest.raises(CorpusError, match=r"more than .* members or .* unpacked"):
                Corpus.find(tmp_path)
    assert len(Corpus.find(tmp_path).ids) == 2


def test_a_gzip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.disk.limits.RATIO", 2)
    with gzip.open(tmp_path / "a.tgz", "wb") as bomb:
        bomb.write(b"\0" * 4_000_000)
    with pytest.raises(CorpusError, match="unpacks to more than 1 MB"):
        Corpus.find(tmp_path)


def test_a_zip_that_lies_about_a_size_is_refused(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", [("a.txt", b"0" * 5000)])
    data = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(data.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little")))
    with pytest.raises(CorpusError, match="cannot be unpacked"):
        Corpus.find(tmp_path).article("a.zip!/a.txt")


def test_an_archive_in_an_archive_is_left_out_and_told(tmp_path: Path) -> None:
    zipped(tmp_path / "inner.zip", [("a.txt", b"a")])
    inner = (tmp_path / "inner.zip").read_bytes()
    corpus = packed(tmp_path / "a.zip", [("inner.zip", inner), ("b.txt", b"b")])
    assert corpus.ids == ("a.zip!/b.txt",)
    assert "an archive in an archive" in corpus.problems[0]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("damage", [b"", b"no archive", b"PK\x03\x04", b"\x1f\x8b\x08"])
def test_what_is_no_archive_is_told_and_the_rest_opens(tmp_path: Path, name: str, damage: bytes) -> None:
    (tmp_path / "b.txt").write_bytes(b"b")
    (tmp_path / name).write_bytes(damage)
    corpus = Corpus.find(tmp_path)
    assert corpus.ids == ("b.txt",)
    assert "not a readable archive" in corpus.problems[0]


@pytest.mark.parametrize("name", NAMES)
def test_an_archive_that_breaks_off_anywhere_raises_nothing_else(tmp_path: Path, name: str) -> None:
    (tmp_path / "b.txt").write_bytes(b"b")
    packed(tmp_path / name, [("a.txt", b"a" * 2000), ("c.jsonl", RECORDS)])
    data = (tmp_path / name).read_bytes()
    for length in range(0, len(data), max(1, len(data) // 12)):
        (tmp_path / name).write_bytes(data[:length])
        corpus = Corpus.find(tmp_path)
        assert "b.txt" in corpus.ids
        for article_id in corpus.ids:
            with contextlib.suppress(CorpusError):
                assert corpus.article(article_id).id == article_id


def test_a_corpus_with_open_archives_goes_to_another_process(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", [("a.txt", b"a text"), ("b.jsonl", RECORDS)])
    tarred(tmp_path / "b.tar.gz", [("a.txt", b"another text")])
    found = Corpus.find(tmp_path)
    articles = [found.article(each) for each in found.ids]
    copy = pickle.loads(pickle.dumps(found))
    assert [copy.article(each) for each in copy.ids] == articles
