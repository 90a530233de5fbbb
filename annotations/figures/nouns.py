"""Nouns: the singular of a counted noun, which Arabic writes in the plural, the dual or with a case ending."""

import re
from collections.abc import Mapping
from enum import Enum, auto

from annotations.text.folding import fold
from annotations.text.proclitics import DEFINITE

_TABLE = """
ثانية ثوان ثواني، دقيقة دقائق، ساعة ساعات، يوم أيام، ليلة ليال ليالي، أسبوع أسابيع، شهر أشهر شهور
سنة سنوات سنين سنون، عام أعوام، عقد عقود، قرن قرون، فصل فصول، موسم مواسم، مرة مرات، لحظة لحظات، متر أمتار
كيلومتر كيلومترات، سنتيمتر سنتيمترات، سنتمتر سنتمترات، ميليمتر ميليمترات، مليمتر مليمترات، ميل أميال
قدم أقدام، بوصة بوصات، ذراع أذرع، فدان فدادين أفدنة، هكتار هكتارات، دونم دونمات، طن أطنان، كيلوغرام كيلوغرامات
كيلوجرام كيلوجرامات، كيلو كيلوات، غرام غرامات، جرام جرامات، ميليغرام ميليغرامات، أوقية أوقيات، قنطار قناطير
رطل أرطال، لتر لترات ليترات، ليتر، برميل براميل، غالون غالونات، درجة درجات، نقطة نقاط نقط، ضعف أضعاف، مثل أمثال
جزء أجزاء، حبة حبات حبوب، واط واطات، كيلوواط كيلوواطات، ميغاواط ميغاواطات، غيغاواط غيغاواطات، بايت بايتات
ميغابايت، غيغابايت، دولار دولارات، ريال ريالات، جنيه جنيهات، دينار دنانير، درهم دراهم، يورو يوروهات
ليرة ليرات، فلس فلوس، سنت سنتات، قرش قروش، هللة هللات، شيكل شواكل شيكلات، شيقل شواقل، روبل روبلات
روبية روبيات، يوان يوانات، فرنك فرنكات، سهم أسهم، سند سندات، قسط أقساط، شخص أشخاص، إنسان، امرأة نساء
سيدة سيدات، رجل رجال، طفل أطفال، شاب شباب شبان، فتى فتيان، فتاة فتيات، ابن أبناء، بنت بنات، أخ إخوة، أخت أخوات
والد، طالب طلاب طلبة، تلميذ تلاميذ، أستاذ أساتذة، طبيب أطباء، مريض مرضى، جريح جرحى، قتيل قتلى، شهيد شهداء
مصاب، أسير أسرى، ضحية ضحايا، جثة جثث، نازح، لاجئ، جندي جنود، ضابط ضباط، عنصر عناصر، فرد أفراد، عضو أعضاء
نائب نواب، وزير وزراء، رئيس رؤساء، مدير مدراء، سفير سفراء، قاض قضاة، خبير خبراء، عالم علماء، عامل عمال، موظف
تاجر تجار، سائح سياح، راكب ركاب، زائر زوار، ناخب، مواطن، ساكن سكان، نصير أنصار، شريك شركاء، زبون زبائن
عميل عملاء، كاتب كتاب، صحافي، صحفي، شاعر شعراء، فنان، مشجع، خصم خصوم، رهينة رهائن، أسرة أسر
عائلة عائلات عوائل، قبيلة قبائل، دولة دول، بلد بلدان بلاد، مدينة مدن، قرية قرى، حي أحياء، منطقة مناطق
محافظة محافظات، ولاية ولايات، إقليم أقاليم، جزيرة جزر، دار دور، بيت بيوت، منزل منازل، شقة شقق، مبنى مبان مباني
برج أبراج، غرفة غرف، سرير أسرة، مسجد مساجد، كنيسة كنائس، مدرسة مدارس، صف صفوف، معهد معاهد، متحف متاحف
مصنع مصانع، معمل معامل، مصرف مصارف، بنك بنوك، فرع فروع، متجر متاجر، مكتب مكاتب، مركز مراكز، فندق فنادق
مطعم مطاعم، ملعب ملاعب، نادي أندية، ناد نواد نوادي، مخيم، معبر معابر، ميناء موانئ، جسر جسور، طريق طرق
نفق أنفاق، بئر آبار، سد سدود، نهر أنهار، حقل حقول، مزرعة مزارع، شجرة أشجار، رأس رؤوس، موقع مواقع، هدف أهداف
خط خطوط، باب أبواب، صندوق صناديق، لوح ألواح، كيس أكياس، علبة علب، قطعة قطع، صومعة صوامع، خندق خنادق، جرة جرار
عينة عينات، جرعة جرعات جرع، لقاح، دواء أدوية، عيادة عيادات، مستشفى مستشفيات، حالة حالات، إصابة إصابات
وفاة وفيات، عملية عمليات، غارة غارات، صاروخ صواريخ، قذيفة قذائف، قنبلة قنابل، لغم ألغام، دبابة دبابات
طائرة طائرات، مسيرة مسيرات، زورق زوارق، سفينة سفن، ناقلة ناقلات، قارب قوارب، حافلة حافلات، سيارة سيارات
شاحنة شاحنات، قطار قطارات، عربة عربات، مركبة مركبات، محرك محركات، مطار مطارات، رحلة رحلات، قمر أقمار
جهاز أجهزة، هاتف هواتف، حاسوب حواسيب، رقم أرقام، صوت أصوات، مقعد مقاعد، مرشح، قائمة قوائم، حزب أحزاب
لجنة لجان، فريق فرق، لاعب، مباراة مباريات، جولة جولات، شوط أشواط، بطولة بطولات، كأس كؤوس، لقب ألقاب
ميدالية ميداليات، جائزة جوائز، ركلة ركلات، تمريرة تمريرات، بطاقة بطاقات، متفرج، فيلم أفلام، حلقة حلقات
أغنية أغنيات أغان أغاني، كلمة كلمات، جملة جمل، صفحة صفحات، صيغة صيغ، لغة لغات، لهجة لهجات، كتاب كتب
عنوان عناوين، نسخة نسخ، مجلد مجلدات، رواية روايات، قصة قصص، قصيدة قصائد، صورة صور، لوحة لوحات، وثيقة وثائق
ملف ملفات، تقرير تقارير، خبر أخبار، رسالة رسائل، مكالمة مكالمات، سؤال أسئلة، جواب أجوبة، فكرة أفكار، سبب أسباب
شرط شروط، بند بنود، مادة مواد، قانون قوانين، مرسوم مراسيم، قرار قرارات، حكم أحكام، تهمة تهم، قضية قضايا
جريمة جرائم، شكوى شكاوى، طعن طعون، طلب طلبات، عرض عروض، صفقة صفقات، مشروع مشاريع مشروعات، خطة خطط
برنامج برامج، مرحلة مراحل، خطوة خطوات، خيار خيارات، نوع أنواع، شكل أشكال، وجه أوجه وجوه، زاوية زوايا
طابق طوابق، دور أدوار، حصة حصص، درس دروس، اختبار اختبارات، امتحان امتحانات، دورة دورات، بحث بحوث أبحاث
اجتماع اجتماعات، لقاء لقاءات، زيارة زيارات، حملة حملات، هجوم هجمات هجومات، اعتداء اعتداءات، حادث حوادث
حريق حرائق، زلزال زلازل، هزة هزات، منظمة منظمات، شركة شركات، وكالة وكالات، مؤسسة مؤسسات، هيئة هيئات
جمعية جمعيات، نقابة نقابات، جامعة جامعات، كلية كليات، وزارة وزارات، إدارة إدارات، سلطة سلطات، أمر أوامر أمور
شيء أشياء، ملعقة ملاعق، كوب أكواب، قطاع قطاعات، قناة قنوات، نظام أنظمة نظم، وقت أوقات، توقيت، زيت زيوت
حوت حيتان، وحدة وحدات، خدمة خدمات، وظيفة وظائف، فرصة فرص، مهمة مهام مهمات، بلاغ بلاغات، مخالفة مخالفات
ألم آلام، ضربة ضربات، شبكة شبكات، حاوية حاويات، شحنة شحنات، سلعة سلع، منتج منتجات، بضاعة بضائع، فاتورة فواتير
حساب حسابات، مستخدم، مشترك، متابع، مشاهدة مشاهدات، كاميرا كاميرات، فيلا فيلات، نسمة
عسكري، مقاتل، مسلح، مدني، شرطي، متظاهر، محتج، مهاجر، مسافر، متطوع، معلم، مدرس، مهندس، مزارع، مستوطن، معتقل
سجين سجناء، محتجز، مفقود، مشارك، متدرب، حاج حجاج، معتمر، مستثمر، مساهم، تعليق تعليقات
"""
"""Counted nouns of the news, between commas: the singular, then its plurals.

A singular without a plural stands here for its ending, which looks like another's, or to be known as a noun.
"""

