"""The one screen that stays: the list of articles, the text, and its annotations."""

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from annotations.model.annotation import Status
from annotations.workspace.workspace import Workspace
from tui.keys.actions import ACTIONS, Scope, label_actions
from tui.keys.bindings import bindings, label_bindings
from tui.language.catalogue import say, spoken
from tui.screens.reading.annotating import Annotating
from tui.screens.reading.article_list import ArticleBrowser
from tui.screens.reading.details import Details
from tui.screens.reading.indexing import Indexing
from tui.screens.reading.lower_rows import LowerRows
from tui.screens.reading.notices import Notices, Questions
from tui.screens.reading.pages import Pages
from tui.screens.reading.panes import MEDIUM, WIDE, Panes, show
from tui.screens.reading.relating import Relating
from tui.screens.reading.saving import Saving
from tui.screens.reading.searching import Searching
from tui.screens.reading.session import Session
from tui.screens.reading.undoing import Undoing
from tui.screens.reading.views import Views
from tui.widgets.article.article_view import ArticleView
from tui.widgets.bars import KeyBar, StatusLine, TitleBar
from tui.widgets.lists.annotation_panel import AnnotationPanel
from tui.widgets.lists.article_list import ArticleList
from tui.widgets.prompt import Prompt

SMALLEST = (40, 10)
"""Columns and rows below which only a notice is shown."""
ON_THE_WAY = frozenset({"up", "down", "pageup", "pagedown", "home", "end"})
"""Keys that move in the list of articles, past those that the user does not want."""


