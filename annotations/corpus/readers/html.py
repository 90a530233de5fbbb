"""Scraped HTML pages. trafilatura finds the part that is the article, as well as it can."""

import logging
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotations.corpus.days import day_of
from annotations.corpus.extract import Extract, composed
from annotations.corpus.readers.markup import lines_of, plain, unescape, with_raised
from annotations.disk import limits
from annotations.errors import CorpusError
from annotations.sections.dates import find_date, is_date
from annotations.sections.folding import fold

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from trafilatura.settings import Document

_LINES = ("p", "head", "item", "cell", "quote", "code", "lb", "table", "row", "list", "body", "main", "ab", "fw")
"""Elements of trafilatura's result that begin a line and end one."""
_KEPT = "\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2060\u00ad"
"""Joiners, marks of direction and hyphenation."""
_UNUSED = range(0xA500, 0xA600)
"""Letters of Vai, which stand for them while trafilatura reads."""
_REFERENCE = re.compile(r"&(?:zwnj|zwj|lrm|rlm|shy|NoBreak|#\d{3,5}|#[xX][0-9a-fA-F]{2,5});")
_META = re.compile(r"(?i)<meta\s[^<>]{1,2000}>")
_ATTRIBUTE = re.compile(r"""([\w:-]{1,30})\s{0,9}=\s{0,9}(?:"([^"<>]{0,1000})"|'([^'<>]{0,1000})')""")
_DAYS = ("article:published_time", "datepublished", "og:article:published_time", "pubdate", "publishdate", "dc.date")
_SITES = ("og:site_name", "application-name", "publisher")
"""Names of `meta` elements, in small letters."""
_DESCRIPTIONS = ("og:description", "description")
_PUBLISHER = re.compile(r'"publisher"\s{0,9}:\s{0,9}\{[^{}]{0,300}?"name"\s{0,9}:\s{0,9}"([^"<>]{1,80})"')
"""The publisher of a page in JSON-LD."""
_LEADS = re.compile(
    r"""(?i)<(div|p|h2|h3|section|header)\b[^<>]{0,300}?(?:itemprop\s?=\s?["']?description\b"""
    r"""|class\s?=\s?["'][^"'<>]{0,200}(?<![a-z])(?:lead|lede|standfirst|chapo|sapo|intro|summary|excerpt)(?![a-z]))"""
    r"""[^<>]{0,300}>"""
)
"""The opening tag of an element that is named as the one of the first paragraph."""
_LEAD_MARKUP = 4000
"""Code points of markup that are read behind such a tag."""
_SHORTEST_LEAD, _LONGEST_LEAD = 40, 1200
_COMPARED = 30
"""Code points by which two beginnings of paragraphs are compared."""
_WORDS = re.compile(r"[^\W\d_]{3,}")
_DATE_LENGTH = 100
_HOST = re.compile(r"\A(?:[A-Za-z]{2,6}:)?//(?:www\.)?([^/?#\s]+)[^\s]*\Z")
_SEEN = 65_536
"""Code points at the start of a page in which such elements stand."""
_BREAK = "\0"
_BLANKS = re.compile("[ \t\n\r\f]+")


def read_page(markup: str, name: str) -> Extract:
    """Read the article of a page, or all text of a page without an article. Fetches and runs nothing.

    Raises `CorpusError` if the extra `html` is not installed; `name` is that of the file, for the message.
    """
    hidden, letters = _with_letters(markup)
    page = _extracted(with_raised(hidden), name) if markup.count("<") <= limits.TAGS else None
    if page is None:
        return composed(lines_of(markup), headline=_title(markup))
    body = [] if page.body is None else [line.translate(letters) for line in _lines(page.body)]

    def known(text: str | None) -> str:
        return plain((text or "").translate(letters))

    meta, headline = _meta(markup), known(page.title)
    published = day_of(page.date) or next(filter(None, map(day_of, _contents(meta, _DAYS))), "")
    keywords = (known(word) for tags in page.tags or () for word in re.split("[,،]", tags))
    if body and (lead := _lead(markup, headline, body, next(_contents(meta, _DESCRIPTIONS), ""))):
        body.insert(0, lead)
    extract = composed(
        body or lines_of(markup),
        headline=headline,
        author=known(page.author),
        published=published,
        outlet=_outlet(markup, meta, known(page.sitename)),
        keywords=tuple(dict.fromkeys(filter(None, keywords))),
    )
    return extract if published else extract._replace(published=_shown_day(markup, headline))


