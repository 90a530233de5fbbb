"""HTML as lines of text, for what is known to be an article: nothing is chosen, scripts and styles are left out.

One pass with no step back, so that no input takes more time than its length asks for; nothing is fetched or run.
"""

import re
from collections.abc import Iterator
from html import unescape

_BREAKING = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li"),
        *("main", "nav", "ol", "option", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("title", "tr", "ul"),
    )
)
"""Elements that begin a line and end one."""
_OPAQUE = frozenset(("head", "iframe", "math", "noscript", "object", "script", "style", "svg", "template", "textarea"))
"""Elements of which nothing is shown."""
_NAME = re.compile(r"</?([A-Za-z][\w:-]{0,30})")
_EDGE = re.compile("[>\"']")
_QUOTED = 4000
"""The longest value of an attribute; a quotation mark that is not closed by then is none."""
_BLANKS = re.compile("[ \t\n\r\f]+")


def lines_of(markup: str) -> list[str]:
    """The lines that a browser would show, in order; blank ones are left out, runs of white space are one blank."""
    if "<" not in markup and "&" not in markup:
        return [line.strip() for line in markup.splitlines() if line.strip()]
    pieces: list[str] = []
    for text, breaks in _pieces(markup):
        pieces.append("\0" if breaks else _BLANKS.sub(" ", unescape(text).replace("\0", "\ufffd")))
    return [line.strip() for line in "".join(pieces).split("\0") if line.strip()]


def plain(text: str) -> str:
    """A short text, as a headline in a field is, on one line and without markup."""
    return " ".join(" ".join(lines_of(text)).split())


def _pieces(markup: str) -> Iterator[tuple[str, bool]]:
    """What lies between tags, and where a tag breaks the line."""
    cursor = 0
    while (opening := markup.find("<", cursor)) >= 0:
        if opening > cursor:
            yield markup[cursor:opening], False
        if markup.startswith("<!--", opening):
            closed = markup.find("-->", opening + 4)
            end = closed + 3 if closed >= 0 else 0
        elif tag := _NAME.match(markup, opening):
            name, end = tag[1].lower(), _end_of_tag(markup, tag.end())
            if name in _BREAKING:
                yield "", True
            elif name in _OPAQUE and markup[opening + 1] != "/" and markup[end - 2] != "/":
                closing = re.compile(f"</{name}\\b", re.IGNORECASE).search(markup, end)
                end = _end_of_tag(markup, closing.end()) if closing else 0
        elif markup[opening + 1 : opening + 2] in ("!", "?", "/"):
            end = markup.find(">", opening) + 1
        else:
            yield "<", False
            end = opening + 1
        if end <= opening:  # never closed
            return
        cursor = end
    yield markup[cursor:], False


def _end_of_tag(markup: str, cursor: int) -> int:
    """Where a tag ends that is open at an offset, or 0; what is quoted in it does not end it."""
    while edge := _EDGE.search(markup, cursor):
        if edge[0] == ">":
            return edge.end()
        closing = markup.find(edge[0], edge.end(), edge.end() + _QUOTED)
        cursor = closing + 1 if closing >= 0 else edge.end()
    return 0
