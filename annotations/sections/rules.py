"""The rules that decide the kind of a line by its words, wherever it stands, in the order of their precedence."""

import re
from collections.abc import Callable
from typing import NamedTuple

from annotations.model.article import SectionKind
from annotations.sections.bylines import outlets_in
from annotations.sections.dates import LABEL_STEMS, is_empty_label, is_labelled_date
from annotations.sections.folding import fold_lines
from annotations.sections.outlets import outlet_named
from annotations.sections.phrases import FOLDED, Phrase, consists_of, followed
from annotations.sections.vocabulary import Sign

CAPTION_LENGTH = 300
"""Code points of the longest caption. A longer line is prose or a list of keywords; only its beginning is read."""

_CREDITS, _PICTURES = FOLDED[Sign.CREDIT], FOLDED[Sign.PICTURE]
_COPYRIGHT = "copyright"
_INVITATIONS = tuple(fold_lines(("اضغط هنا", "انقر هنا", "من هنا", "click here")))
_NETWORKS = tuple(
    fold_lines(("google news", "جوجل نيوز", "أخبار جوجل", "واتساب", "واتس آب", "تليجرام", "تلغرام", "تيليغرام"))
)
_INVITING = (" هنا", "click here", "google", "جوجل", "واتس", "جرام", "غرام")
"""A line that invites the visitor to press, or names a network, contains one of these."""
_FOLLOW = rf"\b(?:{'|'.join(fold_lines(('تابع', 'تابعوا', 'تابعونا', 'اشترك', 'اشتركوا', 'انضم', 'انضموا')))})\b"
_QUOTED_FROM = fold_lines(("نقلا عن",))[0]
_QUOTED_WORDS = 6
_STAFF = ("reporting by ", "writing by ", "editing by ", "additional reporting by ", "(reporting by ")
_NAME = "[a-z0-9-]+"
_ADDRESS = (
    rf"\W*(?:https?://\S+|www\.\S+|[a-z0-9.+_-]+@{_NAME}(?:\.{_NAME})+"
    rf"|{_NAME}(?:\.{_NAME})*\.[a-z]{{2,6}}(?:/\S*)?)\W*"
)
_LETTER = re.compile(r"[^\W\d_]")
_NOTICE_LENGTH = 150
_KEYWORDS_LENGTH = 5_000


class Rules:
    """The rules that can apply on a page."""

    def __init__(self, page: str) -> None:
        """Select the rules whose marks are in `page`, its folded text: on most pages these are few."""
        marked = {marks: any(map(page.__contains__, marks)) for marks in _MARKS}
        self._rules = tuple(rule for rule in _RULES if not rule.marks or marked[rule.marks])
        self._of_any_line = tuple(rule for rule in self._rules if not rule.signs)

    def find_kind(self, line: str, opening: tuple[Phrase, ...], length: int, *, prose: bool) -> SectionKind | None:
        """Return the kind of a folded line, or None if it depends on its place.

        `opening` are the phrases that it begins with, `length` is that of the whole line in code points, and `prose`
        is True if it is a sentence.
        """
        for rule in self._rules if opening else self._of_any_line:
            if length > rule.length or (prose and not rule.prose):
                continue
            if rule.signs and not followed(line, opening, rule.after, *rule.signs):
                continue
            if rule.test is None or rule.test(line):
                return rule.kind
        return None


def is_credit(line: str) -> bool:
    """Return True if a folded line names the owner of an image."""
    for credit in _CREDITS:
        if credit in line:
            return True
    return _COPYRIGHT in line and re.search(r"copyright (?:\(c\) )?\d{4}|[ء-ي].*copyright", line) is not None


def _is_picture(line: str) -> bool:
    """Return True if a folded line ends like the description of an image: with an agency in brackets, or a phrase."""
    if line.endswith(")"):
        caption, bracket, agency = line[:-1].rpartition("(")
        if bracket and _LETTER.search(caption) and ")" not in agency and any(outlets_in(f"{agency} -")):
            return True
    return _has_picture_words(line)


def _has_credit(line: str) -> bool:
    """Return True if a folded line ends with a photographer and an agency in brackets."""
    caption, bracket, owners = line[:-1].rpartition("(") if line.endswith(")") else ("", "", "")
    return bool(bracket) and "/" in owners and any(outlets_in(owners)) and _LETTER.search(caption) is not None


def _has_picture_words(line: str) -> bool:
    for phrase in _PICTURES:
        start = line.rfind(phrase)
        if start >= 0 and not re.compile(r"\w").search(line, start + len(phrase)):
            return True
    return False


