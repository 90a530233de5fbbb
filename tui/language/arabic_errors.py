"""The Arabic of the domain's error messages, each under the form of its English sentence."""

ERRORS: dict[str, str] = {
    # Corpus.
    "{}: not below {}; name an article by its path from there": "{0}: ليس تحت {1}؛ سمِّ المقال بمساره من هناك",
    "{}: has no member {}; open the archive again": "{0}: لا ملف فيه باسم {1}؛ افتح الأرشيف من جديد",
    "{}: not a readable archive ({}); create it again": "{0}: أرشيف لا يُقرأ ({1})؛ احزمه من جديد",
    "{}: cannot be unpacked ({}); create it again": "{0}: لا يمكن فكه ({1})؛ احزمه من جديد",
    "{}: there is no such file or folder; check the path": "{0}: لا ملف ولا مجلد هناك؛ تحقق من المسار",
    "{}: neither a file nor a folder; name one that is": "{0}: ليس ملفًا ولا مجلدًا؛ سمِّ غيره",
    "{}: {} MB, and one {} may have {}; split it": "{0}: حجمه {1} ميغابايت، والحد للنوع {2} هو {3}؛ قسمه",
    "{}: HTML is read with the extra html; run: pip install '.[html]'": (
        "{0}: قراءة HTML تحتاج إلى الإضافة html؛ نفّذ: pip install '.[html]'"
    ),
    "{}: an archive; name a member of it, behind !/": "{0}: أرشيف؛ سمِّ ملفًا فيه بعد !/",
    "{}: there is no such record; open the folder again": "{0}: لا سجل كهذا؛ افتح المجلد من جديد",
    "{}: a link that leads out of the corpus; put a copy of the file there": (
        "{0}: رابط يخرج من المدونة؛ ضع نسخة من الملف مكانه"
    ),
    "{}: not a file; name an article": "{0}: ليس ملفًا؛ سمِّ مقالًا",
    "{}: there are no records in such a file; name the file": "{0}: لا سجلات في ملف كهذا؛ سمِّ الملف",
    "{}: cannot be read ({}); open the folder again": "{0}: لا يُقرأ ({1})؛ افتح المجلد من جديد",
    "{}: cannot be read ({}); check its permissions": "{0}: لا يُقرأ ({1})؛ تحقق من أذونه",
    "{}: an archive in an archive, so it is left out; unpack it": "{0}: أرشيف داخل أرشيف، فتُرك؛ فكّه",
    "{}: {}, so it is left out": "{0}: {1}، فتُرك",
    "{}: {} left out, {}": "{0}: تُرك {1}: {2}",
    "{}: {} record that cannot be read left out; fix what is there": "{0}: تُرك ما لا يُقرأ (العدد {1})؛ أصلحه",
    "{}: {} records that cannot be read left out; fix what is there": "{0}: تُرك ما لا يُقرأ (العدد {1})؛ أصلحه",
    (
        "{}: {} record without a text left out; if it is an article, name its field in newsreader.toml: "
        '[corpus] text = "…"'
    ): "{0}: تُرك ما لا نص فيه (العدد {1})؛ إن كان مقالًا فسمِّ حقله في newsreader.toml",
    (
        "{}: {} records without a text left out; if it is an article, name its field in newsreader.toml: "
        '[corpus] text = "…"'
    ): "{0}: تُرك ما لا نص فيه (العدد {1})؛ إن كانت مقالات فسمِّ حقلها في newsreader.toml",
    "{}: line {}: not JSON ({}); fix it": "{0}: السطر {1}: ليس JSON ({2})؛ أصلحه",
    "{}: line {}: not XML ({}); fix it": "{0}: السطر {1}: ليس XML ({2})؛ أصلحه",
    "{}: line {}: not XML ({}); fix it; the sound entries are read": (
        "{0}: السطر {1}: ليس XML ({2})؛ أصلحه؛ وقُرئ السليم من العناصر"
    ),
    "{}: line {}: left out ({}); fix the quotation marks": "{0}: تُرك السطر {1} ({2})؛ أصلح علامات الاقتباس",
    "{}: lines {} to {}: left out ({}); fix the quotation marks": (
        "{0}: تُركت الأسطر من {1} إلى {2} ({3})؛ أصلح علامات الاقتباس"
    ),
    "{}: line {}: left out, a quotation mark is never closed ({}); fix it": (
        "{0}: تُرك السطر {1}: علامة اقتباس لا تُغلق ({2})؛ أصلحها"
    ),
    "{}: line {}: left out, {} fields for {} columns; quote the text": (
        "{0}: تُرك السطر {1}: عدد حقوله {2} والأعمدة {3}؛ ضع النص بين علامتي اقتباس"
    ),
    "{}: line 1 holds no names of columns, so it is left out; write a line of names above it, such as {}": (
        "{0}: ليس في السطر الأول أسماء أعمدة، فتُرك الملف؛ اكتب فوقه سطر أسماء مثل {1}"
    ),
    "{}: not a .docx that can be read ({}); save it again, or as text": (
        "{0}: ليس ملف .docx يُقرأ ({1})؛ احفظه من جديد أو نصًا"
    ),
    "{}: unpacks to more than {} MB; unpack and split it": "{0}: يتجاوز حجمه بعد الفك {1} ميغابايت؛ فكّه وقسّمه",
    '{}: the days in “{}” are not read; write in newsreader.toml: [corpus] date = "{}"': (
        '{0}: لا تُقرأ الأيام في “{1}”؛ اكتب في newsreader.toml: [corpus] date = "{2}"'
    ),
    (
        "{}: {} without a text left out; the longest text is in “{}”: if it is the article, write in newsreader.toml: "
        '[corpus] text = "{}"'
    ): '{0}: تُرك ما لا نص فيه ({1})؛ أطول نص في “{2}”: إن كان المقال فاكتب في newsreader.toml: [corpus] text = "{3}"',
    "{}: has no records, so it is left out": "{0}: لا سجلات فيه، فتُرك",
    "{}: a table by columns, so it is left out; save it by records": "{0}: جدول مكتوب بالأعمدة، فتُرك؛ احفظه بالسجلات",
    "{}: not read; {}": "{0}: لم يُقرأ؛ {1}",
    "{}: {} file without a suffix: not read; {}": "{0}: ملف بلا لاحقة لم يُقرأ (العدد {1})؛ {2}",
    "{}: {} files without a suffix: not read; {}": "{0}: ملفات بلا لاحقة لم تُقرأ (العدد {1})؛ {2}",
    "{}: {} {} file: not read; {}": "{0}: ملف {2} لم يُقرأ (العدد {1})؛ {3}",
    "{}: {} {} files: not read; {}": "{0}: ملفات {2} لم تُقرأ (العدد {1})؛ {3}",
    "{} that was read as {} and saved so, shown as it is; take the file as it was before": (
        "{0} قُرئ بترميز {1} وحُفظ هكذا، ويُعرض كما هو؛ خذ الملف كما كان قبل ذلك"
    ),
    "this is {}, shown as it is; name the file *{}": "هذا {0}، ويُعرض كما هو؛ سمِّ الملف *{1}",
    (
        "{}: annotated as a corpus of its own, so its articles are not listed here; open that folder, or move its "
        "annotations away"
    ): "{0}: مجلد له تعليقاته، فلا تُسرد مقالاته هنا؛ افتحه وحده، أو انقل تعليقاته",
    "{} more problems of this kind": "{0} مشكلات أخرى من هذا النوع",
    "{}: the index cannot be kept here ({}); it is in {}": "لا يمكن حفظ الفهرس في {0} ({1})؛ حُفظ في {2}",
    "{}: the index cannot be kept here ({}); it is built again at every start": (
        "لا يمكن حفظ الفهرس في {0} ({1})؛ يُبنى من جديد كل مرة"
    ),
    "not {} in {} place, shown as {}; fix the file": "ليس {0} في موضع واحد، يظهر {2}؛ أصلح الملف",
    "not {} in {} places, shown as {}; fix the file": "ليس {0} في مواضع (العدد {1})، تظهر {2}؛ أصلح الملف",
    # Spans and labels.
    "an annotation has at least one fragment": "للتعليق جزء واحد على الأقل",
    "fragments [{}, {}) and [{}, {}) overlap or are not in reading order": (
        "الجزآن [{0}, {1}) و[{2}, {3}) متداخلان أو ليسا بترتيب القراءة"
    ),
    "nothing to annotate: an annotation has at least one fragment": "لا شيء للوسم: للتعليق جزء واحد على الأقل",
    "“{}” leads from {} to another {}, not from this {} to this {}": (
        "العلاقة “{0}” تكون من {1} إلى {2}، لا من هذا ({3}) إلى هذا ({4})"
    ),
    "these words are tagged “{}” already: remove one of the two annotations": (
        "هذه الكلمات موسومة “{0}” من قبل: احذف أحد التعليقين"
    ),
    "no label “{}” in this project, only {}": "لا وسم “{0}” في هذا المشروع، بل {1} فقط",
    "no relation “{}” in this project, only {}": "لا علاقة “{0}” في هذا المشروع، بل {1} فقط",
    "the “{}” of a {} has to be {}: nothing was changed": "قيمة “{0}” للوسم {1} يجب أن تكون {2}: لم يتغير شيء",
    "span [{}, {}): a span starts at 0 or later and is never empty": (
        "المدى [{0}, {1}): يبدأ المدى من 0 أو بعده ولا يكون فارغًا"
    ),
    "span [{}, {}) ends beyond the text of {} code points": "المدى [{0}, {1}) ينتهي بعد آخر النص ({2})",
    # The store.
    "{} was written by a newer newsreader: update this one": "{0} كتبته نسخة أحدث من newsreader: حدّث هذه",
    "nothing was saved: the annotations were opened for reading only": "لم يُحفظ شيء: فُتحت التعليقات للقراءة فقط",
    "{}: the next edit of {} would be number {}, far beyond the last one here; look for the journal that is damaged": (
        "{0}: التغيير التالي للمقال {1} رقمه {2}، وهو أبعد كثيرًا من الأخير هنا؛ ابحث عن السجل التالف"
    ),
    "{}: a value cannot be written ({}); remove it from the files here by hand": (
        "{0}: قيمة لا يمكن كتابتها ({1})؛ احذفها من الملفات هنا يدويًا"
    ),
    (
        "{} {}, and the journals lack what rebuilds it; restore it from a backup, or let "
        "`newsreader check --repair` save what there is"
    ): "{0} {1}، وليس في السجلات ما يعيد بناءه؛ استعده من نسخة احتياطية، أو دع `newsreader check --repair` ينقذ ما بقي",
    "1 edit is not saved yet: {}; fix that, newsreader goes on trying": (
        "تغيير واحد لم يُحفظ بعد: {0}؛ أصلح ذلك، والمحاولة مستمرة"
    ),
    "{} edits are not saved yet: {}; fix that, newsreader goes on trying": (
        "تغييرات لم تُحفظ بعد ({0}): {1}؛ أصلح ذلك، والمحاولة مستمرة"
    ),
    "{} cannot be written ({})": "{1}؛ الملف {0}",
    # Filters.
    "“{}” is not a status; use one of {}": "“{0}” ليست حالًا؛ اكتب واحدة من {1}",
    "“{}” is not a date; use 2023, 2023-09 or 2023-09-11": "“{0}” ليس يومًا؛ اكتب 2023 أو 2023-09 أو 2023-09-11",
    # Attributes.
    "“{}” is not an attribute; write {}, with ; between them": "“{0}” ليس صفة؛ اكتب {1}، وبينها ؛",
    "“{}” must be {}, not “{}”": "“{0}” يجب أن يكون {1}، لا “{2}”",
    # Causes and kinds that stand inside other messages.
    "the disk is full": "القرص ممتلئ",
    "the disk quota is used up": "نفدت حصة القرص",
    "the file system is read-only": "نظام الملفات للقراءة فقط",
    "permission denied": "لا إذن",
    "the disk reports an error": "القرص يبلغ عن خطأ",
    "a link that leads nowhere": "رابط لا يؤدي إلى شيء",
    "a link to a folder": "رابط إلى مجلد",
    "a link that leads out of the corpus": "رابط يخرج من المدونة",
    "no plain file": "ليس ملفًا عاديًا",
    "its name leads out of the archive": "اسمه يخرج من الأرشيف",
    "it is a link or no plain file": "رابط أو ليس ملفًا عاديًا",
    "it is encrypted": "مشفّر",
    "its size is damaged": "حجمه معطوب",
    "save them as text, HTML or .docx": "احفظها نصًا أو HTML أو .docx",
    "export them as CSV or JSON lines": "صدّرها CSV أو JSON lines",
    "unpack them": "فكّها",
    "save their pages as HTML": "احفظ صفحاتها HTML",
    "import annotations with `newsreader import`": "استورد التعليقات بالأمر `newsreader import`",
    "scan their text, and save it as text": "استخرج نصها واحفظه نصًا",
    "if they are articles, save them as text, HTML, JSON lines or CSV": (
        "إن كانت مقالات فاحفظها نصًا أو HTML أو JSON lines أو CSV"
    ),
    "a text": "نصًا",
    "a finite number": "عددًا",
    "true or false": "نعم أو لا",
}
"""English form -> Arabic form. `{}` stands for each value in the English, and its number in the Arabic."""
