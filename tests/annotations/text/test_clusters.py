"""Grapheme clusters are those of UAX #29."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.clusters import cluster_boundaries


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
        if cluster_boundaries(text) != expected:
            failures.append(line)
    assert failures == []


@given(data=st.data())
def test_boundaries_cover_the_text_in_order(data, hostile):
    text = data.draw(hostile)
    boundaries = cluster_boundaries(text)
    assert boundaries == sorted(set(boundaries))
    assert boundaries[-1] == len(text)
    assert boundaries[0] == 0
