"""What can be seen on a screenshot: the cells, their backgrounds and their ink."""

import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import sub
from pathlib import Path

import pyte

from tests.terminal.emulators import FONT, PIXELS

Colour = tuple[int, int, int]

RED, BLUE = (255, 0, 0), (0, 0, 255)


def distance(one: Colour, other: Colour) -> int:
    """How far apart two colours are: the sum over the channels."""
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) + abs(one[2] - other[2])


@dataclass(frozen=True, kw_only=True)
class Raster:
    """Where the cells of a terminal are on the display."""

    left: float
    top: float
    width: float
    height: float
    columns: int
    rows: int

    def box(self, row: int, column: int) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of a cell, half-open."""
        return (
            round(self.left + column * self.width),
            round(self.top + row * self.height),
            round(self.left + (column + 1) * self.width),
            round(self.top + (row + 1) * self.height),
        )


class Picture:
    """The pixels of a display."""

    def __init__(self, pixels: bytes, size: tuple[int, int]) -> None:
        self.width, self.height = size
        self._pixels = pixels

    def pixel(self, x: int, y: int) -> Colour:
        """The colour of one pixel."""
        place = 3 * (y * self.width + x)
        red, green, blue = self._pixels[place : place + 3]
        return red, green, blue

    def find_raster(self, columns: int, rows: int) -> Raster | None:
        """The cells, by the red first and the blue last one; None while they are not to be seen."""
        red, blue = self._block(RED), self._block(BLUE)
        if red is None or blue is None:
            return None
        width, height = (blue[0] - red[0]) / (columns - 1), (blue[1] - red[1]) / (rows - 1)
        whole = abs(red[2] - red[0] - width) <= 2 and abs(red[3] - red[1] - height) <= 2
        return (
            Raster(left=red[0], top=red[1], width=width, height=height, columns=columns, rows=rows) if whole else None
        )

    def _block(self, colour: Colour) -> tuple[int, int, int, int] | None:
        pixel = bytes(colour)
        run = pixel * 5
        stride = 3 * self.width
        boxes = []
        for y in range(self.height):
            line = self._pixels[y * stride : (y + 1) * stride]
            start = line.find(run)
            while start % 3 and start >= 0:
                start = line.find(run, start + 1)
            if start >= 0:
                end = start
                while line[end : end + 3] == pixel:
                    end += 3
                boxes.append((start // 3, y, end // 3))
        if not boxes:
            return None
        return boxes[0][0], boxes[0][1], boxes[0][2], boxes[-1][1] + 1

    def background(self, raster: Raster, row: int, column: int) -> Colour:
        """The commonest colour of a cell."""
        left, top, right, bottom = raster.box(row, column)
        counted: Counter[Colour] = Counter()
        for y in range(top, min(bottom, self.height), 3):
            place = 3 * (y * self.width + left)
            line = self._pixels[place : place + 3 * (right - left)]
            counted.update(zip(line[::3], line[1::3], line[2::3], strict=False))
        return counted.most_common(1)[0][0]


def rgb(colour: str) -> Colour | None:
    """One of pyte's colours; None for the terminal's own."""
    if len(colour) == 6:
        return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)
    return None


class Expectation:
    """The screen as an emulator without looks has it, to be compared with a picture of another."""

    def __init__(self, screen: pyte.Screen) -> None:
        self.rows, self.columns = screen.lines, screen.columns
        self._cells = [[screen.buffer[row][column] for column in range(self.columns)] for row in range(self.rows)]

    def glyph(self, row: int, column: int) -> str:
        """The base that stands in a cell."""
        return unicodedata.normalize("NFD", self._cells[row][column].data)[:1]

    def colours(self, row: int, column: int) -> tuple[Colour | None, Colour | None]:
        """Background and foreground."""
        cell = self._cells[row][column]
        background, foreground = rgb(cell.bg), rgb(cell.fg)
        return (foreground, background) if cell.reverse else (background, foreground)

    def text(self) -> str:
        """All rows."""
        return "\n".join("".join(cell.data for cell in row) for row in self._cells)

    def backgrounds(self) -> list[Colour]:
        """All that are used, of those hardly to be told apart only one."""
        kept: list[Colour] = []
        places = ((row, column) for row in range(self.rows) for column in range(self.columns))
        for colour, _ in Counter(self.colours(*place)[0] for place in places).most_common():
            if colour is not None and all(distance(colour, other) > 40 for other in kept):
                kept.append(colour)
        return kept


class Comparison:
    """A picture of a terminal beside what it should show."""

    def __init__(self, picture: Picture, raster: Raster, expected: Expectation) -> None:
        self._picture, self._raster, self._expected = picture, raster, expected
        self._inked: dict[tuple[int, int], set[tuple[int, int]]] = {}
        self._seen = {
            (row, column): picture.background(raster, row, column)
            for row in range(expected.rows)
            for column in range(expected.columns)
        }

    def wrong_backgrounds(self) -> list[tuple[int, int]]:
        """Cells whose background is nearer to another colour of the screen than to their own."""
        known = self._expected.backgrounds()

        def nearest(colour: Colour) -> Colour:
            return min(known, key=lambda each: distance(each, colour))

        wrong = []
        for place, seen in self._seen.items():
            wanted, _ = self._expected.colours(*place)
            if wanted is not None and self._expected.glyph(*place) not in "█▄▀▁▔" and nearest(seen) != nearest(wanted):
                wrong.append(place)
        return wrong

    def _threshold(self, row: int, column: int) -> int:
        background, foreground = self._expected.colours(row, column)
        return max(40, distance(background, foreground) // 3) if background and foreground else 120

    def _ink(self, row: int, column: int) -> set[tuple[int, int]]:
        """The pixels of a cell that differ from its background."""
        ink = self._inked.get((row, column))
        if ink is None:
            left, top, right, bottom = self._raster.box(row, column)
            background, least = self._seen[row, column], self._threshold(row, column)
            pixels = ((x, y) for y in range(top, bottom) for x in range(left, right))
            ink = self._inked[row, column] = {
                place for place in pixels if distance(self._picture.pixel(*place), background) >= least
            }
        return ink

    def missing_glyphs(self) -> list[tuple[int, int]]:
        """Cells without a drop of ink that should show something."""
        return [
            place for place in self._seen if self._expected.glyph(*place).strip("\u00a0 ") and not self._ink(*place)
        ]

    def crooked_borders(self, glyph: str) -> list[int]:
        """Rows in which a vertical line of one column is not where it is in most rows."""
        lines: dict[int, dict[int, int]] = {}
        for row, column in self._seen:
            if self._expected.glyph(row, column) == glyph:
                ink = self._ink(row, column)
                lines.setdefault(column, {})[row] = min(ink)[0] if ink else -1
        assert lines, "there is no border on the page"
        wrong = []
        for places in lines.values():
            common = Counter(places.values()).most_common(1)[0][0]
            wrong += [row for row, place in places.items() if abs(place - common) > 1]
        return wrong

    def joints(self) -> tuple[int, int]:
        """How many pairs of neighbouring letters touch, of those that should."""
        touching = pairs = 0
        for row in range(self._expected.rows):
            for column in range(1, self._expected.columns):
                left, right = self._expected.glyph(row, column - 1), self._expected.glyph(row, column)
                if _form(right) in {"<initial>", "<medial>"} and _form(left) in {"<medial>", "<final>"}:
                    pairs += 1
                    touching += self._touch(row, column)
        return touching, pairs

    def _touch(self, row: int, column: int) -> bool:
        border = self._raster.box(row, column)[0]
        before, after = self._ink(row, column - 1), self._ink(row, column)
        # Some terminals cut a glyph off one pixel inside its cell: too little for the eye, at this size.
        for left, right in ((border - 1, border), (border - 2, border), (border - 1, border + 1)):
            rows = {y for x, y in before if x == left}
            if any((right, y + step) in after for y in rows for step in (-1, 0, 1)):
                return True
        return False

    def misshapen(self, glyphs: str, rows: Sequence[int]) -> list[tuple[int, int, str]]:
        """Cells of some glyphs in some rows that look more like another one of them, and like which."""
        shapes = {glyph: drawn_shape(glyph) for glyph in glyphs}
        wrong = []
        for row, column in self._seen:
            wanted = self._expected.glyph(row, column)
            if row in rows and wanted and wanted in glyphs and (ink := self._ink(row, column)):
                seen = shape(ink)
                nearest = min(glyphs, key=lambda each: sum(map(abs, map(sub, seen, shapes[each]))))
                if nearest != wanted:
                    wrong.append((row, column, nearest))
        return wrong

    def print_ink(self, rows: Sequence[int], columns: Iterable[int], path: Path, *, without: str) -> None:
        """The ink of some cells as a black-on-white picture (PGM), leaving out those of some glyphs."""
        columns = list(columns)
        lines: list[bytes] = []
        fulls = {(row, column): 3 * self._threshold(row, column) for row in rows for column in columns}
        left, right = self._raster.box(0, columns[0])[0], self._raster.box(0, columns[-1])[2]
        margin = b"\xff" * 24
        blank = b"\xff" * (right - left + 48)
        for row in rows:
            _, top, _, bottom = self._raster.box(row, 0)
            for y in range(top, bottom):
                line = bytearray()
                for column in columns:
                    start, _, end, _ = self._raster.box(row, column)
                    seen, full = self._seen[row, column], fulls[row, column]
                    if self._expected.glyph(row, column) in without:
                        line += b"\xff" * (end - start)
                        continue
                    for x in range(start, end):
                        line.append(255 - min(255, 255 * distance(self._picture.pixel(x, y), seen) // full))
                lines.append(margin + bytes(line) + margin)
        padded = [blank] * 24 + lines + [blank] * 24
        path.write_bytes(b"P5 %d %d 255\n" % (len(blank), len(padded)) + b"".join(padded))


_SIDE = 10
Shape = tuple[float, ...]


def shape(ink: set[tuple[int, int]]) -> Shape:
    """A glyph's looks, whatever its size and place: where in the box around it there is ink, and how slim that is."""
    left, top = min(x for x, _ in ink), min(y for _, y in ink)
    width, height = max(x for x, _ in ink) - left + 1, max(y for _, y in ink) - top + 1
    parts: Counter[tuple[int, int]] = Counter()
    for row in range(_SIDE):
        for column in range(_SIDE):
            x, y = left + (2 * column + 1) * width // (2 * _SIDE), top + (2 * row + 1) * height // (2 * _SIDE)
            parts[row, column] = (x, y) in ink
    inked = [float(parts[row, column]) for row in range(_SIDE) for column in range(_SIDE)]
    return *inked, _SIDE * width / (width + height)


