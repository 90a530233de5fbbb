"""The metadata of an article, from its sections: headline, outlet, day of publication and keywords."""

import re
from collections.abc import Iterator

from annotations.model.article import Metadata, Section, SectionKind
from annotations.sections.bylines import outlets_in
from annotations.sections.dates import find_date, find_today, is_labelled_date, is_update
from annotations.sections.folding import fold, with_dashes
from annotations.sections.headlines import split_site
from annotations.sections.openings import opening_day, opening_outlet
from annotations.sections.outlets import outlet_named
from annotations.sections.phrases import FOLDED
from annotations.sections.tags import without_field, without_tags
from annotations.sections.vocabulary import DISCOVER, Sign
from annotations.text.proclitics import ARTICLE, LI

_LABELS = {
    SectionKind.SOURCE: FOLDED[Sign.SOURCE],
    SectionKind.KEYWORDS: FOLDED[Sign.KEYWORDS],
    SectionKind.BYLINE: (*FOLDED[Sign.PEN], *FOLDED[Sign.BYLINE]),
}
_BY_LENGTH = sorted(FOLDED[Sign.SOURCE], key=len, reverse=True)
_LEAD = 400
"""Code points of a report in which it calls a day today."""
_NOTICE_LENGTH = 500
"""Code points of the longest line of the page's own in which an outlet is looked for."""
_SITE_LENGTH = 80
_TODAY = "اليوم"
_EDGES = ' .:،*-–—()[]"“”«»/'
_INITIALS = r"(?:\w\. ?)+\w\.?$"
"""Letters with full stops between them: an agency."""
_REFERENCE = r"رابط الخبر (?:في |ب)([^:]{2,40})"
"""Link to the news at (a newspaper)."""
_FOLLOW = (
    r"\W*(?:لمتابعة|تابع(?:وا|ونا)?|اشتركوا? في|انضموا? إلى)? ?(?:كل |آخر |أهم )?(?:أخبار |صفحة |حساب )?"
    r"((?:قناة |موقع )?\S+(?: \S+){0,3}?) (?:على|عبر)\b"
)
"""Follow (the news of an outlet) on (a network)."""
_RIGHTS = r"(?:الحقوق محفوظة|حقوق النشر محفوظة|حقوق الطبع محفوظة|©|[Cc]opyright)\s*([^.|\n]{2,60})"
"""All rights reserved for (an outlet)."""


def find_metadata(text: str, sections: tuple[Section, ...]) -> Metadata:
    """Read the metadata of a text out of its sections."""
    *_, headline = ("", *_lines(text, sections, SectionKind.HEADLINE))  # a row of stars may stand before it
    outlet = next(filter(None, _outlets(text, sections)), "")
    headline, site = split_site(without_field(headline), outlet)
    return Metadata(
        headline=headline,
        outlet=outlet or outlet_named(site, common=True) or site,
        published=_day(text, sections),
        keywords=tuple(dict.fromkeys(_keywords(text, sections))),
    )


def _day(text: str, sections: tuple[Section, ...]) -> str:
    """Return the day of publication: one with its label, behind the headline, of an update, before it, of the report.

    Before the headline stands the day on which a page was read as often as that on which it was written.
    """
    headline = next((section.start for section in sections if section.kind is SectionKind.HEADLINE), 0)
    found: list[tuple[int, str]] = []
    for section in sections:
        if section.kind in (SectionKind.DATELINE, SectionKind.BYLINE):
            for line in map(fold, text[section.start : section.end].splitlines()):
                if day := find_date(line):
                    labelled, behind = is_labelled_date(line), section.start > headline
                    found.append((2 if is_update(line) else 0 if labelled else 1 if behind else 3, day))
    if found:
        return min(found, key=lambda each: each[0])[1]
    report = _report(text, sections)[:_LEAD]
    return (find_today(fold(report)) if _TODAY in report else "") or opening_day(report)


def _report(text: str, sections: tuple[Section, ...]) -> str:
    """Return the text from the first paragraph of the body on, or ""."""
    body = next((section for section in sections if section.kind is SectionKind.BODY), None)
    return text[body.start : body.end] if body else ""


