"""Dividing a scraped page into sections: the headline, the body, and what the page says about itself.

Every line is first read alone (`lines`); then its place decides. Before the headline stands furniture. Between the
headline and the first paragraph stand bylines, dates and captions. Behind the last paragraph stand sources, keywords,
links and furniture again. Between paragraphs, every line of no other kind belongs to the body.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from annotations.model.article import Section, SectionKind
from annotations.sections.bylines import Likeness
from annotations.sections.folding import fold
from annotations.sections.headlines import is_beside_site
from annotations.sections.lines import TITLE_WORDS, read_lines
from annotations.sections.openings import lead_agency
from annotations.sections.persons import is_beside
from annotations.sections.segments import POST_LENGTH, Form
from annotations.sections.tags import closes, opens_summary

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


_LEAD = 400
"""Code points of a first paragraph in which the words of its headline are looked for."""
_CAPTION_WORDS = 7
"""Words of the longest caption between a headline and the author."""
_SHARE = 0.3
"""The share of a headline's words that its first paragraph has at least; and two of them."""
_LETTERS = re.compile(r"[^\W\d_]{3,}")
"""A word of a headline that says something, of three letters or more."""
LONGEST = 1_000_000
"""Code points of the longest scraped article: a longer text is one body, but for the sections that are given."""


def find_sections(text: str, known: Sequence[Section] = (), *, headless: bool = False) -> tuple[Section, ...]:
    """Return the sections of a text, in order and not overlapping; they cover every line that is not blank.

    A section covers whole lines, without the end of the last; only glued text is cut within a line. Lines of one kind
    form one section, with the blank lines between them. Every embedded post is a section of its own. `known` are
    sections of whole lines that the file itself marks, in order. With `headless`, no other line is a headline.
    """
    if len(text) > LONGEST:
        return (*known, *_undivided(text, known[-1].end if known else 0))
    return _Page(text, known, headless=headless).sections()


def _undivided(text: str, start: int) -> Iterator[Section]:
    """Yield the rest of a text as one body."""
    body = text[start:].removeprefix("\ufeff").lstrip()
    if body:
        yield Section(BODY, len(text) - len(body), len(text.rstrip()))


