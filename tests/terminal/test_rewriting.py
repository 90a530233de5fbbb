"""What is sent, turned by the terminal's own reordering, is the row that was meant."""

import unicodedata

from bidi.mirror import MIRRORED
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.terminal.rewriting import (
    GridCell,
    Row,
    alternate_colours,
    invert_bidi,
    putty_levels,
    reverse_runs,
    split_styles,
)
from tui.typesetting.bidi.bidi import visual_order
from tui.typesetting.lines.display import set_line

BEH, TEH, ALEF, MEEM = "\ufe91\ufe98\ufe8e\ufee3"
GLYPHS = BEH + TEH + ALEF + MEEM + "\u0663\u0664\u066b\u060c" + "ab12" + " .()[]#"
rows = st.lists(st.sampled_from(GLYPHS), min_size=1, max_size=40)
words = st.lists(
    st.sampled_from(
        ["\u0642\u0627\u0644", "\u0644\u0627", "\u0628\u064a\u062a\u061f", "(\u0623\u0645\u0633)",
         "2023", "\u0664\u0665\u066b\u0663", "#Russia",
         "Kim", "12 %", "\u00ab\u0646\u0639\u0645\u00bb", "[a]", "\u060c", "-", "3,5"]
    ),
    min_size=1,
    max_size=8,
)  # fmt: skip


def cells(glyphs: list[str]) -> Row:
    return [GridCell(glyph, f"38;2;1;2;{column}") for column, glyph in enumerate(glyphs)]


def glyphs_of(row: Row) -> list[str]:
    return [cell.glyphs for cell in row]


def mirrored(glyph: str) -> str:
    return MIRRORED.get(glyph, glyph)


def harfbuzz_direction(run: list[GridCell]) -> str:
    """The direction of the first letter that belongs to a script."""
    for cell in run:
        if "ARABIC" in unicodedata.name(cell.glyphs) and cell.glyphs not in "\u0663\u0664\u060c":
            return "R"
        if cell.glyphs.isalpha():
            return "L"
    return "L"


def shown_by_kitty(row: Row) -> list[str]:
    """Kitty's own part: each run of one weight without spaces is set by HarfBuzz in one direction."""
    shown: list[str] = []
    run: list[GridCell] = []
    for cell in (*row, GridCell(" ", "")):
        is_bold = cell.style.startswith("1;")
        if run and (cell.glyphs == " " or is_bold != run[-1].style.startswith("1;")):
            glyphs = glyphs_of(run)
            shown += [mirrored(glyph) for glyph in reversed(glyphs)] if harfbuzz_direction(run) == "R" else glyphs
            run = []
        if cell.glyphs == " ":
            shown.append(" ")
        else:
            run.append(cell)
    return shown[:-1]


@given(rows)
def test_kitty_shows_the_row_that_was_meant(glyphs: list[str]) -> None:
    assert shown_by_kitty(reverse_runs(cells(glyphs))) == glyphs


@given(rows)
def test_for_kitty_every_column_keeps_its_colour(glyphs: list[str]) -> None:
    sent = reverse_runs(cells(glyphs))
    assert [cell.style.removeprefix("1;") for cell in sent] == [cell.style for cell in cells(glyphs)]


def test_for_kitty_a_wide_glyph_keeps_its_two_columns_in_order() -> None:
    sent = reverse_runs([GridCell("\u4eca", ""), GridCell("", ""), GridCell(BEH, "")])
    assert glyphs_of(sent) == [BEH, "\u4eca", ""]


def test_for_kitty_a_bold_end_of_a_mixed_run_is_sent_light() -> None:
    sent = reverse_runs([GridCell(BEH, "1;31"), GridCell("a", "1;31"), GridCell("b", "1")])
    assert [cell.style for cell in sent] == ["1;31", "31", ""]


def shown_by_putty(row: Row) -> list[str]:
    glyphs = glyphs_of(row)
    levels = putty_levels("".join(glyphs))
    shown = [mirrored(glyphs[place]) if levels[place] % 2 else glyphs[place] for place in visual_order(levels)]
    return [" " if glyph == "\u2800" else glyph for glyph in shown]


@settings(max_examples=300)
@given(words, st.sampled_from(["Annotations  0", "\u258f   \ufe91\ufe90", "\u258f 12 %", ""]), st.booleans())
def test_putty_shows_the_row_that_was_meant(text: list[str], panel: str, is_left: bool) -> None:
    line = set_line(" ".join(text), 60, align="right")
    glyphs = list(f" {panel} {line.rjust(60)}" if is_left else f" {line.rjust(60)} {panel}")
    assert shown_by_putty(invert_bidi(cells(glyphs))) == glyphs


@given(rows)
def test_for_putty_every_colour_is_sent_once(glyphs: list[str]) -> None:
    assert sorted(cell.style for cell in invert_bidi(cells(glyphs))) == sorted(cell.style for cell in cells(glyphs))


def test_rows_without_right_to_left_letters_are_sent_to_putty_as_they_are() -> None:
    row = cells(list("plain (text) 12"))
    assert invert_bidi(row) is row


@given(rows)
def test_no_stretch_of_one_colour_holds_two_right_to_left_glyphs(glyphs: list[str]) -> None:
    row = [GridCell(glyph, "1;38;2;9;9;9;48;2;0;0;0") for glyph in glyphs]
    sent = alternate_colours(row)
    assert glyphs_of(sent) == glyphs
    stretches: list[list[str]] = []
    style = ""
    for cell in sent:
        if cell.style != style:
            stretches.append([])
            style = cell.style
        stretches[-1].append(cell.glyphs)
    for stretch in stretches:
        assert sum(unicodedata.bidirectional(glyph) in {"R", "AL", "AN"} for glyph in stretch) <= 1


def test_the_colour_of_a_column_changes_by_one() -> None:
    sent = alternate_colours([GridCell(BEH, "38;2;1;2;3"), GridCell(BEH, "38;2;1;2;255;48;2;38;2;1")])
    assert [cell.style for cell in sent] == ["38;2;1;2;3", "38;2;1;2;254;48;2;38;2;1"]


def test_for_mlterm_no_sequence_has_more_than_ten_parameters() -> None:
    written = "\x1b[1;4;38;2;1;2;3;48;2;4;5;6mx\x1b[0m\x1b[48;2;1;2;3my\x1b[2;48;2m"
    assert split_styles(written) == "\x1b[1;4;38;2;1;2;3m\x1b[48;2;4;5;6mx\x1b[0m\x1b[48;2;1;2;3my\x1b[2;48;2m"
