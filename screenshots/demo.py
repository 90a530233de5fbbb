"""A corpus for the pictures: the sample corpus with some work done in it."""

import shutil
from pathlib import Path

from annotations.annotation import Status
from annotations.samples import sample_corpus
from annotations.span import Span
from annotations.workspace import Workspace

ANNOTATOR = "hana"
ARTICLE = "climate/floods-wadi-alsidr.txt"
"""The article that the pictures show open."""

# Label and the words that are tagged, in reading order; one string a line, for editors that reorder.
TAGGED = (
    ("figure", "أربعة أشخاص"),
    ("figure", "سبعة آخرون"),
    ("actor", "السلطات"),
    ("actor", "عامل الإقليم إدريس الواحي"),
    ("claim", "فرق الإنقاذ أجلت نحو 3 آلاف شخص من 14 قرية"),
    ("figure", "نحو 3 آلاف شخص"),
    ("figure", "14 قرية"),
    ("claim", "الأولوية الآن لفتح الطريق رقم 12 قبل حلول الليل"),
    ("actor", "الواحي"),
    ("claim", 'انهيار سد "تالات"'),
    ("actor", "المرصد الجهوي للأرصاد"),
    ("figure", "118.4 ملم"),
    ("figure", "٧٠٪"),
)
FINISHED = {
    "agriculture/wheat prices.txt": Status.DONE,
    "culture/archaeology-dig.txt": Status.NOTHING_HERE,
}


def make(folder: Path) -> Path:
    """Copy the sample corpus to `folder`/news and tag the words; returns its path."""
    corpus = Path(shutil.copytree(sample_corpus(), folder / "news"))
    with Workspace.open(corpus, annotator=ANNOTATOR) as workspace:
        text, found = workspace.article(ARTICLE).text, 0
        for label, words in TAGGED:
            # A part of what was tagged last lies inside it.
            start = text.index(words, found)
            workspace.annotate(ARTICLE, label, (Span(start, start + len(words)),))
            found = start
        for article, status in FINISHED.items():
            workspace.set_status(article, status)
    return corpus
