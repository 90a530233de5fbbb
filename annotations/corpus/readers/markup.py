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
_TAG = re.compile(r"""<(/?)([A-Za-z][\w:-]{0,30})((?:[^>"']|"[^"]{0,4000}"|'[^']{0,4000}'){0,4000}+)>""")
"""The bounds keep a tag that is never closed from being sought to the end of the page again and again."""
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
            end = markup.find("-->", opening + 4) + 3
        elif tag := _TAG.match(markup, opening):
            name, end = tag[2].lower(), tag.end()
            if name in _BREAKING:
                yield "", True
            elif name in _OPAQUE and not tag[1] and not tag[3].endswith("/"):
                closing = re.compile(f"</{name}\\b[^>]*>", re.IGNORECASE).search(markup, end)
                end = closing.end() if closing else 2
        elif markup[opening + 1 : opening + 2] in ("!", "?", "/"):
            end = markup.find(">", opening) + 1 or 2
        else:
            yield "<", False
            end = opening + 1
        if end <= opening:  # never closed
            return
        cursor = end
    yield markup[cursor:], False
