"""The lines of a scraped page, each read alone: how it ends, how long it is, and what its words say that it is."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotations.model.article import SectionKind
from annotations.sections.dates import find_date, is_date, is_empty_label
from annotations.sections.phrases import Phrase, consists_of, followed, opening
from annotations.sections.rules import CAPTION_LENGTH, Rules, is_credit
from annotations.sections.segments import Form, cut
from annotations.sections.vocabulary import Sign, fold, fold_lines

TITLE_WORDS = 4
"""A line of fewer words is the name of a rubric, a button or a person rather than a headline."""

_TITLE_LENGTH = 200
_BEGINNING = 60
"""How much is read of a line that is longer than a caption."""
_PROSE_LENGTH = 120
_PROSE_WORDS = 12
"""A line of so many words is a sentence even without a full stop."""

_WORD = re.compile(r"[^\W_]")
_RUN = re.compile(r"[^\W_]\S*")
"""What is left of a word with the signs at its end, from its first letter or digit on."""
_NUMBER = re.compile(r"\d")
_QUOTES = " \t\xa0\"'”’»)]"
_CLOSING = frozenset(".!?؟؛…")
_STOPPING = frozenset(".؛:")
_TRAIL_MARKS = ("/", ">", "›", "|", "•", "·")
_TRAIL_LENGTH = 30
"""A longer step is none of a trail."""
_HOME = (fold("الرئيسية"), "home")


class Line(NamedTuple):
    """What can be told from a line alone, wherever it stands."""

    length: int
    """In code points."""
    form: Form
    folded: str
    """As the vocabulary is compared with it; of a long line the beginning."""
    opening: tuple[Phrase, ...]
    """What it begins with."""
    closed: bool
    """Ends as a sentence may end."""
    stopped: bool
    """Ends as a sentence does and a headline does not."""
    prose: bool
    """Is a sentence or more, not a title, a name or a caption."""
    kind: SectionKind | None
    """What it is wherever it stands; `None` when its place has to tell."""

    @property
    def words(self) -> int:
        """Of what is folded; no more are counted than a sentence has."""
        return min(len(_RUN.findall(self.folded)), _PROSE_WORDS)

    @property
    def paragraph(self) -> bool:
        """Whether it is certainly prose."""
        return self.closed and self.length > _PROSE_LENGTH

    @property
    def titular(self) -> bool:
        """Whether it ends and measures as a headline may."""
        return not self.stopped and self.length <= _TITLE_LENGTH

    @property
    def navigation(self) -> bool:
        """Whether it leads through the site: a trail from the home page, or a row of rubrics."""
        return _is_trail(self.folded) or (bool(self.opening) and consists_of(self.folded, Sign.RUBRIC, Sign.BUTTON))

    @property
    def social(self) -> bool:
        """Whether it holds what posts hold and articles do not: hashtags, handles, links, emoji."""
        return re.search(_SOCIAL, self.folded) is not None

    @property
    def dated(self) -> bool:
        """Whether it says nothing but when, or where and when."""
        return is_date(self.folded)

    @property
    def credit(self) -> bool:
        """Whether it names who owns an image."""
        return self.length <= CAPTION_LENGTH and is_credit(self.folded)

    @property
    def outlet(self) -> bool:
        """Whether it is the name of a newspaper or an agency."""
        return self._opens(r"\b", Sign.OUTLET) and self.words <= TITLE_WORDS

    @property
    def signature(self) -> bool:
        """Whether it may be a name, alone or with a day."""
        return self.words > 1 and (_NUMBER.search(self.folded) is None or find_date(self.folded) != "")

    @property
    def label(self) -> bool:
        """Whether it is a label whose value has to be in the next line."""
        return self._opens(r"\W*$", Sign.SOURCE, Sign.KEYWORDS) or self._opens(r"\s*:\W*$", Sign.BYLINE, Sign.PEN)

    @property
    def date_label(self) -> bool:
        """Whether it announces a date of publication and names none."""
        return is_empty_label(self.folded)

    @property
    def heads_article(self) -> bool:
        """Whether it heads another article."""
        return self._opens(r"\W*$", Sign.READ_ALSO)

    @property
    def heads_links(self) -> bool:
        """Whether it heads links to other articles."""
        return self._opens(r"\W*$", Sign.RELATED)

    def _opens(self, after: str, *signs: Sign) -> bool:
        return bool(self.opening) and followed(self.folded, self.opening, after, *signs)


_PLAIN = Form.PLAIN
_KINDS = {
    Form.CODE: SectionKind.FURNITURE,
    Form.ATTRIBUTION: SectionKind.QUOTE_EMBED,
    Form.POST: SectionKind.QUOTE_EMBED,
    Form.LINKED: SectionKind.QUOTE_EMBED,
}
"""What a line of another form is; of a plain one its words tell."""
_SOCIAL = "[#@]\\w|https?://|pic\\.twitter|[\u2600-\u27bf\U0001f000-\U0001faff]"


def read_lines(text: str) -> Iterator[tuple[int, int, Line]]:
    """The lines of a text, each with the code points `[start, end)` that it takes up.

    One of signs only, as a row of stars is, belongs to the one that follows it, which then starts where the row does.
    """
    pieces = list(cut(text))
    contents = [text[start:end] for start, end, _ in pieces]
    beginnings = [content if len(content) <= CAPTION_LENGTH else content[:_BEGINNING] for content in contents]
    page = fold_lines(beginnings)
    rules = Rules("\n".join(page))
    start, end, line = -1, 0, None
    for (piece, end, form), content, folded in zip(pieces, contents, page, strict=False):
        line = _read(content, form, folded, rules)
        start = piece if start < 0 else start
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
    kind = rules.find_kind(folded, phrases, length, prose=prose) if form is _PLAIN else _KINDS[form]
    return Line(length, form, folded, phrases, closed, stopped, prose, kind)


def _is_trail(line: str) -> bool:
    """Whether a folded line is steps with marks between them, or begins with the first step of all."""
    for home in _HOME:
        if line.startswith(home) and line[len(home) :].lstrip().startswith((*_TRAIL_MARKS, "»", "-")):
            return True
    for mark in _TRAIL_MARKS:
        line = line.replace(mark, "/")
    steps = line.split("/")
    return len(steps) > 2 and all(0 < len(step) <= _TRAIL_LENGTH for step in steps)
