"""An article cut into blocks."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.model.article import Article, Section, SectionKind
from tui.widgets.article.blocks import blocks


def article(text: str, *sections: tuple[str, int, int]) -> Article:
    return Article.of(text, sections=tuple(Section(SectionKind(kind), start, end) for kind, start, end in sections))


def test_a_paragraph_is_cut_where_a_section_begins_in_it() -> None:
    made = blocks(article("one two\nthree", ("quote-embed", 0, 4), ("body", 4, 13)), folded=True)
    assert [(each.kind, each.start, each.end) for each in made] == [
        ("quote-embed", 0, 4),
        ("body", 4, 8),
        ("body", 8, 13),
    ]


def test_blank_lines_are_left_to_the_rows_between_blocks() -> None:
    made = blocks(article("one\n\n \ntwo", ("body", 0, 10)), folded=True)
    assert [(each.start, each.end) for each in made] == [(0, 4), (7, 10)]


def test_neighbouring_furniture_folds_into_one_block_only_where_it_is_asked_for() -> None:
    page = article("share\nlogin\ntext", ("furniture", 0, 11), ("body", 12, 16))
    assert [(each.folded, each.start, each.end) for each in blocks(page, folded=True)] == [
        (True, 0, 12),
        (False, 12, 16),
    ]
    assert not any(each.folded for each in blocks(page, folded=False))


@given(
    st.text(st.sampled_from("ab \n"), max_size=40),
    st.lists(st.integers(0, 40), max_size=8, unique=True).map(sorted),
    st.booleans(),
)
def test_every_code_point_that_is_not_blank_is_in_one_block(text: str, edges: list[int], folded: bool) -> None:
    inside = [edge for edge in edges if edge <= len(text)]
    kinds = ["body", "furniture"]
    sections = [
        (kinds[index % 2], start, end)
        for index, (start, end) in enumerate(zip(inside[::2], inside[1::2], strict=False))
    ]
    made = blocks(article(text, *sections), folded=folded)
    for offset, code_point in enumerate(text):
        covering = [each for each in made if each.start <= offset < each.end]
        assert len(covering) <= 1
        assert covering or code_point.isspace()
    assert [each.start for each in made] == sorted(each.start for each in made)
