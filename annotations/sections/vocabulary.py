"""The words that mark the parts of a scraped page: the one table that the section finder reads.

The words are written plainly and compared folded: without vowel signs, tatweel and invisible marks, with one form of
alef, yeh, kaf and teh marbuta, with European digits and in lower case. Another language needs more words here.
"""

from collections.abc import Mapping
from enum import Enum, auto


class Sign(Enum):
    """The meaning of a phrase: the part of the page that it marks."""

    BYLINE = auto()
    """Stands before the author, with a colon, a slash or a dash."""
    PEN = auto()
    """Stands before the author, with one of these marks or without."""
    SIGNED = auto()
    """A line that begins with it presents the author, also in a sentence."""
    SOURCE = auto()
    """Stands before the source, with a colon, or alone in its line."""
    LINK = auto()
    """Stands before the source and a colon; behind that the headline follows."""
    KEYWORDS = auto()
    """Stands before the keywords, with a colon, or alone in its line."""
    READ_ALSO = auto()
    """Stands before another article: alone, before everything that follows; with a colon, before a link in its line."""
    RELATED = auto()
    """Heads the headlines of other articles, or stands before one, with a colon."""
    CONTINUATION = auto()
    """A paragraph that begins with it goes on with a report, and begins none."""
    BUTTON = auto()
    """A line of nothing but such words, glued or apart, is furniture."""
    RUBRIC = auto()
    """A line of nothing but such words and buttons leads through the site."""
    NOTICE = auto()
    """A short line that begins with it speaks to the visitor, not to the reader."""
    COMMENTS = auto()
    """Stands before the comments of readers."""
    CALL = auto()
    """A short line that begins with it and is no sentence asks the visitor to do something, or belongs to the site."""
    PICTURE = auto()
    """A short line that begins or ends with it describes an image."""
    CREDIT = auto()
    """A short line that holds it belongs to an image."""
    POST = auto()
    """A short line that begins with it belongs to an embedded post."""


DISCOVER = (
    "اكتشف المزيد من",  # discover more of
    "اكتشاف المزيد من",  # discovering more of
    "discover more from",
)
"""Notices that the name of the site follows."""

COMMENTS = (  # comment, comments, add a comment, leave a comment or a reply, what readers think
    *("تعليق", "تعليقات", "التعليقات", "أضف تعليقا", "أضف تعليق", "اترك تعليقا", "اترك تعليق", "اترك ردا", "اترك رد"),
    *("تعليقات القراء", "آراء القراء", "تعليقات الزوار", "اكتب تعليق", "اكتب تعليقا", "اكتب تعليقك", "comments"),
    "leave a comment",
)
"""Words before the comments of readers."""

