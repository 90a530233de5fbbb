"""The lines of a scraped page, each read alone: its end, its length, and the kind that its words show."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotations.model.article import SectionKind
from annotations.sections.bylines import Likeness, likeness, outlets_in
from annotations.sections.dates import find_date, is_date, is_empty_label, without_date
from annotations.sections.folding import fold, fold_lines
from annotations.sections.phrases import Phrase, consists_of, followed, opening
from annotations.sections.rules import CAPTION_LENGTH, Rules, is_credit
from annotations.sections.segments import Form, segments
from annotations.sections.tags import field_kind, tagged_kind
from annotations.sections.vocabulary import Sign
from annotations.text.sentences import END_MARKS

TITLE_WORDS = 4
"""Words of the shortest headline: a shorter line is the name of a rubric, a button or a person."""

_TITLE_LENGTH = 200
_BEGINNING = 60
"""Code points that are read of a line that is longer than a caption."""
_PROSE_LENGTH = 120
_AUTHORS_LENGTH = 150
_PROSE_WORDS = 12
"""Words of a line that is a sentence even without a full stop."""

_WORD = re.compile(r"[^\W_]")
_RUN = re.compile(r"[^\W_]\S*")
"""A word from its first letter or digit on, with the punctuation at its end."""
_WORDS = re.compile(r"\w+")
_DATED_WORDS = 2
_NOTE_WORDS = 8
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"\d")
_QUOTES = " \t\xa0\"'”’»)]"
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
_CLOSING = frozenset(f"{END_MARKS}؛")
_STOPPING = frozenset(".؛:")
_TRAIL_MARKS = ("/", ">", "›", "|", "•", "·")
_TRAIL_LENGTH = 30
"""Code points of the longest step of a trail."""
_HOME = (fold("الرئيسية"), "home")


class Line(NamedTuple):
    """The properties of a line that do not depend on its place in the page."""

    length: int
    """In code points."""
    form: Form
    folded: str
    """The line, or the beginning of a long one, folded like the vocabulary."""
    opening: tuple[Phrase, ...]
    """The phrases that it begins with."""
    closed: bool
    """True if it ends like a sentence or a headline."""
    stopped: bool
    """True if it ends like a sentence, and unlike a headline."""
    prose: bool
    """True for a sentence or more; False for a title, a name or a caption."""
    kind: SectionKind | None
    """Its kind wherever it stands, or None if that depends on its place."""

    @property
    def words(self) -> int:
        """The number of words in `folded`, at most 12."""
        return min(len(_RUN.findall(self.folded)), _PROSE_WORDS)

    @property
    def paragraph(self) -> bool:
        """True if it is certainly prose."""
        return self.closed and self.length > _PROSE_LENGTH

    @property
    def resumes(self) -> bool:
        """Whether it is the article's own text and no link to another, wherever it stands."""
        return self.paragraph or self.continues or (self.prose and self.stopped)

    @property
    def titular(self) -> bool:
        """True if it can be a headline by its end and its length."""
        return not self.stopped and self.length <= _TITLE_LENGTH

    @property
    def navigation(self) -> bool:
        """True for navigation: a trail from the home page, or a row of rubrics."""
        return _is_trail(self.folded) or (bool(self.opening) and consists_of(self.folded, Sign.RUBRIC, Sign.BUTTON))

    @property
    def social(self) -> bool:
        """True if it has what posts have and articles do not: hashtags, handles, links, emoji."""
        return re.search(_SOCIAL, self.folded) is not None

    @property
    def dated(self) -> bool:
        """True if it is nothing but a date, or a place and a date."""
        return is_date(self.folded)

    @property
    def nearly_dated(self) -> bool:
        """True if it has a day and few other words, such as a name of the site or a count of visits."""
        if self.prose or not _NUMBER.search(self.folded) or not find_date(self.folded):
            return False
        return len(_WORDS.findall(without_date(self.folded))) <= _DATED_WORDS

    @property
    def credit(self) -> bool:
        """True if it names the owner of an image."""
        return self.length <= CAPTION_LENGTH and is_credit(self.folded)

    @property
    def authorship(self) -> Likeness:
        """How sure it is that it names the author; a day may stand beside the name."""
        if self.prose or self.length > _AUTHORS_LENGTH:
            return Likeness.NONE
        dated = _NUMBER.search(self.folded) and find_date(self.folded)
        return likeness(without_date(self.folded) if dated else self.folded)

    @property
    def outlet(self) -> bool:
        """True if it names an outlet among the authors."""
        return any(outlets_in(self.folded))

    @property
    def picture(self) -> bool:
        """True if it is the name of an image's file."""
        return self.folded.endswith(_PICTURES)

    @property
    def footnote(self) -> bool:
        """True if it is a short note about the author, behind a star."""
        return self.folded.startswith("*") and not self.prose and self.words <= _NOTE_WORDS

    @property
    def numeric(self) -> bool:
        """True if it is a number, like that of comments or of visits."""
        return _NUMBER.search(self.folded) is not None and not _LETTER.search(self.folded)

    @property
    def heads_comments(self) -> bool:
        """True if it stands before the comments of readers."""
        return bool(self.opening) and consists_of(self.folded, Sign.COMMENTS)

    @property
    def signature(self) -> bool:
        """True if it may be a name, alone or with a day."""
        return self.words > 1 and (_NUMBER.search(self.folded) is None or find_date(self.folded) != "")

    @property
    def label(self) -> bool:
        """True if it is a label whose value has to be in the next line."""
        return self._opens(r"\W*$", Sign.SOURCE, Sign.KEYWORDS) or self._opens(r"\s*:\W*$", Sign.BYLINE, Sign.PEN)

    @property
    def date_label(self) -> bool:
        """True if it is a label of publication without a date."""
        return is_empty_label(self.folded)

    @property
    def heads_article(self) -> bool:
        """True if it heads another article."""
        return self._opens(r"\W*$", Sign.READ_ALSO)

    @property
    def continues(self) -> bool:
        """Whether it goes on with a report, which no first paragraph does."""
        return self._opens(r"\b", Sign.CONTINUATION)

    @property
    def heads_links(self) -> bool:
        """True if it heads links to other articles."""
        return self._opens(r"\W*$", Sign.RELATED)

    def _opens(self, after: str, *signs: Sign) -> bool:
        return bool(self.opening) and followed(self.folded, self.opening, after, *signs)


