"""What of a page is in view."""

from hypothesis import given
from hypothesis import strategies as st

from tui.typesetting.page.page import Block, Page
from tui.typesetting.page.viewport import Viewport


def paged(paragraphs: int) -> Page:
    return Page("text\n" * paragraphs, [Block(5 * index, 5 * index + 5) for index in range(paragraphs)], 20)


@given(st.integers(1, 40), st.integers(1, 12), st.lists(st.integers(-30, 30), max_size=8))
def test_scrolling_shows_neighbouring_rows_and_never_past_either_end(paragraphs, height, scrolls) -> None:
    page = paged(paragraphs)
    viewport = Viewport(page, height, page.first)
    for rows in scrolls:
        before = viewport.top
        assert viewport.scroll(rows) == (viewport.top != before)
        assert len(viewport.rows) == min(height, 2 * paragraphs - 1)
        assert [row.place for row in viewport.rows] == [
            page.step(viewport.top, each) for each in range(len(viewport.rows))
        ]


@given(st.integers(1, 40), st.integers(1, 12), st.lists(st.integers(0, 39), min_size=1, max_size=8))
def test_the_row_of_an_offset_comes_into_view_and_stays_where_it_is_if_it_was(paragraphs, height, targets) -> None:
    page = paged(paragraphs)
    viewport = Viewport(page, height, page.first)
    for target in targets:
        offset = 5 * min(target, paragraphs - 1)
        viewport.scroll_to(offset)
        assert 0 <= viewport.row_of(offset) < height
        assert not viewport.scroll_to(offset)


@given(st.integers(1, 40), st.integers(1, 12), st.integers(0, 60))
def test_the_thumb_lies_within_the_view_and_is_there_only_when_not_all_is(paragraphs, height, scroll) -> None:
    page = paged(paragraphs)
    viewport = Viewport(page, height, page.first)
    viewport.scroll(scroll)
    thumb = viewport.thumb()
    assert bool(thumb) == (2 * paragraphs - 1 > height)
    assert all(0 <= y < height for y in thumb) or len(thumb) == 1
