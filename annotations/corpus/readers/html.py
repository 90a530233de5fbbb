"""Scraped HTML pages. trafilatura finds the part that is the article, as well as it can."""

import logging
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotations.corpus.extract import Extract, composed
from annotations.corpus.fields import day_of
from annotations.corpus.readers.markup import lines_of, plain
from annotations.disk import limits
from annotations.errors import CorpusError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from trafilatura.settings import Document

_LINES = ("p", "head", "item", "cell", "quote", "code", "lb", "table", "row", "list", "body", "main", "ab", "fw")
"""Elements of trafilatura's result that begin a line and end one."""
_BREAK = "\0"
_BLANKS = re.compile("[ \t\n\r\f]+")


def read_page(markup: str, name: str) -> Extract:
    """Read the article of a page, or all text of a page without an article. Fetches and runs nothing.

    Raises `CorpusError` if the extra `html` is not installed; `name` is that of the file, for the message.
    """
    page = _extracted(markup, name) if markup.count("<") <= limits.TAGS else None
    if page is None:
        return composed(lines_of(markup), headline=_title(markup))
    body = [] if page.body is None else [*_lines(page.body)]
    return composed(
        body or lines_of(markup),
        headline=plain(page.title or ""),
        author=plain(page.author or ""),
        published=day_of(page.date),
        outlet=plain(page.sitename or ""),
        keywords=tuple(word.strip() for tags in page.tags or () for word in re.split("[,،]", tags) if word.strip()),
    )


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
    found = re.search(r"(?is)<title[^>]{0,200}>(.{0,500}?)</title", markup[:65_536])
    return plain(found[1]) if found else ""
