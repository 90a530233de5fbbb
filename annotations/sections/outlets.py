"""The names of newspapers, agencies, channels and sites, and one spelling for each.

A name counts wherever a line has no other words. Many outlets are called by words of the language or by a place: such
a name counts only beside a separator, in quotation marks or in brackets. Another language needs more names here.
"""

from collections.abc import Mapping
from functools import cache

from annotations.sections.folding import fold, fold_lines
from annotations.text.patterns import lazily

NAMES: tuple[tuple[str, ...], ...] = (
    # Agencies by their letters.
    *(("أ ف ب", "أف ب", "أ فب"), ("أ ش أ", "أش أ"), ("د ب أ", "دب أ"), ("أ ب",), ("ي ب أ",), ("و م ع",), ("و ا ج",)),
    *(("يو بي آي", "يو بي أي"), ("كونا",), ("بترا",), ("سانا",), ("واس",), ("وام",), ("سونا",), ("إرنا",)),
    # Agencies by their names.
    *(("رويترز", "رويتر"), ("فرانس برس", "فرنس برس", "فرانس بريس"), ("شينخوا",), ("سبوتنيك",), ("نوفوستي",)),
    ("أسوشيتد برس", "أسوشييتد برس", "أسوشيتدبرس", "أسوشييتدبرس", "الأسوشيتد برس", "الاسوشيتدبرس"),
    *(("نيويورك تايمز",), ("واشنطن بوست",), ("فايننشال تايمز",), ("الغارديان",), ("وول ستريت جورنال",), ("هآرتس",)),
    *(("الأناضول",), ("بلومبرغ", "بلومبرج", "بلومبيرغ", "بلومبيرج"), ("إيتار تاس",), ("الفرنسية",), ("سبأ نت",)),
    *(("الوكالة الوطنية للإعلام",), ("الوكالة الوطنية",), ("قدس برس",), ("العربية للأنباء",), ("تسنيم",)),
    # Channels and sites of several countries.
    *(("الجزيرة نت",), ("الجزيرة مباشر",), ("الجزيرة",)),
    *(("العربية.نت", "العربية نت"), ("قناة العربية",), ("الحدث نت",)),
    *(("سكاي نيوز عربية", "سكاي نيوز العربية"), ("سكاي نيوز",), ("روسيا اليوم",), ("آر تي",), ("RT Arabic",)),
    *(("بي بي سي عربي",), ("بي بي سي نيوز",), ("بي بي سي",), ("BBC عربي",), ("BBC News عربي",), ("BBC Arabic",)),
    *(("سي إن إن", "سي ان ان"), ("CNN بالعربية", "cnnarabic com"), ("CNN عربية",), ("فرانس 24", "فرانس24")),
    *(("دويتشه فيله", "دويتشه فيلا"), ("DW عربية",), ("يورونيوز",), ("إندبندنت عربية",), ("الإندبندنت عربية",)),
    *(("الشرق الأوسط أونلاين",), ("القدس العربي",), ("العربي الجديد",), ("عربي21", "عربي 21"), ("رأي اليوم",)),
    *(("التلفزيون العربي",), ("الميادين نت",), ("الميادين",), ("إرم نيوز",), ("العين الإخبارية",), ("مونت كارلو",)),
    *(("الشرق للأخبار",), ("اقتصاد الشرق",), ("نون بوست",), ("الخليج أونلاين",), ("مونت كارلو الدولية",)),
    # Of one country: Egypt, Arabia and the Gulf, the Levant and Iraq, Yemen, the Maghreb, Sudan.
    *(("اليوم السابع",), ("المصري اليوم",), ("بوابة الأهرام",), ("الأهرام",), ("أخبار اليوم",), ("مصراوي",)),
    *(("صدى البلد",), ("البوابة نيوز",), ("القاهرة 24",), ("أخبار مصر",), ("فيتو",), ("بوابة الوفد",), ("مبتدا",)),
    *(("عكاظ",), ("الوئام",), ("عين اليوم",), ("أخبار 24",), ("صحيفة سبق",), ("سبق الإلكترونية",)),
    *(("الإمارات اليوم",), ("القبس",), ("أخبار الخليج",), ("العرب اليوم",), ("بوابة العين",), ("الشبيبة",)),
    *(("عمون",), ("سرايا",), ("خبرني",), ("جراسا",), ("رؤيا الإخباري",), ("الوكيل الإخباري",), ("هلا أخبار",)),
    *(("السومرية نيوز",), ("السومرية",), ("شفق نيوز",), ("بغداد اليوم",), ("ناس نيوز",), ("الغد برس",)),
    *(("موازين نيوز",), ("رووداو",), ("كوردستان 24",), ("عنب بلدي",), ("زمان الوصل",), ("أورينت نت",)),
    *(("سيريانيوز",), ("لبنان 24",), ("ليبانون فايلز",), ("النهار العربي",), ("دنيا الوطن",), ("الحياة الجديدة",)),
    *(("الرسالة نت",), ("فلسطين أون لاين",), ("عدن الغد",), ("المصدر أونلاين",), ("نيوز يمن",), ("المشهد اليمني",)),
    *(("يمن مونيتور",), ("مأرب برس",), ("هسبريس",), ("العمق المغربي",), ("اليوم 24",), ("الصحراء المغربية",)),
    *(("موزاييك",), ("تونس الرقمية",), ("بوابة الوسط",), ("عين ليبيا",), ("سودان تريبيون",), ("الراكوبة",)),
    *(
        ("Reuters",),
        ("AFP",),
        ("Associated Press",),
        ("BBC",),
        ("CNN",),
        ("Al Jazeera", "aljazeera"),
        ("Anadolu",),
        ("Xinhua",),
    ),
    *(
        ("Al Arabiya", "alarabiya", "alarabia"),
        ("Sky News Arabia", "skynewsarabia", "skynews"),
        ("France 24", "france24"),
    ),
    *(("Asharq Al-Awsat", "aawsat", "asharqalawsat"), ("Euronews",), ("Deutsche Welle", "dw"), ("Hespress",)),
)
"""The spellings of each name, the one that stands for it first. Full stops count as blanks."""

