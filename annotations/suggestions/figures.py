"""Quantities: numbers with what they count or measure, but no dates, times and numerals of names.

docs/guidelines.md defines what belongs to a figure.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from annotations.figures.brackets import BRACKETS, unbracketed
from annotations.figures.codes import CODE
from annotations.figures.context import MINUS, form_behind
from annotations.figures.nouns import Form, is_noun, of_two
from annotations.figures.numbers import Number, is_number_word, read
from annotations.figures.numerals import vocabulary
from annotations.figures.units import AND_SOME, is_sign, unit_behind
from annotations.suggestions.words import Word
from annotations.text.folding import fold
from annotations.text.months import HIJRI_MONTHS, MONTHS
from annotations.text.proclitics import ARTICLE, BI, CONJUNCTIONS, DEFINITE, LI, PREPOSITIONS, PROCLITICS, WA
from annotations.text.span import Span

_PROCLITICS = re.compile(rf"(?!{LI}{LI})(?:[{CONJUNCTIONS}](?=\w\w))?(?:[{PREPOSITIONS}](?=\w\w))?")
_LONGEST = 24
"""Words that are read for one quantity at most."""
_MONTHS = frozenset(fold(name).split()[0] for name in chain(chain.from_iterable(MONTHS), HIJRI_MONTHS))
_NAMES_A_NUMBER = vocabulary(
    "رقم عام عامي سنة سنتي لعام لسنة بعام وعام الساعة الدقيقة الدقيقتين المادة البند الفقرة الصفحة القناة موسم يوم"
)
"""Words behind which a numeral counts nothing."""
_NO_UNIT = vocabulary("منهم منها منه غيره غيرها غيرهم فيه فيها بينهم بينها")
"""Words behind a number besides those that no rule takes for a unit."""
_MEASURES = vocabulary("ملم مم سم كلم كم كغ كلغ كجم كلم/س كلم/ساعة كم/س كم/ساعة")
"""Measures that are abbreviated."""
_ORDINAL = re.compile(f"(?:{ARTICLE})?(?:حادي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)ه?")
_DEFINITE = re.compile(rf"{ARTICLE}\w+|\w{{2,}}(?:ها|هم|هن|نا|ه)")
_WITH_ARTICLE = re.compile(rf"{DEFINITE}\w")
_SIGNS = frozenset("-+\u2212")
_ERAS = frozenset("مه")
"""Written onto a year."""
_RANGE = frozenset({"-", "\u2013", "\u2014", "الي", "او"})
_BETWEEN = frozenset({"بين", "مابين"})
_FROM = vocabulary("من")
_ONE = vocabulary("واحد واحده احد احدي الواحد الواحده صفر الصفر")
_PER_CENT = re.compile(r"\s*(?:في\s+ال|بال)(?:مئ|مائ)ة")
_BELOW_ZERO = re.compile(r"\s+(?:تحت|دون)\s+(?:درجة\s+)?الصفر(?!\w)")
_YEARS = (1200, 2200)
_YEAR = re.compile(r"\d{4}")


def quantities(text: str, words: Sequence[Word]) -> Iterator[Span]:
    """Yield the figures in the words of a stretch of a text, in reading order."""
    words = unbracketed(words)
    codes = [match.span() for match in CODE.finditer(text, words[0].start, words[-1].end)] if words else []
    place = 0
    while place < len(words):
        if any(start <= words[place].start < end for start, end in codes):
            place += 1
            continue
        span = _quantity(text, words, place)
        if span is None:
            place += 1
        else:
            below_zero = _BELOW_ZERO.match(text, span.end)
            span = Span(_at_bracket(text, span), below_zero.end() if below_zero else span.end)
            yield span
            while place < len(words) and words[place].start < span.end:
                place += 1


def _quantity(text: str, words: Sequence[Word], place: int) -> Span | None:
    """Return the figure that begins at a word, behind its proclitics, or None."""
    proclitics = _PROCLITICS.match(words[place].folded)
    for letters in range(proclitics.end() + 1 if proclitics else 1):
        first = words[place].without(letters)
        if fold(text[first.start : first.end]).removesuffix("ا") != first.folded.removesuffix("ا"):
            continue  # marks or tatweel stand between the proclitic and the word
        if not (first.is_numeral or is_number_word(first.folded) or _noun_of_two(first)):
            continue
        rest = [first, *words[place + 1 : place + _LONGEST]]
        span = _counted(text, rest, words[max(0, place - 3) : place]) or _two(rest)
        if span is not None:
            return span
    return None


def _counted(text: str, words: Sequence[Word], before: Sequence[Word]) -> Span | None:
    """Return the number that begins at the first of some words, with its unit and the rest of its range, or None."""
    number = _number(words)
    if number is None or _is_none(text, words, number, before):
        return None
    end = _unit_end(text, words, number)
    following = [each for each in words if each.start >= end]
    joined = [each.folded for each in following[:1]]
    last = before[-1].folded if before else ""
    if joined and (joined[0] in _RANGE and last not in _FROM):
        following = following[1:]
    elif joined and joined[0].startswith(WA) and any(each.folded in _BETWEEN for each in before):
        following = following[1:] if joined[0] == WA else [following[0].without(1), *following[1:]]
        following = following[1:] if following and following[0].folded in _SIGNS else following
    else:
        return Span(_start(words, before), end)
    other = _number(following)
    if other is not None:
        end = _unit_end(text, following, other)
    return Span(_start(words, before), end)


def _start(words: Sequence[Word], before: Sequence[Word]) -> int:
    """Return where a figure begins: at its sign, its currency, or the definite noun that its number qualifies."""
    first = words[0]
    if before and before[-1].folded in MINUS:
        return before[-1].start
    if before and before[-1].end == first.start and (is_sign(before[-1]) or before[-1].folded in _SIGNS):
        return before[-1].start
    if before and _is_definite(first) and _DEFINITE.fullmatch(before[-1].folded):
        return before[-1].start
    return first.start


def _at_bracket(text: str, span: Span) -> int:
    """Return the start of a figure, or of the bracket before it that closes inside: (5.3) billion."""
    closing = BRACKETS.get(text[span.start - 1 : span.start])
    return span.start - 1 if closing and closing in text[span.start : span.end] else span.start


def _is_definite(number: Word) -> bool:
    """Return True if a number word has the article; "thousand" only begins like it."""
    return number.folded.startswith(ARTICLE) and is_number_word(number.folded.removeprefix(ARTICLE))


def _number(words: Sequence[Word]) -> Number | None:
    return read(words, 0) if words else None


def _is_none(text: str, words: Sequence[Word], number: Number, before: Sequence[Word]) -> bool:
    """Return True if a number counts nothing: a date, a time, a part of a name, "one" beside its noun."""
    first = words[0]
    previous = next((each.folded for each in reversed(before) if each.folded not in BRACKETS), "")
    behind = words[number.end :]
    if (number.end == 1 and first.folded in _ONE) or _ORDINAL.fullmatch(previous):
        return True
    if 0 < number.value < 1 and first.is_word and not (behind and is_noun(behind[0].written)):
        return True
    return first.is_numeral and (
        _is_code(text, first.start, words[number.end - 1].end)
        or previous in _NAMES_A_NUMBER
        or _names_month(previous)
        or (bool(behind) and _names_month(behind[0].folded))
        or (number.end == 1 and _is_year(text[first.start : first.end], behind[:1]))
    )


def _is_code(text: str, start: int, end: int) -> bool:
    """Return True if the signs beside a numeral make it a time, a score, a telephone number or a part of a name."""
    before, behind = text[max(0, start - 1) : start], text[end : end + 2]
    if before and ((before.isalnum() and before not in PROCLITICS) or before in ":/#@_"):
        return True
    if before in _SIGNS and text[max(0, start - 2) : start - 1].isalnum():
        return True
    if text[start] == "0" and text[start + 1 : start + 2].isdigit():
        return True
    is_joined = behind[:1] in tuple(":/_-") and behind[1:].isdigit()
    return is_joined or (behind[:1].isascii() and behind[:1].isalpha())


def _is_year(written: str, behind: Sequence[Word]) -> bool:
    """Return True if a numeral is a year: its era follows, or nothing that it could count."""
    if behind and behind[0].folded in _ERAS:
        return True
    is_year = _YEAR.fullmatch(written) is not None and _YEARS[0] <= int(written) < _YEARS[1]
    return is_year and not (behind and _is_counted(behind[0]))


def _is_counted(word: Word) -> bool:
    return word.is_accusative or is_noun(word.written) or is_sign(word)


def _names_month(folded: str) -> bool:
    return folded.split("/", maxsplit=1)[0] in _MONTHS


def _unit_end(text: str, words: Sequence[Word], number: Number) -> int:
    """Return where a number's unit ends, with a fraction joined behind it, or the number if it has no unit."""
    last = words[number.end - 1]
    per_cent = _PER_CENT.match(text, last.end)
    if per_cent:
        return per_cent.end()
    if last.is_accusative or _is_definite(words[0]) or (words[0].start and _is_sign_at(text, words[0].start - 1)):
        return last.end
    behind = words[number.end :]
    count = _unit_words(text, last.end, behind, number)
    if not count:
        return last.end
    joined = behind[count : count + 2]
    if joined and joined[0].folded.startswith(WA) and joined[0].folded != WA:
        fraction = _number([joined[0].without(1)])
        if fraction is not None and fraction.value < 1:
            return joined[-1].end if joined[-1].folded.startswith(ARTICLE) else joined[0].end
    return behind[count - 1].end


