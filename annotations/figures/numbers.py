"""Numbers: the exact value of numerals and Arabic number words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from annotations.figures.numerals import SLASH, Readable
from annotations.text.proclitics import ARTICLE, BI, LI, WA

HUNDRED = 100
THOUSAND = 1000
_DIGITS = 40
"""Digits; no quantity has so many: a longer numeral is a code, and slow to calculate with."""


class Kind(Enum):
    """The way in which a number word joins those around it."""

    NUMERAL = auto()
    ONES = auto()
    TEN = auto()
    """Alone ten, behind a word of ones a teen."""
    TENS = auto()
    HUNDREDS = auto()
    """A hundred, which a word of ones before it multiplies, or several in one word."""
    SCALE = auto()
    """A thousand and more: multiplies what stands before it."""
    SCALES = auto()
    """The plural of a scale: only behind a number."""
    TWO_SCALES = auto()
    """The dual of a scale."""
    ONE_OR_TWO_SCALES = auto()
    """Either a scale in the accusative or its dual before a noun: two where a noun follows and no number precedes."""
    FRACTION = auto()
    FRACTIONS = auto()
    """The plural of a fraction: only behind a number."""


@dataclass(frozen=True, slots=True)
class Item:
    """The part of a number that one token is."""

    kind: Kind
    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that was read from tokens."""

    value: Fraction
    scale: int
    """The factor by which one word at its end multiplies all of it, or 1."""
    ends_in_scale: bool
    """True if a scale counts a noun behind it, which then stands in the singular."""
    end: int
    """The place of the token behind it."""