COMMON = (
    *("الشرق الأوسط", "العربية", "الحدث", "العربي", "الحرة", "الشرق", "الحياة", "الخليج", "البيان", "الاتحاد"),
    *("الرؤية", "العين", "الراية", "الوطن", "العرب", "الراي", "الرأي", "الأنباء", "الجريدة", "السياسة", "النهار"),
    *("الوسط", "الأيام", "البلاد", "الغد", "الدستور", "المملكة", "المدى", "الصباح", "الزمان", "الثورة", "المسلة"),
    *("القدس", "الأخبار", "السفير", "الديار", "اللواء", "الجمهورية", "المستقبل", "النشرة", "المنار", "المسيرة"),
    *("الشروق", "الوفد", "الفجر", "المصريون", "التحرير", "الرياض", "المدينة", "اليوم", "الاقتصادية", "سبق"),
    *("عاجل", "المواطن", "مكة", "الرياضية", "الرياضي", "تواصل", "المناطق", "عمان", "الخبر", "المساء", "تشرين"),
    *("تاس", "قنا", "بنا", "وات", "واج", "وال", "واع", "وفا", "معا", "صفا", "سبأ", "مهر", "فارس", "الألمانية"),
    *("شام", "سما", "أثير", "تجدد", "المرصد", "المحور", "الموجز", "النيل", "الكنانة", "المركزية", "RT", "AP"),
)
"""Names that are also words of the language or places."""

KINDS_OF_OUTLET = (*("وكالة", "وكالات", "صحيفة", "جريدة", "مجلة", "موقع", "قناة", "شبكة", "إذاعة", "تلفزيون", "بوابة"),)
"""Words behind which the name of an outlet may follow: agency, newspaper, magazine, site, channel, portal."""

ENDS_OF_OUTLETS = ("برس", "نيوز", "نت", "أونلاين", "اونلاين", "أون لاين", "تي في", "تايمز", "بوست", "تريبيون", "news")
"""Last words of names of outlets: press, news, net, online, TV."""

OTHERS = (
    *("قناة السويس", "قناة بنما", "قناة مائية", "قناة ري", "قناة للري", "قناة تصريف", "شبكة الكهرباء", "شبكة كهرباء"),
    *("شبكة الطرق", "شبكة طرق", "شبكة المياه", "شبكة مياه", "شبكة الإنترنت", "شبكة إجرامية", "شبكة إرهابية"),
    *("شبكة تجسس", "شبكة الصرف", "شبكة النقل", "شبكة دعارة"),
    *("وكالة الطاقة", "وكالة الفضاء", "وكالة ناسا", "وكالة حماية"),
    *("وكالة الاستخبارات", "وكالة المخابرات", "وكالة غوث"),
    *("وكالة الغوث", "وكالة الأدوية", "وكالة سفر", "وكالة إعلان"),
    *("موقع الحادث", "موقع الانفجار", "موقع أثري", "موقع عسكري", "موقع البناء", "موقع الجريمة", "موقع التفجير"),
    *("مجلة الأحكام", "بوابة دخول", "بوابة إلكترونية", "تلفزيون ذكي"),
)
"""The same words where they name none: the Suez Canal, the grid, the scene of a crime."""

