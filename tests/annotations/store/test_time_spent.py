import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.store.journals.entries import Entries
from annotations.store.time_spent import PAUSE, TimeSpent, second

EDITS = st.dictionaries(st.integers(1000, 6000), st.tuples(st.integers(0, 2), st.sampled_from("abc")), max_size=30)
"""When -> the file that has it, and the article."""


@settings(max_examples=40)
@given(EDITS, st.randoms())
def test_time_is_counted_over_all_files_whatever_their_clocks_and_one_by_one_as_at_once(
    edits: dict[int, tuple[int, str]], order: random.Random
) -> None:
    wanted: Counter[str] = Counter()
    last = -PAUSE - 1
    one_by_one = TimeSpent([])
    for moment, (_, article_id) in sorted(edits.items()):
        if moment - last <= PAUSE:
            wanted[article_id] += moment - last
        last = moment
        assert one_by_one.add(moment, article_id)
    files = [Entries(f"{number}") for number in range(3)]
    moments = list(edits)
    order.shuffle(moments)
    for number, moment in enumerate(moments):
        file, article_id = edits[moment]
        files[file].add((article_id, number, 0, -1, moment, number), number)
    for timing in (one_by_one, TimeSpent([each.moments() for each in files])):
        assert [timing.seconds(each) for each in "abcd"] == [wanted[each] for each in "abcd"]
        assert timing.total() == wanted.total()


def test_an_edit_older_than_the_last_is_not_counted_alone() -> None:
    timing = TimeSpent([])
    assert [timing.add(each, "a") for each in (1000, 1100, 1400, 1701)] == [True] * 4
    assert not timing.add(1700, "a")
    assert (timing.seconds("a"), timing.seconds("b"), timing.total()) == (400, 0, 400)


@pytest.mark.parametrize(
    ("at", "wanted"),
    [
        ("1970-01-01T00:00:01Z", 1),
        ("2026-01-02T03:04:05Z", 1767323045),
        ("2026-01-02T03:04:05+01:00", 1767319445),
        ("1969-12-31T23:59:59Z", 0),
        ("2106-01-01T00:00:00Z", 4291747200),
        ("2107-01-01T00:00:00Z", 0),
        ("9999-12-31T23:59:59Z", 0),
        ("", 0),
        ("yesterday", 0),
    ],
)
def test_a_second_is_a_number_of_32_bits(at: str, wanted: int) -> None:
    assert second(at) == wanted