_SINGULARS: dict[str, str] = {}
_PLURALS: dict[str, str] = {}
for _noun in re.split("[،\n]", _TABLE.strip()):
    _singular, *_forms = _noun.split()
    _SINGULARS.setdefault(fold(_singular), _singular)
    for _form in _forms:
        _PLURALS.setdefault(fold(_form), _singular)


class Form(Enum):
    """The form of a noun beside a number."""

    PLURAL = auto()
    """Behind three to ten, and before any number that qualifies it."""
    ACCUSATIVE = auto()
    """Singular, often with an alef at its end: behind eleven to ninety-nine."""
    GENITIVE = auto()
    """Singular: behind hundreds and scales."""


_ARTICLE = re.compile(rf"^{DEFINITE}(?=\w{{2}})")
_PRONOUN = re.compile(r"(?:ها|هم|هن|هما|كم|نا|ه)$")
_MASCULINE = re.compile(r"(?:ت\w{3}|ت\w{2}ي\w|ت\wا\w{2}|ا(?!ست)\w{3}ا\w|ا\w{2}ا\w|است\w{2}ا\w|\w+متر|\w+غرام|\w+واط)")
"""Folded stems that take the plural in alef and teh without a teh marbuta in the singular: verbal nouns, measures."""
_BROKEN = re.compile(r"\w\wا\wين")
"""Plurals that only look like the sound masculine one."""