@cache
def drawn_shape(glyph: str) -> Shape:
    """The looks of a glyph in the font of the terminals, drawn alone."""
    match = ["fc-match", "-f", "%{file}", f"{FONT}:style=Book"]
    font = subprocess.run(match, capture_output=True, text=True, check=True).stdout
    side = 4 * PIXELS
    draw = ["convert", "-size", f"{side}x{side}", "xc:white", "-font", font, "-pointsize", str(PIXELS), "-gravity"]
    drawn = subprocess.run(
        [*draw, "center", "-annotate", "0", glyph, "-depth", "8", "gray:-"], capture_output=True, check=True
    ).stdout
    return shape({(place % side, place // side) for place, grey in enumerate(drawn) if grey < 160})


def _form(glyph: str) -> str:
    return unicodedata.decomposition(glyph).split(" ")[0] if glyph else ""


def read_text(picture: Path) -> str:
    """What Tesseract reads on a picture."""
    command = ["tesseract", str(picture), "-", "-l", "ara", "--psm", "6"]
    environ = {"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environ).stdout


def error_rate(seen: str, wanted: str) -> float:
    """Character error rate; marks, format characters and the kind of white space do not count."""
    seen, wanted = _plain(seen), _plain(wanted)
    row = list(range(len(seen) + 1))
    for count, letter in enumerate(wanted, 1):
        new = [count]
        for place, other in enumerate(seen, 1):
            new.append(min(row[place] + 1, new[-1] + 1, row[place - 1] + (letter != other)))
        row = new
    return row[-1] / len(wanted)


def _plain(text: str) -> str:
    kept = (each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) not in {"Mn", "Cf"})
    return " ".join("".join(kept).split())
