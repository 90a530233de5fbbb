"""Vector pictures, drawn by Textual itself."""

import html
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from annotations.workspace.workspace import Workspace
from screenshots.demo import ANNOTATOR
from tui.app import NewsreaderApp
from tui.language.catalogue import Language, speak

# The cells are in visual order already, and a viewer would reorder them. The property is not inherited.
_IN_ORDER = "text { direction: ltr; unicode-bidi: bidi-override; }"
_FONT = "DejaVu Sans Mono"
"""Takes the place of Textual's font, which has no Arabic letters."""

_TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")


def _unstretched(element: re.Match[str]) -> str:
    """Remove the length of an element with marks: a viewer would count them as letters and spread the text."""
    attributes, text = element.groups()
    if any(unicodedata.combining(code_point) for code_point in html.unescape(text)):
        attributes = re.sub(r'textLength="[^"]*" ', "", attributes)
    return f"<text {attributes}>{text}</text>"


async def draw(corpus: Path, target: Path, *, columns: int, rows: int, keys: Sequence[str], language: Language) -> None:
    """Open a corpus at a size, press keys (Textual's names), and write the picture."""
    speak(language)
    with Workspace.open(corpus, annotator=ANNOTATOR) as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=(columns, rows)) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            svg = app.export_screenshot(title="newsreader")
    # A picture loads nothing from elsewhere.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("Fira Code", _FONT)
    svg = svg.replace("</style>", f"{_IN_ORDER}</style>", 1)
    svg = _TEXT.sub(_unstretched, svg)
    target.write_text(svg, encoding="utf-8")
