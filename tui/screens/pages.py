"""Pages over the text, left by the key that opened them: keys, guidelines, and the tour."""

from collections.abc import Callable, Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from annotations.model.label import Label, LabelSet
from tui.keys.actions import key_table
from tui.language.catalogue import say, title_of
from tui.widgets.info_page import InfoPage, InfoParagraph

OWN = 6
"""Examples of the user's own that are shown of each label."""
SPAN_EDGES = "⟦⟧"
"""Mark the edges of the span in an example of the label file."""
KEYS = 26
"""Columns of the keys in the table of keys."""


class InfoScreen(ModalScreen[None]):
    """A page. Any key that opens or leaves a page leaves it."""

    BINDINGS = [  # noqa: RUF012 - Textual's own type
        ("escape,q,ض,question_mark,؟,f1,f2,f3,g,ل,enter,space", "dismiss", "Close")
    ]
    AUTO_FOCUS = "#info"

    def __init__(self, paragraphs: Callable[[], Iterator[InfoParagraph]], *, names: int = 0) -> None:
        """Take the paragraphs, and how many columns their names have."""
        super().__init__()
        self._paragraphs = paragraphs
        self._names = names

    def compose(self) -> ComposeResult:
        """Make the page."""
        with VerticalScroll(id="info"):
            yield InfoPage(self._paragraphs, names=self._names)


def notice_page(notice: str) -> InfoScreen:
    """Return a notice that is longer than the status line."""
    return InfoScreen(lambda: iter((InfoParagraph(notice, is_own=True), InfoParagraph(say("Esc leaves"), "quiet"))))


def keys_page(labels: LabelSet) -> InfoScreen:
    """Return the table of all keys."""

    def paragraphs() -> Iterator[InfoParagraph]:
        yield InfoParagraph(say("Keys"), "strong")
        yield InfoParagraph(
            say("Every letter works under an Arabic keyboard layout too. Every change is on disk at once.")
        )
        yield InfoParagraph(
            say("The mouse: click, drag, double click a word, triple click a sentence; Shift+click extends.")
        )
        for group, rows in key_table(labels):
            yield from (InfoParagraph(""), InfoParagraph(say(group), "strong"))
            for keys, description in rows:
                yield InfoParagraph(description, name=keys)

    return InfoScreen(paragraphs, names=KEYS)


def guideline_page(labels: LabelSet, own: Callable[[str, int], Sequence[str]], *, first: str) -> InfoScreen:
    """Return what each label marks: its guideline, its examples, and the user's own. The label `first` comes first.

    `own` returns the user's examples of a label, at most as many as its second argument says.
    """

    def paragraphs() -> Iterator[InfoParagraph]:
        for label in sorted(labels, key=lambda each: each.name != first):
            yield InfoParagraph(f"{label.key} · {title_of(label)}", "strong")
            yield InfoParagraph(say(label.guideline))
            yield from map(_example, label.examples)
            if quotes := own(label.name, OWN):
                yield InfoParagraph(say("yours:"), "quiet")
                yield from (InfoParagraph(quote, "hit") for quote in quotes)
            yield InfoParagraph("")

    return InfoScreen(paragraphs)


def _example(example: str) -> InfoParagraph:
    """Return an example with its first span as a hit, without the marks of the span's edges."""
    before, _, behind = example.partition(SPAN_EDGES[0])
    span = behind.partition(SPAN_EDGES[1])[0]
    plain = "".join(each for each in example if each not in SPAN_EDGES)
    return InfoParagraph(plain, "quiet", span=(len(before), len(before) + len(span)))


def tour_page(labels: LabelSet) -> InfoScreen:
    """Return what a new user needs, on one screen."""

    def entry(key: str, text: str) -> InfoParagraph:
        return InfoParagraph(text, name=key)

    def paragraphs() -> Iterator[InfoParagraph]:
        yield InfoParagraph(say("Welcome to newsreader"), "strong")
        yield InfoParagraph(say("Read, select, tag: everything by keys, also under an Arabic keyboard layout."))
        yield InfoParagraph("")
        yield entry("↓  Enter", say("choose an article and open it; Tab goes from pane to pane"))
        yield entry("← → ↑ ↓", say("the caret goes where the arrow points; with Ctrl by words; with Shift it selects"))
        yield entry('3  s  e  "', say("select three words, the sentence, on to its end, the quotation"))
        yield entry(";", say("two letters on every word: type them to jump there"))
        yield entry("  ".join(_keys(labels)), say("tag the selection, or the word at the caret, with a label"))
        yield entry("Space", say("select what is likely to be tagged next; Backspace the one before"))
        yield entry("r  v  m", say("relate a claim to its speaker, give a figure its value, write a note"))
        yield entry("u", say("take anything back, also tomorrow: every change is on disk at once"))
        yield entry("d  ]", say("the article is done; the next one"))
        yield entry("?  g", say("all keys; what each label marks"))
        yield InfoParagraph("")
        yield InfoParagraph(say("Enter begins. F2 shows this page again."), "quiet")

    return InfoScreen(paragraphs, names=12)


def _keys(labels: LabelSet) -> Iterator[str]:
    return (label.key for label in list[Label](labels)[:3])
