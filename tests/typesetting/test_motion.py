"""Where keys take the caret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.typesetting.lines.breaks import split_paragraphs
from tui.typesetting.page import motion
from tui.typesetting.page.page import Block, Page

KTAB = "\u0643\u062a\u0627\u0628"  # kitaab, "book"
LAM_ALEF = "\u0644\u0623\u062d\u0645\u062f"  # li-ahmad, "to Ahmad": lam and alef share a cell
TEXTS = st.text(st.sampled_from("ab \u0643\u062a\u0644\u0627\u0628\u064e 1(\n"), max_size=80)
MOVEMENTS = ("left right up down word_left word_right row_start row_end page_up page_down text_start text_end").split()


def paged(text: str, width: int = 20) -> Page:
    return Page(text, [Block(s, e) for s, e in split_paragraphs(text) if text[s:e].strip()], width)


def move(page: Page, caret: int, where: str, *, selecting: bool = False) -> int:
    goal = motion.column(page, caret)
    return motion.moved(page, caret, where, goal=goal, page_rows=5, selecting=selecting)


def walk(page: Page, caret: int, where: str, steps: int, *, selecting: bool = False) -> list[int]:
    carets = [caret]
    for _ in range(steps):
        carets.append(move(page, carets[-1], where, selecting=selecting))
    return carets


def test_left_reads_on_in_arabic_and_back_in_latin() -> None:
    assert move(paged(KTAB), 0, "left") == 1
    assert move(paged("book"), 1, "left") == 0


def test_left_passes_a_latin_word_in_arabic_cell_by_cell_on_the_screen() -> None:
    # The space, then c, b, a as they stand from the right, then the space after them.
    assert walk(paged(f"{KTAB} abc {KTAB}"), 4, "left", 4) == [4, 7, 6, 5, 8]


def test_shift_left_selects_in_reading_order_through_a_latin_word() -> None:
    assert walk(paged(f"{KTAB} abc {KTAB}"), 4, "left", 4, selecting=True) == [4, 5, 6, 7, 8]


def test_the_caret_passes_a_lam_alef_as_one_cell_but_selects_each_of_its_letters() -> None:
    page = paged(LAM_ALEF)
    assert move(page, 0, "left") == 2
    assert move(page, 0, "left", selecting=True) == 1


def test_words_are_left_at_their_start_and_selected_to_their_end() -> None:
    page = paged(f"{KTAB} {KTAB}")
    assert move(page, 0, "word_left") == 5
    assert move(page, 0, "word_left", selecting=True) == 4
    assert move(page, 5, "word_right") == 0


def test_rows_keep_the_column_and_skip_the_blank_row_between_paragraphs() -> None:
    page = paged(f"{KTAB} {KTAB}\n{KTAB} {KTAB}\n")
    assert move(page, 2, "down") == 12
    assert move(page, 12, "up") == 2


def test_the_row_end_is_the_line_end_or_for_a_selection_what_lies_behind_the_last_cluster() -> None:
    page = paged(f"{KTAB} {KTAB}", width=5)
    assert move(page, 0, "row_end") == 4
    assert move(page, 0, "row_end", selecting=True) == 5
    assert move(page, 5, "row_end") == 9


@given(TEXTS, st.integers(4, 30), st.integers(0, 79), st.sampled_from(["left", "right"]))
def test_left_and_right_take_each_other_back_within_a_row(text: str, width: int, offset: int, where: str) -> None:
    page = paged(text, width)
    caret = motion.settled(page, min(offset, len(text)), 1)
    there = move(page, caret, where)
    line = page.row(page.place_of(caret)).line
    if page.place_of(there) == page.place_of(caret) and there != caret and line is not None:
        back = move(page, there, "right" if where == "left" else "left")
        assert line.cell_at(back) == line.cell_at(caret)


@pytest.mark.parametrize("selecting", [False, True])
@given(TEXTS, st.integers(4, 30), st.lists(st.sampled_from(MOVEMENTS), max_size=12))
def test_no_sequence_of_movements_leaves_the_text_or_splits_a_cluster(selecting, text, width, moves) -> None:
    page = paged(text, width)
    caret = motion.settled(page, 0, 1)
    for where in moves:
        caret = move(page, caret, where, selecting=selecting)
        assert 0 <= caret <= len(text)
        assert text[caret : caret + 1] != "\u064e" or caret == 0 or text[caret - 1] == "\n"


@given(TEXTS, st.integers(4, 30))
def test_selecting_on_from_the_start_reaches_the_end(text: str, width: int) -> None:
    page = paged(text, width)
    caret = motion.text_edge(page, motion.BACKWARD)
    while (after := motion.cluster(page, caret, motion.FORWARD)) != caret:
        assert after > caret
        caret = after
    assert caret == motion.text_edge(page, motion.FORWARD)
