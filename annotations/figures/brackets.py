"""Brackets around numbers: (5.3) billion, 5 (five) million."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, TypeVar

from annotations.figures.numbers import multiplies, read
from annotations.figures.numerals import Readable

BRACKETS: Final = {"(": ")", "[": "]"}
_LONGEST: Final = 12
"""Tokens of a number that is said again in brackets."""

_Readable = TypeVar("_Readable", bound=Readable)


def unbracketed(tokens: Sequence[_Readable]) -> Sequence[_Readable]:
    """Return tokens without brackets around numbers: (5.3) billion, and 5 (five) million without its second number.

    The brackets stay if neither a scale follows nor the same number precedes them.
    """
    if not any(each.folded in BRACKETS for each in tokens):
        return tokens
    result: list[_Readable] = []
    place = 0
    while place < len(tokens):
        number = read(tokens, place + 1) if tokens[place].folded in BRACKETS else None
        closing = number.end if number else place
        if number and closing < len(tokens) and tokens[closing].folded == BRACKETS[tokens[place].folded]:
            if _ends_in(result, number.value):
                place = closing + 1
                continue
            if multiplies(tokens, closing + 1):
                result += tokens[place + 1 : closing]
                place = closing + 1
                continue
        result.append(tokens[place])
        place += 1
    return result


def _ends_in(tokens: Sequence[Readable], value: Fraction) -> bool:
    """Return True if tokens end in a number with a value."""
    numbers = (read(tokens, start) for start in range(max(0, len(tokens) - _LONGEST), len(tokens)))
    return any(number and number.end == len(tokens) and number.value == value for number in numbers)