class _Page:
    """The lines of a page and the kinds found for them so far; None for a line of the headline or the body."""

    def __init__(self, text: str, known: Sequence[Section], *, headless: bool) -> None:
        found = list(read_lines(text))
        self.text = text
        self.starts = [start for start, _, _ in found]
        self.ends = [end for _, end, _ in found]
        self.lines = [line for _, _, line in found]
        self.kinds = [line.kind for line in self.lines]
        self.posts = [0] * len(self.lines)
        """For each line, the number of the embedded post that it is part of, or 0."""
        self.headless = headless
        """True if no line is to become the headline."""
        self.authorships: dict[int, Likeness] = {}
        for section in known:
            for place in range(bisect_left(self.starts, section.start), bisect_left(self.starts, section.end)):
                self.kinds[place] = section.kind

    def sections(self) -> tuple[Section, ...]:
        self._settle_summary()
        self._join_posts()
        self._fill_labels()
        end = min(self._find_related(), self._find_comments())
        headline = self._find_headline(end)
        self._find_captions()
        prose = [place for place in self._open(headline + 1, end) if self.lines[place].prose]
        if prose:
            self._settle_head(headline, self._find_first(headline, prose))
            self._settle_tail(prose[-1] + 1)
        else:
            self._settle_head(headline, headline)
            self._settle_dates(end)
        return tuple(self._merged())

    def _authorship(self, place: int) -> Likeness:
        """Return how sure it is that a line names the author."""
        if (known := self.authorships.get(place)) is None:
            known = self.authorships[place] = self.lines[place].authorship
        return known

    def _open(self, start: int, end: int) -> list[int]:
        """Return the lines in `[start, end)` without a kind yet; an end of -1 is before all lines."""
        return [place for place, kind in enumerate(self.kinds[start : max(end, 0)], start) if kind is None]

    def _settle_summary(self) -> None:
        """Settle a summary in tags: the report repeats it."""
        tag = ""
        for place, line in enumerate(self.lines if self.text[:20].lstrip().startswith("<") else ()):
            if tag and closes(line.folded, tag):
                return
            if tag and self.kinds[place] is None:
                self.kinds[place] = FURNITURE
            elif opens_summary(line.folded):
                tag = line.folded

    def _join_posts(self) -> None:
        """Give each attribution the lines of its post, and each post a number."""
        if QUOTE_EMBED not in self.kinds:
            return
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
        """Add to a post the line before its attribution, and those before that if they look like a post."""
        for place in range(attribution - 1, -1, -1):
            line = self.lines[place]
            nearest = place == attribution - 1
            taken = self.kinds[place] not in (None, FURNITURE) and not (nearest and line.form is Form.LINKED)
            if taken or line.length > POST_LENGTH or not (nearest or line.social):
                return
            self.kinds[place] = QUOTE_EMBED
            self.posts[place] = number

    def _fill_labels(self) -> None:
        """Give the line behind a label that stands alone the kind of the label, or of a date."""
        for place, line in enumerate(self.lines[:-1]):
            kind, following = self.kinds[place], self.lines[place + 1]
            if self.kinds[place + 1] is not None:
                continue
            if line.date_label and following.dated:
                self.kinds[place] = self.kinds[place + 1] = DATELINE
            elif kind in (BYLINE, SOURCE, KEYWORDS) and line.label and not following.prose:
                self.kinds[place + 1] = kind

    def _find_related(self) -> int:
        """Settle the links to other articles. Return the line at which another article takes up the rest."""
        if RELATED not in self.kinds:
            return len(self.lines)
        prose = [place for place in self._open(0, len(self.lines)) if self.lines[place].prose]
        for place, line in enumerate(self.lines):
            if self.kinds[place] is not RELATED:
                continue
            if prose and place < prose[0]:
                self.kinds[place] = FURNITURE
            elif line.heads_article and self._begins_article(place + 1):
                self._settle_rest(place)
                return place
            elif line.heads_article or line.heads_links or (prose and place > prose[-1]):
                self._settle_links(place + 1)
        return len(self.lines)

    def _begins_article(self, start: int) -> bool:
        """Return True if another article begins at a line, False if links stand there and the article goes on behind.

        Another article has one headline, then its author, its day, its agency, or a paragraph that takes up words of
        the headline. Links are several headlines, or one that the paragraph behind it has nothing to do with. Without
        a paragraph behind them everything belongs to them.
        """
        titles: list[int] = []
        for place in range(start, len(self.lines)):
            line, kind = self.lines[place], self.kinds[place]
            if kind in (BYLINE, DATELINE) or (kind is None and line.dated):
                return len(titles) == 1
            if kind is None and titles and (line.prose or line.continues):
                return len(titles) == 1 and self._is_lead(place, titles[0])
            if kind is None:
                titles.append(place)
        return True

    def _is_lead(self, paragraph: int, title: int) -> bool:
        """Return True if a paragraph is the first one of the article with that title."""
        if self.lines[paragraph].continues:
            return False
        lead, headline = (self.text[self.starts[each] : self.ends[each]][:_LEAD] for each in (paragraph, title))
        if lead_agency(lead):
            return True
        words, said = (set(_LETTERS.findall(fold(each))) for each in (headline, lead))
        return len(words & said) >= max(2, _SHARE * len(words))

    def _settle_rest(self, start: int) -> None:
        """Settle all lines from `start` as another article, up to the furniture that closes the page."""
        end = len(self.lines)
        while end > start and self.kinds[end - 1] is FURNITURE:
            end -= 1
        for place in range(start, end):
            self.kinds[place] = RELATED
            self.posts[place] = 0

    def _settle_links(self, start: int) -> None:
        """Settle the lines from `start` as links, up to a paragraph or the page's source or keywords."""
        for place in range(start, len(self.lines)):
            kind = self.kinds[place]
            if kind in (SOURCE, KEYWORDS) or (kind is None and self.lines[place].resumes):
                return
            if kind in (None, BYLINE, DATELINE):
                self.kinds[place] = RELATED

    def _find_comments(self) -> int:
        """Settle the comments of readers, and return the line that heads them.

        They are behind most of what is said on the page.
        """
        if FURNITURE not in self.kinds:
            return len(self.lines)
        said = [line.length if line.prose else 0 for line in self.lines]
        whole, before = sum(said), 0
        for place, line in enumerate(self.lines):
            if 2 * before > whole and self.kinds[place] is FURNITURE and line.heads_comments:
                for rest in self._open(place + 1, len(self.lines)):
                    self.kinds[rest] = FURNITURE
                return place
            before += said[place]
        return len(self.lines)

    def _find_headline(self, end: int) -> int:
        """Settle the headline and its repetitions. Return its line, or -1 for a page without one."""
        if HEADLINE in self.kinds:
            return self._settle_repetitions(self.kinds.index(HEADLINE), end, known=True)
        headline = -1 if self.headless else self._choose_headline(end)
        return headline if headline < 0 else self._settle_repetitions(headline, end)

    def _choose_headline(self, end: int) -> int:
        """Return the line that is the headline, or -1 for a page without one."""
        titles: list[int] = []
        names: list[int] = []
        for place in self._open(0, end):
            line = self.lines[place]
            if not line.titular:
                break
            if line.words == 1 or line.dated or line.navigation:
                continue
            authorship = self._authorship(place)
            if not authorship:
                titles.append(place)
            elif authorship is Likeness.LIKELY and line.words >= TITLE_WORDS:
                names.append(place)
        titles = titles or names
        if not titles:
            return -1
        headline = self._best([place for place in titles if self.lines[place].words >= TITLE_WORDS], end)
        if headline < 0:
            headline = max(titles, key=lambda place: (self.lines[place].words, place))
        self.kinds[headline] = HEADLINE
        return headline

    def _best(self, titles: list[int], end: int) -> int:
        """Return the title that is repeated, else the first of which the report takes up words, else the first; or -1.

        Before the headline of a page stand headlines of other articles, and kickers. A title that begins the text is
        the headline, whatever the report says: subtitles follow it.
        """
        if len(titles) < 2:
            return titles[0] if titles else -1
        folded = [self.lines[place].folded for place in titles]
        repeated = (place for place, title in zip(titles, folded, strict=True) if folded.count(title) > 1)
        led: Iterator[int] = iter(())
        report = next((place for place in self._open(titles[-1] + 1, end) if self.lines[place].prose), -1)
        if titles[0] > 0 and report >= 0:
            led = (place for place in titles if self._is_lead(report, place))
        return next(repeated, next(led, titles[0]))

    def _settle_repetitions(self, headline: int, end: int, *, known: bool = False) -> int:
        """Settle lines that repeat the headline, alone or before a caption. Return the line of the headline.

        A title of the page that has the name of the site beside the headline stands before it; then the headline is
        the line without that name, unless the file itself marks it.
        """
        title = self.lines[headline].folded
        began = False
        for place in self._open(headline + 1, end):
            line = self.lines[place]
            began |= line.paragraph
            if title not in line.folded and line.folded not in title:
                continue
            if line.folded == title or is_beside_site(line.folded, title):
                self.kinds[place] = FURNITURE
            elif began:
                continue
            elif line.folded.startswith(f"{title} ") and not line.prose:
                self.kinds[place] = FURNITURE
            elif line.words >= TITLE_WORDS and line.titular and is_beside_site(title, line.folded):
                if known:
                    self.kinds[place] = FURNITURE
                    continue
                self.kinds[headline], self.kinds[place] = FURNITURE, HEADLINE
                return self._settle_repetitions(place, end)
        return headline

    def _find_captions(self) -> None:
        """Settle captions: a line before the credit of an image, unless it is a sentence that is not in the credit."""
        for place in self._open(0, len(self.lines) - 1):
            line, following = self.lines[place], self.lines[place + 1]
            if self.kinds[place + 1] is not FURNITURE or not following.credit:
                continue
            if not line.closed or following.folded.startswith(line.folded):
                self.kinds[place] = FURNITURE

    def _find_first(self, headline: int, prose: list[int]) -> int:
        """Return the first paragraph of the body. A sentence before the byline or the date is a standfirst."""
        head = self.kinds[headline + 1 : prose[0]]
        if len(prose) > 1 and BYLINE not in head and DATELINE not in head:
            for place in range(prose[0] + 1, prose[1]):
                kind, line = self.kinds[place], self.lines[place]
                signed = kind is None and (line.dated or self._authorship(place) is Likeness.SURE)
                if signed or kind in (BYLINE, DATELINE):
                    return prose[1]
        return prose[0]

    def _settle_head(self, headline: int, first: int) -> None:
        """Settle furniture before the headline; bylines, dates and captions between it and the first paragraph."""
        self._settle_dates(first)
        signed = BYLINE in self.kinds[:first]
        for place in self._open(0, first):
            author = self._authorship(place)
            if author is Likeness.SURE or (place > headline and author is Likeness.LIKELY):
                self.kinds[place] = BYLINE
                signed = True
        for place in self._open(0, first):
            line = self.lines[place]
            near = self.kinds[max(0, place - 1) : place + 2]
            if place > headline and not signed and DATELINE in near and line.signature and line.words <= TITLE_WORDS:
                self.kinds[place] = BYLINE
            elif place > headline and line.nearly_dated:
                self.kinds[place] = DATELINE
            elif line.picture or place < headline or self._is_caption(place, first):
                self.kinds[place] = FURNITURE
            else:
                self.kinds[place] = BODY if line.prose or line.words > TITLE_WORDS else FURNITURE

    def _is_caption(self, place: int, first: int) -> bool:
        """Return True if a line is short and no sentence and stands before the author, as captions do."""
        line = self.lines[place]
        return not line.prose and line.words <= _CAPTION_WORDS and BYLINE in self.kinds[place + 1 : first]

    def _settle_dates(self, end: int) -> None:
        for place in self._open(0, end):
            if self.lines[place].dated:
                self.kinds[place] = DATELINE

    def _settle_tail(self, start: int) -> None:
        """Settle the lines behind the last paragraph: they belong to the body until the page's own words begin."""
        ended = False
        for place in range(start, len(self.lines)):
            line, kind = self.lines[place], self.kinds[place]
            ended |= kind in (BYLINE, FURNITURE, SOURCE, KEYWORDS)
            if kind is None and line.dated:
                self.kinds[place] = DATELINE
            elif kind is None and (author := self._authorship(place)) and (author is Likeness.SURE or place == start):
                self.kinds[place] = SOURCE if line.outlet else BYLINE
                ended = True
            elif kind is None and place == start and (line.footnote or self._is_signature(place)):
                self.kinds[place] = BYLINE
            elif kind is None and line.numeric:
                self.kinds[place] = FURNITURE
                ended = True
            elif kind is None and ended:
                self.kinds[place] = FURNITURE

    def _is_signature(self, place: int) -> bool:
        """Return True if a last line behind a whole sentence may be a name."""
        last = place == len(self.lines) - 1
        return (
            last
            and self.lines[place - 1].paragraph
            and is_beside(self.lines[place].folded)
            and self.lines[place].words > 1
        )

    def _merged(self) -> Iterator[Section]:
        """Yield a section for each run of lines of one kind and one post."""
        opened = 0
        for place in range(1, len(self.lines) + 1):
            kind, post = self.kinds[opened] or BODY, self.posts[opened]
            if place < len(self.lines) and (self.kinds[place] or BODY) is kind and self.posts[place] == post:
                continue
            yield Section(kind, self.starts[opened], self.ends[place - 1])
            opened = place
