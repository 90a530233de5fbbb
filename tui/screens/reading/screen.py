"""The one screen that stays: the list of articles, the text, and its annotations, wired to the workspace."""

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from annotations.model.annotation import Relation
from annotations.model.edit import Edit
from annotations.workspace.workspace import Workspace
from tui.keys.actions import ACTIONS, Scope, label_actions
from tui.keys.bindings import bindings, label_bindings
from tui.language.catalogue import counted, say, spoken
from tui.screens.reading.article_list import ArticleBrowser
from tui.widgets.article.article_view import ArticleView
from tui.widgets.bars import KeyBar, StatusLine, TitleBar
from tui.widgets.lists.annotation_panel import AnnotationPanel
from tui.widgets.lists.article_list import ArticleList
from tui.widgets.prompt import Prompt

WIDE, MEDIUM = 120, 80
"""Columns from which three panes stand side by side, and from which two do."""
SMALLEST = (40, 10)
"""Columns and rows below which only a notice is shown."""


class ReadingScreen(ArticleBrowser, inherit_bindings=False):
    """Wiring only: widgets show values, actions ask the workspace, and the answer goes back to the widgets.

    What changes the annotations is done here and at once, not by messages: the next key must find it done.
    """

    BINDINGS = bindings(Scope.APP, Scope.EDITING)
    AUTO_FOCUS = ".first"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.set_class(spoken().is_mirrored, "-mirrored")
        for binding in label_bindings(workspace.labels):
            self._bindings.bind(
                binding.key, binding.action, binding.description, show=False, key_display=binding.key_display
            )

    def compose(self) -> ComposeResult:
        """Make the panes and the bars around them."""
        workspace = self._workspace
        panes = (
            ArticleList(
                self._ids,
                workspace.summary,
                workspace.labels,
                is_large=self._is_large,
                id="articles",
                on_move=self._open_soon,
                on_choose=self._read,
            ),
            ArticleView(workspace.labels, on_move=self._follow_caret, id="text"),
            AnnotationPanel(
                workspace.labels,
                id="annotations",
                on_move=self._go_to_annotation,
                on_choose=lambda _: self._enter(self._text),
            ),
        )
        is_one_file = workspace.corpus.found == (workspace.corpus.under,)
        panes[1 if is_one_file else 0].add_class("first")
        yield TitleBar(corpus=workspace.name, annotator=workspace.annotator)
        with Panes(id="panes"):
            yield from reversed(panes) if spoken().is_mirrored else panes
        yield StatusLine()
        yield Prompt()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the list, and beside it the first article that is not finished; one file is there to be read."""
        self._pane: Widget = self.query_one(self.AUTO_FOCUS)
        self._show_keys()
        self._fit(self.app.size)  # Textual tells of the size when it has painted a frame
        self.begin()
        self.watch_store()

    def on_resize(self, event: events.Resize) -> None:
        """Take the terminal's size."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Show the panes that fit, and nothing but a notice where nothing does."""
        columns, rows = size
        self.set_class(columns < MEDIUM, "-narrow")
        self.set_class(MEDIUM <= columns < WIDE, "-medium")
        too_small = columns < SMALLEST[0] or rows < SMALLEST[1]
        for selector in ("TitleBar", "#panes", "StatusLine", "KeyBar"):
            _show(self.query_one(selector), not too_small)
        self.query(".too-small").remove()
        if too_small:
            self._say_too_small(columns, rows)
            return
        self._arrange(self._pane)
        if self.focused is None:
            self.set_focus(self._pane)

    def _say_too_small(self, columns: int, rows: int) -> None:
        from tui.widgets.info_page import InfoPage, InfoParagraph

        need = say("newsreader needs {columns} columns and {rows} rows.", columns=SMALLEST[0], rows=SMALLEST[1])
        has = say("This terminal has {columns} × {rows}.", columns=columns, rows=rows)
        notice = InfoPage(lambda: map(InfoParagraph, (has, need, say("q quits."))))
        notice.add_class("too-small")
        self.mount(notice)

    # Panes

    @property
    def _list(self) -> ArticleList:
        return self.query_one("#articles", ArticleList)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the pane that has the focus, where not all fit, and its keys."""
        if event.widget in (self._list, self._text, self._panel):
            self._pane = event.widget
            self._arrange(event.widget)
            self._show_keys()

    def _show_keys(self) -> None:
        """Show the keys that work in the pane with the focus."""
        scopes = {Scope.APP}
        if self._pane is not self._text:
            scopes.add(Scope.LIST)
        if self._pane is self._list:
            scopes.add(Scope.ARTICLES)
        if self._pane is not self._list:
            scopes.add(Scope.EDITING)
        if self._pane is self._text:
            scopes.add(Scope.TEXT)
        actions = (*label_actions(self._workspace.labels), *ACTIONS)
        self.query_one(KeyBar).show(action for action in actions if action.in_key_bar and action.scope in scopes)

    def _enter(self, pane: Widget) -> None:
        """Give a pane the focus and show it, with those that fit beside it."""
        pane.display = True  # first: a hidden widget takes no focus
        self.set_focus(pane)
        self._arrange(pane)

    def _arrange(self, pane: Widget) -> None:
        columns = self.app.size.width
        if columns >= WIDE:
            shown: set[Widget] = {self._list, self._text, self._panel}
        elif columns >= MEDIUM and pane is not self._list:
            shown = {self._text, self._panel}
        else:
            shown = {pane}
        for each in (self._list, self._text, self._panel):
            _show(each, each in shown)
        self._show_place()

    def action_pane(self, step: int) -> None:
        """Give the next pane the focus."""
        panes: list[Widget] = [self._list, self._text, self._panel]
        here = panes.index(self.focused) if self.focused in panes else 0
        self._enter(panes[(here + step) % len(panes)])

    def action_back(self) -> None:
        """Drop the selection; without one go back, from the annotations to the text, from the text to the list."""
        if self.focused is self._panel:
            self._enter(self._text)
        elif not (self.drop_taken_up() or self._text.drop_selection()):
            self._enter(self._list)

    # Articles

    def _read(self, index: int) -> None:
        self.open_article(self._ids[index])
        if self._article is not None:
            self._enter(self._text)

    def enter_text(self) -> None:
        """Give the text the focus."""
        self._enter(self._text)

    # The work on an article

    def action_undo(self) -> None:
        """Take the last change back, in whichever article it was.

        What was done to many articles at once before the program was opened, as by an import, is nothing that one key
        too many should take back: that is told first, and done by the key after it.
        """
        with self._told():
            articles = self._workspace.undo_reaches()
            describe = counted(articles, "article")
            warning = say("u again takes back what was done at once in {articles}", articles=describe)
            if articles > 1 and self.query_one(StatusLine).notice != warning:
                self._tell(warning)
                return
            self._show_edit(self._workspace.undo(), is_undo=True)

    def action_redo(self) -> None:
        """Make the change again."""
        with self._told():
            self._show_edit(self._workspace.redo(), is_undo=False)

    def _show_edit(self, edits: tuple[Edit, ...], *, is_undo: bool) -> None:
        if not edits:
            self._tell(say("There is nothing to undo.") if is_undo else say("There is nothing to make again."))
            return
        from tui.language.edits import describe

        known = [edit.article_id for edit in edits if edit.article_id in self._workspace.ids]
        if known and self._opened not in known:
            self.open_article(known[0])
        for article_id in known:
            self.show_article(article_id)
        what = describe(edits, self._workspace.labels)
        self._changed(
            say("undone: {what}", what=what) if is_undo else say("made again: {what}", what=what), way_back=False
        )
        place = next((place for edit in edits if edit.article_id == self._opened for place in self._places(edit)), None)
        if place is not None:
            self._text.go_to(place)

    def _places(self, edit: Edit) -> Iterator[int]:
        """Where an edit of the open article was made: at its annotations, and at the sources of its relations."""
        yield from (each.span.start for each in edit.annotations())
        spans = {each.id: each.span for each in self._workspace.work(edit.article_id).annotations}
        for change in edit.changes:
            relation = change.after or change.before
            if isinstance(relation, Relation) and relation.source in spans:
                yield spans[relation.source].start

    def _changed(self, what: str, *, way_back: bool = True) -> None:
        """Show what the workspace now holds; it is on disk, or the notice says that it is not."""
        self.show_work()
        self.show_article(self._opened)
        self.show_progress()
        if self._workspace.pending:
            self._tell(f"{what} · {self._not_saved()}")
        else:
            self._tell(say("{what} · u takes it back", what=what) if way_back else what)

    def show_work(self) -> None:
        """Show what the workspace holds now of the open article."""
        if self._article is not None:
            work = self._workspace.work(self._article.id)
            self._text.show_work(work)
            self._panel.show(work)
            self._forget_what_is_gone(work)
            self._follow_caret()

    # What is told

    def _follow_caret(self) -> None:
        if self.focused is not self._panel:  # there its own cursor leads: several annotations may start at one place
            self._panel.follow(self._text.current)
        self._show_place()

    def _show_place(self) -> None:
        """Say where in the text the caret is, where that is to be seen."""
        self.query_one(StatusLine).show_place(self._text.place if self._text.display else "")

    def _go_to_annotation(self, _: int) -> None:
        annotation = self._panel.annotation()
        if annotation is not None:
            self._text.go_to_annotation(annotation)


class Panes(Horizontal):
    """Holds the panes, which cover it: nothing is to be drawn, and Textual would go through its rows in each frame."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Blank rows; nobody sees them."""
        return [Strip.blank(crop.width)] * crop.height


def _show(widget: Widget, is_shown: bool) -> None:  # noqa: FBT001 - it says what it is
    """Show or hide a widget; telling it what it does already would lay the whole screen out again."""
    if widget.display != is_shown:
        widget.display = is_shown
