"""Proposal: the attributes of a tagged figure, from its words and those around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from annotations.figures.brackets import unbracketed
from annotations.figures.codes import CODE
from annotations.figures.context import (
    clause_before,
    clause_behind,
    form_behind,
    is_approximate,
    is_negative,
    unit_understood,
)
from annotations.figures.nouns import Form, of_two
from annotations.figures.numbers import is_number_word, joins, read
from annotations.figures.numerals import Token, tokens
from annotations.figures.units import unit_before, unit_behind
from annotations.text.span import Span

_CONNECTORS = frozenset({"-", "\u2013", "\u2014", "\u2212", "الي", "حتي", "او"})
_BETWEEN = frozenset({"بين", "مابين"})
_LONGEST = 200
"""Code points; of a longer span the beginning is read, as the figure has to be there."""
_COMMON_ERA = "\u0645"
"""Behind a year; behind any other number it is a metre."""
_YEARS = range(1000, 2200)
_HIGHEST = 10**40
"""Nothing that is counted or measured comes near it."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One end of a range, or a whole figure that is no range."""

    value: Fraction
    unit: str
    scale: int = 1
    """The scale that the other end may share: "thousand" in 3 to 5 thousand."""

    def sharing(self, other: "_Side") -> "_Side":
        """Return a lower end with the scale of the higher one, if it has none and is the lower one without it too."""
        shares = self.scale == 1 < other.scale and self.value < other.value / other.scale
        return replace(self, value=self.value * other.scale, scale=other.scale) if shares else self

    def negative(self) -> "_Side":
        """Return the same below zero."""
        return replace(self, value=-abs(self.value))


def propose(text: str, span: Span) -> Mapping[str, object]:
    """Return the attributes of the figure that a span covers, as far as they follow from the words in and around it.

    `value` is an int, or the float nearest to what is written; `value_to` is the other end of a range. `unit` is in the
    singular as the text writes it, every kind of percent as `%`. `approximate` is True or missing. Returns an empty
    mapping if the span has no number. Never raises, whatever the text. docs/guidelines.md defines what belongs to a
    figure and how its unit is written.
    """
    inside = unbracketed(tokens(CODE.sub(" ", text[span.start : min(span.end, span.start + _LONGEST)])))
    before, behind = clause_before(text, span), clause_behind(text, span)
    first = next((place for place, each in enumerate(inside) if read(inside, place) or of_two(each.written)), 0)
    leading = [*before, *inside[:first]]
    low, high = _sides(inside, between=any(each.folded in _BETWEEN for each in leading[-2:]))
    if low is None or max(abs(side.value) for side in (low, high) if side) >= _HIGHEST:
        return {}
    unit = (high.unit if high else "") or low.unit
    other = None if unit or high else _continued(behind)
    if other:
        low, unit = low.sharing(other), other.unit
    if is_negative(leading, [*inside[first:], *behind]):
        low, high = (high.negative() if high else low.negative()), (low.negative() if high else None)
    attributes: dict[str, object] = {"value": _plain(low.value)}
    if high:
        attributes["value_to"] = _plain(high.value)
    number = read(inside, first)
    form = form_behind(number) if number else Form.GENITIVE
    unit = unit or unit_understood(text, span, before, behind, form=form)
    if unit:
        attributes["unit"] = unit
    if is_approximate(leading, behind) or is_approximate([], inside[first + 1 :]):
        attributes["approximate"] = True
    return attributes


def _plain(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def _sides(inside: Sequence[Token], *, between: bool) -> tuple[_Side | None, _Side | None]:
    """Return the two ends of a range; of any other figure the whole and None."""
    for place in range(1, len(inside) - 1):
        if inside[place].folded in _CONNECTORS:
            high = _side(inside[place + 1 :])
            low = _side(inside[:place]) or (high and _one(inside[:place], high.unit))
            if low and high and low.sharing(high).value < high.value:
                return low.sharing(high), high
    # Two numbers joined by "and" are one (five and twenty), unless they cannot be or "between" stands before them.
    number = read(inside, _first_number(inside))
    for place in range(1, len(inside)) if between else [number.end] if number else []:
        if place == len(inside) or not joins(inside, place) or (between and not _is_one_number(inside[:place])):
            continue
        low, high = _side(inside[:place]), _side(_without_and(inside[place:]))
        if low and high and low.sharing(high).value < high.value:
            return low.sharing(high), high
    return _side(inside), None


def _side(words: Sequence[Token]) -> _Side | None:
    """Return the value and unit of words with one number or a noun in the dual, or None."""
    place = _first_number(words)
    number = read(words, place)
    if number is None:
        return _two(words)
    behind = words[number.end :]
    more, end = _fraction(behind)
    unit = unit_behind(behind[:end], form_behind(number)) or unit_before(words[:place])
    if unit == _COMMON_ERA and number.value in _YEARS:
        unit = ""
    return _Side(number.value + more, unit, 1 if more else number.scale)


def _two(words: Sequence[Token]) -> _Side | None:
    """Return the value of a noun in the dual, or of a noun with a fraction joined to it (a month and a half)."""
    more, end = _fraction(words)
    for place, word in enumerate(words[:end]):
        noun = None if is_number_word(word.folded) else of_two(word.written)
        if noun:
            unit = unit_behind([word._replace(written=noun), *words[place + 1 : end]], Form.GENITIVE)
            return _Side(2 + more, unit)
    unit = unit_behind(words[:end], Form.GENITIVE) if more else ""
    return _Side(1 + more, unit) if unit else None


def _one(words: Sequence[Token], unit: str) -> _Side | None:
    """Return the value one for a noun alone that the other end of the range counts: a week to two weeks."""
    return _Side(Fraction(1), unit) if unit and unit_behind(words, Form.GENITIVE) == unit else None


def _fraction(words: Sequence[Token]) -> tuple[Fraction, int]:
    """Return the fraction joined behind a noun (five months and a half), and the place where its words begin."""
    for place in range(len(words)):
        number = read(_without_and(words[place:]), 0) if joins(words, place) else None
        if number and 0 < number.value / number.scale < 1:
            return number.value, place
    return Fraction(0), len(words)


def _continued(behind: Sequence[Token]) -> _Side | None:
    """Return the number with a unit that directly follows a figure and shares its unit: from ⟦90⟧ to 140 dinars."""
    if not behind:
        return None
    if behind[0].folded in _CONNECTORS:
        words = behind[1:]
    elif joins(behind, 0):
        words = _without_and(behind)
    else:
        return None
    side = _side(words) if read(words, 0) else None
    return side if side and side.unit else None


def _first_number(words: Sequence[Token]) -> int:
    """Return the place where the first number begins, or the number of words if there is none."""
    return next((place for place in range(len(words)) if read(words, place)), len(words))


def _is_one_number(words: Sequence[Token]) -> bool:
    """Return True if words hold one number and nothing of another."""
    number = read(words, _first_number(words))
    return number is not None and not any(
        joins(words, place) or read(words, place) for place in range(number.end, len(words))
    )


def _without_and(words: Sequence[Token]) -> Sequence[Token]:
    """Return words without the conjunction that they begin with."""
    first, *rest = words
    return (
        rest if len(first.folded) == 1 else [first._replace(written=first.written[1:], folded=first.folded[1:]), *rest]
    )