def _outlet(markup: str, meta: list[tuple[str, str]], site: str) -> str:
    """Return the name that the page gives its site; else its publisher's, the name that was guessed, or the host."""
    if name := next((name for name in _contents(meta, _SITES) if "//" not in name), ""):
        return name
    if not site or "//" in site or "_" in site or " " not in site:
        publisher = _PUBLISHER.search(markup)
        site = (plain(unescape(publisher[1])) if publisher and "\\" not in publisher[1] else "") or site
    return _HOST.sub(r"\1", site)


def _lead(markup: str, headline: str, body: list[str], description: str) -> str:
    """Return the first paragraph if it stands between the headline and the element of the others, or "".

    An element that is named so counts if it takes up words of the headline, or the description of the page.
    """
    start = markup.find(body[0][:_COMPARED])
    for found in _LEADS.finditer(markup, 0, start if start > 0 else 0):
        inner = markup[found.end() : found.end() + _LEAD_MARKUP]
        lead = plain(inner[: inner.find(f"</{found[1]}")])
        if not _SHORTEST_LEAD <= len(lead) <= _LONGEST_LEAD or any(lead[:_COMPARED] in line for line in body):
            continue
        words, said = (set(_WORDS.findall(fold(each))) for each in (headline, lead))
        if len(words & said) > 1 or description.startswith(lead[:_COMPARED]):
            return lead
    return ""


def _shown_day(markup: str, headline: str) -> str:
    """Return the day of the first line behind the headline that is nothing but a date, or ""."""
    lines = lines_of(markup)
    start = len(lines) - lines[::-1].index(headline) if headline in lines else 0
    dates = filter(is_date, (fold(line) for line in lines[start:] if len(line) <= _DATE_LENGTH))
    return next(filter(None, map(find_date, dates)), "")


def _meta(markup: str) -> list[tuple[str, str]]:
    """Return the names and the contents of the `meta` elements of a page."""
    found = []
    for element in _META.finditer(markup[:_SEEN]):
        attributes = {name.lower(): unescape(first or second) for name, first, second in _ATTRIBUTE.findall(element[0])}
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        found.append((name.lower(), attributes.get("content", "")))
    return found


def _contents(meta: list[tuple[str, str]], names: tuple[str, ...]) -> Iterator[str]:
    """Yield the contents of the elements that have one of the names, in the order of the names."""
    return (plain(content) for name in names for each, content in meta if each == name and content.strip())


def _with_letters(markup: str) -> tuple[str, dict[int, str]]:
    """Return markup with a letter for each sign without a glyph of its own, and the way back.

    trafilatura drops such signs, and some are spelling: without the one in it, a Persian word is another. The letters
    are of a script that the markup does not have.
    """
    markup = _REFERENCE.sub(lambda found: sign if (sign := unescape(found[0])) in _KEPT else found[0], markup)
    used = [sign for sign in _KEPT if sign in markup]
    free = (letter for letter in map(chr, _UNUSED) if letter not in markup) if used else iter(())
    stand_ins = dict(zip(used, free, strict=False))
    if not stand_ins:
        return markup, {}
    for sign, letter in stand_ins.items():
        markup = markup.replace(sign, letter)
    return markup, {ord(letter): sign for sign, letter in stand_ins.items()}


def _extracted(markup: str, name: str) -> "Document | None":
    """Return trafilatura's result, or None if it finds no article or fails on the page."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about missing libraries for downloads, which it does not do here
            from trafilatura import bare_extraction  # an extra, and slow to import
    except ImportError:
        raise CorpusError(f"{name}: HTML is read with the extra html; run: pip install '.[html]'") from None
    for logger in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(logger).setLevel(logging.CRITICAL + 1)  # they would write over the screen
    try:
        page = bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            deduplicate=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None
    return None if isinstance(page, dict) else page


def _lines(element: "Element") -> Iterator[str]:
    """Return the text of a tree in lines, without the marks of lists and tables that plain output would add."""
    text = "".join(run if run == _BREAK else _BLANKS.sub(" ", run) for run in _runs(element))
    return filter(None, map(str.strip, text.split(_BREAK)))


def _runs(element: "Element") -> Iterator[str]:
    """Yield the text between the tags of a tree, and `_BREAK` for a tag that breaks the line."""
    breaks = (_BREAK,) if element.tag in _LINES else ()
    yield from breaks
    yield (element.text or "").replace(_BREAK, "\ufffd")
    for child in element:
        yield from _runs(child)
        yield (child.tail or "").replace(_BREAK, "\ufffd")
    yield from breaks


def _title(markup: str) -> str:
    found = re.search(r"(?is)<title[^>]{0,200}>(.{0,500}?)</title", markup[:_SEEN])
    return plain(found[1]) if found else ""
