"""What the cells of annotations look like."""

from itertools import pairwise

import pytest
from rich.style import Style
from textual.color import Color

from annotations.model.article import SectionKind
from annotations.project.defaults import DEFAULT_LABELS
from tests.widgets.colours import nearest, shown
from tui.theme import CONTRAST, DARK, LIGHT, THEMES, label_variables, themes
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
    greys = list(label_variables(theme.name, grey=True).values())[:3]
    assert all(len(set(Color.parse(grey).rgb)) == 1 for grey in greys)
    levels = sorted(luminance(Color.parse(grey)) + 0.05 for grey in greys)
    assert all(lighter / darker > 1.25 for darker, lighter in pairwise(levels))


def tints(theme: str, colours: str, slots: int = 8, variant: str = "") -> list[tuple[int, int, int]]:
    variables = label_variables(theme, colours=colours)
    return [shown(variables[f"label-{slot}{variant}"], colours) for slot in range(1, slots + 1)]


def background(theme: str, colours: str) -> tuple[int, int, int]:
    return shown(next(each.background for each in themes(colours) if each.name == theme), colours)


@pytest.mark.parametrize("theme", THEMES)
def test_in_256_colours_no_two_labels_look_alike_current_or_not_also_to_the_colour_blind(theme: str) -> None:
    everything = [*tints(theme, "256"), *tints(theme, "256", variant="-current"), background(theme, "256")]
    assert len(set(everything)) == 17
    assert nearest(everything) > 0.035
    usual = [*tints(theme, "256", 3), background(theme, "256")]
    assert nearest(usual) > 0.09  # actor, claim, figure: what nearly every project has
    assert nearest([*usual, *tints(theme, "256", 3, "-current")]) > 0.049


@pytest.mark.parametrize("theme", THEMES)
def test_in_sixteen_colours_four_labels_differ_and_the_current_one_keeps_its_colour(theme: str) -> None:
    assert nearest([*tints(theme, "standard", 4), background(theme, "standard")]) > 0.05
    assert tints(theme, "standard", variant="-current") == tints(theme, "standard")


@pytest.mark.parametrize("theme", THEMES)
def test_in_all_colours_actor_claim_and_figure_differ_also_to_the_colour_blind(theme: str) -> None:
    assert nearest([*tints(theme, "truecolor", 3), background(theme, "truecolor")]) > 0.04


@pytest.mark.parametrize("theme", THEMES)
def test_in_256_colours_the_parts_of_the_screen_keep_their_distance(theme: str) -> None:
    found = next(each for each in themes("256") if each.name == theme)
    text = [shown(each, "256") for each in (found.foreground, found.variables["quiet"])]
    surfaces = [shown(each, "256") for each in (found.background, found.panel)]
    assert len({*text, *surfaces}) == 4
    for surface in surfaces:
        for each in (*text, shown(found.accent, "256"), shown(found.error, "256")):
            lighter, darker = sorted((luminance(Color(*each)), luminance(Color(*surface))), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_in_256_colours_words_are_legible_on_every_tint(theme: str) -> None:
    found = next(each for each in themes("256") if each.name == theme)
    strongest = (255, 255, 255) if found.dark else (0, 0, 0)
    for variant, text in (("", shown(found.foreground, "256")), ("-current", strongest)):
        for tint in tints(theme, "256", variant=variant):
            lighter, darker = sorted((luminance(Color(*tint)), luminance(Color(*text))), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5


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
