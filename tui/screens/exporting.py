"""Exporting without leaving the text: choose a format, a selection and a target, and see the result."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.worker import Worker, get_current_worker

from annotations.errors import ExportError, NewsreaderError
from annotations.exchange.registry import FORMATS
from annotations.model.annotation import FINISHED
from annotations.model.article import SectionKind
from annotations.workspace.workspace import Workspace
from tui.keys.layouts import latin
from tui.language.catalogue import counted, explain, left_to_right, say, spoken
from tui.screens.background import Background
from tui.widgets.base.segments import row, words
from tui.widgets.info_page import InfoPage, InfoParagraph
from tui.widgets.lists.item_list import ItemList
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from annotations.exchange.exporting.export import ExportReport, Request

EVERY = 50
"""Records between two displays of the progress."""
PREVIEW = 1200
"""Code points at most of each file of the preview."""


class FormatList(ItemList):
    """The formats: the name that the command line takes, and the tool that reads it."""

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 - Textual's own name
        on_move: Callable[[int], None],
        on_choose: Callable[[int], None],
    ) -> None:
        super().__init__(say("Export"), id=id, on_move=on_move, on_choose=on_choose)
        self._names = tuple(FORMATS)

    @property
    def item_height(self) -> int:
        """One row, and no blank one."""
        return 1

    @property
    def count(self) -> int:
        """The number of formats."""
        return len(self._names)

    @property
    def chosen(self) -> str:
        """The name of the format under the cursor."""
        return self._names[self.cursor]

    def draw(self, index: int, width: int) -> Sequence[Strip]:
        """Draw the name at one edge, and the tool that reads the format at the other."""
        layer = ("item-list--cursor",) if index == self.cursor else ()
        base, quiet = self.style_of(*layer), self.style_of(*layer, "item-list--quiet")
        name = self._names[index]
        ends = words(name, width // 3, base), words(say(FORMATS[name].title), width // 2, quiet)
        left, right = ends[::-1] if spoken().is_mirrored else ends
        return [row(width, base, left=left, right=right)]


class ExportScreen(ModalScreen[None]):
    """Writes in a thread of its own, from the work on disk. Leaving stops the export; nothing is written then."""

    AUTO_FOCUS = "#formats"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._formats = FormatList(id="formats", on_move=lambda _: self._redraw(), on_choose=self._ask_where)
        self._notice = ""
        self._background = Background(self, self._show_notice)
        self._wants = {"d": False, "s": False, "p": False, "n": False}
        self._preview: tuple[object, list[InfoParagraph]] = (None, [])
        self._writing: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Make the list of formats, below it the choices and the notice, the preview, and the prompt for the target."""
        with Vertical():
            yield self._formats
            yield InfoPage(self._choices)
            with VerticalScroll(id="preview", can_focus=False):
                yield InfoPage(self._record)
            yield Prompt()

    def _choices(self) -> Iterator[InfoParagraph]:
        choices = (
            ("d", say("only what is finished")),
            ("s", say("only the body")),
            ("p", say("split 80/10/10")),
            ("n", say("pseudonyms")),
        )
        # Blanks that break no row keep a choice in one piece.
        yield InfoParagraph(
            "   ".join(
                f"{'●' if self._wants[key] else '○'} {key} {text}".replace(" ", "\u00a0") for key, text in choices
            )
        )
        yield InfoParagraph(self._notice or say("Enter asks where to, Esc leaves"), "strong")

    def _record(self) -> Iterator[InfoParagraph]:
        state = self._formats.chosen, *self._wants.values()
        if self._preview[0] != state:
            self._preview = state, list(self._preview_lines())
        yield from self._preview[1]

    def _preview_lines(self) -> Iterator[InfoParagraph]:
        """Yield the first record as it would be written."""
        from annotations.exchange.exporting.export import preview

        try:
            for name, text in preview(
                self._workspace.records(), FORMATS[self._formats.chosen], self._request(), limit=PREVIEW
            ):
                yield InfoParagraph(name, "quiet")
                yield from (InfoParagraph(line, is_code=True) for line in text.splitlines())
        except NewsreaderError as error:
            yield InfoParagraph(say("nothing to preview: {why}", why=explain(str(error))), "quiet")

    def _request(self) -> "Request":
        from annotations.exchange.exporting.export import Request
        from annotations.exchange.exporting.pseudonyms import Pseudonyms
        from annotations.exchange.exporting.selection import Selection
        from annotations.exchange.exporting.splits import Splits

        return Request(
            self._workspace.labels,
            selection=Selection(
                statuses=FINISHED if self._wants["d"] else (), sections=(SectionKind.BODY,) if self._wants["s"] else ()
            ),
            splits=Splits.parse("80/10/10") if self._wants["p"] else Splits(),
            pseudonyms=Pseudonyms() if self._wants["n"] else None,
        )

    def _show_notice(self, notice: str) -> None:
        self._notice = notice
        self._redraw()

    def _redraw(self) -> None:
        for info in self.query(InfoPage):
            info.redraw()

    def take_key(self, event: events.Key) -> bool:
        """Turn a choice on or off, or leave."""
        key = latin(event.character or "")
        if key in self._wants:
            self._wants[key] = not self._wants[key]
            self._redraw()
        elif event.key == "escape":
            if self._writing is not None and self._writing.is_running:
                self._writing.cancel()
            else:
                self.dismiss()
        else:
            return False
        return True

    def _ask_where(self, _: int) -> None:
        format_ = FORMATS[self._formats.chosen]
        target = self._workspace.root.parent / f"{self._workspace.root.name}-{format_.name}{format_.suffix}"
        if format_.is_folder:
            target = target.with_suffix("")
        self.query_one(Prompt).ask(say("where to"), str(target), self._write)

    def _write(self, target: str | None) -> None:
        self.set_focus(self._formats)
        if target:
            self._writing = self._background.run(lambda: self._export(Path(target).expanduser()))

    def _export(self, target: Path) -> None:
        worker, call, total = get_current_worker(), self.app.call_from_thread, len(self._workspace.ids)

        def progress(report: "ExportReport") -> None:
            if worker.is_cancelled:
                raise ExportError(say("stopped; nothing was written"))
            if report.records % EVERY == 0:
                call(self._show_notice, say("writing: {records} of {total}", records=report.records, total=total))

        with self._workspace.reader() as reader:
            report = reader.export(target, FORMATS[self._formats.chosen], self._request(), progress=progress)
        done = say(
            "{articles}, {spans} written to {target}",
            articles=counted(report.articles, "article"),
            spans=counted(report.spans, "annotation"),
            target=left_to_right(target),
        )
        lost = [f"{say(feature)} ({count})" for feature, count in report.losses.items()]
        parts = [done, *(say("lost: {what}", what=each) for each in lost)]
        if report.cut:
            cut = counted(report.cut, "annotation")
            parts.append(say("left out: {spans} across the edges of the selected sections", spans=cut))
        if report.outside:
            outside = counted(report.outside.total(), "annotation")
            parts.append(say("left out: {spans} outside the selected sections", spans=outside))
        call(self._show_notice, " · ".join(parts))
