"""What the words of a line say that it is, wherever it stands: the rules, in the order in which they are asked."""

import re
from collections.abc import Callable
from typing import NamedTuple

from annotations.model.article import SectionKind
from annotations.sections.dates import LABEL_STEMS, is_empty_label, is_labelled_date
from annotations.sections.phrases import FOLDED, Phrase, consists_of, followed
from annotations.sections.vocabulary import Sign

CAPTION_LENGTH = 300
"""The longest caption; of a longer line, which is prose or a list of keywords, only the beginning is read."""

_CREDITS, _OUTLETS, _PICTURES = FOLDED[Sign.CREDIT], FOLDED[Sign.OUTLET], FOLDED[Sign.PICTURE]
_COPYRIGHT = "copyright"
_NOTICE_LENGTH = 150
_KEYWORDS_LENGTH = 5_000


class Rules:
    """The rules that can hold on a page."""

    def __init__(self, page: str) -> None:
        """`page` is its folded text: most pages hold the marks of few rules, which are then asked of few lines."""
        self._rules = tuple(rule for rule in _RULES if not rule.marks or any(map(page.__contains__, rule.marks)))
        self._of_any_line = tuple(rule for rule in self._rules if not rule.signs)

    def find_kind(self, line: str, opening: tuple[Phrase, ...], length: int, *, prose: bool) -> SectionKind | None:
        """What a folded line is; `None` when its place has to tell.

        `opening` are the phrases it begins with, `length` is that of the whole line, `prose` whether it is a sentence.
        """
        for rule in self._rules if opening else self._of_any_line:
            if length > rule.length or (prose and not rule.prose):
                continue
            if rule.signs and not followed(line, opening, rule.after, *rule.signs):
                continue
            if rule.tells is None or rule.tells(line):
                return rule.kind
        return None


def is_credit(line: str) -> bool:
    """Whether a folded line names who owns an image."""
    for credit in _CREDITS:
        if credit in line:
            return True
    return _COPYRIGHT in line and re.search(r"copyright (?:\(c\) )?\d{4}|[ء-ي].*copyright", line) is not None


def _is_picture(line: str) -> bool:
    """Whether a folded line ends as the description of an image does: with an agency in brackets, or by saying so."""
    if line.endswith(")"):
        agency = line[line.rfind("(") + 1 : -1]
        if len(agency) + 1 < len(line) and ")" not in agency and agency.startswith(_OUTLETS):
            return True
    for phrase in _PICTURES:
        start = line.rfind(phrase)
        if start >= 0 and not re.compile(r"\w").search(line, start + len(phrase)):
            return True
    return False


def _is_row_of_buttons(line: str) -> bool:
    return consists_of(line, Sign.BUTTON)


class _Rule(NamedTuple):
    kind: SectionKind
    signs: tuple[Sign, ...] = ()
    """The line has to begin with a phrase of one of them, if there are any."""
    after: str = ""
    """A pattern for what has to stand behind that phrase."""
    tells: Callable[[str], bool] | None = None
    """What has to hold for the folded line besides."""
    marks: tuple[str, ...] = ()
    """Any line for which `tells` holds has one of them, if there are any."""
    length: int = _NOTICE_LENGTH
    """The longest line that it is asked of."""
    prose: bool = True
    """Whether it is asked of sentences."""


_RULES = (
    _Rule(SectionKind.KEYWORDS, (Sign.KEYWORDS,), r"\s*:|\W*$", length=_KEYWORDS_LENGTH),
    _Rule(
        SectionKind.RELATED,
        (Sign.READ_ALSO, Sign.RELATED),
        r"\s*(?:[:|]|\.\.)|\s[–—-]|\W*$",
        length=CAPTION_LENGTH,
    ),
    _Rule(SectionKind.FURNITURE, tells=is_credit, marks=(*_CREDITS, _COPYRIGHT), length=CAPTION_LENGTH),
    _Rule(SectionKind.FURNITURE, (Sign.BUTTON,), tells=_is_row_of_buttons),
    _Rule(SectionKind.FURNITURE, tells=is_empty_label, marks=LABEL_STEMS),
    _Rule(SectionKind.QUOTE_EMBED, (Sign.POST,), r"\b"),
    _Rule(SectionKind.DATELINE, tells=is_labelled_date, marks=LABEL_STEMS),
    _Rule(SectionKind.FURNITURE, (Sign.NOTICE,)),
    _Rule(SectionKind.FURNITURE, (Sign.PICTURE,), r"\b"),
    _Rule(SectionKind.FURNITURE, tells=_is_picture, marks=(")", *_PICTURES), prose=False),
    _Rule(SectionKind.SOURCE, (Sign.SOURCE,), r"\s*:(?:\W++\w++){1,8}+\W*$|\W*$"),
    _Rule(SectionKind.BYLINE, (Sign.PEN,), r"(?:\s++[^\W\d]++){1,5}+\W*$", prose=False),
    _Rule(
        SectionKind.BYLINE,
        (Sign.BYLINE, Sign.PEN),
        r"(?:\s*[:/]|\s[–—-])(?:[^\w\"“«]*+\w++){1,8}+\W*$",
        prose=False,
    ),
    _Rule(SectionKind.BYLINE, (Sign.BYLINE,), r"\b.*\)$", lambda line: re.match(r"\(\w", line) is not None),
)
"""The first that tells a line decides."""
