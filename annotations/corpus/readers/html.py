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
"""Names of `meta` elements, in small letters, that are asked where trafilatura finds no day, or an address."""
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

    outlet, published = known(page.sitename), day_of(page.date)
    if not published or "//" in outlet:
        meta = _meta(markup)
        published = published or next(filter(None, map(day_of, _contents(meta, _DAYS))), "")
        outlet = next((name for name in _contents(meta, _SITES) if "//" not in name), outlet)
    keywords = (known(word) for tags in page.tags or () for word in re.split("[,،]", tags))
    return composed(
        body or lines_of(markup),
        headline=known(page.title),
        author=known(page.author),
        published=published,
        outlet=_HOST.sub(r"\1", outlet),
        keywords=tuple(dict.fromkeys(filter(None, keywords))),
    )


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
    return markup.translate({ord(sign): letter for sign, letter in stand_ins.items()}), {
        ord(letter): sign for sign, letter in stand_ins.items()
    }


def _extracted(markup: str, name: str) -> "Document | None":
    """Return trafilatura's result, or None if it finds no article or fails on the page."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about missing libraries for downloads, which it does not do here
            from trafilatura import bare_extraction  # an extra, and slow to import
    except ImportError:
        raise CorpusError(f"{name}: HTML is read with the extra html; install newsreader[html]") from None
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
