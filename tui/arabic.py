"""The words of the screen in Arabic: by the English that the code has, and the forms of nouns that are counted."""

from tui.arabic_exporting import EXPORTING

WORDS: dict[str, str] = {
    **EXPORTING,
    # Keys: titles and groups.
    "Keys": "المفاتيح",
    "lists": "القوائم",
    "caret": "المؤشر",
    "selection": "التحديد",
    "labels": "الوسوم",
    "annotation under the caret": "التعليق عند المؤشر",
    "article": "المقال",
    "any time": "في أي وقت",
    "open": "فتح",
    "filter": "تصفية",
    "sort": "ترتيب",
    "copies": "النسخ",
    "list the articles with words, an outlet, a status …": "سرد المقالات التي فيها كلمات، أو من مصدر، أو بحال …",
    "sort by file name, date, outlet, headline, length": "ترتيب باسم الملف، التاريخ، المصدر، العنوان، الطول",
    "fold articles that are nearly the same, or show them": "طي المقالات التي تكاد تتطابق أو إظهارها",
    "sorted by {what}": "مرتبة حسب {what}",
    "file name": "اسم الملف",
    "date": "التاريخ",
    "outlet": "المصدر",
    "headline": "العنوان",
    "length": "الطول",
    "annotations {percent} %": "التعليقات {percent} %",
    "{found} so far: the index is being built": "{found} حتى الآن: الفهرس قيد البناء",
    "copies are folded": "النسخ مطوية",
    "copies are shown": "النسخ ظاهرة",
    "index {percent} %": "الفهرس {percent} %",
    "jump": "قفز",
    "sentence": "جملة",
    "to its end": "إلى آخرها",
    "to the mark": "إلى العلامة",
    "quotation": "اقتباس",
    "copy": "نسخ",
    "fragment": "جزء",
    "change": "تعديل",
    "relate": "ربط",
    "values": "قيم",
    "same words": "الكلمات نفسها",
    "note": "ملاحظة",
    "yes or no": "نعم أو لا",
    "unsure": "غير متأكد",
    "value": "القيمة",
    "value_to": "حتى",
    "unit": "الوحدة",
    "approximate": "تقريبي",
    "denied": "منفي",
    "entity": "الكيان",
    "yes": "نعم",
    "no": "لا",
    "remove": "حذف",
    "done": "تم",
    "nothing here": "لا شيء هنا",
    "next article": "المقال التالي",
    "previous article": "المقال السابق",
    "next unfinished": "التالي غير المنجز",
    "search": "بحث",
    "search all": "بحث في الكل",
    "search all articles": "بحث في كل المقالات",
    "export": "تصدير",
    "undo": "تراجع",
    "redo": "إعادة",
    "back": "رجوع",
    "next pane": "اللوح التالي",
    "previous pane": "اللوح السابق",
    "tashkeel": "التشكيل",
    "guideline": "الدليل",
    "help": "مساعدة",
    "palette": "الأوامر",
    "suspend": "تعليق البرنامج",
    "quit": "خروج",
    "tour": "جولة",
    "Colours: {theme}": "الألوان: {theme}",
    "dark": "داكنة",
    "light": "فاتحة",
    "high contrast": "تباين عالٍ",
    # Keys: what they do.
    "Every letter works under an Arabic keyboard layout too. Every change is on disk at once.": (
        "كل حرف يعمل بتخطيط لوحة المفاتيح العربية أيضًا. كل تغيير يُكتب على القرص فورًا."
    ),
    "The mouse: click, drag, double click a word, triple click a sentence; Shift+click extends.": (
        "الفأرة: نقرة، سحب، نقرتان لكلمة، ثلاث نقرات لجملة؛ وShift مع نقرة يمد التحديد."
    ),
    "the one before": "السابق",
    "the one after": "التالي",
    "the first one": "الأول",
    "the last one": "الأخير",
    "open the article, or go to the annotation in the text": "فتح المقال، أو الذهاب إلى التعليق في النص",
    "one cluster to the left": "حرفًا إلى اليسار",
    "one cluster to the right": "حرفًا إلى اليمين",
    "one word to the left": "كلمة إلى اليسار",
    "one word to the right": "كلمة إلى اليمين",
    "one row up": "سطرًا إلى أعلى",
    "one row down": "سطرًا إلى أسفل",
    "to the start of the row": "إلى أول السطر",
    "to the end of the row": "إلى آخر السطر",
    "one screen up": "شاشة إلى أعلى",
    "one screen down": "شاشة إلى أسفل",
    "to the start of the article": "إلى أول المقال",
    "to the end of the article": "إلى آخر المقال",
    "to the next sentence": "إلى الجملة التالية",
    "to the previous sentence": "إلى الجملة السابقة",
    "Nothing more is proposed here.": "لا مزيد من الاقتراحات هنا.",
    "propose": "اقتراح",
    "propose before": "اقتراح سابق",
    "select what is likely to be tagged next: a speaker, what somebody said, a number": (
        "تحديد ما يُرجَّح وسمه تاليًا: متحدث أو قوله أو رقم"
    ),
    "the same, going back": "مثله رجوعًا",
    "to the next annotation": "إلى التعليق التالي",
    "to the previous annotation": "إلى التعليق السابق",
    "select one cluster to the left": "تحديد حرف إلى اليسار",
    "select one cluster to the right": "تحديد حرف إلى اليمين",
    "select one word to the left": "تحديد كلمة إلى اليسار",
    "select one word to the right": "تحديد كلمة إلى اليمين",
    "select one row up": "تحديد سطر إلى أعلى",
    "select one row down": "تحديد سطر إلى أسفل",
    "select to the start of the row": "تحديد إلى أول السطر",
    "select to the end of the row": "تحديد إلى آخر السطر",
    "select one screen up": "تحديد شاشة إلى أعلى",
    "select one screen down": "تحديد شاشة إلى أسفل",
    "select to the start of the article": "تحديد إلى أول المقال",
    "select to the end of the article": "تحديد إلى آخر المقال",
    "select 1 more words": "تحديد كلمة أخرى",
    "select 2 more words": "تحديد كلمتين أخريين",
    "select 3 more words": "تحديد 3 كلمات أخرى",
    "select 4 more words": "تحديد 4 كلمات أخرى",
    "select 5 more words": "تحديد 5 كلمات أخرى",
    "select 6 more words": "تحديد 6 كلمات أخرى",
    "select 7 more words": "تحديد 7 كلمات أخرى",
    "select 8 more words": "تحديد 8 كلمات أخرى",
    "select 9 more words": "تحديد 9 كلمات أخرى",
    "select the sentence": "تحديد الجملة",
    "select on to the sentence's end": "التحديد إلى آخر الجملة",
    "select on to the next ، ؛ : — or bracket": "التحديد إلى أول ، أو ؛ أو : أو — أو قوس",
    "select what stands between the quotation marks around the caret, or between the next ones": (
        "تحديد ما بين علامتي الاقتباس حول المؤشر، أو ما بين العلامتين التاليتين"
    ),
    "to the next larger unit: word, clause, quotation, sentence": ("إلى الوحدة الأكبر: كلمة، عبارة، اقتباس، جملة"),
    "to the next smaller unit": "إلى الوحدة الأصغر",
    "leave a proclitic (و ف ب ل ك) out, or take it in again": "إخراج الحرف المتصل (و ف ب ل ك) أو إدخاله",
    "two letters on every word in view: typed they go to the word, with Shift they select up to its end": (
        "حرفان على كل كلمة ظاهرة: كتابتهما تنقل إلى الكلمة، ومع Shift تحدد إلى آخرها"
    ),
    "move the other end of the selection": "تحريك الطرف الآخر للتحديد",
    "copy the selection, or the annotation, as text in logical order": "نسخ التحديد أو التعليق نصًا بترتيبه المنطقي",
    "tag with the label that was used last": "الوسم بآخر وسم استُعمل",
    "tag the selection, or the word at the caret, as {label}; on an annotation: relabel it": (
        "وسم التحديد، أو الكلمة عند المؤشر: {label}؛ وعلى تعليق: تغيير وسمه"
    ),
    "add the selection to the annotation made last": "إضافة التحديد إلى آخر تعليق",
    "take its span up for changing, then keep it": "تعديل حدود التعليق، ثم حفظها",
    "relate it to the nearest that fits, then to the next": "ربطه بأقرب تعليق مناسب، ثم بالذي يليه",
    "value and unit of a figure, other attributes": "قيمة الرقم ووحدته، وسائر الصفات",
    "the same words elsewhere: a list to confirm": "الكلمات نفسها في مواضع أخرى: قائمة للتأكيد",
    "denied, approximate: on, the next one, off": "منفي، تقريبي: تشغيل، ثم التالي، ثم إيقاف",
    "unsure about it, or about the article; again: sure": "غير متأكد منه، أو من المقال؛ ومرة أخرى: متأكد",
    "write a note on it, or on the article": "كتابة ملاحظة عليه، أو على المقال",
    "remove the annotation": "حذف التعليق",
    "the article is done; again takes it back": "المقال منجز؛ ومرة أخرى: تراجع",
    "read, and there is nothing to annotate; again takes it back": "قُرئ ولا شيء فيه للوسم؛ ومرة أخرى: تراجع",
    "open the next article": "فتح المقال التالي",
    "open the previous one": "فتح المقال السابق",
    "open the next article that is not finished": "فتح المقال التالي الذي لم يُنجز",
    "show or fold the page's furniture": "إظهار زوائد الصفحة أو طيّها",
    "find words in the article, however spelt": "البحث عن كلمات في المقال، كيفما كُتبت",
    "find words in all articles; tag them from the list": "البحث في كل المقالات؛ والوسم من القائمة",
    "take the last change back": "التراجع عن آخر تغيير",
    "write the annotations out, in the format of a training tool": "كتابة التعليقات بصيغة أداة تدريب",
    "make the change again": "إعادة التغيير",
    "drop the selection, then go back to the list": "إلغاء التحديد، ثم الرجوع إلى القائمة",
    "list, text, annotations in turn": "القائمة والنص والتعليقات بالتناوب",
    "the same the other way round": "كذلك في الاتجاه المعاكس",
    "show the vowel signs, or hide them": "إظهار علامات التشكيل أو إخفاؤها",
    "what each label marks, with your own examples": "ما يُوسم بكل وسم، مع أمثلتك أنت",
    "all keys": "كل المفاتيح",
    "the page for the first time": "صفحة البداية",
    "find a command by its name": "إيجاد أمر باسمه",
    "go to the shell; fg comes back": "الذهاب إلى سطر الأوامر؛ وfg يعيد",
    "quit; every change is on disk already": "الخروج؛ كل تغيير محفوظ على القرص",
    # The tour.
    "Welcome to newsreader": "أهلًا بك في newsreader",
    "Read, select, tag: everything by keys, also under an Arabic keyboard layout.": (
        "اقرأ وحدد وسِم: كل شيء بالمفاتيح، بتخطيط لوحة المفاتيح العربية أيضًا."
    ),
    "choose an article and open it; Tab goes from pane to pane": "اختر مقالًا وافتحه؛ وTab ينقل من لوح إلى لوح",
    "the caret goes where the arrow points; with Ctrl by words; with Shift it selects": (
        "المؤشر يذهب حيث يشير السهم؛ ومع Ctrl كلمة كلمة؛ ومع Shift يحدد"
    ),
    "select three words, the sentence, on to its end, the quotation": ("تحديد ثلاث كلمات، الجملة، إلى آخرها، الاقتباس"),
    "two letters on every word: type them to jump there": "حرفان على كل كلمة: اكتبهما لتقفز إليها",
    "tag the selection, or the word at the caret, with a label": "وسم التحديد، أو الكلمة عند المؤشر",
    "select what is likely to be tagged next; Backspace the one before": (
        "تحديد ما يُرجح وسمه تاليًا؛ وBackspace للسابق"
    ),
    "relate a claim to its speaker, give a figure its value, write a note": (
        "ربط الادعاء بقائله، وإعطاء الرقم قيمته، وكتابة ملاحظة"
    ),
    "take anything back, also tomorrow: every change is on disk at once": (
        "التراجع عن أي شيء، وغدًا أيضًا: كل تغيير على القرص فورًا"
    ),
    "the article is done; the next one": "المقال منجز؛ المقال التالي",
    "all keys; what each label marks": "كل المفاتيح؛ ما يُوسم بكل وسم",
    "Enter begins. F2 shows this page again.": "Enter للبدء. F2 يعيد هذه الصفحة.",
    # Panes and bars.
    "Articles": "المقالات",
    "Annotations": "التعليقات",
    "{finished} of {articles} done": "أُنجز {finished} من {articles}",
    "new": "جديد",
    "in progress": "قيد العمل",
    "{words} selected · {place}": "المحدد: {words} · {place}",
    "⋯ {lines} of page furniture · z shows them": "⋯ {lines} من زوائد الصفحة · z يظهرها",
    "note on the article": "ملاحظة على المقال",
    "yours:": "أمثلتك:",
    # What is told.
    "There is no annotation under the caret.": "لا تعليق عند المؤشر.",
    "There is no word at the caret.": "لا كلمة عند المؤشر.",
    "No label has been used yet.": "لم يُستعمل وسم بعد.",
    "Nothing is selected.": "لا شيء محدد.",
    "Nothing was changed.": "لم يتغير شيء.",
    "copied": "نُسخ",
    "Make an annotation first, then select what belongs to it.": "اصنع تعليقًا أولًا، ثم حدد ما يتبعه.",
    "Shift moves the end, o takes the other one; Enter keeps the span, Esc leaves it as it was": (
        "Shift يحرك الطرف، وo يأخذ الطرف الآخر؛ Enter يحفظ الحدود، وEsc يتركها كما كانت"
    ),
    "There is nothing that this {label} could be related to: {quote}": "لا شيء يمكن أن يُربط به ({label}): {quote}",
    "{relation}: {quote} · r takes the next": "{relation}: {quote} · r يأخذ التالي",
    "{what} · u takes it back": "{what} · u للتراجع",
    "{before} is now {after}": "صار {before}: {after}",
    "{label} removed: {quote}": "حُذف {label}: {quote}",
    "{label} added {times} times": "أُضيف {label} (العدد {times})",
    "{label} removed {times} times": "حُذف {label} (العدد {times})",
    "{relation} added": "أُضيفت العلاقة: {relation}",
    "{relation} removed": "حُذفت العلاقة: {relation}",
    "{label}: {count} more in {where}": "{label}: {count} أخرى في {where}",
    "the article is {status}": "حال المقال: {status}",
    "note: {note}": "ملاحظة: {note}",
    "note removed": "حُذفت الملاحظة",
    "note on the article: {note}": "ملاحظة على المقال: {note}",
    "attributes removed": "حُذفت الصفات",
    "attributes of {label} changed": "تغيرت صفات {label}",
    "A {label} has no attribute of yes or no.": "ليس للوسم {label} صفة بنعم أو لا.",
    "not {names}": "ليس {names}",
    "There are annotations here; remove them first.": "هنا تعليقات؛ احذفها أولًا.",
    "There is nothing to undo.": "لا شيء للتراجع عنه.",
    "There is nothing to make again.": "لا شيء لإعادته.",
    "undone: {what}": "تراجع عن: {what}",
    "made again: {what}": "أُعيد: {what}",
    "This is the first article.": "هذا أول مقال.",
    "This is the last article.": "هذا آخر مقال.",
    "this article was read with problems: {what}": "قُرئ هذا المقال بمشكلات: {what}",
    "changed elsewhere: {articles}": "تغير من مكان آخر: {articles}",
    "everything is saved now": "حُفظ كل شيء الآن",
    "NOT SAVED: {why}": "لم يُحفظ: {why}",
    "NOT SAVED: {edits}": "لم يُحفظ: {edits}",
    "q again quits and loses it": "q مرة أخرى: خروج وضياعه",
    "{hours}:{minutes:02} h": "{hours}:{minutes:02} س",
    "Every other article is finished.": "كل المقالات الأخرى منجزة.",
    "The article has changed: the words of {lost} are gone; the store keeps it.": (
        "تغير المقال: لم تعد فيه كلمات {lost}؛ وهي باقية في المخزن."
    ),
    "Enter goes there, a label's key tags it, Esc leaves": "Enter يذهب إليه، ومفتاح وسم يسمه، وEsc يخرج",
    "Enter goes there, a label's key tags it, * all articles, Esc leaves": (
        "Enter يذهب إليه، ومفتاح وسم يسمه، و* كل المقالات، وEsc يخرج"
    ),
    "Space confirms or skips, * all articles, Enter tags, Esc leaves": (
        "المسافة تؤكد أو تتخطى، و* كل المقالات، وEnter يسم، وEsc يخرج"
    ),
    "This terminal has {columns} × {rows}.": "هذه الطرفية {columns} × {rows}.",
    "newsreader needs {columns} columns and {rows} rows.": "يحتاج newsreader إلى {columns} عمودًا و{rows} سطور.",
    "q quits.": "q للخروج.",
    # The guidelines of the labels that every project begins with.
    "Who acts or speaks: the shortest name with the role that identifies it.": (
        "من يفعل أو يتكلم: أقصر اسم مع الصفة التي تعرّفه."
    ),
    "What somebody is reported to have said: the content without the verb of saying.": (
        "ما نُقل عن أحد أنه قاله: المضمون دون فعل القول."
    ),
    "A quantity: the whole expression with its unit.": "كمية: العبارة كلها مع وحدتها.",
}

