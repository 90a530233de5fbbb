"""What a page says about its article: headline, outlet, day of publication and keywords."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotations.article import Section, SectionKind
from annotations.corpus.dates import find_date
from annotations.corpus.vocabulary import DISCOVER, OUTLETS, VOCABULARY, Sign, alternatives, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What was found; "" and () for what the page does not say."""

    headline: str
    outlet: str
    published: str
    """YYYY-MM-DD."""
    keywords: tuple[str, ...]


_LABELS = {
    SectionKind.SOURCE: frozenset(map(fold, VOCABULARY[Sign.SOURCE])),
    SectionKind.KEYWORDS: frozenset(map(fold, VOCABULARY[Sign.KEYWORDS])),
    SectionKind.BYLINE: frozenset(map(fold, (*VOCABULARY[Sign.PEN], *VOCABULARY[Sign.BYLINE]))),
}
_COMMA = re.compile(r"\s*[,،;؛|]\s*")
_DISCOVER = re.compile(rf"\s*(?:{'|'.join(map(re.escape, DISCOVER))})\s+", re.IGNORECASE)
_OUTLET = re.compile(rf"(?:{alternatives(OUTLETS)})\b|(?:\w\. ?)+\w\.?$")
"""The name of an outlet, or letters with full stops between them."""
_REPORT = re.compile(r"[^\n()\"“«:]{2,40}(?:\(([^()\n]{2,60})\)|[\"“«]([^\"”»\n]{2,40})[\"”»])\s*[:：–—-]")
"""How an agency begins its report: `place - (agency):` or `place "agency":`."""


def find_metadata(text: str, sections: tuple[Section, ...]) -> Metadata:
    """Read the metadata of a text out of its sections."""
    dates = (
        find_date(fold(line))
        for kind in (SectionKind.DATELINE, SectionKind.BYLINE)
        for line in _lines(text, sections, kind)
    )
    *_, headline = ("", *_lines(text, sections, SectionKind.HEADLINE))  # a row of stars may stand before it
    return Metadata(
        headline=headline,
        outlet=next(_outlets(text, sections), ""),
        published=next(filter(None, dates), ""),
        keywords=tuple(_keywords(text, sections)),
    )


def _lines(text: str, sections: tuple[Section, ...], kind: SectionKind) -> Iterator[str]:
    """The lines of all sections of a kind, without the white space around them."""
    for section in sections:
        if section.kind is kind:
            yield from filter(None, map(str.strip, text[section.start : section.end].splitlines()))


def _values(text: str, sections: tuple[Section, ...], kind: SectionKind) -> Iterator[str]:
    """What the lines of a labelled kind say besides their label."""
    for line in _lines(text, sections, kind):
        label, colon, value = line.partition(":")
        labelled = fold(label) in _LABELS[kind]
        if value := (value if colon and labelled else "" if labelled else line).strip():
            yield value


def _outlets(text: str, sections: tuple[Section, ...]) -> Iterator[str]:
    """What may be the outlet, the surest first: the source, the site's own name, an agency that wrote it."""
    for value in _values(text, sections, SectionKind.SOURCE):
        yield value.split("+")[0].strip(' ."“”«»')
    for line in _lines(text, sections, SectionKind.FURNITURE):
        if notice := _DISCOVER.match(line):
            yield line[notice.end() :]
    for value in _values(text, sections, SectionKind.BYLINE):
        if _OUTLET.match(fold(value)):
            yield value
    body = next((section for section in sections if section.kind is SectionKind.BODY), None)
    if body and (report := _REPORT.match(text, body.start, body.end)):
        agency = (report[1] or report[2]).strip()
        if _OUTLET.match(fold(agency)):
            yield agency


def _keywords(text: str, sections: tuple[Section, ...]) -> Iterator[str]:
    """The keywords of a line, which commas keep apart; without a comma nobody can tell where one ends."""
    for value in _values(text, sections, SectionKind.KEYWORDS):
        yield from filter(None, _COMMA.split(value))
