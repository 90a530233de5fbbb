"""HTML as lines of text, for markup that is an article as a whole: all text but scripts and styles.

One pass without backtracking, so that the time is linear in the length of any input. Fetches and runs nothing.
"""

import re
from collections.abc import Iterator
from html import unescape as _unescape

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
"""Elements whose content a browser does not show."""
_NAME = re.compile(r"</?([A-Za-z][\w:-]{0,30})")
_EDGE = re.compile("[>\"']")
_QUOTED = 4000
"""Code points of the longest value of an attribute. A quotation mark without its partner by then opens no value."""
_BLANKS = re.compile("[ \t\n\r\f]+")
_INNER = r"(?:\s*<[^<>]{1,300}>){0,3}\s*"
_RAISED = re.compile(
    rf"(?i)<(su[pb])\b[^<>]{{0,300}}>{_INNER}((?:[+\-\u2212\u2013]|&minus;)?\d{{1,9}}(?:[.,/]\d{{1,9}})?){_INNER}</\1\s*>"
)
_SUPERSCRIPTS, _SUBSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
_SIGNS = {"+": "⁺₊", "-": "⁻₋", "\u2212": "⁻₋", "\u2013": "⁻₋", ".": "..", ",": ",,", "/": "//"}
_ZEROS = re.compile("&#([xX]?)0{4,}")
_LONG_REFERENCE = re.compile("&#(?:[0-9]{12,}|[xX][0-9a-fA-F]{12,});?")
"""Numbers of characters that may have more digits than Python converts."""


def unescape(text: str) -> str:
    """Replace the character references of a text; a number that is no character's becomes U+FFFD, as in browsers."""
    if "&#" in text:
        text = _LONG_REFERENCE.sub("\ufffd", _ZEROS.sub(r"&#\g<1>0", text))
    return _unescape(text)


def with_raised(markup: str) -> str:
    """Return markup with digits in `sup` and `sub` as raised and lowered digits: without them, 10<sup>6</sup> is 106.

    Other numbers in `sup` get a circumflex before them.
    """
    return _RAISED.sub(_raised, markup) if "<su" in markup or "<SU" in markup else markup


def _raised(found: re.Match[str]) -> str:
    name, number = found[1].lower(), unescape(found[2])
    if name == "sup" and re.search("[.,/]", number):
        return f"^{number}"
    table = _SUPERSCRIPTS if name == "sup" else _SUBSCRIPTS
    return "".join(table[int(sign)] if sign.isdecimal() else _SIGNS[sign][name == "sub"] for sign in number)


def lines_of(markup: str) -> list[str]:
    """Return the lines that a browser would show, without blank ones; runs of white space become one blank."""
    if "<![CDATA[" in markup:  # escaped a second time; its content is the markup
        markup = markup.replace("<![CDATA[", "").replace("]]>", "")
    if "<" not in markup and "&" not in markup:
        return [line.strip() for line in markup.splitlines() if line.strip()]
    markup = with_raised(markup)
    runs = [
        "\0" if breaks else _BLANKS.sub(" ", unescape(text).replace("\0", "\ufffd")) for text, breaks in _runs(markup)
    ]
    return [line.strip() for line in "".join(runs).split("\0") if line.strip()]


def plain(text: str) -> str:
    """Return a short text, such as a headline in a field, on one line and without markup."""
    return " ".join(" ".join(lines_of(text)).split())


def _runs(markup: str) -> Iterator[tuple[str, bool]]:
    """Yield the text between tags with False, and "" with True for a tag that breaks the line."""
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
    """Return the end of a tag that is open at an offset, or 0; a bracket in quotation marks does not end it."""
    while edge := _EDGE.search(markup, cursor):
        if edge[0] == ">":
            return edge.end()
        closing = markup.find(edge[0], edge.end(), edge.end() + _QUOTED)
        cursor = closing + 1 if closing >= 0 else edge.end()
    return 0