def _is_invitation(line: str) -> bool:
    """Return True if a folded line ends with what the visitor is to press, or asks to follow on a network."""
    if line.rstrip(" .:!").endswith(_INVITATIONS):
        return True
    return not line.endswith(".") and any(map(line.__contains__, _NETWORKS)) and re.search(_FOLLOW, line) is not None


def _is_staff(line: str) -> bool:
    """Return True if a folded line names the reporters and editors of an English report."""
    return line.startswith(_STAFF)


def _is_address(line: str) -> bool:
    """Return True if a folded line is nothing but an address on the web or of mail."""
    return line.isascii() and re.fullmatch(_ADDRESS, line) is not None


def _names_outlet(line: str) -> bool:
    """Return True if a folded line that begins with a label of the source names an outlet that is known."""
    words = line.split()
    if len(words) <= _QUOTED_WORDS and _QUOTED_FROM in line:
        return True
    return any(outlet_named(" ".join(words[start:]), common=True) for start in (1, 2, 3))


def _is_row_of_buttons(line: str) -> bool:
    return consists_of(line, Sign.BUTTON)


class _Rule(NamedTuple):
    kind: SectionKind
    signs: tuple[Sign, ...] = ()
    """The line has to begin with a phrase of one of them; () for any line."""
    after: str = ""
    """A pattern that has to match behind that phrase."""
    test: Callable[[str], bool] | None = None
    """Another condition on the folded line."""
    marks: tuple[str, ...] = ()
    """Every line that meets `test` contains one of them; () if there are no such marks."""
    length: int = _NOTICE_LENGTH
    """Code points of the longest line to which it applies."""
    prose: bool = True
    """True if it applies to sentences, too."""


_RULES = (
    _Rule(SectionKind.KEYWORDS, (Sign.KEYWORDS,), r"\s*:|\W*$", length=_KEYWORDS_LENGTH),
    _Rule(
        SectionKind.RELATED,
        (Sign.READ_ALSO, Sign.RELATED),
        r"\s*(?:[:|]|\.\.)|\s[–—-]|\W*$",
        length=CAPTION_LENGTH,
    ),
    _Rule(SectionKind.FURNITURE, test=is_credit, marks=(*_CREDITS, _COPYRIGHT), length=CAPTION_LENGTH),
    _Rule(SectionKind.FURNITURE, (Sign.BUTTON,), test=_is_row_of_buttons),
    _Rule(SectionKind.FURNITURE, test=is_empty_label, marks=LABEL_STEMS),
    _Rule(SectionKind.QUOTE_EMBED, (Sign.POST,), r"\b"),
    _Rule(SectionKind.DATELINE, test=is_labelled_date, marks=LABEL_STEMS),
    _Rule(SectionKind.FURNITURE, (Sign.NOTICE,)),
    _Rule(SectionKind.FURNITURE, (Sign.CALL,), r"\b", prose=False),
    _Rule(SectionKind.FURNITURE, test=_is_invitation, marks=_INVITING),
    _Rule(SectionKind.BYLINE, (Sign.SIGNED,), length=CAPTION_LENGTH),
    _Rule(SectionKind.BYLINE, test=_is_staff, marks=("ing by ",), length=CAPTION_LENGTH),
    _Rule(SectionKind.FURNITURE, test=_is_address),
    _Rule(SectionKind.FURNITURE, (Sign.PICTURE,), r"\b"),
    _Rule(SectionKind.FURNITURE, test=_has_credit, marks=(")",), length=CAPTION_LENGTH),
    _Rule(SectionKind.FURNITURE, test=_is_picture, marks=(")", *_PICTURES), prose=False),
    _Rule(SectionKind.SOURCE, (Sign.SOURCE,), r"\s*:(?:\W++\w++){1,8}+\W*$|\W*$"),
    _Rule(SectionKind.SOURCE, (Sign.SOURCE,), r"(?:\s++[\w«\"“.]++[»\"”]?){1,5}+\W*$", _names_outlet, prose=False),
    _Rule(SectionKind.SOURCE, (Sign.LINK,), r"[^:]{2,40}:"),
    _Rule(SectionKind.BYLINE, (Sign.PEN,), r"(?:\s++[^\W\d]++){1,5}+\W*$", prose=False),
    _Rule(
        SectionKind.BYLINE,
        (Sign.BYLINE, Sign.PEN),
        r"(?:\s*[:/]|\s[–—-])(?:[^\w\"“«]*+\w++){1,8}+\W*$",
        prose=False,
    ),
    _Rule(SectionKind.BYLINE, (Sign.BYLINE,), r"\b.*\)$", lambda line: re.match(r"\(\w", line) is not None),
)
"""The first rule that applies to a line decides."""
_MARKS = {rule.marks for rule in _RULES}
