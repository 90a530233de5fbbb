"""Lines are broken where UAX #14 breaks them, but for what is said to be otherwise by design."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.typesetting.lines import breaks
from tui.typesetting.lines.breaks import SPACES, may_break, split_paragraphs
from tui.typesetting.lines.layout import lay_out


def rows(text, width):
    return [text[line.start : line.end] for line in lay_out(text, width).lines]


@pytest.fixture(scope="module")
def classes(unicode_lines):
    """The Line_Break property."""
    found = {}
    for line in unicode_lines("LineBreak.txt"):
        span, name = line.split(";")
        first, _, last = span.partition("..")
        found |= dict.fromkeys(map(chr, range(int(first, 16), int(last or first, 16) + 1)), name)
    return found


def by_design(before, is_spaced, after, *, is_ours, code_point):
    """Why a break is only ours, or only UAX #14's."""
    if not is_spaced:
        # We break only at signs inside words; a Hebrew hyphen is like any other.
        return (before, after) == ("HY", "HL") if is_ours else True
    if is_ours:
        return (
            after in {"BK", "CR", "LF", "NL"}  # never asked: nothing is left for another line
            or before == "BA"  # a tab is white space to us
            or "CM" in {before, after}  # a mark on a space is one cell with it
            or (before in {"CL", "CP"} and after in {"NS", "CJ"})  # LB16
            or before == after == "B2"  # LB17
            or (before, after) == ("QU", "OP")  # LB15
            or (before, after) == ("AL", "IS")  # a full stop that begins a Latin word
        )
    return code_point == "\t" or after in {"QU", "CM"} or (before, after) == ("NU", "PO")


def test_breaks_are_those_of_the_unicode_test_but_for_what_differs_by_design(unicode_lines, classes):
    unexplained = []
    same = total = 0
    for line in unicode_lines("auxiliary/LineBreakTest.txt"):
        text, expected = "", set()
        for token in line.split():
            if token == "÷":
                expected.add(len(text))
            elif token != "×":
                text += chr(int(token, 16))
        mandatory = {start for start, _ in split_paragraphs(text)}
        ours = {at for at in range(1, len(text)) if at in mandatory or may_break(text, at)}
        expected -= {0, len(text)}
        total += 1
        same += ours == expected
        for at in ours ^ expected:
            before = text[:at].rstrip(SPACES)[-1:] or text[0]
            is_spaced = text[at - 1] in SPACES
            kinds = classes.get(before, "XX"), is_spaced, classes.get(text[at], "XX")
            if not by_design(*kinds, is_ours=at in ours, code_point=text[at]):
                unexplained.append((line, at, kinds))
    assert unexplained == []
    assert (total, same > 5600) == (7654, True)


@pytest.mark.parametrize("mark", list(".,:;!?)]}\u060c\u061b\u061f\u06d4"))
def test_no_line_begins_with_a_closing_mark_even_after_a_blank(mark):
    assert rows(f"\u0642\u0627\u0644 \u0646\u0639\u0645 {mark} \u062b\u0645", 8) == [
        "\u0642\u0627\u0644 ",
        f"\u0646\u0639\u0645 {mark} \u062b\u0645",
    ]


@pytest.mark.parametrize("mark", ["\u00bb", "\u201d", "\u2026"])
def test_a_closing_mark_that_stands_alone_goes_with_what_is_before_it(mark):
    assert rows(f"abcd efg {mark} hi", 8) == ["abcd ", f"efg {mark} hi"]
    assert rows(f"abcd efg {mark}hi", 9) == ["abcd efg ", f"{mark}hi"]


def test_no_line_ends_after_an_opening_mark():
    assert rows("abcd ( efgh", 7) == ["abcd ", "( efgh"]
    assert rows("abcd \u00ab efgh", 7) == ["abcd ", "\u00ab efgh"]


@pytest.mark.parametrize(
    "number",
    [
        "-5",
        "\u22125",
        "5%",
        "$5",
        "12.5",
        "1,000",
        "11/9/2023",
        "10-12",
        "\u066112\u066a",
        "\u21165",
        "5 %",
        "\u066112 \u066a",
    ],
)
def test_a_number_stays_whole_with_its_signs(number):
    for width in range(4 + len(number), 12):
        assert any(number in row for row in rows(f"abcde {number} fghij", width))
    assert not any(may_break(number, at) for at in range(1, len(number)))


def test_a_no_break_space_and_a_word_joiner_hold():
    assert rows("ab cd\u00a0ef", 6) == ["ab ", "cd\u00a0ef"]
    assert not may_break("ab \u2060cd", 3)


def test_a_dash_or_an_ellipsis_inside_a_word_can_end_a_line():
    for sign in "-\u2010\u2013\u2014\u2026/":
        assert rows(f"abcde{sign}fghi", 7) == [f"abcde{sign}", "fghi"]
    assert rows("2010\u20132012", 6) == ["2010\u2013", "2012"]


def test_a_link_is_cut_only_after_its_slashes_and_signs_of_a_query():
    link = "https://example.org/one-two/three?four=five&six=7"
    assert [at for at in range(1, len(link)) if may_break(link, at)] == [20, 28, 34, 44]
    assert rows("see " + link, 28) == ["see https://example.org/", "one-two/three?four=five&", "six=7"]


def test_a_word_that_begins_with_a_full_stop_or_a_slash_can_begin_a_line():
    assert rows("about .NET or /usr", 9) == ["about ", ".NET or ", "/usr"]


def test_a_word_cut_in_the_middle_leaves_no_closing_mark_for_the_next_line():
    assert rows("abcdefgh\u060c ij", 8) == ["abcdefg", "h\u060c ij"]
    assert rows(")" * 9, 4)[-1].strip(")") == ""


@pytest.mark.parametrize("mark", ".!?:;,/)]}\u061f\u060c\u061b\u00bb\u2026")
def test_a_run_of_closing_marks_longer_than_the_line_fills_each_line(mark):
    assert [len(row) for row in rows(mark * 200, 80)] == [80, 80, 40]
    assert [len(row) for row in rows("ab" + mark * 200, 80)] == [80, 80, 42]


@pytest.mark.parametrize("words", ["/", "?", "a/", "-"])
def test_the_beginning_of_a_link_is_not_looked_for_at_every_sign(words, monkeypatch):
    class Counting:
        searches = 0

        def search(self, text, start, end):
            self.searches += 1
            return link.search(text, start, end)

    link, counting = breaks._LINK, Counting()
    monkeypatch.setattr(breaks, "_LINK", counting)
    lines = rows(words * 2000, 80)
    assert counting.searches <= 2 * len(lines)


@given(data=st.data(), width=st.integers(4, 40))
def test_lines_end_only_where_they_may_or_where_a_word_is_longer_than_the_line(data, width, news):
    # Without marks: one on a blank makes it a letter.
    drawn = " ".join(data.draw(st.lists(news, min_size=1, max_size=4)))
    text = "".join(each for each in drawn if not unicodedata.combining(each))
    for line in lay_out(text, width).lines[:-1]:
        if not may_break(text, line.end):
            assert not any(
                may_break(text, at) and text[line.start : at].strip(SPACES) for at in range(line.start + 1, line.end)
            )
