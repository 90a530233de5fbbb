"""What each part of a scraped page is: the headline, the body, and what the page says about itself.

Every piece of the text is first read alone, by its form and its words (`vocabulary`); then its place decides. Before
the headline stands furniture, between headline and first paragraph stand bylines, dates and captions, behind the last
paragraph sources, keywords, links and furniture again; between paragraphs everything that is not known to be
something else belongs to the body.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotations.article import Section, SectionKind
from annotations.corpus.dates import is_date, is_empty_label, is_labelled_date
from annotations.corpus.pieces import POST_LENGTH, Form, cut
from annotations.corpus.vocabulary import OUTLET_NOUNS, VOCABULARY, Sign, alternatives, fold

BODY, BYLINE, DATELINE, FURNITURE, HEADLINE, KEYWORDS, QUOTE_EMBED, RELATED, SOURCE = (
    SectionKind.BODY,
    SectionKind.BYLINE,
    SectionKind.DATELINE,
    SectionKind.FURNITURE,
    SectionKind.HEADLINE,
    SectionKind.KEYWORDS,
    SectionKind.QUOTE_EMBED,
    SectionKind.RELATED,
    SectionKind.SOURCE,
)

_SHOWN = 300
"""So many code points of a line are looked at for words that tell what it is."""
_NOTICE_LENGTH = 150
_CREDIT_LENGTH = 300
_TITLE_LENGTH = 200
_PROSE_LENGTH = 120
_PROSE_WORDS = 12
"""A line of so many words is a sentence even without a full stop."""
_TITLE_WORDS = 4
"""A line of fewer words before a headline is the name of a rubric or a button."""

_CLOSED = re.compile(r"[.!?؟؛…][\s\"'”’»)\]]*\Z")
_STOPPED = re.compile(r"(?:(?<!\.)\.|[؛:])[\s\"'”’»)\]]*\Z")
_SOCIAL = re.compile(r"[#@]\w|https?://|pic\.twitter")


def _starting(sign: Sign, after: str) -> re.Pattern[str]:
    return re.compile(rf"[^\w©]*+(?:{alternatives(VOCABULARY[sign])}){after}")


_WITH_COLON = r"\s*[:：]"
_LABELLED = {sign: _starting(sign, _WITH_COLON) for sign in (Sign.BYLINE, Sign.SOURCE, Sign.KEYWORDS)}
_PEN = _starting(Sign.PEN, r"\b")
_EDITED = re.compile(rf"\((?:{alternatives(VOCABULARY[Sign.BYLINE])})\b.*\)$")
_ALONE = {sign: _starting(sign, r"\W*$") for sign in (Sign.SOURCE, Sign.KEYWORDS, Sign.READ_ALSO, Sign.RELATED)}
_LINKING = {sign: _starting(sign, r"\s*[:：|.–—-]") for sign in (Sign.READ_ALSO, Sign.RELATED)}
_BUTTONS = re.compile(rf"\W*+(?:(?:{alternatives(VOCABULARY[Sign.BUTTON])})[\W\d]*+)++$")
_NOTICE = _starting(Sign.NOTICE, "")
_POST = _starting(Sign.POST, r"\b")
_CREDIT = re.compile(rf"{alternatives(VOCABULARY[Sign.CREDIT])}|copyright (?:\(c\) )?\d{{4}}|[ء-ي].*copyright")
_OUTLET = re.compile(rf"\W*(?:{alternatives(OUTLET_NOUNS)})\b")


class _Line(NamedTuple):
    """A piece and what can be told from it alone."""

    start: int
    end: int
    form: Form
    folded: str
    """The first of it, folded."""
    words: int
    closed: bool
    """Ends as a sentence may end."""
    stopped: bool
    """Ends as a sentence does and a headline does not."""

    @property
    def length(self) -> int:
        return self.end - self.start

    @property
    def prose(self) -> bool:
        """Whether it is a sentence or more, not a title, a name or a caption."""
        return self.closed or self.words >= _PROSE_WORDS or self.length > _PROSE_LENGTH

    @property
    def paragraph(self) -> bool:
        """Whether it is certainly prose."""
        return self.closed and self.length > _PROSE_LENGTH

    @property
    def title(self) -> bool:
        """Whether it may be a headline."""
        return not self.stopped and self.length <= _TITLE_LENGTH and self.words > 1


def find_sections(text: str) -> tuple[Section, ...]:
    """The sections of a text, in order and not overlapping; together they cover every line that is not blank.

    A section covers whole lines without the end of the last, save where glued text is cut within a line; lines of one
    kind form one section with the blank lines between them, but every embedded post is a section of its own.
    """
    return _Page(tuple(_lines(text))).sections()


def _lines(text: str) -> Iterator[_Line]:
    """The pieces of a text; one of signs only, as a row of stars is, belongs to the one that follows it."""
    start: int | None = None
    line = None
    for piece in cut(text):
        shown = text[piece.start : min(piece.end, piece.start + _SHOWN)]
        start = piece.start if start is None else start
        folded = fold(shown)
        tail = text[max(piece.start, piece.end - 8) : piece.end]
        line = _Line(
            start,
            piece.end,
            piece.form,
            folded,
            len(folded.split()),
            _CLOSED.search(tail) is not None,
            _STOPPED.search(tail) is not None,
        )
        if any(map(str.isalnum, folded)):
            yield line
            start = line = None
    if line:
        yield line


class _Page:
    """The lines of a page and the kinds found for them so far; `None` is what may be headline or body."""

    def __init__(self, lines: tuple[_Line, ...]) -> None:
        self.lines = lines
        self.kinds: list[SectionKind | None] = [_kind_by_words(line) for line in lines]
        self.posts = [0] * len(lines)
        """The number of the embedded post that a line is part of; 0 is none."""

    def sections(self) -> tuple[Section, ...]:
        self._join_posts()
        self._fill_labels()
        end = self._find_related()
        headline = self._find_headline(end)
        self._find_captions(headline)
        prose = [place for place in self._open(headline + 1, end) if self.lines[place].prose]
        first, last = (prose[0], prose[-1]) if prose else (end, end)
        self._settle_head(headline, first)
        self._settle_body(first, last)
        self._settle_tail(last + 1, end)
        return tuple(self._merged())

    def _open(self, start: int, end: int) -> Iterator[int]:
        return (place for place in range(start, end) if self.kinds[place] is None)

    def _join_posts(self) -> None:
        """Give each attribution the lines of its post, and each post a number."""
        number = 0
        for place, line in enumerate(self.lines):
            if self.kinds[place] is not QUOTE_EMBED:
                continue
            framed = line.form is Form.PLAIN and place > 0 and self.posts[place - 1] == number
            number += not framed
            self.posts[place] = number
            if line.form is Form.ATTRIBUTION:
                self._join_post(place, number)

    def _join_post(self, attribution: int, number: int) -> None:
        """The line before the attribution is the post's; those before it, if they look like one."""
        for place in range(attribution - 1, -1, -1):
            line = self.lines[place]
            nearest = place == attribution - 1
            taken = self.kinds[place] not in (None, FURNITURE) and not (nearest and line.form is Form.LINKED)
            if taken or line.length > POST_LENGTH or not (nearest or _SOCIAL.search(line.folded)):
                return
            self.kinds[place] = QUOTE_EMBED
            self.posts[place] = number

    def _fill_labels(self) -> None:
        """A label alone in its line names the next; a date that is announced is in the next line or missing."""
        for place, line in enumerate(self.lines[:-1]):
            kind, following = self.kinds[place], self.lines[place + 1]
            if self.kinds[place + 1] is not None:
                continue
            if is_empty_label(line.folded) and is_date(following.folded):
                self.kinds[place] = self.kinds[place + 1] = DATELINE
            elif kind in (BYLINE, SOURCE, KEYWORDS) and _is_bare(line) and not following.prose:
                self.kinds[place + 1] = kind

    def _find_related(self) -> int:
        """Settle the links to other articles; returns the first line of those that take up the rest of the page."""
        prose = [place for place in self._open(0, len(self.lines)) if self.lines[place].prose]
        for place, line in enumerate(self.lines):
            if self.kinds[place] is not RELATED:
                continue
            if prose and place < prose[0]:
                self.kinds[place] = FURNITURE
            elif _ALONE[Sign.READ_ALSO].match(line.folded):
                self._settle_rest(place)
                return place
            elif _ALONE[Sign.RELATED].match(line.folded) or (prose and place > prose[-1]):
                self._settle_links(place + 1)
        return len(self.lines)

    def _settle_rest(self, start: int) -> None:
        """All from there on is another article, up to the furniture that closes the page."""
        end = len(self.lines)
        while end > start and self.kinds[end - 1] is FURNITURE:
            end -= 1
        for place in range(start, end):
            self.kinds[place] = RELATED
            self.posts[place] = 0

    def _settle_links(self, start: int) -> None:
        """The headlines from there on are links, up to a paragraph."""
        for place in self._open(start, len(self.lines)):
            if self.lines[place].paragraph:
                return
            self.kinds[place] = RELATED

    def _find_headline(self, end: int) -> int:
        """Settle the headline and its repetitions; returns its line, or -1 for a page without one."""
        titles: list[int] = []
        for place in self._open(0, end):
            if self.lines[place].length > _TITLE_LENGTH or self.lines[place].stopped:
                break
            if self.lines[place].title and not is_date(self.lines[place].folded):
                titles.append(place)
        if not titles:
            return -1
        full = [place for place in titles if self.lines[place].words >= _TITLE_WORDS]
        headline = full[0] if full else max(titles, key=lambda place: (self.lines[place].words, place))
        folded = self.lines[headline].folded
        self.kinds[headline] = HEADLINE
        for place in self._open(headline + 1, end):
            if self.lines[place].folded == folded:
                self.kinds[place] = FURNITURE
        return headline

    def _find_captions(self, headline: int) -> None:
        """What stands before the credit of an image, or in it, is its caption."""
        for place in range(len(self.lines) - 1):
            line, following = self.lines[place], self.lines[place + 1]
            if self.kinds[place] is None and place != headline and following.length <= _CREDIT_LENGTH:
                same = following.folded.startswith(line.folded)
                credited = self.kinds[place + 1] is FURNITURE and _CREDIT.search(following.folded)
                if credited and (same or not line.closed):
                    self.kinds[place] = FURNITURE

    def _settle_head(self, headline: int, first: int) -> None:
        """Before the headline stands furniture; between it and the first paragraph who, when and what is shown."""
        prose = first < len(self.lines)
        for place in self._open(0, first):
            line = self.lines[place]
            beside = {self.kinds[near] for near in (place - 1, place + 1) if 0 <= near < len(self.lines)}
            if place < headline:
                self.kinds[place] = FURNITURE
            elif is_date(line.folded):
                self.kinds[place] = DATELINE
            elif line.words >= _TITLE_WORDS + 1 or not prose:
                self.kinds[place] = BODY
            elif _OUTLET.match(line.folded) or (DATELINE in beside and line.words > 1):
                self.kinds[place] = BYLINE
            else:
                self.kinds[place] = FURNITURE

    def _settle_body(self, first: int, last: int) -> None:
        """Between two paragraphs a heading is one of the body's, and so is what only looks like a byline."""
        for place in range(first, min(last + 1, len(self.lines))):
            if self.kinds[place] in (None, BYLINE):
                self.kinds[place] = BODY

    def _settle_tail(self, start: int, end: int) -> None:
        """Behind the last paragraph a short line is its own, until furniture has begun."""
        furniture = False
        for place in range(start, end):
            line = self.lines[place]
            furniture |= self.kinds[place] in (FURNITURE, SOURCE, KEYWORDS)
            if self.kinds[place] is not None:
                continue
            if is_date(line.folded):
                self.kinds[place] = DATELINE
            elif _OUTLET.match(line.folded) and line.words <= _TITLE_WORDS:
                self.kinds[place] = SOURCE
            else:
                self.kinds[place] = FURNITURE if furniture else BODY

    def _merged(self) -> Iterator[Section]:
        section: Section | None = None
        post = 0
        for line, kind, number in zip(self.lines, self.kinds, self.posts, strict=True):
            if section and section.kind is kind and post == number:
                section = Section(section.kind, section.start, line.end)
                continue
            if section:
                yield section
            section, post = Section(kind or BODY, line.start, line.end), number
        if section:
            yield section