def _words() -> dict[str, Item]:
    """Return the number words, folded."""
    words: dict[str, Item] = {}

    def add(kind: Kind, value: Fraction | int, forms: str) -> None:
        words.update(dict.fromkeys(forms.split(), Item(kind, Fraction(value))))

    add(Kind.TEN, 0, "صفر")
    add(Kind.ONES, 1, "واحد واحده احد احدي")
    add(Kind.ONES, 2, "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي")
    stems = ("ثلاث", "اربع", "خمس", "ست", "سبع", "ثماني", "تسع")
    for value, stem in enumerate(stems, 3):
        add(Kind.ONES, value, f"{stem} {stem}ه {stem}ا")
        # Eight is written with or without its yeh before hundred.
        for fused in {stem, stem.removesuffix("ي")}:
            add(Kind.HUNDREDS, value * HUNDRED, f"{fused}ميه {fused}مايه")
    add(Kind.ONES, 8, "ثمان ثمانيا")
    add(Kind.TEN, 10, "عشر عشره عشرا")
    tens = ("عشر", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")
    for value, stem in enumerate(tens, 2):
        add(Kind.TENS, value * 10, f"{stem}ون {stem}ين")
    add(Kind.HUNDREDS, HUNDRED, "ميه مايه")
    add(Kind.HUNDREDS, 2 * HUNDRED, "ميتان ميتين ميتا ميتي مايتان مايتين مايتا مايتي")
    for value, word, plurals in (
        (10**3, "الف", "الاف"),
        (10**6, "مليون", "ملايين"),
        (10**9, "مليار", "مليارات"),
        (10**9, "بليون", "بلايين"),
        (10**12, "تريليون", "تريليونات"),
        (10**12, "ترليون", "ترليونات"),
    ):
        add(Kind.SCALE, value, word)
        add(Kind.SCALES, value, plurals)
        add(Kind.TWO_SCALES, value, f"{word}ان {word}ين {word}ي")
        add(Kind.ONE_OR_TWO_SCALES, value, f"{word}ا")
    for value, word in ((10**3, "thousand"), (10**6, "million"), (10**9, "billion"), (10**12, "trillion")):
        add(Kind.SCALE, value, word)
    for value, word in ((10**6, "mn"), (10**9, "bn"), (10**12, "tn")):
        add(Kind.SCALES, value, word)
    add(Kind.FRACTION, Fraction(1, 2), "نصف نصفا")
    add(Kind.FRACTION, Fraction(1, 3), "ثلث")
    add(Kind.FRACTION, Fraction(1, 4), "ربع ربعا")
    add(Kind.FRACTION, Fraction(2, 3), "ثلثا ثلثي ثلثان ثلثين")
    add(Kind.FRACTIONS, Fraction(1, 4), "ارباع")
    add(Kind.FRACTIONS, Fraction(1, 5), "اخماس")
    return words


_WORDS = _words()
_WEEKDAYS = frozenset({"الاحد", "الاثنين"})
"""Sunday and Monday, which are one and two with the article."""
_POINT = frozenset({"فاصل", "فاصله"})
"""What a decimal sign is called, folded."""
_ZERO = "صفر"
_AND_HAMZA = (f"{WA}أ", f"{WA}إ")
_PREPOSITIONS = BI + LI
"""Written onto the word of a number; the third, kaf, is not used with one."""


def read(tokens: Sequence[Readable], start: int) -> Number | None:
    """Return the number that begins at a token, with all tokens that belong to it, or None if none begins there."""
    reader = _Reader(tokens, start)
    while reader.take():
        pass
    return reader.number() if reader.end > start else None


def joins(tokens: Sequence[Readable], place: int) -> bool:
    """Return True if a token is a conjunction before a number, or a number word with one."""
    rest = _behind_and(tokens[place])
    return _item(rest) is not None if rest else rest == "" and read(tokens, place + 1) is not None


def multiplies(tokens: Sequence[Readable], place: int) -> bool:
    """Return True if a token is a scale, such as a thousand, that multiplies a number before it."""
    item = _item(tokens[place].folded) if place < len(tokens) else None
    return item is not None and item.kind in {Kind.SCALE, Kind.SCALES, Kind.ONE_OR_TWO_SCALES}


def is_number_word(word: str) -> bool:
    """Return True if a folded word says a number, with or without the article."""
    return _item(word) is not None


class _Reader:
    """Takes one number word after another as long as they make one number."""

    def __init__(self, tokens: Sequence[Readable], start: int) -> None:
        self.tokens = tokens
        self.start = self.end = start
        self.addends: list[Fraction] = []
        """The parts that a scale has closed, and the scale alone."""
        self.current = Fraction(0)
        """The part that a scale may still multiply."""
        self.ones = Fraction(0)
        """The part of `current` that a hundred directly behind multiplies, or a ten joins."""
        self.room = Fraction(0)
        """The next part has to be less than this."""
        self.scale = 1

    def number(self) -> Number:
        value = sum(self.addends, self.current)
        whole = len(self.addends) == 1 and not self.current
        return Number(
            value=value,
            scale=self.scale if whole else 1,
            ends_in_scale=bool(self.addends) and not self.current,
            end=self.end,
        )

    def take(self) -> bool:
        """Take the next token or two, or nothing."""
        if self.end >= len(self.tokens):
            return False
        token = self.tokens[self.end]
        if token.folded in _POINT:
            return self._take_decimals()
        if self.end == self.start:
            item = self._at(self.end)
            if item is None and token.folded[0] in _PREPOSITIONS:
                item = _item(token.folded[1:])
            return item is not None and self._begin(item)
        rest = _behind_and(token)
        if rest is None:
            item = self._at(self.end)
            return item is not None and self._multiply(item, self.end)
        place = self.end if rest else self.end + 1
        item = _item(rest) if rest else self._at(place)
        return item is not None and self._join(item, place)

    def _take_decimals(self) -> bool:
        """Take the word for a decimal sign and the number behind it, whose digits are decimals."""
        zeros, place = 0, self.end + 1
        if self.end == self.start or self.current.denominator != 1:
            return False
        while place < len(self.tokens) and self.tokens[place].folded == _ZERO:
            zeros, place = zeros + 1, place + 1
        decimals = _Reader(self.tokens, place)
        while not _is_scale(decimals.item()) and decimals.take():
            pass
        value = decimals.current if decimals.end > place and not decimals.addends else Fraction(0)
        if value.denominator != 1 or value < 0 or not (value or zeros):
            return False
        written = self.tokens[place].folded if value else ""
        digits = written if decimals.end == place + 1 and written.isdecimal() else str(value.numerator)
        self.current += Fraction(value, 10 ** (zeros + len(digits)))
        self.ones = self.room = Fraction(0)
        self.end = decimals.end
        return True

    def item(self) -> Item | None:
        """Return the item of the next token, or None."""
        return self._at(self.end)

    def _at(self, place: int) -> Item | None:
        if place >= len(self.tokens):
            return None
        token = self.tokens[place]
        return _numeral(self.tokens, place) if token.is_numeral else _item(token.folded)

    def _begin(self, item: Item) -> bool:
        if item.kind in {Kind.SCALES, Kind.FRACTIONS}:
            return False
        self._add(item, self.end)
        return True

    def _multiply(self, item: Item, place: int) -> bool:
        """Take a word that follows without a conjunction."""
        match item.kind:
            case Kind.SCALE | Kind.SCALES | Kind.ONE_OR_TWO_SCALES:
                if self.current or not self.addends:
                    self.addends.append(self.current * item.value)
                    self.scale = int(item.value)
                else:
                    self.addends[-1] *= item.value
                    self.scale *= int(item.value)
                self.current = self.ones = Fraction(0)
                self.room = item.value
            case Kind.HUNDREDS if self.ones and item.value == HUNDRED:
                self.current += self.ones * (HUNDRED - 1)
                self.ones, self.room = Fraction(0), Fraction(HUNDRED)
            case Kind.HUNDREDS if item.value == HUNDRED and 10 < self.current < HUNDRED:
                self.current *= HUNDRED
                self.ones, self.room = Fraction(0), Fraction(HUNDRED)
            case Kind.TEN if self.ones:
                self.current += item.value
                self.ones = self.room = Fraction(0)
            case Kind.NUMERAL if SLASH in self.tokens[place].folded and self.current.denominator == 1:
                self.current += item.value
                self.ones = self.room = Fraction(0)
            case Kind.FRACTIONS if self.current:
                self.current *= item.value
                self.ones = self.room = Fraction(0)
            case _:
                return False
        self.end = place + 1
        return True

    def _join(self, item: Item, place: int) -> bool:
        """Take a word or numeral that follows behind a conjunction."""
        match item.kind:
            case Kind.TENS if self.ones:
                self.current += item.value
                self.ones = self.room = Fraction(0)
                self.end = place + 1
                return True
            case Kind.FRACTION if self.addends and not self.current and not _is_scale(self._at(place + 1)):
                self.addends.append(item.value * self.scale)
                self.room = Fraction(0)
                self.end = place + 1
                return True
            case Kind.FRACTION:
                pass
            case Kind.SCALES | Kind.FRACTIONS:
                return False
            case Kind.NUMERAL if self.room < THOUSAND or self.current or item.value >= self.room:
                return False
            case _ if item.value >= self.room:
                return False
        self._add(item, place)
        return True

    def _add(self, item: Item, place: int) -> None:
        """Add the value of a word by itself, and note what may follow it."""
        value = item.value
        self.ones = Fraction(0)
        match item.kind:
            case Kind.SCALE | Kind.TWO_SCALES | Kind.ONE_OR_TWO_SCALES:
                two = item.kind is Kind.TWO_SCALES or (
                    item.kind is Kind.ONE_OR_TWO_SCALES and self._has_noun(place + 1)
                )
                self.addends.append(value * (2 if two else 1))
                self.scale, self.room = int(value), value
            case Kind.HUNDREDS:
                self.current += value
                self.room = Fraction(HUNDRED)
            case Kind.ONES:
                self.current += value
                self.ones, self.room = value, Fraction(0)
            case _:
                self.current += value
                self.ones = value if item.kind is Kind.NUMERAL and value < 10 else Fraction(0)
                self.room = Fraction(0)
        self.end = place + 1

    def _has_noun(self, place: int) -> bool:
        return place < len(self.tokens) and self.tokens[place].folded.isalpha() and not joins(self.tokens, place)


def _item(folded: str) -> Item | None:
    """Return the item of a folded word, with or without the article, or None."""
    return None if folded in _WEEKDAYS else _WORDS.get(folded) or _WORDS.get(folded.removeprefix(ARTICLE))


def _behind_and(token: Readable) -> str | None:
    """Return the folded word behind the conjunction that begins a token: "" if it stands alone, None without one.

    "One" begins with a waw of its own. Folded, it is the same word as the conjunction with the one of eleven.
    """
    if not token.folded.startswith(WA) or (_item(token.folded) and not token.written.startswith(_AND_HAMZA)):
        return None
    return token.folded.removeprefix(WA)


def _is_scale(item: Item | None) -> bool:
    return item is not None and item.kind in {Kind.SCALE, Kind.SCALES}


_LONE_THREE = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_FRACTION = re.compile(rf"(\d+){SLASH}([1-9]\d*)")
_GROUPING = str.maketrans("", "", "'\u2019\u066c \u2009\u202f")
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u066b": "."})
_COMMA = "\u060c"
_SEPARATOR = re.compile(rf"[.,{_COMMA}]")
_IN_GROUPS = re.compile(r"[-+]?\d{1,3}(?:[.,]\d{3})+|[-+]?\d{1,2}(?:,\d{2})*,\d{3}")
"""Groups of three digits, or those of India."""
_IN_GROUPS_WITH_DECIMALS = re.compile(r"([-+]?\d{1,3}(?:[.,]\d{3})+)[.,](\d{1,2})")


def _numeral(tokens: Sequence[Readable], place: int) -> Item | None:
    """Return the item of a numeral, or None if it is too long to be a quantity or no number.

    The Arabic separators U+066B and U+066C are unambiguous. Of two signs among point, comma and Arabic comma the first
    one groups. One that stands twice groups, but for the last one before one or two digits; what it groups has three
    digits, or two in India, or it is no number. One alone before three digits groups too (1,200 and, in the Maghreb,
    1.200), except a point before a word that multiplies, or before a sign of percent or degree (1.125 billion).
    """
    written = tokens[place].folded
    if len(written) > _DIGITS:
        return None
    if SLASH in written:
        fraction = _FRACTION.fullmatch(written)
        return Item(Kind.NUMERAL, Fraction(int(fraction[1]), int(fraction[2]))) if fraction else None
    digits = written.translate(_SIGNS).translate(_GROUPING)
    marks = _SEPARATOR.findall(digits)
    if _COMMA in marks and "," not in marks:
        digits, marks = digits.replace(_COMMA, ","), ["," if each == _COMMA else each for each in marks]
    follows = tokens[place + 1].folded if place + 1 < len(tokens) else ""
    measured = "\u066b" in written or _is_scale(_item(follows)) or follows[:1] in {"%", "\xb0"}
    if len(set(marks)) > 2:
        return None
    if len(set(marks)) == 2:
        digits = digits.replace(marks[0], "").replace(marks[-1], ".")
        digits = digits if digits.count(".") == 1 else digits.replace(".", "")
    elif len(marks) > 1 and not _IN_GROUPS.fullmatch(digits):
        grouped = _IN_GROUPS_WITH_DECIMALS.fullmatch(digits)
        if grouped is None:
            return None
        digits = f"{grouped[1].replace(marks[0], '')}.{grouped[2]}"
    elif len(marks) > 1 or (_LONE_THREE.fullmatch(digits.lstrip("+-")) and not (marks == ["."] and measured)):
        digits = digits.replace(marks[0], "")
    return Item(Kind.NUMERAL, Fraction(digits.replace(",", ".")))
