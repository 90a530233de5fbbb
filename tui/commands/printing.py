"""An article as plain text: in visual order for readers that do not reorder cells, else in logical order."""

import sys
from collections.abc import Iterator

from annotations.model.article import Article
from tui.terminal.grid import styled
from tui.terminal.profile import BDSM, KONSOLE, MLTERM, PLAIN, Profile
from tui.terminal.rewriting import GridCell
from tui.typesetting.bidi.direction import text_direction
from tui.typesetting.lines.paragraph import Cell
from tui.typesetting.page.page import Page
from tui.widgets.article.blocks import blocks

_KEPT = "\u200c\u200d"
"""Control characters that joining needs."""


def profile_of_output() -> Profile | None:
    """Return the profile for visual order on standard output, or None if the output must be in logical order.

    Asks the terminal if the output is one. Konsole and mlterm need logical order: their bidi can only be switched off
    for all rows, also those printed before. So does a terminal with BDSM inside a multiplexer.
    """
    if not sys.stdout.isatty():
        return PLAIN

    from tui.settings import load_settings
    from tui.terminal.terminal import Terminal

    with Terminal(None, load_settings().terminal) as terminal:
        profile, is_direct = terminal.choice.profile, terminal.multiplexer is None
    return None if profile in (KONSOLE, MLTERM) or (profile is BDSM and not is_direct) else profile


def around(rows: str, profile: Profile | None) -> str:
    """Return rows with the sequences around them that keep VTE from reordering them; VTE stores this with each row."""
    return f"{profile.enter}{rows}{profile.leave}" if profile is BDSM else rows


def printed(article: Article, width: int, *, profile: Profile = PLAIN) -> str:
    """Return the rows of an article in visual order, at a width in columns, with blank rows between paragraphs."""
    return around("".join(f"{_row(cells, profile)}\n" for cells in _rows(article, width)), profile)


def printed_in_reading_order(article: Article, width: int) -> str:
    """Return the same rows in logical order, for editors and terminals that reorder Arabic themselves."""
    rows = []
    for cells in _rows(article, width):
        text = article.text[min(each.start for each in cells) : max(each.end for each in cells)] if cells else ""
        rows.append("".join(each if each.isprintable() or each in _KEPT else " " for each in text).rstrip() + "\n")
    return "".join(rows)


def _rows(article: Article, width: int) -> Iterator[list[Cell]]:
    """Yield the visible cells of each row, left to right."""
    page = Page(article.text, blocks(article, folded=False), width, fallback=text_direction(article.text))
    place = page.first
    while True:
        line = page.row(place).line
        yield [cell for cell in line.cells if cell.columns] if line else []
        following = page.step(place, 1)
        if following == place:
            return
        place = following


def _row(cells: list[Cell], profile: Profile) -> str:
    indent = " " * (cells[0].column if cells else 0)
    glyphs = [cell.glyphs if profile.shows_marks else cell.glyphs[:1] for cell in cells]
    if profile.rewrite is None:
        return (indent + "".join(glyphs)).rstrip()
    row = [GridCell(" ", "") for _ in indent]
    for cell, shown in zip(cells, glyphs, strict=True):
        row += [GridCell(shown, ""), *(GridCell("", "") for _ in range(cell.columns - 1))]
    return styled(profile.rewrite(row)) if row else ""