def _is_bare(line: _Line) -> bool:
    return line.folded.rstrip().endswith(":") or any(
        _ALONE[sign].match(line.folded) for sign in (Sign.SOURCE, Sign.KEYWORDS)
    )


def _kind_by_words(line: _Line) -> SectionKind | None:
    """What a line is wherever it stands; `None` when its place has to tell."""
    if line.form is not Form.PLAIN:
        return FURNITURE if line.form is Form.CODE else QUOTE_EMBED
    folded = line.folded
    if _LABELLED[Sign.KEYWORDS].match(folded) or _ALONE[Sign.KEYWORDS].match(folded):
        return KEYWORDS
    if line.length > _CREDIT_LENGTH:
        return None
    if any(pattern.match(folded) for pattern in (*_LINKING.values(), _ALONE[Sign.READ_ALSO], _ALONE[Sign.RELATED])):
        return RELATED
    if _CREDIT.search(folded) or _BUTTONS.match(folded) or is_empty_label(folded):
        return FURNITURE
    if line.length > _NOTICE_LENGTH:
        return None
    return _kind_of_short(line)


def _kind_of_short(line: _Line) -> SectionKind | None:
    folded = line.folded
    if _POST.match(folded):
        return QUOTE_EMBED
    if is_labelled_date(folded):
        return DATELINE
    if _NOTICE.match(folded):
        return FURNITURE
    if line.prose and not _EDITED.match(folded):
        return None
    if _LABELLED[Sign.SOURCE].match(folded) or _ALONE[Sign.SOURCE].match(folded):
        return SOURCE
    if _LABELLED[Sign.BYLINE].match(folded) or _PEN.match(folded) or _EDITED.match(folded):
        return BYLINE
    return None