NOUNS: dict[str, tuple[str, str, str, str, str, str]] = {
    "annotation": (
        "لا تعليقات",
        "تعليق واحد",
        "تعليقان",
        "{count} تعليقات",
        "{count} تعليقًا",
        "{count} تعليق",
    ),
    "article": ("لا مقالات", "مقال واحد", "مقالان", "{count} مقالات", "{count} مقالًا", "{count} مقال"),
    "line": ("لا أسطر", "سطر واحد", "سطران", "{count} أسطر", "{count} سطرًا", "{count} سطر"),
    "place": ("لا مواضع", "موضع واحد", "موضعان", "{count} مواضع", "{count} موضعًا", "{count} موضع"),
    "problem": ("لا مشكلات", "مشكلة واحدة", "مشكلتان", "{count} مشكلات", "{count} مشكلة", "{count} مشكلة"),
    "word": ("لا كلمات", "كلمة واحدة", "كلمتان", "{count} كلمات", "{count} كلمة", "{count} كلمة"),
}
"""For zero, one, two, 3 to 10, 11 to 99, and 100 and more (Unicode CLDR plural rules for Arabic)."""

ERRORS: dict[str, str] = {
    # Corpus.
    "{}: not below {}; name an article by its path from there": "{0}: ليس تحت {1}؛ سمِّ المقال بمساره من هناك",
    "{}: has no member {}; open the archive anew": "{0}: لا ملف فيه باسم {1}؛ افتح الأرشيف من جديد",
    "{}: no archive that can be read ({}); pack it anew": "{0}: أرشيف لا يُقرأ ({1})؛ احزمه من جديد",
    "{}: cannot be unpacked ({}); pack it anew": "{0}: لا يمكن فكه ({1})؛ احزمه من جديد",
    "{}: there is no such file or folder; check the path": "{0}: لا ملف ولا مجلد هناك؛ تحقق من المسار",
    "{}: neither a file nor a folder; name one that is": "{0}: ليس ملفًا ولا مجلدًا؛ سمِّ غيره",
    "{}: {} MB, and one {} may have {}; split it": "{0}: حجمه {1} ميغابايت، والحد للنوع {2} هو {3}؛ قسمه",
    "{}: HTML is read with the extra html; install newsreader[html]": (
        "{0}: قراءة HTML تحتاج إلى الإضافة html؛ ثبّت newsreader[html]"
    ),
    "{}: an archive; name a member of it, behind !/": "{0}: أرشيف؛ سمِّ ملفًا فيه بعد !/",
    "{}: there is no such record; open the folder anew": "{0}: لا سجل كهذا؛ افتح المجلد من جديد",
    "{}: a link that leads out of the corpus; put a copy of the file there": (
        "{0}: رابط يخرج من المدونة؛ ضع نسخة من الملف مكانه"
    ),
    "{}: not a file; name an article": "{0}: ليس ملفًا؛ سمِّ مقالًا",
    "{}: there are no records in such a file; name the file": "{0}: لا سجلات في ملف كهذا؛ سمِّ الملف",
    "{}: cannot be read ({}); open the folder anew": "{0}: لا يُقرأ ({1})؛ افتح المجلد من جديد",
    "{}: cannot be read ({}); check its permissions": "{0}: لا يُقرأ ({1})؛ تحقق من أذونه",
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
    (
        "{} {}, and the journals lack what rebuilds it; restore it from a backup, or let "
        "`newsreader check --repair` save what there is"
    ): "{0} {1}، وليس في السجلات ما يعيد بناءه؛ استعده من نسخة احتياطية، أو دع `newsreader check --repair` ينقذ ما بقي",
    "1 edit is not saved yet: {}; mend that, newsreader goes on trying": (
        "تغيير واحد لم يُحفظ بعد: {0}؛ أصلح ذلك، والمحاولة مستمرة"
    ),
    "{} edits are not saved yet: {}; mend that, newsreader goes on trying": (
        "تغييرات لم تُحفظ بعد ({0}): {1}؛ أصلح ذلك، والمحاولة مستمرة"
    ),
    # Filters.
    "“{}” is no status; write one of {}": "“{0}” ليست حالًا؛ اكتب واحدة من {1}",
    "“{}” is no day; write 2023, 2023-09 or 2023-09-11": "“{0}” ليس يومًا؛ اكتب 2023 أو 2023-09 أو 2023-09-11",
    # Attributes.
    "“{}” is no attribute; write {}, with ; between them": "“{0}” ليس صفة؛ اكتب {1}، وبينها ؛",
    "“{}” has to be {}, not “{}”": "“{0}” يجب أن يكون {1}، لا “{2}”",
    # Causes and kinds that stand in the others.
    "the disk is full": "القرص ممتلئ",
    "the disk quota is used up": "نفدت حصة القرص",
    "the file system is read-only": "نظام الملفات للقراءة فقط",
    "permission denied": "لا إذن",
    "the disk reports an error": "القرص يبلغ عن خطأ",
    "a text": "نصًا",
    "a finite number": "عددًا",
    "true or false": "نعم أو لا",
}
"""What the domain's errors say, `{}` for what is different each time; in Arabic by its number."""