VOCABULARY: Mapping[Sign, tuple[str, ...]] = {
    Sign.PEN: (
        "بقلم",  # by the pen of
        "by",
        "written by",
    ),
    Sign.SIGNED: (  # this article, report, analysis is by
        *("هذا المقال بقلم", "هذا التقرير بقلم", "هذا التحليل بقلم", "المقال بقلم", "التحليل بقلم", "التقرير بقلم"),
    ),
    Sign.BYLINE: (
        "كتب",  # he wrote
        "كتبت",  # she wrote
        "كتبه",  # written by
        "تحرير",  # edited by
        "إعداد",  # prepared by
        "ترجمة",  # translated by
        "تغطية صحفية",  # covered by
        "الكاتب",  # the writer
        "author",
    ),
    Sign.SOURCE: (
        "المصدر",  # the source
        "المصادر",  # the sources
        "مصدر الخبر",  # the source of the news
        "نقلا عن",  # quoted from
        "عن موقع",  # from the site
        "source",
        "sources",
    ),
    Sign.LINK: ("رابط الخبر في", "رابط الخبر ب", "لقراءة الخبر في", "رابط المقال في"),  # link to the news in
    Sign.KEYWORDS: (
        "كلمات دلالية",  # indicative words
        "الكلمات الدلالية",  # the indicative words
        "كلمات مفتاحية",  # key words
        "الكلمات المفتاحية",  # the key words
        "كلمات البحث",  # words to search for
        "وسوم",  # tags
        "الوسوم",  # the tags
        "علامات",  # marks
        "سمات",  # marks, spelt otherwise
        "الكلمات الدالة",  # the words that show
        "كلمات دالة",  # words that show
        "مواضيع مرتبطة",  # subjects that belong to it
        "هاشتاج",  # hashtag
        "keywords",
        "tags",
    ),
    Sign.READ_ALSO: (
        "اقرأ أيضا",  # read also
        "اقرؤوا أيضا",  # read also, to several
        "شاهد أيضا",  # see also
        "طالع أيضا",  # peruse also
        "اقرأ كذلك",  # read likewise
        "اقرئي أيضا",  # read also, to a woman
        "اقرأ المزيد عن",  # read more about
        "اقرأ المزيد",  # read more
        "انظر أيضا",  # look also
        "تابع أيضا",  # follow also
        "read also",
        "see also",
    ),
    Sign.CONTINUATION: (  # and he added, said, explained, ...; for his part; as also; according to
        *("وأضاف", "وأضافت", "وأضافوا", "وقال", "وقالت", "وقالوا", "وأوضح", "وأوضحت", "وأكد", "وأكدت"),
        *("وأشار", "وأشارت", "ولفت", "ولفتت", "وتابع", "وتابعت", "وذكر", "وذكرت", "وبين", "وبينت", "ورأى"),
        *("ورأت", "وشدد", "وشددت", "ونوه", "ونوهت", "وختم", "وختمت", "واختتم", "واختتمت", "وأردف", "وأردفت"),
        *("واستطرد", "وكان", "وكانت", "ومن جهته", "ومن جهتها", "ومن جانبه", "ومن جانبها", "من جهته"),
        *("من جهتها", "من جانبه", "من جانبها", "بدوره", "بدورها", "في المقابل", "وفي المقابل", "وفي السياق"),
        *("في السياق ذاته", "وفي سياق متصل", "كما", "إلى ذلك", "يذكر أن", "ويذكر أن", "ويشار إلى", "وبحسب"),
        *("ووفقا", "ووفق", "وجاء", "وفيما", "ومن المقرر", "ومن المتوقع"),
    ),
    Sign.RELATED: (
        "مواضيع إضافية",  # additional subjects
        "مواضيع ذات صلة",  # subjects connected with it
        "مواضيع متعلقة",  # subjects that concern it
        "موضوعات ذات صلة",  # the same with the other plural
        "موضوعات متعلقة",  # the same with the other plural
        "مقالات ذات صلة",  # articles connected with it
        "مقالات مشابهة",  # similar articles
        "أخبار ذات صلة",  # news connected with it
        "أخبار متعلقة",  # news that concerns it
        "ذات صلة",  # connected
        "قد يعجبك أيضا",  # you may also like
        "قد يهمك أيضا",  # may also concern you
        "مواضيع قد تهمك",  # subjects that may concern you
        "أخبار قد تهمك",  # news that may concern you
        "نرشح لك",  # we propose to you
        "اخترنا لك",  # we have chosen for you
        "الأكثر قراءة",  # read most
        "الأكثر مشاهدة",  # seen most
        "المزيد من الأخبار",  # more news
        # video, news, reports that concern it
        *("فيديو متعلق", "فيديوهات متعلقة", "أخبار مرتبطة", "أخبار مشابهة"),
        *("تقارير متعلقة", "خبر متعلق", "مواد متعلقة", "محتوى ذو صلة"),
        # the previous, the next news and article
        *("الخبر السابق", "الخبر التالي", "المقال السابق", "المقالة السابقة", "المقالة التالية", "المقال التالي"),
        "آخر الأخبار",  # the latest news
        "أحدث الأخبار",  # the newest news
        "الأكثر رواجا",  # what spreads most
        "الأكثر تعليقا",  # most commented
        "related",
        "related articles",
        "related stories",
        "related topics",
        "more on this story",
        "you may also like",
        "most read",
    ),
    Sign.BUTTON: (
        "إعلان",  # advertisement
        "إعلانات",  # advertisements
        "الرئيسية",  # home
        "القائمة",  # menu
        "بحث",  # search
        "ابحث",  # search!
        "ابحثوا عنا",  # look for us
        "ابحث في الموقع",  # search the site
        "الوضع الليلي",  # night mode
        "مباشر",  # live
        "بث مباشر",  # live broadcast
        "النشرات الإخبارية",  # newsletters
        "الأحداث",  # events
        "بودكاست",  # podcast
        "البودكاست",  # the podcast
        "فيديو",  # video
        "صور",  # pictures
        "شارك",  # share
        "شارك هذا المقال",  # share this article
        "شارك هذه المقالة",  # the same with the other word
        "شارك المقال",  # share the article
        "شارك الخبر",  # share the news
        "مشاركة",  # sharing
        # sharing the news, share on, copy, send to a friend
        *("مشاركة الخبر", "شارك على", "شارك عبر", "شاركها", "شاركنا", "نسخ", "أرسل", "إرسال", "إرسال إلى صديق"),
        *("انتهى", "النهاية", "انتهت", "انتهای پیام", "صور متعلقة", "صور ذات صلة", "ألبوم الصور", "تكبير الخط"),
        *("تصغير الخط", "المحتوى الرئيسي", "بداية الصفحة", "منصة إكس", "إكس", "تيك توك", "سناب شات"),
        "عبر",  # by way of
        "محادثة",  # conversation
        *COMMENTS,
        "إلغاء الرد",  # cancel the reply
        "حفظ",  # save
        "احفظ المقال",  # save the article
        "احفظ المقال لوقت لاحق",  # save the article for later
        "طباعة",  # print
        "نسخ الرابط",  # copy the link
        "استمع إلى المقال",  # listen to the article
        "حجم الخط",  # size of the letters
        "المزيد",  # more
        "اقرأ المزيد",  # read more
        "تحميل المزيد",  # load more
        "التالي",  # next
        "السابق",  # previous
        "العودة إلى الأعلى",  # back to the top
        "زر الذهاب إلى الأعلى",  # button that goes to the top
        "إغلاق",  # close
        "بريد إلكتروني",  # electronic mail
        "فيسبوك",  # Facebook
        "تويتر",  # Twitter
        "واتساب",  # WhatsApp
        "تلغرام",  # Telegram
        "تيليجرام",  # Telegram, spelt otherwise
        "إنستغرام",  # Instagram
        "انستجرام",  # Instagram, spelt otherwise
        "لينكد إن",  # LinkedIn
        "لينكدإن",  # LinkedIn, in one word
        "ماسنجر",  # Messenger
        "يوتيوب",  # YouTube
        "advertisement",
        "loader",
        "loading",
        "home",
        "menu",
        "search",
        "events",
        "podcast",
        "newsletter",
        "share",
        "share this article",
        "print",
        "copy link",
        "save",
        "listen",
        "close",
        "close button",
        "read more",
        "continue reading",
        "load more",
        "next",
        "previous",
        "back to top",
        "skip to content",
        "skip to main content",
        "email",
        "facebook",
        "twitter",
        "x",
        "whatsapp",
        "telegram",
        "instagram",
        "linkedin",
        "messenger",
        "youtube",
        "getty images",
    ),
    Sign.RUBRIC: (
        "أخبار",  # news
        "الأخبار",  # the news
        "عاجل",  # urgent
        "سياسة",  # politics
        "اقتصاد",  # economy
        "رياضة",  # sport
        "ثقافة",  # culture
        "فن",  # art
        "منوعات",  # miscellany
        "مجتمع",  # society
        "صحة",  # health
        "تكنولوجيا",  # technology
        "علوم",  # sciences
        "رأي",  # opinion
        "آراء",  # opinions
        "مقالات",  # articles
        "تقارير",  # reports
        "حوادث",  # accidents
        "محليات",  # local news
        "العالم",  # the world
        "دولي",  # international
        "عربي",  # Arab
        "الوطن العربي",  # the Arab world
        "الشرق الأوسط",  # the Middle East
        "news",
        "world",
        "politics",
        "business",
        "sport",
        "culture",
        "opinion",
    ),
    Sign.NOTICE: (
        "للمزيد:",  # for more
        "للمزيد :",  # the same, set apart
        "للمزيد من الأخبار",  # for more news
        "للمزيد من التفاصيل",  # for more details
        # all articles that are published, the opinions expressed; archived; your comment was added
        *("جميع المقالات المنشورة", "المقالات المنشورة", "الآراء الواردة", "هذا المقال يعبر عن", "المقال يعبر عن"),
        *("يمكنكم استلام إشعارات", "يمكنكم تسلم إشعارات", "نشر هذا المقال بالتعاون", "هذا المقال منشور بالتعاون"),
        *(
            "للتواصل مع الكاتب",
            "مقال مؤرشف",
            "تم إضافة تعليقك",
            "تم أضافة تعليقك",
            "ذكر في هذا الخبر",
            "ذكر فى هذا الخبر",
        ),
        "تابعنا",  # follow us
        "تابعونا",  # follow us, to several
        "للتواصل معنا",  # to get in touch with us
        "تواصل معنا",  # get in touch with us
        "اشترك الآن",  # subscribe now
        "اشترك للحصول",  # subscribe to receive
        "اشترك في نشرت",  # subscribe to our (your) newsletter
        "اشترك في النشرة",  # subscribe to the newsletter
        "اشترك في قنات",  # subscribe to our channel
        "اشتركوا في نشرت",  # subscribe to our newsletter, to several
        "اشتركوا في قنات",  # subscribe to our channel, to several
        "انضم إلى قنات",  # join our channel
        "انضم الآن",  # join now
        "انضم إلينا",  # join us
        "انضموا إلى قنات",  # join our channel, to several
        "سجل الآن",  # register now
        "حمل التطبيق",  # load the application
        "حمل تطبيقنا",  # load our application
        "اضغط هنا",  # press here
        "انقر هنا",  # click here
        *DISCOVER,
        "لن يتم نشر عنوان بريدك",  # your address will not be published
        "نستخدم ملفات تعريف الارتباط",  # we use cookies
        "يستخدم هذا الموقع",  # this site uses
        "شارك هذا المقال",  # share this article
        "شارك الخبر",  # share the news
        "تم نسخ الرابط",  # the link has been copied
        "رابط مختصر",  # short link
        "مدة القراءة",  # time it takes to read
        "وقت القراءة",  # the same with the other word
        "عدد المشاهدات",  # number of views
        "صدر الصورة",  # the picture is from
        "مصدر الصورة",  # the picture's source
        "التعليق على الصورة",  # the picture's caption
        "تعليق الصورة",  # the same with the other construction
        "subscribe to",
        "subscribe now",
        "sign up for",
        "follow us",
        "share this",
        "click here",
        "download the app",
        "download our app",
        "we use cookies",
        "this site uses cookies",
        "your email address will not be published",
        "type your email",
    ),
    Sign.COMMENTS: COMMENTS,
    Sign.CALL: (
        # to see, read, look at, follow, take part; follow the news of; you can follow; log in; did you like; rate this
        *("لمشاهدة", "لقراءة", "للاطلاع على", "لمتابعة", "لمتابعتنا", "للاشتراك", "للانضمام", "تابع أخبار", "تابعوا"),
        *("تابع", "تابع آخر", "تابع أحدث", "يمكنكم متابعة", "يمكنك متابعة", "اشترك في", "سجل دخول", "تسجيل الدخول"),
        *("هل أعجبك", "قيم هذا", "شارك برأيك", "اقرأ أكثر", "اقرأ الخبر كاملا", "شاهد الفيديو", "أين يمكنك متابعتنا"),
        # the editor in chief, the chairman of the board, the owner of the concession
        *("مجلس التحرير", "هيئة التحرير", "مدير التحرير", "مستشار التحرير", "المشرف العام"),
        *("رئيس التحرير", "رئيس مجلس الإدارة", "صاحب الامتياز", "المدير المسؤول", "حجم الخط", "نسخة للطباعة"),
    ),
    Sign.PICTURE: (
        "صورة أرشيفية",  # picture from the archive
        "صورة من الأرشيف",  # the same in other words
        "صورة تعبيرية",  # picture that stands for another
        "صورة توضيحية",  # picture that explains
        "file photo",
    ),
    Sign.CREDIT: (
        "تصوير:",  # photograph by
        "جميع الحقوق محفوظة",  # all rights reserved
        "حقوق النشر محفوظة",  # rights of publication reserved
        "حقوق الطبع محفوظة",  # rights of printing reserved
        "©",
        "all rights reserved",
        "/getty images",
        "via getty images",
        *("gettyimages", "غيتي إيماجز", "جيتي إيماجز", "(غيتي)", "(جيتي)"),
        "photo:",
        "image credit",
    ),
    Sign.POST: (
        "عرض هذا المنشور على",  # show this post on
        "تمت مشاركة منشور بواسطة",  # a post was shared by
        "view this post on",
        "a post shared by",
    ),
}
