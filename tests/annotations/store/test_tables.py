"""Articles' files are read with two libraries, and both have to say the same of every one."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.errors import StoreCorruptError
from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status
from annotations.store.articlefiles.files import FEW, ArticleFiles
from annotations.store.articlefiles.tables import read_stored, read_tables
from annotations.store.articlefiles.writer import ArticleFile
from annotations.store.damage import UnusableError
from annotations.store.state import StoredWork
from annotations.text.span import Span

EMPTY = AnnotationSet(article_id="a.txt", annotator="hana")
VALUES = st.text() | st.integers() | st.floats() | st.booleans() | st.none()
ATTRIBUTES = st.dictionaries(st.text(), VALUES | st.lists(VALUES, max_size=2), max_size=3)


def written(tmp_path: Path, attributes: dict[str, object] | None = None) -> bytes:
    """A file as newsreader writes it."""
    annotations = tuple(
        Annotation(
            id=f"id{number}",
            label="claim",
            fragments=tuple(Span(start, start + 3) for start in range(number, 40, 9)),
            quote="one \u2026 two",
            prefix="\u0642\u0627\u0644",
            suffix="\u0648\u0632\u064a\u0631",
            annotator="hana",
            created="2026-01-02T03:04:05Z",
            note="a" * number,
            attributes=attributes or {},
        )
        for number in range(3)
    )
    relation = Relation(id="r", type="said_by", source="id0", target="id1")
    work = AnnotationSet(
        article_id="a.txt",
        annotator="hana",
        status=Status.DONE,
        annotations=annotations,
        relations=(relation,),
        note="n",
    )
    file = ArticleFile(tmp_path / "a.json", article_id="a.txt", annotator="hana")
    file.save(StoredWork(work=work, sha256="0" * 64, revisions={"pc": 2, "laptop": 1}), durable=False)
    return file.path.read_bytes()


def read(content: bytes, *, quickly: bool) -> str:
    """What a file says, down to the types of its values, or why it does not."""
    try:
        return repr(read_tables(content, lambda tables: read_stored(tables, EMPTY, "a.json"), quickly=quickly))
    except (UnusableError, StoreCorruptError) as error:
        return f"{type(error).__name__}: {error}"


@given(ATTRIBUTES)
@example({"large": 1 << 70})
@example({"listed": [[10**30], {"inner": -(1 << 80)}]})
def test_values_are_what_was_written(attributes: dict[str, object]) -> None:
    content = json.dumps(attributes)  # with the numbers that are none, as a hand may have written them
    whole = b'{"article":{"1":{"schema":2,"id":"a.txt","annotator":"hana","status":"new","sha256":"","revisions":{}}},'
    row = {"id": "1", "label": "l", "fragments": [[0, 1]], "quote": "q", "prefix": "", "suffix": "", "created": ""}
    rest = json.dumps({**row, "annotator": "hana", "origin": "manual"})[:-1]
    whole += f'"annotations":{{"1":{rest},"attributes":{content}}}}}}}'.encode()
    assert read(whole, quickly=True) == read(whole, quickly=False)
    assert repr(json.loads(content)) in read(whole, quickly=True) or not attributes


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"revisions"', b'"large": 123456789012345678901234567890, "revisions"'),
        (b"[[0, 3]", b"[[0, 123456789012345678901234567890]"),
        (b"[[0, 3]", b"[[-0, 3]"),
        (b"[[0, 3]", b"[[0.0, 3]"),
        (b"[[0, 3]", b"[[true, 3]"),
        (b"[[0, 3]", b"[[4, 3]"),
        (b"[[0, 3]", b"[[0, 3], [2, 5]"),
        (b'"schema": 2', b'"schema": 3'),
        (b'"schema": 2', b'"schema": 2.0'),
        (b'"schema": 2', b'"schema": NaN'),
        (b'"id": "a.txt"', b'"id": "b.txt"'),
        (b'"id": "a.txt"', b'"id": "b.txt", "id": "a.txt"'),
        (b'"prefix"', b'"label": "other", "prefix"'),
        (b'"note": "n"', b'"note": null'),
        (b'"note": "n"', b'"note": "\\udfff"'),
        (b'"note": "n"', b'"note": "\xed\xa0\x80"'),
        (b'"note": "n"', b'"note": "\x01"'),
        (b'"note": "n"', b'"more": ' + b"[" * 2000 + b"]" * 2000),
        (b"{", b"\xef\xbb\xbf{"),
        (b"{", b"[{"),
        (b"{\n  ", b"{}, {\n  "),
    ],
)
def test_what_one_library_reads_otherwise_is_read_as_ever(tmp_path: Path, before: bytes, after: bytes) -> None:
    content = written(tmp_path, {"figure": 1})
    assert before in content
    changed = content.replace(before, after, 1)
    assert read(changed, quickly=True) == read(changed, quickly=False)


def test_a_file_damaged_at_random_is_told_the_same_way(tmp_path: Path) -> None:
    content, draw = written(tmp_path, {"figure": 12}), random.Random(1)
    told = set()
    for _ in range(2000):
        damaged = bytearray(content)
        for _ in range(draw.randrange(1, 4)):
            start = draw.randrange(len(damaged))
            damaged[start : start + draw.choice([1, 1, 4])] = draw.choice([b"", b"0", b"e", b'"', draw.randbytes(1)])
        said = read(bytes(damaged), quickly=True)
        assert said == read(bytes(damaged), quickly=False)
        told.add(said)
    assert sum(said.startswith("StoredWork") for said in told) > 50
    assert any("not what newsreader wrote" in said for said in told)
    assert any("holds what" in said for said in told)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"0", b"null", b'{"article": {}}', "{}".encode("utf-16")])
def test_a_file_of_nothing_is_told_the_same_way(content: bytes) -> None:
    assert read(content, quickly=True) == read(content, quickly=False)


def test_many_files_are_read_as_few_are(tmp_path: Path) -> None:
    written(tmp_path, {"figure": 0.5})
    files = ArticleFiles(tmp_path, "hana")
    (tmp_path / "b.json").write_bytes(b"{")
    told = [(repr(files.read("a")), files.read("b"), files.read("c"), files.read("a/b")) for _ in range(FEW)]
    assert len(set(told)) == 1
    assert told[0][1:] == ((None, "is not what newsreader wrote"), (None, ""), (None, ""))


def test_reading_a_file_imports_neither_tinydb_nor_what_reads_many(tmp_path: Path) -> None:
    written(tmp_path)
    code = (
        "import sys; from pathlib import Path; from annotations.store.articlefiles.files import ArticleFiles; "
        f"print(ArticleFiles(Path({str(tmp_path)!r}), 'hana').read('a.txt'.removesuffix('.txt'))[1], "
        "{'tinydb', 'orjson'} & {*sys.modules})"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "holds what 'hana' did on 'a.txt' set()\n"
