"""The visible text of HTML, in which Label Studio counts the offsets of its `HyperText`."""

from html.parser import HTMLParser

_HIDDEN = frozenset({"script", "style"})


class _Visible(HTMLParser):
    """Collects the text between the elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def visible(html: str) -> str:
    """Return the text of all elements but scripts and styles, verbatim."""
    parser = _Visible()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)