DESKS = (
    *("وكالات", "الوكالات", "وكالات الأنباء", "متابعات", "متابعة", "مكتب", "خاص", "المحرر", "مراسل", "مراسلة"),
    *("مراسلنا", "مراسلتنا", "مراسلونا", "مراسلو", "الموفد الإعلامي", "موفد", "هيئة التحرير", "أسرة التحرير"),
    *("قسم الأخبار", "غرفة الأخبار", "القسم السياسي", "القسم الرياضي", "المحليات", "مواقع", "صحف", "ترجمات"),
    *("مواقع إلكترونية", "إعلام عبري", "agencies", "staff", "staff writer"),
)
"""Who writes where there is no name: agencies, our correspondent, the newsroom."""

OFFICES = ("مكتب", "مراسل", "مراسلة", "مراسلو", "موفد", "خاص ب", "خاص ل", "خاص", "خدمة")
"""Words behind which an outlet that has such an office or correspondent is named."""
_LONGEST = 60
_NAME_WORDS = 5
"""Words of the longest name behind such a word, and its code points."""
_QUOTES = '«»"“”‘’'
_EDGES = " \t\xa0*.:،,؛-–—/|()[]'\u0640" + _QUOTES
_BLANKS = str.maketrans(dict.fromkeys(f"._{_QUOTES}", " "))


_INITIALS = lazily(r"(?:\w\. ?){1,5}\w")
"""Letters with full stops between them, as agencies are called: one that is in no table."""


class _Tables:
    """The names, folded when the first line is compared with them."""

    def __init__(self) -> None:
        self.spellings: Mapping[str, str] = {key(each): names[0] for names in NAMES for each in names}
        self.common: Mapping[str, str] = {key(name): name for name in COMMON}
        self.kinds = tuple(f"{word} " for word in fold_lines(KINDS_OF_OUTLET))
        self.ends = tuple(f" {word}" for word in fold_lines(ENDS_OF_OUTLETS))
        self.others = tuple(fold_lines(OTHERS))
        self.desks = frozenset(fold_lines(DESKS))
        self.offices = tuple(f"{word} " for word in fold_lines(OFFICES))


@cache
def _tables() -> _Tables:
    return _Tables()


def key(name: str) -> str:
    """Return the form in which names are compared: folded, without marks around it, with blanks for full stops."""
    return key_of_folded(fold(name))


def key_of_folded(name: str) -> str:
    """Return the key of a name that is folded."""
    name = name.strip(_EDGES)
    return name if name.isalnum() else " ".join(name.translate(_BLANKS).split())


def outlet_named(name: str, *, common: bool, plain: str = "") -> str:
    """Return the outlet that a part of a line names, in its one spelling, or "".

    With `common`, a word of the language counts if an outlet is called so. The name of an office or a correspondent
    gives the outlet's. `plain` is the key of the name, if it is known.
    """
    if not name or len(name) > _LONGEST:
        return ""
    tables, plain = _tables(), plain or key(name)
    if known := known_outlet(plain, common=common):
        return known
    if plain.startswith(tables.kinds):
        if known := known_outlet(plain.partition(" ")[2], common=True):
            return known
        kept = plain not in tables.desks and not plain.startswith(tables.others) and len(plain.split()) <= _NAME_WORDS
        return name.strip(_EDGES) if kept else ""
    if plain.startswith(tables.offices):
        office = next(office for office in tables.offices if plain.startswith(office))
        held = plain[len(office) :]
        return known_outlet(held, common=True)
    return name.strip(_EDGES) if ends_like_outlet(plain) or _INITIALS.fullmatch(name.strip(_EDGES)) else ""


def ends_like_outlet(plain: str) -> bool:
    """Return True if the last word of a key is one of those that names of outlets end with."""
    return plain.endswith(_tables().ends) and len(plain.split()) < _NAME_WORDS


def known_outlet(plain: str, *, common: bool) -> str:
    """Return the outlet in the table whose name has this key, or ""; `common` as in `outlet_named`."""
    tables = _tables()
    return tables.spellings.get(plain) or (tables.common.get(plain, "") if common else "")


def is_desk(plain: str) -> bool:
    """Return True if the key of a part of a line says who wrote without a name, such as “agencies”."""
    return plain in _tables().desks or (plain.startswith(_tables().offices) and len(plain.split()) < _NAME_WORDS)
