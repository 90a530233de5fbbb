"""What looks for words: in the article, over the corpus, and the same words elsewhere."""

from collections.abc import Callable, Iterator, Sequence

from annotations.model.summary import Hit
from annotations.text.span import Span
from tui.language.catalogue import counted, say
from tui.screens.reading.asking import Asking


class Finding(Asking):
    """The part of the reading screen that lists places, to go to one, or to tag some."""

    _searched = ""

    def action_search(self) -> None:
        """Ask for words, and list where they stand in the article."""
        article = self._article
        if article is None:
            return

        def search(words: str) -> None:
            if words:
                self._searched = words
                self._list_hits(
                    words,
                    self._workspace.find(words, [article.id]),
                    say("Enter goes there, a label's key tags it, * all articles, Esc leaves"),
                    widened=lambda: self._workspace.find(words),
                )

        self._ask(say("search"), self._searched, search, is_old=True)

    def action_search_all(self) -> None:
        """Ask for words, and list where they stand in all articles."""

        def search(words: str) -> None:
            if words:
                self._searched = words
                keys = say("Enter goes there, a label's key tags it, Esc leaves")
                self._list_hits(words, self._workspace.find(words), keys)

        self._ask(say("search all articles"), self._searched, search, is_old=True)

    def _list_hits(
        self,
        words: str,
        hits: Iterator[Hit | None],
        keys: str,
        *,
        widened: Callable[[], Iterator[Hit | None]] | None = None,
    ) -> None:
        from tui.screens.hits import HitsScreen

        def chosen(places: Sequence[Hit] | None) -> None:
            if places:
                self._go_to_hit(places[0])

        screen = HitsScreen(words, hits, keys=keys, widened=widened, labels=self._workspace.labels, tag=self._tag_hit)
        self.app.push_screen(screen, chosen)

    def _go_to_hit(self, hit: Hit) -> None:
        if self._article is None or self._article.id != hit.article_id:
            self.open_article(hit.article_id)
        self._text.select(hit.span.start, hit.span.end)
        self.enter_text()

    def _tag_hit(self, hit: Hit, label: str) -> bool:
        """Tag a place of a list; whether it could be done."""
        with self._told():
            self._workspace.annotate(hit.article_id, label, (hit.span,))
            self._changed(f"{self._title(label)}: {hit.words}")
            self.show_article(hit.article_id)
            return True
        return False

    def action_same_words(self) -> None:
        """List the same words elsewhere, in the article or in all; what is confirmed gets the same label at once."""
        current = self._current()
        if self._article is None or current is None:
            return
        from tui.screens.hits import HitsScreen

        article_id, label, quote = self._article.id, current.label, current.quote

        def confirmed(hits: Sequence[Hit] | None) -> None:
            places: dict[str, list[Span]] = {}
            for hit in hits or ():
                places.setdefault(hit.article_id, []).append(hit.span)
            with self._told():
                made = self._workspace.annotate_everywhere(label, places)
                if made:
                    where = counted(len(places), "article")
                    title = self._title(label)
                    self._changed(say("{label}: {count} more in {where}", label=title, count=len(made), where=where))
                    for each in places:
                        self.show_article(each)

        screen = HitsScreen(
            f"{self._title(label)}: {quote}",
            self._workspace.same_words(label, quote, [article_id]),
            keys=say("Space confirms or skips, * all articles, Enter tags, Esc leaves"),
            is_choice=True,
            widened=lambda: self._workspace.same_words(label, quote),
        )
        self.app.push_screen(screen, confirmed)
