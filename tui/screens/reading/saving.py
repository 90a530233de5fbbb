"""What goes on without a key: what is not saved yet, what others do to the same work, and the time that passes."""

from abc import abstractmethod

from annotations.errors import NewsreaderError
from tui.language.catalogue import counted, explain, say
from tui.screens.reading.pages import Consulting
from tui.widgets.bars import TitleBar

EVERY = 3.0
"""Seconds between two looks at what others have done, and two tries to save what the disk refused."""


class Watching(Consulting):
    """The part of the reading screen that keeps an eye on the store."""

    @abstractmethod
    def show_work(self) -> None:
        """Show what the workspace holds now of the open article."""

    def watch_store(self) -> None:
        """Begin to look at the store from time to time."""
        self.set_interval(EVERY, self._look)

    def _look(self) -> None:
        waited = self._workspace.pending
        try:
            changed = self._workspace.refresh()
        except NewsreaderError as error:
            self._tell(explain(str(error)))
            return
        damage, self._damage = self._damage, self._workspace.damage
        if self._damage != damage:
            self._tell(explain(self._damage))
        if changed:
            for article_id in changed:
                self.show_article(article_id)
            self.show_work()
            self._tell(say("changed elsewhere: {articles}", articles=counted(len(changed), "article")))
        if waited or self._workspace.pending:
            self.show_progress()
            if waited and not self._workspace.pending:
                self._tell(say("everything is saved now"))
            elif waited != self._workspace.pending:
                self._tell(self._not_saved())

    def _not_saved(self) -> str:
        """That something is not on disk, and why."""
        return explain(self._workspace.trouble)

    def may_quit(self) -> bool:
        """Whether everything is on disk; where it is not, that is told, and the second time one may quit."""
        if not self._workspace.pending or self._workspace.retry():
            return True
        has_been_told, self._warned = self._warned, True
        self._tell(f"{say('q again quits and loses it')} · {self._not_saved()}")
        return has_been_told

    _going_on = ""
    """What the program is busy with, for the title."""
    _warned = False
    _damage = ""
    """What has been told of lines that could not be read."""

    def show_progress(self) -> None:
        """Show how far the work has come, and whether all of it is on disk."""
        parts = []
        if self._workspace.is_counted:
            progress = self._workspace.progress()
            finished, articles = f"{progress.finished:,}", f"{progress.articles:,}"
            parts.append(say("{finished} of {articles} done", finished=finished, articles=articles))
            parts.append(counted(progress.annotations, "annotation"))
        if minutes := self._workspace.time_spent() // 60:
            parts.append(say("{hours}:{minutes:02} h", hours=minutes // 60, minutes=minutes % 60))
        if self._going_on:
            parts.insert(0, self._going_on)
        if self._workspace.pending:
            parts.insert(0, say("NOT SAVED: {edits}", edits=self._workspace.pending))
        self.query_one(TitleBar).show_progress(" · ".join(parts))