class ReadingScreen(Screen[None], inherit_bindings=False):
    """Holds the widgets, the session that they show, and an object for each group of keys.

    What changes the annotations is done at once, not by messages: the next key must find it done.
    """

    BINDINGS = bindings(Scope.APP, Scope.EDITING)
    AUTO_FOCUS = ".first"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.set_class(spoken().is_mirrored, "-mirrored")
        for binding in label_bindings(workspace.labels):
            self._bindings.bind(
                binding.key, binding.action, binding.description, show=False, key_display=binding.key_display
            )
        self.session = session = Session(workspace)
        self._list = ArticleList(
            session.listed,
            workspace.summary,
            workspace.labels,
            is_large=session.is_large,
            id="articles",
            on_move=self._open_soon,
            on_choose=self._read,
        )
        self._text = ArticleView(workspace.labels, on_move=self._follow_caret, id="text")
        self._panel = AnnotationPanel(
            workspace.labels,
            id="annotations",
            on_move=lambda _: self._views.go_to_annotation(),
            on_choose=lambda _: self.enter_text(),
        )
        is_one_file = workspace.corpus.found == (workspace.corpus.under,)
        first = self._text if is_one_file else self._list
        first.add_class("first")
        self._panes = Panes(self._list, self._text, self._panel, first=first, is_mirrored=spoken().is_mirrored)
        self._title = TitleBar(corpus=workspace.name, annotator=workspace.annotator)
        self._status, self._prompt, self._key_bar = StatusLine(), Prompt(), KeyBar()
        self._make_parts()

    def _make_parts(self) -> None:
        """Make the objects that do what the keys ask for."""
        session, notices = self.session, Notices(self._status)
        self._lower_rows = LowerRows(self._status, self._prompt, self._key_bar)
        questions = Questions(self._prompt, self._lower_rows, notices)
        self._views = views = Views(
            session,
            notices,
            articles=self._list,
            text=self._text,
            panel=self._panel,
            title=self._title,
            status=self._status,
        )
        self._articles = ArticleBrowser(
            session, views, notices, questions=questions, screen=self, enter_text=self.enter_text
        )
        self._annotating = Annotating(session, views, notices)
        self._relating = Relating(session, views, notices)
        self._details = Details(session, views, notices, questions)
        self._searching = Searching(
            session,
            views,
            notices,
            questions=questions,
            articles=self._articles,
            screen=self,
            enter_text=self.enter_text,
        )
        self._indexing = Indexing(session, views, notices, articles=self._articles, screen=self)
        self._undoing = Undoing(session, views, notices, self._articles)
        self._pages = Pages(session, views, notices, self)
        self._saving = Saving(session, views, notices)

    def compose(self) -> ComposeResult:
        """Stand the bars around the panes."""
        yield self._title
        yield self._panes
        yield self._status
        yield self._prompt
        yield self._key_bar

    def on_mount(self) -> None:
        """Begin with the first unfinished article beside the list; a corpus of one file begins with its text."""
        self._show_keys()
        self._fit(self.app.size)  # Textual reports the size only after it has painted a frame
        self._articles.begin()
        self._indexing.begin()
        self._saving.watch(self)

    def _open_soon(self, index: int) -> None:
        self._articles.open_soon(index)

    def _read(self, index: int) -> None:
        self._articles.read(index)

    def _follow_caret(self) -> None:
        self._views.follow_caret()

    def may_quit(self) -> bool:
        """Return True if the program may end: everything is on disk, or the user was warned before."""
        return self._saving.may_quit()

    def take_key(self, event: events.Key) -> bool:
        """Let a key that acts on an announced article find it open. Keys that move on in the list need not wait."""
        if event.key not in ON_THE_WAY:
            self._articles.open_announced()
        return False

    # Size and focus

    def on_resize(self, event: events.Resize) -> None:
        """Take the terminal's size."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Show the panes that fit, or only a notice if the terminal is too small."""
        columns, rows = size
        self.set_class(columns < MEDIUM, "-narrow")
        self.set_class(MEDIUM <= columns < WIDE, "-medium")
        is_too_small = columns < SMALLEST[0] or rows < SMALLEST[1]
        for widget in (self._title, self._panes):
            show(widget, is_shown=not is_too_small)
        self.query(".too-small").remove()
        if is_too_small:
            show(self._status, is_shown=False)
            show(self._key_bar, is_shown=False)
            self._show_too_small(columns, rows)
            return
        self._lower_rows.arrange()
        self._arrange()
        if self.focused is None:
            self.set_focus(self._panes.current)

    def _show_too_small(self, columns: int, rows: int) -> None:
        from tui.widgets.info_page import InfoPage, InfoParagraph

        need = say("newsreader needs {columns} columns and {rows} rows.", columns=SMALLEST[0], rows=SMALLEST[1])
        has = say("This terminal has {columns} × {rows}.", columns=columns, rows=rows)
        notice = InfoPage(lambda: map(InfoParagraph, (has, need, say("q quits."))))
        notice.add_class("too-small")
        self.mount(notice)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the pane that has the focus, if not all fit, and its keys."""
        if event.widget in (self._list, self._text, self._panel):
            self._panes.current = event.widget
            self._arrange()
            self._show_keys()
        if self._panes.display:
            self._lower_rows.arrange()

    def _arrange(self) -> None:
        self._panes.show_those_that_fit()
        self._views.show_place()  # the text may have come into view, or gone

    def _show_keys(self) -> None:
        """Show the keys that work in the pane with the focus."""
        scopes, pane = {Scope.APP}, self._panes.current
        if pane is not self._text:
            scopes.add(Scope.LIST)
        if pane is self._list:
            scopes.add(Scope.ARTICLES)
        if pane is not self._list:
            scopes.add(Scope.EDITING)
        if pane is self._text:
            scopes.add(Scope.TEXT)
        actions = (*label_actions(self.session.workspace.labels), *ACTIONS)
        self._key_bar.show(action for action in actions if action.in_key_bar and action.scope in scopes)

    def _enter(self, pane: Widget) -> None:
        self._panes.enter(pane)
        self._views.show_place()

    def enter_text(self) -> None:
        """Give the text the focus."""
        self._enter(self._text)

    def action_pane(self, step: int) -> None:
        """Give the next pane the focus."""
        self._enter(self._panes.next(step))

    def action_back(self) -> None:
        """Drop the selection; without one go back, from the annotations to the text, from the text to the list."""
        if self.focused is self._panel:
            self.enter_text()
        elif not (self._annotating.put_back() or self._text.drop_selection()):
            self._enter(self._list)

    # The actions of the keys: Textual finds each by the name of its method

    def action_annotate(self, label: str) -> None:
        """Tag with a label."""
        self._annotating.annotate(label)

    def action_repeat(self) -> None:
        """Tag with the label that was used last."""
        self._annotating.repeat()

    def action_propose(self, step: int) -> None:
        """Select what is likely to be tagged next."""
        self._annotating.suggest(step)

    def action_copy(self) -> None:
        """Copy the selection."""
        self._annotating.copy()

    def action_remove(self) -> None:
        """Remove an annotation."""
        self._annotating.remove()

    def action_add_fragment(self) -> None:
        """Add a fragment to an annotation."""
        self._annotating.add_fragment()

    def action_take_up(self) -> None:
        """Change the span of an annotation."""
        self._annotating.take_up()

    def action_relate(self) -> None:
        """Relate an annotation to another."""
        self._relating.relate()

    def action_relate_further(self) -> None:
        """Relate an annotation to a further one."""
        self._relating.relate_further()

    def action_unrelate(self) -> None:
        """Remove a relation of an annotation."""
        self._relating.unrelate()

    def action_note(self) -> None:
        """Write a note."""
        self._details.ask_note()

    def action_values(self) -> None:
        """Give an annotation attributes."""
        self._details.ask_attributes()

    def action_flag(self) -> None:
        """Turn the yes-or-no attributes on and off."""
        self._details.turn_flags()

    def action_unsure(self) -> None:
        """Mark an annotation, or the article, as unsure."""
        self._details.turn_unsure()

    def action_status(self, name: str) -> None:
        """Mark the article as done, or as one with nothing in it."""
        self._details.turn_status(Status(name))

    def action_search(self) -> None:
        """Search in the article."""
        self._searching.search_article()

    def action_search_all(self) -> None:
        """Search in all articles."""
        self._searching.search_all()

    def action_same_words(self) -> None:
        """Tag the same words elsewhere."""
        self._searching.list_same_words()

    def action_undo(self) -> None:
        """Take the last step back."""
        self._undoing.undo()

    def action_redo(self) -> None:
        """Make a step again."""
        self._undoing.redo()

    def action_article(self, step: int) -> None:
        """Open the next or the previous article."""
        self._articles.step(step)

    def action_unfinished(self) -> None:
        """Open the next unfinished article."""
        self._articles.open_unfinished()

    def action_filter(self) -> None:
        """Filter the list."""
        self._articles.ask_filter()

    def action_sort(self) -> None:
        """Sort the list."""
        self._articles.sort()

    def action_copies(self) -> None:
        """Fold near-duplicates in the list, or show them."""
        self._articles.turn_copies()

    def action_help(self) -> None:
        """Show all keys."""
        self._pages.show_keys()

    def action_tour(self) -> None:
        """Show the page for new users."""
        self._pages.show_tour()

    def action_notice(self) -> None:
        """Show the whole notice."""
        self._pages.show_notice()

    def action_guideline(self) -> None:
        """Show what each label marks."""
        self._pages.show_guideline()

    def action_export(self) -> None:
        """Open the export."""
        self._pages.show_export()

    def action_palette(self) -> None:
        """Find an action by its name."""
        self._pages.show_palette()
