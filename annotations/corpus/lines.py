"""The lines of a scraped page, each read alone: how it ends, how long it is, and what its words say that it is."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from annotations.article import SectionKind
from annotations.corpus.dates import find_date, is_date, is_empty_label, is_labelled_date
from annotations.corpus.pieces import Form, cut
from annotations.corpus.vocabulary import OUTLETS, VOCABULARY, Sign, alternatives, fold

TITLE_WORDS = 4
"""A line of fewer words is the name of a rubric, a button or a person rather than a headline."""

_NOTICE_LENGTH = 150
_TITLE_LENGTH = 200
_CAPTION_LENGTH = 300
"""Of a longer line, which is prose or a list of keywords, only the beginning is read for its words."""
_BEGINNING = 60
_KEYWORDS_LENGTH = 5_000
_PROSE_LENGTH = 120
_PROSE_WORDS = 12
"""A line of so many words is a sentence even without a full stop."""

_WORD = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[^\W_]\S*")
_QUOTES = " \t\xa0\"'”’»)]"
_CLOSING = frozenset(".!?؟؛…")
_STOPPING = frozenset(".؛:")
_SOCIAL = re.compile("[#@]\\w|https?://|pic\\.twitter|[\u2600-\u27bf\U0001f000-\U0001faff]")


class Line(NamedTuple):
    """A piece of the text and what can be told from it alone."""

    start: int
    end: int
    length: int
    """In code points; less than lies between start and end when a row of stars stands before it."""
    form: Form
    folded: str
    """As the vocabulary is compared with it; of a long line the beginning."""
    words: int
    """Of what is folded."""
    closed: bool
    """Ends as a sentence may end."""
    stopped: bool
    """Ends as a sentence does and a headline does not."""

    @property
    def prose(self) -> bool:
        """Whether it is a sentence or more, not a title, a name or a caption."""
        return self.closed or self.words >= _PROSE_WORDS or self.length > _PROSE_LENGTH

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
        return _TRAIL.match(self.folded) is not None or _RUBRICS.match(self.folded) is not None

    @property
    def social(self) -> bool:
        """Whether it holds what posts hold and articles do not: hashtags, handles, links, emoji."""
        return _SOCIAL.search(self.folded) is not None

    @property
    def dated(self) -> bool:
        """Whether it says nothing but when, or where and when."""
        return is_date(self.folded)

    @property
    def credit(self) -> bool:
        """Whether it names who owns an image."""
        return self.length <= _CAPTION_LENGTH and _is_credit(self.folded)

    @property
    def outlet(self) -> bool:
        """Whether it is the name of a newspaper or an agency."""
        return self.words <= TITLE_WORDS and _OUTLET.match(self.folded) is not None

    @property
    def signature(self) -> bool:
        """Whether it may be a name, alone or with a day."""
        return self.words > 1 and (_NUMBER.search(self.folded) is None or find_date(self.folded) != "")

    @property
    def label(self) -> bool:
        """Whether it is a label whose value has to be in the next line."""
        return any(label.match(self.folded) for label in _LABELS)

    @property
    def date_label(self) -> bool:
        """Whether it announces a date of publication and names none."""
        return is_empty_label(self.folded)

    @property
    def heads_article(self) -> bool:
        """Whether it heads another article."""
        return _READ_ALSO.match(self.folded) is not None

    @property
    def heads_links(self) -> bool:
        """Whether it heads links to other articles."""
        return _RELATED.match(self.folded) is not None

    @property
    def kind(self) -> SectionKind | None:
        """What it is wherever it stands; `None` when its place has to tell."""
        if self.form is not Form.PLAIN:
            return SectionKind.FURNITURE if self.form is Form.CODE else SectionKind.QUOTE_EMBED
        length, prose = self.length, self.prose
        for rule in _RULES:
            if length <= rule.length and (rule.prose or not prose) and rule.tells(self.folded):
                return rule.kind
        return None


def read_lines(text: str) -> Iterator[Line]:
    """The lines of a text; one of signs only, as a row of stars is, belongs to the one that follows it."""
    start, line = -1, None
    for piece in cut(text):
        length = piece.end - piece.start
        start = piece.start if start < 0 else start
        folded = fold(text[piece.start : piece.start + _BEGINNING if length > _CAPTION_LENGTH else piece.end])
        tail = text[max(piece.start, piece.end - 8) : piece.end].rstrip(_QUOTES)
        line = Line(
            start=start,
            end=piece.end,
            length=length,
            form=piece.form,
            folded=folded,
            words=len(_WORDS.findall(folded)),
            closed=tail[-1:] in _CLOSING,
            stopped=tail[-1:] in _STOPPING and not tail.endswith(".."),
        )
        if piece.form is not Form.PLAIN or _WORD.search(text, piece.start, piece.end):
            yield line
            start, line = -1, None
    if line:
        yield line


def _is_credit(folded: str) -> bool:
    return any(credit in folded for credit in _CREDITS) or (
        "copyright" in folded and _COPYRIGHT.search(folded) is not None
    )


def _words(*signs: Sign) -> str:
    return f"(?:{alternatives(word for sign in signs for word in VOCABULARY[sign])})"


def _consisting_of(*signs: Sign) -> re.Pattern[str]:
    """A pattern for a folded line of nothing but such words, glued or apart."""
    return re.compile(rf"\W*+(?:{_words(*signs)}[\W\d]*+)++$")


def _opening(after: str, *signs: Sign) -> re.Pattern[str]:
    """A pattern for a folded line that begins with a word of the vocabulary."""
    return re.compile(rf"\W*+{_words(*signs)}{after}")


_CREDITS = tuple(map(fold, VOCABULARY[Sign.CREDIT]))
_COPYRIGHT = re.compile(r"copyright (?:\(c\) )?\d{4}|[ء-ي].*copyright")
_NUMBER = re.compile(r"\d")
_DEPICTING = re.compile(rf".*(?:\((?:{alternatives(OUTLETS)})[^()]*\)|{_words(Sign.PICTURE)}\W*)$")
_OUTLET = re.compile(rf"\W*(?:{alternatives(OUTLETS)})\b")
_TRAIL = re.compile(
    rf"(?:{alternatives(('الرئيسية', 'home'))})\s*[/>›»|•·-]|[^/>›|•·]{{1,30}}(?:[/>›|•·][^/>›|•·]{{1,30}}){{2,}}$"
)
_RUBRICS = _consisting_of(Sign.RUBRIC, Sign.BUTTON)
_READ_ALSO = _opening(r"\W*$", Sign.READ_ALSO)
_RELATED = _opening(r"\W*$", Sign.RELATED)
_LABELS = (_opening(r"\W*$", Sign.SOURCE, Sign.KEYWORDS), _opening(r"\s*:\W*$", Sign.BYLINE, Sign.PEN))


class _Rule(NamedTuple):
    kind: SectionKind
    tells: Callable[[str], object]
    """Of a folded line, whether it is of the kind."""
    length: int = _NOTICE_LENGTH
    """The longest line that it is asked of."""
    prose: bool = True
    """Whether it is asked of sentences."""


_RULES = (
    _Rule(SectionKind.KEYWORDS, _opening(r"(?:\s*:|\W*$)", Sign.KEYWORDS).match, _KEYWORDS_LENGTH),
    _Rule(
        SectionKind.RELATED,
        _opening(r"(?:\s*(?:[:|]|\.\.)|\s[–—-]|\W*$)", Sign.READ_ALSO, Sign.RELATED).match,
        _CAPTION_LENGTH,
    ),
    _Rule(SectionKind.FURNITURE, _is_credit, _CAPTION_LENGTH),
    _Rule(SectionKind.FURNITURE, _consisting_of(Sign.BUTTON).match),
    _Rule(SectionKind.FURNITURE, is_empty_label),
    _Rule(SectionKind.QUOTE_EMBED, _opening(r"\b", Sign.POST).match),
    _Rule(SectionKind.DATELINE, is_labelled_date),
    _Rule(SectionKind.FURNITURE, _opening("", Sign.NOTICE).match),
    _Rule(SectionKind.FURNITURE, _opening(r"\b", Sign.PICTURE).match),
    _Rule(SectionKind.FURNITURE, _DEPICTING.match, prose=False),
    _Rule(SectionKind.SOURCE, _opening(r"(?:\s*:(?:\W++\w++){1,8}+\W*$|\W*$)", Sign.SOURCE).match),
    _Rule(SectionKind.BYLINE, _opening(r"(?:\s++[^\W\d]++){1,5}+\W*$", Sign.PEN).match, prose=False),
    _Rule(
        SectionKind.BYLINE,
        _opening(r"(?:\s*[:/]|\s[–—-])(?:[^\w\"“«]*+\w++){1,8}+\W*$", Sign.BYLINE, Sign.PEN).match,
        prose=False,
    ),
    _Rule(SectionKind.BYLINE, re.compile(rf"\({_words(Sign.BYLINE)}\b.*\)$").match),
)
"""The first that tells a line decides."""
