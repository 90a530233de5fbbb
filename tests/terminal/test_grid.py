"""A terminal that gets rewritten rows ends up with what Textual meant, however Textual wrote it."""

import pyte
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.grid import Grid
from tui.terminal.rewriting import GridCell, Row, reverse_runs

COLUMNS, ROWS = 20, 4
BEH, ALEF = "\ufe91", "\ufe8e"

writes = st.lists(
    st.tuples(
        st.integers(0, ROWS - 1),
        st.integers(0, COLUMNS - 1),
        st.text(st.sampled_from("ab (" + BEH + ALEF + "\u4eca\u064e"), min_size=1, max_size=8),
        st.sampled_from(["", "1;31", "38;2;1;2;3"]),
    ),
    max_size=12,
)


def same(row: Row) -> Row:
    return list(row)


def written(row: int, column: int, text: str, style: str) -> str:
    return f"\x1b[{row + 1};{column + 1}H" + (f"\x1b[{style}m{text}\x1b[0m" if style else text)


def screen_after(*sequences: str) -> list[list[tuple[str, str, bool]]]:
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    for sequence in sequences:
        stream.feed(sequence)
    cells = [[screen.buffer[row][column] for column in range(COLUMNS)] for row in range(ROWS)]
    return [[(cell.data, cell.fg, cell.bold) for cell in row] for row in cells]


def fits(row: int, column: int, text: str) -> bool:
    """Textual never writes beyond the edge, nor half of a wide glyph, nor a mark without a base."""
    return column + len(text) + text.count("\u4eca") <= COLUMNS and text[0] != "\u064e"


@given(writes)
def test_the_screen_is_what_was_written_whatever_the_pieces(pieces: list[tuple[int, int, str, str]]) -> None:
    grid = Grid(same)
    plain = ["\x1b[?1049h"]
    sent = [grid.write("\x1b[?1049h", (COLUMNS, ROWS))]
    for row, column, text, style in pieces:
        if fits(row, column, text) and "\u4eca" not in text:
            plain.append(written(row, column, text, style))
            sent.append(grid.write(plain[-1], (COLUMNS, ROWS)))
    assert screen_after(*sent) == screen_after(*plain)


def test_a_part_of_a_run_that_changes_is_sent_where_the_terminal_will_show_it() -> None:
    grid = Grid(reverse_runs)
    grid.write(f"\x1b[?1049h\x1b[1;1H {BEH}{ALEF}{BEH} ", (COLUMNS, ROWS))
    # Column 2 gets another letter; in the run, which is sent backwards, that letter comes last.
    assert grid.write("\x1b[1;2H\ufe8f", (COLUMNS, ROWS)) == "\x1b[1;4H\ufe8f\x1b[1;3H"


def test_what_is_already_on_the_screen_is_not_sent_again() -> None:
    grid = Grid(reverse_runs)
    frame = f"\x1b[?2026h\x1b[1;1H{BEH}{ALEF} ab\x1b[?2026l"
    assert BEH in grid.write(frame, (COLUMNS, ROWS))
    assert grid.write(frame, (COLUMNS, ROWS)) == "\x1b[?2026h\x1b[?2026l\x1b[1;6H"


def test_everything_is_sent_again_after_the_terminal_has_changed_its_size() -> None:
    grid = Grid(same)
    grid.write("\x1b[1;1Habc", (COLUMNS, ROWS))
    assert "abc" in grid.write("\x1b[1;1Habc", (COLUMNS + 1, ROWS))


def test_what_is_not_text_goes_through_in_its_place() -> None:
    grid = Grid(same)
    sent = grid.write("\x1b[?25l\x1b]52;c;eA==\x07\x07\x1b[>25u", (COLUMNS, ROWS))
    assert sent == "\x1b[?25l\x1b]52;c;eA==\x07\x07\x1b[>25u"


def test_a_wide_glyph_is_sent_whole_and_a_mark_with_its_base() -> None:
    grid = Grid(same)
    grid.write("\x1b[?1049h\x1b[1;1H\u4ecaa", (COLUMNS, ROWS))
    assert grid.write("\x1b[1;1H\u4ecb", (COLUMNS, ROWS)).startswith("\x1b[1;1H\u4ecb")
    assert grid.write(f"\x1b[1;3H{BEH}\u064e", (COLUMNS, ROWS)) == f"\x1b[1;3H{BEH}\u064e\x1b[1;4H"


def test_a_rewrite_sees_whole_rows() -> None:
    seen: list[Row] = []

    def look(row: Row) -> Row:
        seen.append(list(row))
        return list(row)

    grid = Grid(look)
    grid.write(f"\x1b[2;3H\x1b[31m{BEH}\x1b[0m", (COLUMNS, ROWS))
    assert seen[-1][2] == GridCell(BEH, "31")
    assert len(seen[-1]) == COLUMNS
