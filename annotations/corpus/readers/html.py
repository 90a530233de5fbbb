"""A scraped HTML page: which part of it is the article is found by trafilatura, as well as that can be told."""

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
"""Elements of what trafilatura returns that begin a line and end one."""
_BREAK = "\0"
_BLANKS = re.compile("[ \t\n\r\f]+")


def read_page(markup: str, name: str) -> Extract:
    """The article of a page, or all that the page shows when no article is found in it. Nothing is fetched or run.

    Raises `CorpusError` when the extra that reads pages is not installed; `name` is the file's, for that message.
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
    """What trafilatura makes of a page; None where it finds no article or cannot cope with the page."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it would lack for downloads, which nobody asks of it here
            from trafilatura import bare_extraction
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
    """The text of a tree in lines, without the signs for lists and tables that plain output would add."""
    text = "".join(_BLANKS.sub(" ", piece) if piece != _BREAK else piece for piece in _pieces(element))
    return filter(None, map(str.strip, text.split(_BREAK)))


def _pieces(element: "Element") -> Iterator[str]:
    """The text between the tags of a tree, and where a tag breaks the line."""
    breaks = (_BREAK,) if element.tag in _LINES else ()
    yield from breaks
    yield (element.text or "").replace(_BREAK, "\ufffd")
    for child in element:
        yield from _pieces(child)
        yield (child.tail or "").replace(_BREAK, "\ufffd")
    yield from breaks


def _title(markup: str) -> str:
    found = re.search(r"(?is)<title[^>]{0,200}>(.{0,500}?)</title", markup[:65_536])
    return plain(found[1]) if found else ""