def _lines(text: str, sections: tuple[Section, ...], kind: SectionKind) -> Iterator[str]:
    """Yield the lines of all sections of a kind, without the white space around them."""
    for section in sections:
        if section.kind is kind:
            lines = map(str.strip, text[section.start : section.end].splitlines())
            yield from filter(None, (without_tags(line) if line[:1] == "<" else line for line in lines))


def _values(text: str, sections: tuple[Section, ...], kind: SectionKind) -> Iterator[str]:
    """Yield the lines of all sections of a labelled kind, without the label."""
    for line in _lines(text, sections, kind):
        label, colon, value = line.partition(":")
        labelled = fold(label) in _LABELS[kind]
        if value := (value if colon and labelled else "" if labelled else line).strip():
            yield value


def _outlets(text: str, sections: tuple[Section, ...]) -> Iterator[str]:
    """Yield candidates for the outlet, the surest first, and "" between them.

    They are the site in the page's title, a source with its label, the site's name, the outlet of the author, the
    agency before the report or behind it, and the outlet that stands above the headline, that the page asks its reader
    to follow or that owns it.
    """
    headlines = list(_lines(text, sections, SectionKind.HEADLINE))
    furniture = [line for line in _lines(text, sections, SectionKind.FURNITURE) if len(line) <= _NOTICE_LENGTH]
    for line in (*headlines, *furniture):
        if headlines and headlines[-1] in line:
            yield outlet_named(split_site(line)[1], common=True)
            yield next(outlets_in(line[: line.find(headlines[-1])][-_SITE_LENGTH:]), "")
    sources = list(_lines(text, sections, SectionKind.SOURCE))
    labelled = [line for line in sources if _label(line)]
    yield from map(_source, sources if labelled else ())
    for line in furniture:
        for notice in DISCOVER:
            site = line[len(notice) :]
            if site[:1].isspace() and line[: len(notice)].casefold() == notice:
                yield site.strip()
    for value in _values(text, sections, SectionKind.BYLINE):
        yield from outlets_in(with_dashes(value))
        if re.match(_INITIALS, fold(value)):
            yield value
    yield opening_outlet(_report(text, sections))
    yield from map(_source, sources)
    start = next((section.start for section in sections if section.kind is SectionKind.HEADLINE), 0)
    for line in _lines(text[:start], sections, SectionKind.FURNITURE):
        yield outlet_named(line, common=False)
    for line in furniture:
        if found := re.match(_FOLLOW, line):
            yield outlet_named(found[1], common=False)
        elif found := re.search(_RIGHTS, line):
            yield _owner(found[1])


def _label(line: str) -> str:
    """Return the label of the source that a line begins with, folded, or ""."""
    folded = fold(line.strip(_EDGES))
    return next((label for label in _BY_LENGTH if folded.startswith(label)), "")


def _source(line: str) -> str:
    """Return the outlet of a line that names the source: of several, the first."""
    line = line.strip(_EDGES)
    if reference := re.match(_REFERENCE, line):
        return outlet_named(reference[1], common=True) or reference[1]
    label = _label(line)
    value = line.partition(":")[2] if ":" in line else " ".join(line.split()[len(label.split()) :])
    first = value.split("+")[0].strip(_EDGES)
    words = first.split()
    prefixes = (" ".join(words[:length]) for length in range(len(words), 0, -1))
    known = next(filter(None, (outlet_named(prefix, common=True) for prefix in prefixes)), "")
    return known or next(outlets_in(with_dashes(value)), "") or first


def _owner(name: str) -> str:
    """Return the owner of a page from what its notice of rights names, or ""."""
    name = " ".join(re.sub(r"[\d©]|\(c\)", " ", name).split()).strip(_EDGES)
    bare = name.removeprefix(LI)
    for owner in (name, bare, f"{ARTICLE}{bare.removeprefix(LI)}" if bare.startswith(LI) else ""):
        if found := outlet_named(owner.strip(_EDGES), common=True):
            return found
    return ""


def _keywords(text: str, sections: tuple[Section, ...]) -> Iterator[str]:
    """Yield the keywords, split at commas and the like. A line without one is a single keyword."""
    for value in _values(text, sections, SectionKind.KEYWORDS):
        plain = value.replace("،", ",").replace(";", ",").replace("؛", ",").replace("|", ",")
        yield from filter(None, map(str.strip, plain.split(",")))
