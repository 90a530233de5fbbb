"""Values of any type and size in every field of a foreign record, and damaged bytes in every form of file."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.corpus.corpus import Corpus
from annotations.corpus.days import day_of
from annotations.corpus.fields import DEFAULT_FIELDS
from annotations.corpus.readers.markup import lines_of
from annotations.errors import CorpusError

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=10**300, max_value=10**402),
    st.floats(),
    st.text(),
    st.from_regex(r"\d{1,40}", fullmatch=True),
    st.from_regex(r"\d{4}[-/.]\d\d[-/.]\d\d.{0,5}", fullmatch=True),
    st.sampled_from(["<p>&#" + "9" * 5000 + ";", "&#x" + "0" * 5000 + "41;", "//", "http://", "\ud800", "\x00"]),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
)
NAMES = sorted({name.partition(".")[0] for names in DEFAULT_FIELDS for name in names})
RECORDS = st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), VALUES, max_size=6)
LOOSE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@given(RECORDS)
@LOOSE
def test_a_record_of_any_values_is_read_without_an_error(record: dict[str, object]) -> None:
    extract = DEFAULT_FIELDS.read(record)
    assert all(isinstance(each, str) for each in (extract.text, extract.headline, extract.outlet, *extract.keywords))
    assert bool(extract.text) == bool(DEFAULT_FIELDS.body(DEFAULT_FIELDS.article_in(record))) or "<" in str(record)
    assert extract.published == "" or (len(extract.published) == 10 and extract.published >= "1800")
    assert isinstance(DEFAULT_FIELDS.identity(record), str)


@pytest.mark.parametrize("name", NAMES)
@given(value=VALUES)
@settings(LOOSE, max_examples=5)
def test_a_file_with_any_value_in_a_field_opens(tmp_path: Path, name: str, value: object) -> None:
    record = {"text": "a", name: value}
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": 1, "text": "b"}) + "\n" + json.dumps(record) + "\n", "utf-8")
    corpus = Corpus.find(tmp_path)
    assert corpus.ids
    for article_id in corpus.ids:
        corpus.article(article_id)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (10**400, ""),
        (-(10**400), ""),
        (float("inf"), ""),
        (float("nan"), ""),
        (True, ""),
        (2023, ""),  # a year is no day
        (45180, ""),  # a day of Excel
        (1694390400, "2023-09-11"),
        (1694390400000, "2023-09-11"),
        (1694390400000000, "2023-09-11"),
        ("1694390400.5", "2023-09-11"),
        (20230911, "2023-09-11"),
        ("20230911T083000Z", "2023-09-11"),
        ("20230911083000", "2023-09-11"),
        ("1" * 5000, ""),
        ("2023/09/11 08:30", "2023-09-11"),
        (["2023-09-11"], "2023-09-11"),
        ({"$date": {"$numberLong": "1"}}, ""),
        ({"$date": {"$numberLong": "1694390400000"}}, "2023-09-11"),
        ("1445-02-26", ""),
        ("1402-06-20T10:00:00", ""),
        ("0001-01-01T00:00:00Z", ""),
        ("1402/06/20", ""),
        ("Mon Sep 11 08:30:00 +0000 2023", "2023-09-11"),
        ("Mon Sep 11 08:30:00 2023", "2023-09-11"),
        ("Mon Sep 11 08:30:00 UTC 2023", "2023-09-11"),
        ("11 \u0643\u0627\u0646\u0648\u0646 2 2023", "2023-01-11"),  # January by the number of its name
        ("11 \u0643\u0627\u0646\u0648\u0646 \u0661 2023", "2023-12-11"),
        ("5 \u062a\u0634\u0631\u064a\u0646 \u062b\u0627\u0646\u064a 2020", "2020-11-05"),
        ("\u202d11 \u0633\u0628\u062a\u0645\u0628\u0631 2023\u202c", "2023-09-11"),
    ],
)
def test_the_day_of_a_foreign_value(value: object, day: str) -> None:
    assert day_of(value) == day


def test_a_character_reference_of_any_length_is_read() -> None:
    assert lines_of("a&#" + "9" * 5000 + ";b&#" + "0" * 5000 + "65;") == ["a\ufffdbA"]


def _samples() -> dict[str, bytes]:
    record = {"id": 1, "title": "t", "text": "abc def", "date": "2023-09-11", "tags": ["a"]}
    rss = "<rss><channel><title>o</title><item><title>t</title><link>e</link></item></channel></rss>"
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        for number, method in enumerate(
            (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
        ):
            archive.writestr(f"{number}.txt", "abc " * 20, method)
        archive.writestr("a.jsonl", json.dumps(record))
    with tarfile.open(fileobj=tarred, mode="w") as archive:
        member = tarfile.TarInfo("a.txt")
        member.size = 3
        archive.addfile(member, io.BytesIO(b"abc"))
    return {
        "a.json": json.dumps([record, record]).encode(),
        "b.json": json.dumps({"data": {"articles": [record]}}).encode(),
        "a.jsonl": (json.dumps(record) + "\n").encode() * 2,
        "a.csv": b'id,title,text\n1,a,"b ""c"" d"\n2,c,d\n',
        "a.xml": rss.encode(),
        "a.html": b"<html><title>t</title><body><article><p>abc <b>def</b></p></article></body></html>",
        "a.zip": zipped.getvalue(),
        "a.tar": tarred.getvalue(),
        "a.tgz": gzip.compress(tarred.getvalue()),
        "a.tar.xz": lzma.compress(tarred.getvalue()),
        "a.tar.bz2": bz2.compress(tarred.getvalue()),
        "a.txt": "\u0633\u0644\u0627\u0645".encode(),
        "a.txt.gz": gzip.compress(b"abc"),
        "a.jsonl.xz": lzma.compress(json.dumps(record).encode()),
        "a.csv.bz2": bz2.compress(b"id,text\n1,a\n"),
        "a.sgm": b'<DOC id="1"><HEADLINE>t</HEADLINE><TEXT><P>abc</P></TEXT></DOC>\n' * 2,
    }


SAMPLES = _samples()


@pytest.mark.parametrize("name", SAMPLES)
@given(data=st.data())
@settings(LOOSE, max_examples=30)
def test_damaged_bytes_are_read_or_reported(tmp_path: Path, name: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 6))
        content[place : place + length] = data.draw(st.binary(max_size=6))
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text("sound")
    corpus = Corpus.find(tmp_path)
    assert "z.txt" in corpus.ids
    for article_id in corpus.ids:
        with suppress(CorpusError):
            corpus.article(article_id)