_PLAIN = Form.PLAIN
_KINDS = {
    Form.CODE: SectionKind.FURNITURE,
    Form.ROW: SectionKind.FURNITURE,
    Form.ATTRIBUTION: SectionKind.QUOTE_EMBED,
    Form.POST: SectionKind.QUOTE_EMBED,
    Form.LINKED: SectionKind.QUOTE_EMBED,
}
"""The kinds of the other forms; the kind of a plain line depends on its words."""
_HEADING = frozenset(
    (
        *(SectionKind.HEADLINE, SectionKind.DATELINE, SectionKind.BYLINE, SectionKind.SOURCE, SectionKind.KEYWORDS),
        SectionKind.FURNITURE,
    )
)
"""The kinds of the first lines of a text, among which fields may be named."""
_SOCIAL = "[#@]\\w|https?://|pic\\.twitter|[\u2600-\u27bf\U0001f000-\U0001faff]"


def read_lines(text: str) -> Iterator[tuple[int, int, Line]]:
    """Yield the lines of a text, each with its code points `[start, end)`.

    A line without letters and digits, such as a row of stars, is part of the next line.
    """
    found = list(segments(text))
    contents = [text[start:end] for start, end, _ in found]
    beginnings = [content if len(content) <= CAPTION_LENGTH else content[:_BEGINNING] for content in contents]
    page = fold_lines(beginnings)
    rules = Rules("\n".join(page))
    start, end, line = -1, 0, None
    headed = True
    for (segment_start, end, form), content, folded in zip(found, contents, page, strict=False):
        line = _read(content, form, folded, rules)
        if headed:
            kind = field_kind(content) or line.kind
            headed = kind in _HEADING
            line = line._replace(kind=kind) if headed else line
        start = segment_start if start < 0 else start
        if form is not _PLAIN or folded[:1].isalnum() or _WORD.search(content):
            yield start, end, line
            start = -1
    if line and start >= 0:
        yield start, end, line


def _read(content: str, form: Form, folded: str, rules: Rules) -> Line:
    length = len(content)
    phrases = opening(folded)
    tail = content[-8:].rstrip(_QUOTES)
    closed = tail[-1:] in _CLOSING
    stopped = tail[-1:] in _STOPPING and not tail.endswith("..")
    prose = closed or length > _PROSE_LENGTH or len(_RUN.findall(folded)) >= _PROSE_WORDS
    kind = tagged_kind(content) if content[:1] == "<" else None
    if kind is None:
        kind = rules.find_kind(folded, phrases, length, prose=prose) if form is _PLAIN else _KINDS[form]
    return Line(length, form, folded, phrases, closed, stopped, prose, kind)


def _is_trail(line: str) -> bool:
    """Return True if a folded line is steps with marks between them, or begins with the home page."""
    for home in _HOME:
        if line.startswith(home) and line[len(home) :].lstrip().startswith((*_TRAIL_MARKS, "»", "-")):
            return True
    for mark in _TRAIL_MARKS:
        line = line.replace(mark, "/")
    steps = line.split("/")
    return len(steps) > 2 and all(0 < len(step) <= _TRAIL_LENGTH for step in steps)
