"""The words by which Arabic reports speech."""

import re

from annotations.figures.numerals import vocabulary
from annotations.suggestions.words import Word
from annotations.text.proclitics import BI, CONJUNCTIONS, WA

_PAST = (
    "قال اضاف اكد اعلن اوضح ذكر اشار صرح افاد كشف نفي نفت اعتبر راي رات توقع قدر حذر دعا دعت طالب شدد تابع زعم نقل"
    " وصف اتهم لفت اقر تعهد روي روت عزا عزت رجح تساءل نوه استطرد استدرك اردف شكك وعد طمان عقب انتقد اقترح اظهر"
    " اشترط علق ادعي ادعت اعرب اعترف حث جدد ابلغ تمني تمنت استبعد شرح سال راهن جزم خلص ختم رد اعترض اوصي اوصت"
)
_PRESENT = (
    "قول ضيف وكد علن وضح ذكر شير صرح فيد كشف نفي عتبر ري توقع قدر حذر دعو طالب شدد تابع زعم نقل صف تهم لفت وصي تعهد"
    " روي عزو رجح تساءل نوه شكك عقب نتقد قترح ظهر شترط دعي عرب عترف حث امل تمني ستبعد شرح سال عتقد بين"
)
_SAID = re.compile(
    rf"[{CONJUNCTIONS}]?(?:(?:{'|'.join(_PAST.split())})(?:ت|وا|ا|تا)?(?:ه|ها)?"
    rf"|س?[يت](?:{'|'.join(_PRESENT.split())})(?:ون|ان|ه|ها)?)"
)
_SAYING = re.compile(
    f"[{CONJUNCTIONS}]?(?:قايل|مضيف|موكد|موضح|معتبر|مشير|محذر|مطالب|متوقع|مبين|نافي|لافت|مشدد|داعي|معلن|متهم|زاعم"
    "|كاشف|منوه|مرجح|مستبعد|متساءل|مستدرك|واصف)(ا|ه|ين)?"
)
"""The accusative of a participle: saying, adding."""
_THAT = re.compile(f"[{CONJUNCTIONS}{BI}]?ان(?:ه|ها|هما|هم|هن|نا|ني|ي)?")
_AND_THAT = re.compile(f"{WA}ان(?:ه|ها|هما|هم|هن|نا|ني|ي)?")
_ACCORDING = re.compile(f"[{CONJUNCTIONS}]?(?:{BI}?حسب|وفقا|وفق|طبقا)")
_PREPOSITIONS = vocabulary("في من عن الي علي مع بين")


def is_verb(word: Word) -> bool:
    """Return True if a word is a verb of saying; in the accusative it is a noun."""
    return not word.is_accusative and says(word.folded)


def says(folded: str) -> bool:
    """Return True if a folded word is a form of a verb of saying."""
    return _SAID.fullmatch(folded) is not None


def is_saying(word: Word) -> bool:
    """Return True if a word is a participle of saying in the accusative, which has no sign of it in every text."""
    found = _SAYING.fullmatch(word.folded)
    return found is not None and (found[1] is not None or word.is_accusative)


def is_that(folded: str) -> bool:
    """Return True if a folded word is inna or anna, with a pronoun or without."""
    return _THAT.fullmatch(folded) is not None


def is_and_that(folded: str) -> bool:
    """Return True if a folded word is inna or anna behind "and"."""
    return _AND_THAT.fullmatch(folded) is not None


def is_according(folded: str) -> bool:
    """Return True if a folded word means "according to"."""
    return _ACCORDING.fullmatch(folded) is not None


def is_preposition(word: Word) -> bool:
    """Return True if a word is a preposition. The man's name Ali, which folds to one, has no alef maksura."""
    return word.folded in _PREPOSITIONS and word.written != "علي"