def singular(word: str, form: Form) -> str:
    """Return the singular of a counted noun, without article and case ending, from the form in which it stands.

    A table has the singular of most plurals, and rules form that of a sound plural. Other plurals are returned as they
    are.
    """
    bare = _ARTICLE.sub("", word)
    if form is not Form.PLURAL:
        return _known(bare, _SINGULARS, _PLURALS) or (bare.removesuffix("ا") if form is Form.ACCUSATIVE else bare)
    owned = re.sub("[ئؤ]$", "ء", _PRONOUN.sub("", bare))
    return _known(bare, _PLURALS, _SINGULARS) or _known(owned, _PLURALS, _SINGULARS) or _by_rule(bare)


def is_noun(word: str) -> bool:
    """Return True if the table knows a word without an article, in its singular, a plural or the accusative."""
    return _known(word, _SINGULARS, _PLURALS) is not None


def of_two(word: str) -> str | None:
    """Return the singular of a word in the dual, or None if it does not look like one."""
    bare = _ARTICLE.sub("", word)
    folded = fold(bare)
    if not folded.endswith(("ان", "ين")) or len(folded) < 4 or folded in _SINGULARS or folded in _PLURALS:
        return None
    stem = bare[:-2]
    feminine = stem[:-1] + "ة" if stem.endswith("ت") and len(stem) > 2 else stem
    return next((_SINGULARS[fold(each)] for each in (feminine, stem) if fold(each) in _SINGULARS), feminine)


def _known(word: str, *tables: Mapping[str, str]) -> str | None:
    """Return the entry of the first table that has a word, in the accusative too, or None."""
    folded = fold(word)
    nouns = (table.get(each) for each in (folded, folded.removesuffix("ا")) for table in tables)
    return next(filter(None, nouns), None)


def _by_rule(word: str) -> str:
    folded = fold(word)
    if folded.endswith("ات") and len(word) > 3:
        stem = word[:-2]
        return stem if _MASCULINE.fullmatch(fold(stem)) else stem + "ة"
    if folded.endswith(("ون", "ين")) and len(word) > 4 and not _BROKEN.fullmatch(folded):
        return word[:-2]
    return word
