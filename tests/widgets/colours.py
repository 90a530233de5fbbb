"""How far apart colours are to the eye: the distance in OKLab, also as colour-blind readers see them."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import copysign, dist

from rich.color import Color, ColorSystem

Matrix = Sequence[Sequence[float]]
# Machado, Oliveira and Fernandes 2009, severity 1.0, for linear RGB.
NORMAL = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
PROTANOPIA = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
EYES = (NORMAL, PROTANOPIA, DEUTERANOPIA)
# Ottosson 2020
_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_OPPONENTS = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_LEVELS = (0, 95, 135, 175, 215, 255)


def shown(colour: str, colours: str) -> tuple[int, int, int]:
    """The colour that a terminal shows for one of the theme: xterm's 256, or the nearest of sixteen."""
    if colours == "truecolor":
        red, green, blue = Color.parse(colour).get_truecolor()
        return red, green, blue
    system = ColorSystem.EIGHT_BIT if colours == "256" else ColorSystem.STANDARD
    number = Color.parse(colour).downgrade(system).number
    assert number is not None
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        return grey, grey, grey
    if number >= 16:
        number -= 16
        return _LEVELS[number // 36], _LEVELS[number // 6 % 6], _LEVELS[number % 6]
    low, high = (85, 255) if number > 7 else (0, 170)
    return (high if number & 1 else low, high if number & 2 else low, high if number & 4 else low)


def nearest(colours: Iterable[tuple[int, int, int]]) -> float:
    """The distance of the two colours that are hardest to tell apart, to the eye that sees them least apart."""
    seen = [[_oklab(colour, eye) for eye in EYES] for colour in colours]
    return min(dist(one, other) for pair in combinations(seen, 2) for one, other in zip(*pair, strict=True))


def _times(matrix: Matrix, vector: Iterable[float]) -> list[float]:
    values = list(vector)
    return [sum(weight * value for weight, value in zip(row, values, strict=True)) for row in matrix]


def _oklab(colour: tuple[int, int, int], eye: Matrix) -> list[float]:
    parts = (each / 255 for each in colour)
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    seen = (min(1.0, max(0.0, each)) for each in _times(eye, linear))
    return _times(_OPPONENTS, (copysign(abs(each) ** (1 / 3), each) for each in _times(_CONES, seen)))
