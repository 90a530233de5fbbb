"""Context: the words around a figure, from which it may be approximate, or get a unit that it does not name."""

import re
from collections.abc import Sequence

from annotations.figures.nouns import Form, is_noun, singular
from annotations.figures.numbers import Number, read
from annotations.figures.numerals import Token, tokens, vocabulary
from annotations.figures.units import AND_SOME, is_sign, unit_behind
from annotations.text.lines import LINE_ENDS
from annotations.text.proclitics import ARTICLE, BI, CONJUNCTIONS, LI, WA
from annotations.text.sentences import CLAUSE_MARKS, END_MARKS
from annotations.text.span import Span

_CLAUSE = 120
"""Code points on either side of a figure that are searched for words that belong to it."""
_PARAGRAPH = 600
"""Code points before a figure that are searched for an earlier one whose noun it may share."""
_CLAUSE_MARK = re.compile(rf"[{LINE_ENDS}]|[.,](?!\d)|(?![.,])[{END_MARKS}{CLAUSE_MARKS}]")
_AND = f"[{CONJUNCTIONS}]?"
_PROCLITICS = f"{_AND}[{BI}{LI}]?"

_ABOUT = re.compile(_PROCLITICS + r"(?:نحو|حوالي|قرابه|زهاء|حدود|[يت]?قارب(?:ت|ون)?|[يت]?ناهز(?:ت|ون)?|[يت]فوق|فاقت?)")
_MORE_OR_LESS = re.compile(_PROCLITICS + "(?:اكثر|اقل|ازيد)")
_BEYOND = re.compile(_AND + "س?(?:[يت]?تجاوز(?:ت|وا|ون)?|[يت]تخطي?|تخط[يت]|[يت]تعدي?|تعد[يت])")
_GROWS = re.compile(_AND + "س?(?:[يت]زيد|[يت]زد|زادت?|[يت]قل|[يت]ربو|[يت]نيف|[يت]نقص)")
_NUMBER_OF = re.compile(_PROCLITICS + "عدد")
_AGE = vocabulary("سن عمر العمر عمره عمرها")
_ENDS_REACH = vocabulary("في من الي مع خلال قبل حتي")
_REACH = 5
"""Words from a verb that bounds a figure to the figure, its subject standing between: a sentence holds few more."""
_BESIDE = vocabulary("بين ما بما")
_ALMOST = frozenset({"تقريبا", "تقريب"})
"""With its ending and without."""
_SOME = vocabulary("نيف بضع بضعه")
"""Before a round number: "some and twenty"."""
_ABOUT_SIGNS = frozenset("~\u223c\u2248\u2243\u2245")
MINUS = vocabulary("ناقص سالب")
"""The words for the sign of a negative number before it."""
_UNDER = vocabulary("تحت دون")
_ZERO = "الصفر"
_UNDER_ZERO = 6
"""Words from the first one of a number to the end of "below zero" behind its unit, and as many more as a range has."""
_HEDGES = frozenset({"علي الاقل", "علي الاكثر", "او اكثر", "او اقل"})


def clause_before(text: str, span: Span) -> list[Token]:
    """Return the tokens of the clause before a span."""
    before = text[max(0, span.start - _CLAUSE) : span.start]
    marks = list(_CLAUSE_MARK.finditer(before))
    return tokens(before[marks[-1].end() :] if marks else before)


def clause_behind(text: str, span: Span) -> list[Token]:
    """Return the tokens behind a span in its clause."""
    behind = text[span.end : span.end + _CLAUSE]
    mark = _CLAUSE_MARK.search(behind)
    return tokens(behind[: mark.start()] if mark else behind)


def is_approximate(before: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Return True if the words around a number make it approximate: about, nearly, more than, at least."""
    if before and before[-1].folded in _ABOUT_SIGNS:
        return True
    words = [each.folded for each in before if each.is_numeral or each.folded.isalnum()]
    if words[-1:] == [WA] and words[-2:-1] and words[-2] in _SOME:
        return True
    while words and words[-1] in _BESIDE:
        words.pop()
    return _is_bounded(words) or _is_hedged([each.folded for each in behind if each.folded.isalnum()])


def _is_bounded(words: Sequence[str]) -> bool:
    """Return True if words that lead up to a number bound it."""
    *_, but_one, last = ("", "", *words)
    if _ABOUT.fullmatch(last) or (last == "من" and _MORE_OR_LESS.fullmatch(but_one)):
        return True
    reach = words[: -_REACH - 2 : -1]
    if last in {"علي", "عن"}:
        return any(_GROWS.fullmatch(word) for word in reach)
    for word in reach:
        if word in _ENDS_REACH or word[-1].isdecimal():
            return False
        if _BEYOND.fullmatch(word):
            return True
    return False


def _is_hedged(words: Sequence[str]) -> bool:
    """Return True if words that follow a number, or one adjective behind it, weaken it."""
    return (
        not _ALMOST.isdisjoint(words[:2])
        or any(" ".join(words[at : at + 2]) in _HEDGES for at in (0, 1))
        or words[:1] == ["فاكثر"]
        or any(word in AND_SOME for word in words[:3])
    )


def is_negative(before: Sequence[Token], number: Sequence[Token]) -> bool:
    """Return True if a number is below zero by the words before it, or by those at its beginning and behind it."""
    words = [each.folded for each in before[-4:]]
    if words[-1:] == [BI]:
        words.pop()
    if words and (words[-1] in MINUS or (words[-1] == _ZERO and not _UNDER.isdisjoint(words[-3:-1]))):
        return True
    behind = [each.folded for each in number[: 2 * _UNDER_ZERO]]
    return any(word in _UNDER and _ZERO in behind[place + 1 : place + 3] for place, word in enumerate(behind))


def unit_understood(text: str, span: Span, before: Sequence[Token], behind: Sequence[Token], *, form: Form) -> str:
    """Return the unit of a number without a noun from the words around its span, or "".

    It is the noun directly behind the span, else the noun that the number is a part of (three of the sites), else
    "year" if an age is spoken of, else the unit of the last number before it in the paragraph. `form` is the form of a
    noun behind the number.
    """
    if behind and (is_sign(behind[0]) or behind[0].is_accusative or is_noun(behind[0].written)):
        return unit_behind(behind, form)
    if before and is_sign(before[-1]):
        return before[-1].written
    if len(behind) > 1 and behind[0].folded == "من":
        noun = unit_behind(behind, Form.PLURAL)
        if noun:
            return noun
    if before and before[-1].folded in _AGE:
        return "سنة"
    paragraph = text[max(0, span.start - _PARAGRAPH) : span.start].rpartition("\n")[2]
    return _last_counted(tokens(paragraph))


def _last_counted(paragraph: Sequence[Token]) -> str:
    """Return the unit of the last number with a known noun, or the last noun behind "number of", or ""."""
    found, place = "", 0
    while place + 1 < len(paragraph):
        number = read(paragraph, place)
        if number and number.end < len(paragraph):
            noun = paragraph[number.end]
            if is_noun(noun.written) or noun.is_accusative:
                found = unit_behind(paragraph[number.end :], form_behind(number))
        elif _NUMBER_OF.fullmatch(paragraph[place].folded) and paragraph[place + 1].folded.startswith(ARTICLE):
            found = singular(paragraph[place + 1].written, Form.PLURAL)
        place = number.end if number else place + 1
    return found


def form_behind(number: Number) -> Form:
    """Return the form of a noun behind a number."""
    last = 0 if number.ends_in_scale else number.value % 100
    if 3 <= last <= 10:
        return Form.PLURAL
    return Form.ACCUSATIVE if last > 10 else Form.GENITIVE
