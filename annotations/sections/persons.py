"""Names of persons as they stand alone in a line: given names and titles, and the words that no name has.

A list of given names finds the author who is named without a label. A name that is missing is still found beside a
place, an outlet or a label.
"""

import re
from functools import cache

from annotations.sections.folding import fold, fold_lines

GIVEN_NAMES = (
    *("محمد", "أحمد", "محمود", "مصطفى", "علي", "حسن", "حسين", "إبراهيم", "إسماعيل", "يوسف", "عمر", "عمرو", "عثمان"),
    *("خالد", "وليد", "طارق", "سامي", "سمير", "سعيد", "سعد", "سعود", "سلمان", "سليمان", "سلطان", "صالح", "صلاح"),
    *("فهد", "فيصل", "فارس", "فادي", "فؤاد", "فايز", "فتحي"),
    *("ماجد", "مازن", "مالك", "ماهر", "مروان", "منصور", "منير"),
    *("ناصر", "نادر", "نبيل", "نايف", "نزار", "نضال", "هاني"),
    *("هشام", "هيثم", "وائل", "ياسر", "ياسين", "يحيى", "يونس"),
    *("زياد", "زكي", "زيد", "رامي", "رائد", "رياض", "رضا", "رشيد", "رشاد", "راشد", "ربيع", "جمال", "جميل", "جاسم"),
    *("جابر", "جلال", "جورج", "جهاد", "حازم", "حاتم", "حامد"),
    *("حمد", "حمزة", "حمدي", "خليل", "خليفة", "داود", "داوود"),
    *("أيمن", "أنس", "أنور", "أسامة", "أشرف", "أمين", "أمير", "أكرم", "إياد", "إيهاب", "باسم", "بسام", "بدر", "بشار"),
    *("بلال", "بندر", "تامر", "تركي", "توفيق", "ثامر", "شادي"),
    *("شريف", "شاكر", "ضياء", "عادل", "عاصم", "عامر", "عباس"),
    *("عدنان", "عزت", "عصام", "علاء", "عماد", "عمار", "عيسى", "غسان", "غازي", "قاسم", "كريم", "كمال", "لؤي", "مجدي"),
    *("محسن", "مدحت", "مراد", "مشعل", "مشاري", "معاذ", "معتز", "موسى", "مؤيد", "ممدوح", "ميشال", "إلياس", "أنطوان"),
    *("جوزيف", "جان", "بيار", "طلال", "طه", "طاهر", "عوض", "عواد", "عايض", "متعب", "مساعد", "مبارك", "مهند", "مؤمن"),
    *("عبدالله", "عبدالرحمن", "عبدالعزيز", "عبدالكريم", "عبدالمجيد", "عبدالقادر", "عبدالسلام", "عبدالهادي"),
    *("عبدالحميد", "عبدالوهاب", "عبدالفتاح", "عبداللطيف", "عبدالرحيم", "عبدالخالق", "عبدالناصر", "عبدالمحسن", "عبده"),
    *("فاطمة", "مريم", "عائشة", "زينب", "خديجة", "سارة", "نورة", "نور", "منى", "مها", "هدى", "هبة", "هند", "هالة"),
    *("هناء", "إيمان", "أمل", "أماني", "أسماء", "آمال", "آية"),
    *("آلاء", "إسراء", "بسمة", "بشرى", "دعاء", "دينا", "رانيا"),
    *("رشا", "رنا", "رولا", "ريم", "ريهام", "زهراء", "سامية", "سحر", "سعاد", "سلمى", "سمر", "سميرة", "سهام", "سناء"),
    *("سوسن", "شيماء", "شهد", "صفاء", "عبير", "عزة", "علياء", "غادة", "فاتن", "فريدة", "لبنى", "لمى", "لينا", "ليلى"),
    *("مروة", "منال", "ميساء", "مي", "نادية", "ناهد", "نجلاء"),
    *("نسرين", "نهى", "نهال", "نوال", "وفاء", "ولاء", "ياسمين"),
    *("إسلام", "حسام", "سالم", "هادي", "فراس", "نجيب", "فواز", "زاهر", "مسعود", "مهنا", "أمجد", "نورالدين", "كفاح"),
    *("صادق", "مهدي", "عليان", "رمضان", "صهيب", "مرشد", "فهيم", "خلف", "حذيفة", "سامر", "نصير", "جعفر", "مارك", "بيير"),
    *("وهيب", "مطر", "جاسر", "جمعان", "سعدون", "إدريس", "مخلد", "صقر", "مطلق", "عرفات", "ساعد", "شجاع", "مينا", "نواف"),
    *("سطام", "الحسن", "الحسين", "المختار", "الطيب", "البشير", "المهدي", "رضوان", "شوقي", "رفعت", "بهاء", "نعمان"),
    *("لقمان", "قيس", "ليث", "مثنى", "سيف", "حيدر", "كاظم", "عقيل", "مقداد", "سرمد", "زهير", "هايل", "نعيم", "سليم"),
    *("عايدة", "عزيزة", "جوسلين", "فرح", "مايا", "غيداء", "جميلة", "فوزية", "افتخار", "رنيم", "هاجر", "ليان", "بنان"),
    *(
        "اعتدال",
        "بثينة",
        "غدير",
        "سجى",
        "أسمهان",
        "غالية",
        "ابتسام",
        "نانسي",
        "عالية",
        "خلود",
        "أنيسة",
        "لطيفة",
        "منيرة",
    ),
    *("حصة", "نوف", "أروى", "رغد", "رهف", "تهاني", "هيفاء", "سلوى", "كوثر", "نعيمة", "نزهة", "لمياء", "مليكة", "بدرية"),
    *("يسرا", "جيهان", "جنى", "حنان", "حسناء", "رحاب", "رغدة", "روان", "سوزان", "شروق", "ضحى", "فيفيان", "كارين"),
    *("مفيدة", "ديما", "داليا", "وسام", "وسيم", "يارا", "رندة", "رندا", "سهى", "سهير", "ندى", "نيفين", "ماري"),
)
TITLES = ("د", "أ د", "م", "الدكتور", "الدكتورة", "المهندس", "الأستاذ", "الشيخ", "الأب", "المستشار", "اللواء", "العميد")
PARTICLES = ("بن", "ابن", "بنت", "أبو", "أبا", "أم", "آل", "ولد", "عبد", "دو", "دي", "فان", "الدين", "الله")
"""Words within a name."""
NO_NAMES = (
    *("في", "من", "إلى", "عن", "إن", "أن", "مع", "بعد", "قبل", "لا", "لم", "لن", "ما", "هل", "كيف", "هذا", "هذه"),
    *("الذي", "التي", "بين", "خلال", "ضد", "عند", "أو", "ثم", "قد", "كان", "أكثر", "غير", "كل", "بسبب", "تحت", "حول"),
    *("رئيس", "وزير", "نائب", "مدير", "أمين", "عضو", "الرئيس", "الوزير", "الملك", "الأمير", "أثناء", "يوم", "صورة"),
    *("قال", "قالت", "عام", "دون", "حتى", "ليس", "الفنان", "الفنانة"),
)
"""Words that are in headlines and captions, and in no author's name."""
INSTITUTIONS = (
    *("نادي", "وادي", "دوري", "كأس", "بنك", "حي", "خط", "ميناء", "مجلس", "مستشفى", "جامعة", "فريق", "حزب", "جيش"),
)
"""Words before a name that is a club's, a valley's, a bank's."""
_FAMILY = r"(?!ال)[^\W\d_]{3,9} ال[^\W\d_]{3,9}ي"
_SHORT = 3
_PRESENT = ("ي", "ت")
_VERB_LETTERS = ("ي", "ت", "سي", "ست", "سن")
LONGEST = 5
"""Words of the longest name."""


