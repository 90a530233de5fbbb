"""Search: for words in the article or in all articles, and for the words of an annotation elsewhere."""

from collections.abc import Callable, Iterator, Sequence

from textual.screen import Screen

from annotations.model.summary import Hit
from annotations.text.span import Span
from tui.language.catalogue import counted, say, title_of, titled
from tui.screens.reading.article_list import ArticleBrowser
from tui.screens.reading.notices import Notices, Questions
from tui.screens.reading.session import Session
from tui.screens.reading.side_effects import overlap
from tui.screens.reading.views import Views


class Searching:
    """Lists places over the reading screen: to go to one, or to tag some."""

    def __init__(
        self,
        session: Session,
        views: Views,
        notices: Notices,
        *,
        questions: Questions,
        articles: ArticleBrowser,
        screen: Screen[None],
        enter_text: Callable[[], None],
    ) -> None:
        self._session = session
        self._views = views
        self._notices = notices
        self._questions = questions
        self._articles = articles
        self._screen = screen
        self._enter_text = enter_text
        self._searched = ""
        """The words that were searched for last."""

    def search_article(self) -> None:
        """Ask for words, and list where they stand in the article."""
        if self._session.article is None:
            return
        find, article_id = self._session.workspace.search.find, self._session.article_id

        def search(words: str) -> None:
            keys = say("Enter goes there, a label's key tags it, * all articles, Esc leaves")
            self._list_hits(words, find(words, [article_id]), keys, widened=lambda: find(words))

        self._ask(say("search"), search)

    def search_all(self) -> None:
        """Ask for words, and list where they stand in all articles."""
        find = self._session.workspace.search.find

        def search(words: str) -> None:
            self._list_hits(words, find(words), say("Enter goes there, a label's key tags it, Esc leaves"))

        self._ask(say("search all articles"), search)

    def _ask(self, question: str, search: Callable[[str], None]) -> None:
        def answered(words: str) -> None:
            if words:
                self._searched = words
                search(words)

        self._questions.ask(question, self._searched, answered, is_old=True)

    def _list_hits(
        self,
        words: str,
        hits: Iterator[Hit | None],
        keys: str,
        *,
        widened: Callable[[], Iterator[Hit | None]] | None = None,
    ) -> None:
        from tui.screens.hits import HitsScreen  # needed when its key is first pressed

        def chosen(places: Sequence[Hit] | None) -> None:
            if places:
                self._go_to(places[0])

        labels = self._session.workspace.labels
        screen = HitsScreen(words, hits, keys=keys, widened=widened, labels=labels, tag=self._tag)
        self._screen.app.push_screen(screen, chosen)

    def _go_to(self, hit: Hit) -> None:
        if self._session.article is None or self._session.article_id != hit.article_id:
            self._articles.open(hit.article_id)
        self._views.text.select(hit.span.start, hit.span.end)
        self._enter_text()

    def _tag(self, hit: Hit, label: str) -> bool:
        """Tag a place of a list. Returns False if that failed."""
        with self._notices.showing_errors():
            workspace = self._session.workspace
            before = workspace.work(hit.article_id)
            made = workspace.editor.annotate(hit.article_id, label, (hit.span,))
            after = workspace.work(hit.article_id)
            overlapped = overlap(after, workspace.labels, made)
            what = " · ".join(filter(None, [titled(self._title(label), hit.words), overlapped]))
            is_new = after != before
            what = what if is_new else say("{what} · it was so already", what=what)
            self._views.show_change(what, can_undo=is_new)
            self._views.show_article(hit.article_id)
            return True
        return False

    def list_same_words(self) -> None:
        """List where the words of the annotation under the caret stand elsewhere; confirmed places get its label."""
        current = self._views.current_or_notice()
        if current is None:
            return
        from tui.screens.hits import HitsScreen  # needed when its key is first pressed

        workspace, label, quote = self._session.workspace, current.label, current.quote

        def confirmed(hits: Sequence[Hit] | None) -> None:
            places: dict[str, list[Span]] = {}
            for hit in hits or ():
                places.setdefault(hit.article_id, []).append(hit.span)
            self._tag_everywhere(label, places)

        screen = HitsScreen(
            titled(self._title(label), quote),
            workspace.search.same_words(label, quote, [self._session.article_id]),
            keys=say("Space confirms or skips, * all articles, Enter tags, Esc leaves; … goes on to a longer name"),
            is_choice=True,
            widened=lambda: workspace.search.same_words(label, quote),
        )
        self._screen.app.push_screen(screen, confirmed)

    def _tag_everywhere(self, label: str, places: dict[str, list[Span]]) -> None:
        with self._notices.showing_errors():
            made = self._session.workspace.editor.annotate_everywhere(label, places)
            if not made:
                return
            where = counted(len(places), "article")
            title = self._title(label)
            self._views.show_change(say("{label}: {count} more in {where}", label=title, count=len(made), where=where))
            for article_id in places:
                self._views.show_article(article_id)

    def _title(self, label: str) -> str:
        return title_of(self._session.workspace.labels.shown(label))
