"""What the cells of annotations look like."""

from itertools import pairwise

import pytest
from rich.style import Style
from textual.color import Color

from annotations.model.article import SectionKind
from annotations.project.defaults import DEFAULT_LABELS
from tui.theme import CONTRAST, DARK, LIGHT, label_variables
from tui.widgets.article.styles import CellState, CellStyles


def styles_of(theme, *, grey: bool = False) -> CellStyles:
    base = Style(color=theme.foreground, bgcolor=theme.background)
    variables = {"foreground": theme.foreground, **label_variables(theme.name, grey=grey)}
    return CellStyles(DEFAULT_LABELS, variables, lambda *names: base + Style(bold="article-view--headline" in names))


def state(*labels: str, **marks: bool) -> CellState:
    marks = {"is_current": False, "is_related": False, "is_selected": False, **marks}
    return CellState(kind=SectionKind.BODY, labels=labels, **marks)


def luminance(color: object) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in color.normalized]
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(style: Style) -> float:
    colors = (Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
    darker, lighter = sorted(map(luminance, colors))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("grey", [False, True])
@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST])
def test_words_are_legible_on_each_label_also_under_the_current_annotation(theme, grey) -> None:
    for label in DEFAULT_LABELS:
        for is_current in (False, True):
            style = styles_of(theme, grey=grey).style(state(label.name, is_current=is_current))
            assert contrast(style) >= 4.5  # success criterion 1.4.3


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST])
def test_without_colours_labels_differ_in_lightness(theme) -> None:
    tints = list(label_variables(theme.name, grey=True).values())[:3]
    assert all(len(set(Color.parse(tint).rgb)) == 1 for tint in tints)
    levels = sorted(luminance(Color.parse(tint)) + 0.05 for tint in tints)
    assert all(lighter / darker > 1.25 for darker, lighter in pairwise(levels))


def test_what_a_cell_belongs_to_is_told_without_colour() -> None:
    styles = styles_of(DARK)

    def attributes(drawn: CellState) -> tuple[bool, ...]:
        style = styles.style(drawn)
        return bool(style.bold), bool(style.underline), bool(style.underline2), bool(style.reverse)

    plain, inner = state("claim"), state("figure", "claim")
    current, related = state("claim", is_current=True), state("claim", is_related=True)
    selected = state("claim", is_selected=True)
    assert len({attributes(each) for each in (plain, inner, current, related, selected)}) == 5
    assert styles.chip("claim", is_current=True, is_related=False).reverse
    assert not styles.chip("claim", is_current=False, is_related=True).reverse
