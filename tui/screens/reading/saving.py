"""The store without a key: edits of other processes come in, and what the disk refused is written again."""

from textual.screen import Screen

from tui.language.catalogue import counted, explain, say
from tui.screens.background import Background
from tui.screens.reading.notices import Notices
from tui.screens.reading.session import Session
from tui.screens.reading.views import Views

EVERY = 3.0
"""Seconds between two looks at the store."""


class Saving:
    """Watches the store, and lets the program end only when everything is on disk, or the user insists."""

    def __init__(self, session: Session, views: Views, notices: Notices) -> None:
        self._workspace = session.workspace
        self._views = views
        self._notices = notices
        self._damage = ""
        """The damage of the journals that was shown last."""
        self._has_warned = False

    def watch(self, screen: Screen[None]) -> None:
        """Look at the store from now on, by a timer of the screen."""
        screen.set_interval(EVERY, Background(screen, self._notices.show).reported(self._look))

    def _look(self) -> None:
        """Take over what other processes did, try to save what is pending, and show what came of both."""
        workspace, before = self._workspace, self._workspace.pending
        changed = workspace.refresh()
        damage, self._damage = self._damage, workspace.damage
        if self._damage != damage:
            self._notices.show(explain(self._damage))
        if changed:
            for article_id in changed:
                self._views.show_article(article_id)
            self._views.show_work()
            self._notices.show(say("changed elsewhere: {articles}", articles=counted(len(changed), "article")))
        after = workspace.pending
        if before or after:
            self._views.show_progress()
            if not after:
                self._notices.show(say("everything is saved now"))
            elif before != after:
                self._notices.show(explain(workspace.trouble))

    def may_quit(self) -> bool:
        """Return True if everything is on disk, or if the user was warned before; else show the warning."""
        if not self._workspace.pending or self._workspace.retry():
            return True
        has_warned, self._has_warned = self._has_warned, True
        self._notices.show(f"{say('q again quits and loses it')} · {explain(self._workspace.trouble)}")
        return has_warned
