"""Where quoted words stand in a text in which they may have moved."""

import pytest

from annotations.anchoring.quotes import Quote, only, only_place

AROUND = ("the ", " said")


def quote(*parts: tuple[int, str], context: tuple[str, str] | None = AROUND) -> Quote:
    return Quote(parts, context)


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("the man said", 0),
        ("now the man said", 4),
        ("the man left, the man said, the man said", 0),  # in its place, and twice with the context
        ("our man left, the man said", 14),  # in its place without the context, and once elsewhere with it
        ("our man left", 0),  # in its place without the context, and nowhere with it
        ("so a man left", 1),  # only in one place
        ("a man, a man", None),
        ("nobody", None),
    ],
)
def test_the_context_decides_then_the_old_place_then_the_only_one(text: str, shift: int | None) -> None:
    assert quote((4, "man")).shift(text, only) == shift


def test_parts_move_together() -> None:
    parts = (4, "man"), (13, "that")
    assert quote(*parts, context=("the ", "")).shift("now the man said that", only) == 4
    assert quote(*parts, context=("the ", "")).shift("the man said then that", only) is None


def test_without_a_context_the_old_place_is_taken_or_the_caller_chooses() -> None:
    assert quote((4, "man"), context=None).shift("the man and the man", only) == 0
    assert quote((4, "man"), context=None).shift("man and man", lambda shifts: shifts[1]) == 4
    assert quote((4, "man"), context=None).shift("man and man", only) is None


def test_the_only_place_of_words_is_found_without_offsets() -> None:
    assert only_place("man", "the man said") == 4
    assert only_place("man", "man and man") is None
    assert only_place("man", "nobody") is None