def _is_sign_at(text: str, offset: int) -> bool:
    """Return True if a currency's sign stands at an offset."""
    return text[offset] in "$\u20ac\xa3\xa5"


def _unit_words(text: str, end: int, behind: Sequence[Word], number: Number) -> int:
    """Return the number of words behind a number that make its unit."""
    if not behind or "\n" in text[end : behind[0].start]:
        return 0
    noun = behind[0]
    if noun.folded in AND_SOME:
        return 1 + _unit_words(text, noun.end, behind[1:], number)
    if is_sign(noun):
        return len(unit_behind(behind, form_behind(number)).split())
    if noun.folded == "من" or noun.folded in _NO_UNIT or _WITH_ARTICLE.match(noun.folded) or noun.folded.endswith("وا"):
        return 0
    if noun.folded[0] in LI + BI and is_noun(noun.written[1:]) and not is_noun(noun.written):
        return 0
    form = form_behind(number)
    if form is Form.ACCUSATIVE and not (_is_counted(noun) or noun.folded[-1] in "هاء" or noun.folded in _MEASURES):
        return 0
    unit = unit_behind(behind, form).split()
    # "In a day" is no part of a unit, except in a speed.
    per = next((place for place, each in enumerate(unit) if each in {"في", "ب", "لكل", "كل"}), None)
    return per if per is not None and not unit[0].endswith("متر") else len(unit)


def _two(words: Sequence[Word]) -> Span | None:
    """Return the span of a counted noun in the dual, without the article, or None."""
    noun = _noun_of_two(words[0])
    if noun is None:
        return None
    singular = words[0]._replace(written=noun, folded=fold(noun))
    unit = unit_behind([singular, *words[1:]], Form.GENITIVE).split()
    adjective = len(unit) == 2 and len(words) > 1
    return Span(words[0].start, words[1 if adjective else 0].end)


def _noun_of_two(word: Word) -> str | None:
    """Return the singular of a counted noun in the dual, or None for any other word."""
    if _WITH_ARTICLE.match(word.folded) or is_number_word(word.folded):
        return None
    noun = of_two(word.written)
    return noun if noun is not None and is_noun(noun) else None
