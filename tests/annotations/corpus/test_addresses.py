"""Every file, member and record has an id of one line that leads back to it, whatever it is called."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.corpus.addresses import Address, address_of
from annotations.errors import CorpusError

PARTS = st.lists(
    st.one_of(
        st.sampled_from(
            [".zip", ".TAR.GZ", "!/", "!", "#", ".json", ".jsonl#", ".csv", ".txt", "%", "u0023", "%u0025"]
        ),
        st.sampled_from(["\n", "\x1b", "\u2028", "\udcff", ":", " ", "/", "a", "\u0627", "\u200c", "~2"]),
    ),
    min_size=1,
    max_size=8,
).map("".join)
FILES = PARTS.map(lambda name: f"x{name}")


@given(FILES)
def test_the_id_of_a_file_leads_back_to_it(file: str) -> None:
    assert address_of(Address(file).id) == Address(file)


@settings(max_examples=50)
@given(FILES, FILES, PARTS)
def test_the_id_of_a_record_leads_back_to_it(file: str, member: str, record: str) -> None:
    for address in (
        Address(f"{file}.jsonl", "", record),
        Address(f"{file}.zip", member),
        Address(f"{file}.tar.gz", f"{member}.csv", record),
    ):
        assert address_of(address.id) == address


@settings(max_examples=50)
@given(FILES, FILES, PARTS)
def test_an_id_is_one_line_that_can_be_printed_and_encoded(file: str, member: str, record: str) -> None:
    article_id = Address(f"{file}.zip", f"{member}.xml", record).id
    assert len(article_id.encode().decode().splitlines()) == 1
    assert "\x1b" not in article_id


def test_marks_are_escaped_only_where_they_would_be_read_as_marks() -> None:
    assert Address("a#b!c.txt").id == "a#b!c.txt"
    assert Address("a.json#b.txt").id == "a.json%u0023b.txt"
    assert Address("a.zip!/b.txt").id == "a.zip%u0021/b.txt"
    assert Address("a.zip", "b.txt").id == "a.zip!/b.txt"
    assert Address("a.jsonl", "", "https://example.org/#x").id == "a.jsonl#https://example.org/#x"


def test_names_of_control_codes_and_of_other_bytes_are_escaped() -> None:
    assert Address("a\nb\udce9 \u0627\u200cb.txt").id == "a%u000Ab%uDCE9 \u0627\u200cb.txt"


@pytest.mark.parametrize("article_id", ["..", "%u002E%u002E/a.txt", "a/../../b.txt", "/etc/passwd", "%u002Fetc/passwd"])
def test_an_escape_does_not_lead_out_of_the_corpus(article_id: str) -> None:
    with pytest.raises(CorpusError, match="not below"):
        address_of(article_id).path(Path("/corpus"))
