"""Fixtures of the tests of screens."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.workspace.workspace import Workspace
from tui.app import NewsreaderApp
from tui.language.catalogue import Language, speak
from tui.widgets.bars import StatusLine

LINES = "وقال الوزير إن السعر 12 ألف جنيه.\nوأضاف الوزير أن السعر ثابت.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    """Three small articles that share words, but are not copies of each other."""
    for name, own in (("a", "أمطار غزيرة في الجبال"), ("b", "مباراة حاسمة هذا المساء"), ("c", "معرض للكتب القديمة")):
        text = f"عنوان {name}\n\n{LINES}{own}، {own} حتى آخر الشهر كله.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    with Workspace.open(tmp_path, annotator="hana") as opened:
        yield opened


@pytest.fixture
def notice_of() -> Callable[[NewsreaderApp], str]:
    """Return the notice on the status line: as it is shown, or the whole of one that is cut."""

    def read(app: NewsreaderApp) -> str:
        line = app.screen_stack[0].query_one(StatusLine)
        drawn = " ".join(line.render_line(0).text.split())
        return line.notice if "… F3" in drawn else drawn

    return read


@pytest.fixture
def _in_arabic() -> Iterator[None]:
    speak(Language.ARABIC)
    yield
    speak(Language.ENGLISH)
