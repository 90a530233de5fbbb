import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.store.file_names import LONGEST, article_file, article_of, file_name, is_cut, original

ANYTHING = st.text(st.characters(exclude_categories=()) | st.sampled_from('./\\:*?"<>|%~ \0\n'), max_size=40)
HOSTILE = [
    "",
    ".",
    "..",
    "../../etc/passwd",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "C:",
    "nul",
    "CON.txt",
    "com1",
    "LPT9.json",
    "a\0b",
    "a ",
    "a.",
    " a",
    "%",
    "%41",
    "~",
    "a~b",
    "\n",
    "\ud800",
    "\u0647\u0646\u0627",
    "x" * 300,
]


def ordinary(name: str) -> bool:
    return (
        bool(name)
        and not re.search(r'[\x00-\x1f\x7f/\\:*?"<>|\ud800-\udfff]', name)
        and name not in {".", ".."}
        and name[-1] not in ". "
        and name.partition(".")[0].lower() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
        and len(name.encode()) <= LONGEST
    )


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_hostile_name_becomes_an_ordinary_file_name(name: str) -> None:
    assert ordinary(file_name(name))


@given(ANYTHING)
def test_a_file_name_tells_the_name_it_was_made_of(name: str) -> None:
    safe = file_name(name)
    assert ordinary(safe)
    assert is_cut(safe) or original(safe) == name


@given(ANYTHING, ANYTHING)
def test_different_names_have_different_file_names(one: str, other: str) -> None:
    assert (file_name(one) == file_name(other)) == (one == other)


def test_ordinary_names_stay_as_they_are() -> None:
    for name in ("hana", "Hana M.", "2023-09-11 article.txt", "\u0647\u0646\u0627"):  # hana
        assert file_name(name).replace("%2E", ".") == name


def test_long_names_are_cut_and_stay_apart() -> None:
    one, other = file_name("\u0646" * 300 + "a"), file_name("\u0646" * 300 + "b")
    assert one != other
    assert is_cut(one)
    assert len(one.encode()) <= LONGEST


@given(st.lists(ANYTHING, min_size=1, max_size=4).map("/".join))
def test_an_article_s_file_lies_below_the_folder(article_id: str) -> None:
    path = article_file(Path("store"), article_id)
    assert path.parts[0] == "store"
    assert ".." not in path.parts
    assert len(path.parts) == article_id.count("/") + 2
    assert path.name.endswith(".json")


@given(st.lists(ANYTHING | st.sampled_from(["a.json", "A.JSON", "~", ""]), min_size=1, max_size=4).map("/".join))
def test_an_article_is_known_by_its_file_unless_a_name_was_cut(article_id: str) -> None:
    file = article_file(Path("store"), article_id).relative_to("store")
    assert article_of(file) == (None if "~" in str(file) else article_id)
    assert article_of(Path("sub") / ("x" * 150 + "~0123456789abcdef.json")) is None


def test_no_article_s_file_stands_where_another_s_folder_has_to_be() -> None:
    file, inside = article_file(Path("s"), "a"), article_file(Path("s"), "a.json/b")
    assert file not in inside.parents
    assert article_file(Path("s"), "A") not in article_file(Path("s"), "A.JSON/b").parents
