"""The metadata of an article, from its sections: headline, outlet, day of publication and keywords."""

import re
from collections.abc import Iterator

from annotations.model.article import Metadata, Section, SectionKind
from annotations.sections.dates import find_date
from annotations.sections.folding import fold
from annotations.sections.phrases import FOLDED, followed, opening
from annotations.sections.vocabulary import DISCOVER, Sign

_LABELS = {
    SectionKind.SOURCE: FOLDED[Sign.SOURCE],
    SectionKind.KEYWORDS: FOLDED[Sign.KEYWORDS],
    SectionKind.BYLINE: (*FOLDED[Sign.PEN], *FOLDED[Sign.BYLINE]),
}


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
    """Yield the lines of all sections of a kind, without the white space around them."""
    for section in sections:
        if section.kind is kind:
            yield from filter(None, map(str.strip, text[section.start : section.end].splitlines()))


def _values(text: str, sections: tuple[Section, ...], kind: SectionKind) -> Iterator[str]:
    """Yield the lines of all sections of a labelled kind, without the label."""
    for line in _lines(text, sections, kind):
        label, colon, value = line.partition(":")
        labelled = fold(label) in _LABELS[kind]
        if value := (value if colon and labelled else "" if labelled else line).strip():
            yield value


def _outlets(text: str, sections: tuple[Section, ...]) -> Iterator[str]:
    """Yield candidates for the outlet, the surest first: the source, the site's name, the agency that wrote it."""
    for value in _values(text, sections, SectionKind.SOURCE):
        yield value.split("+")[0].strip(' ."“”«»')
    for line in _lines(text, sections, SectionKind.FURNITURE):
        for notice in DISCOVER:
            site = line[len(notice) :]
            if site[:1].isspace() and line[: len(notice)].casefold() == notice:
                yield site.strip()
    for value in _values(text, sections, SectionKind.BYLINE):
        if _is_outlet(value):
            yield value
    body = next((section for section in sections if section.kind is SectionKind.BODY), None)
    if body and _is_outlet(agency := lead_agency(text[body.start : body.end])):
        yield agency


def _is_outlet(name: str) -> bool:
    """Return True if a name is that of an outlet, or letters with full stops between them."""
    folded = fold(name)
    if folded[:1].isalnum() and followed(folded, opening(folded), r"\b", Sign.OUTLET):
        return True
    return "." in folded and re.match(r"(?:\w\. ?)+\w\.?$", folded) is not None


def lead_agency(report: str) -> str:
    """Return the agency in the first words of a report, `place - (agency):` or `place "agency":`, or ""."""
    place = _first(report, '\n()"“«:', 0, 41)
    if place < 2 or report[place] not in '("“«':
        return ""
    closing, others, longest = (")", "(\n", 60) if report[place] == "(" else ('"”»', "\n", 40)
    end = _first(report, closing + others, place + 1, place + longest + 2)
    after = report[end + 1 :].lstrip()
    if end < place + 3 or report[end] not in closing or not after.startswith((":", "：", "–", "—", "-")):
        return ""
    return report[place + 1 : end].strip()


def _first(text: str, characters: str, start: int, end: int) -> int:
    """Return the first offset in `[start, end)` of one of some characters, or -1."""
    return next((offset for offset, each in enumerate(text[start:end], start) if each in characters), -1)


def _keywords(text: str, sections: tuple[Section, ...]) -> Iterator[str]:
    """Yield the keywords, split at commas and the like. A line without one is a single keyword."""
    for value in _values(text, sections, SectionKind.KEYWORDS):
        plain = value.replace("،", ",").replace(";", ",").replace("؛", ",").replace("|", ",")
        yield from filter(None, map(str.strip, plain.split(",")))
