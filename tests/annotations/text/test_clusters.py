"""Grapheme clusters are those of UAX #29."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.clusters import cluster_boundaries, is_boundary


def test_the_conformance_test_passes(unicode_lines):
    failures = []
    for line in unicode_lines("auxiliary/GraphemeBreakTest.txt"):
        text = ""
        expected = []
        for token in line.split():
            if token == "÷":
                expected.append(len(text))
            elif token != "×":
                text += chr(int(token, 16))
        if (
            cluster_boundaries(text) != expected
            or [*filter(partial(is_boundary, text), range(len(text) + 1))] != expected
        ):
            failures.append(line)
    assert failures == []


@given(data=st.data())
def test_boundaries_cover_the_text_in_order(data, hostile):
    text = data.draw(hostile)
    boundaries = cluster_boundaries(text)
    assert boundaries == sorted(set(boundaries))
    assert boundaries[-1] == len(text)
    assert boundaries[0] == 0


@given(
    st.text(
        " a1.\n\r\u0628\u0644\u064e\u0651\u0640\u0661\u060c\u0600\u06dd\u200d\u200f\u0301"
        "\U0001f468\u1100\u1161\u00e9\U0001f1eb\U0001f3fd"
    )
)
def test_no_edge_splits_a_cluster_and_every_boundary_may_be_one(text: str) -> None:
    edges = {edge for edge in range(len(text) + 1) if is_boundary(text, edge)}
    assert edges == {0, *cluster_boundaries(text)}


@given(data=st.data())
def test_an_edge_is_a_boundary_in_any_text_that_python_can_hold(data, hostile):
    text = data.draw(hostile)
    edges = {edge for edge in range(len(text) + 1) if is_boundary(text, edge)}
    assert edges == {0, *cluster_boundaries(text)}
