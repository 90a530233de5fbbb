"""Units: the noun or sign that a number counts or measures, in the words around it."""

import re
from collections.abc import Sequence

from annotations.figures.nouns import Form, is_noun, singular
from annotations.figures.numerals import Readable, vocabulary
from annotations.text.folding import fold
from annotations.text.proclitics import ARTICLE, CONJUNCTIONS, LI, PREPOSITIONS

PERCENT = "%"
_CURRENCY_SIGNS = frozenset("$\u20ac\xa3\xa5\u20ba\u20bd\u20b9\u20aa\ufdfc\xa2")
_CURRENCY_CODES = vocabulary("usd eur gbp jpy cny try sar aed egp kwd qar bhd omr jod iqd lbp syp mad tnd dzd lyd us")
_DEGREES = frozenset({"\xb0", "\u2103", "\u2109"})
_MAKES_THE_UNIT = vocabulary("مربع مكعب مئوي بحري ضوئي طولي أساس فهرنهايت سنتيغراد كلفن ساعة")
"""Folded adjectives and nouns without their endings that make the noun before them another unit."""
_CURRENCIES = vocabulary("دولار ريال جنيه دينار درهم ليره فرنك روبل روبيه يوان بيزو كرونه كرون")
_OF_A_COUNTRY = vocabulary(
    "امريكي اميركي كندي استرالي نيوزيلندي مصري سوداني لبناني سوري سعودي قطري عماني يمني ايراني كويتي بحريني اردني"
    " عراقي ليبي تونسي جزايري اماراتي مغربي موريتاني استرليني تركي روسي صيني هندي باكستاني سويسري افريقي"
)
_PER = frozenset({"في", "ب", "لكل", "كل"})
_TIMES = vocabulary("الثانيه الدقيقه الساعه اليوم الاسبوع الشهر السنه العام ثانيه دقيقه ساعه يوم شهر سنه عام")
_NO_NOUN = vocabulary(
    "من في علي الي عن بين ما بما حتي او و مع هذه هذا هولاء تلك ذلك نحو حوالي قرابه زهاء اكثر اقل تقريبا فقط ان نسبه"
    " بنسبه نسبته قيمه بقيمه قيمته مبلغ بمبلغ عدد عددهم عددها عدده قدره قدرها غير كل لكل بعد قبل خلال منذ مقابل كان"
    " بلغ بلغت تبلغ يبلغ الاقل الاكثر بنحو لنحو بحوالي اخر اخري اخرون اخرين اخران اضافي اضافيه"
    " تحت فوق دون ناقص سالب ونيف نيف ه هجري هجريه ميلادي ميلاديه"
)
"""Folded words that stand beside numbers and are no unit."""
AND_SOME = vocabulary("ونيف وبضع وبضعه")
"""Behind a round number: "and some"."""
_PROCLITICS_ALONE = re.compile(f"[{CONJUNCTIONS}]?[{PREPOSITIONS}]?(?:{ARTICLE}|{LI})?")
"""What is written onto digits, with a tatweel between."""


def unit_behind(tokens: Sequence[Readable], form: Form) -> str:
    """Return the unit at the beginning of the tokens behind a number, in the singular, or ""."""
    tokens = tokens[1:] if tokens and tokens[0].folded in {"من", "-"} else tokens
    tokens = tokens[1:] if tokens and tokens[0].folded in AND_SOME else tokens
    tokens = tokens[1:] if tokens and tokens[0].folded in {"هذه", "هولاء", "تلك"} else tokens
    if not tokens:
        return ""
    first, *rest = tokens
    if is_sign(first):
        return " ".join([first.written, *(each.written for each in rest[:1] if _stem(each.folded) in _MAKES_THE_UNIT)])
    if not first.folded[0].isalpha() or first.folded in _NO_NOUN:
        return ""
    noun = singular(first.written, form)
    return " ".join([noun, *_complement(noun, rest)])


def is_sign(token: Readable) -> bool:
    """Return True if a symbol is a unit by itself: percent, a degree, a currency."""
    return token.written == PERCENT or token.written in _CURRENCY_SIGNS or token.written[0] in _DEGREES


def unit_before(tokens: Sequence[Readable]) -> str:
    """Return the unit at the end of the tokens before a number: a currency, or the noun that the number qualifies.

    Such a noun has the article or a pronoun. Only the table of nouns distinguishes one with a pronoun from a verb.
    """
    for token in reversed(tokens):
        if is_sign(token) or token.folded in _CURRENCY_CODES:
            return token.written
        if token.folded[0].isalpha() and token.folded not in _NO_NOUN:
            if _PROCLITICS_ALONE.fullmatch(token.folded):
                return ""
            noun = singular(token.written, Form.PLURAL)
            return noun if token.folded.startswith(ARTICLE) or is_noun(noun) else ""
    return ""


def _complement(noun: str, rest: Sequence[Readable]) -> list[str]:
    """Return the words behind a noun that make it another unit, in agreement with its singular."""
    if not rest:
        return []
    follows = rest[0]
    stem = _stem(follows.folded)
    feminine = fold(noun).endswith("ه")
    if stem in _MAKES_THE_UNIT or (fold(noun) in _CURRENCIES and stem in _OF_A_COUNTRY):
        if stem == follows.folded and not feminine:
            return [follows.written]
        written = follows.written.removesuffix("ين").removesuffix("ان").removesuffix("ت").removesuffix("ة")
        return [written + ("ة" if feminine and stem.endswith(("ي", "ع", "ب")) else "")]
    if len(rest) > 1 and follows.folded in _PER and rest[1].folded in _TIMES:
        return [follows.written, rest[1].written]
    return []


def _stem(folded: str) -> str:
    """Return a folded adjective without the endings of the feminine and the dual."""
    if folded in _MAKES_THE_UNIT:
        return folded
    return folded.removesuffix("ين").removesuffix("ان").removesuffix("ت").removesuffix("ه")