@cache
def _given() -> frozenset[str]:
    return frozenset(fold_lines(GIVEN_NAMES))


@cache
def _known() -> frozenset[str]:
    return _given() | frozenset(fold_lines(PARTICLES))


@cache
def _institutions() -> frozenset[str]:
    return frozenset(fold_lines(INSTITUTIONS))


@cache
def _titles() -> tuple[str, ...]:
    return tuple(f"{title} " for title in fold_lines(TITLES))


@cache
def _excluded() -> frozenset[str]:
    return frozenset(fold_lines(NO_NAMES))


def is_person(name: str) -> bool:
    """Return True if a folded part of a line, without marks, is the name of a person: it begins with a given name."""
    title = next((title for title in _titles() if name.startswith(title)), "")
    words = name[len(title) :].split()
    if not (1 if title else 2) <= len(words) <= LONGEST or not _excluded().isdisjoint(words):
        return False
    first = words[0] + words[1] if words[0] == _ABD and len(words) > 1 else words[0]
    if not _given().isdisjoint(words[1:2]) and words[0].isalpha():
        first = words[1]
    if not (title or first in _given() or first.startswith(_ABD_AL) or words[1:2] == [_SON]):
        return False
    if _SON in words:
        return True
    return not any(_is_verb(word, _VERB_LETTERS) for word in words[1:])


def is_family(line: str) -> bool:
    """Return True if a folded line is a word and a family name that ends like one from a tribe or a place."""
    first = line.partition(" ")[0]
    return re.fullmatch(_FAMILY, line) is not None and not first.endswith(_TEH) and first not in _institutions()


def is_beside(name: str) -> bool:
    """Return True if a folded part of a line may be a name where something else shows that the line names someone."""
    words = name.split()
    if not 1 <= len(words) <= LONGEST or not _excluded().isdisjoint(words):
        return False
    return not any(word.isdecimal() or (len(words) > 1 and _is_verb(word, _PRESENT)) for word in words)


def _is_verb(word: str, beginnings: tuple[str, ...]) -> bool:
    """Return True if a word begins like a verb and is in no name that is known."""
    return word.startswith(beginnings) and len(word) > _SHORT and word not in _known()


_ABD = fold("عبد")
_SON = fold("بن")
_TEH = fold("ة")
_ABD_AL = fold("عبدال")
