"""What the store knows of one annotator's work on one article."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotations.model.annotation import AnnotationSet
from annotations.store.journals.line import Line


class UnusableError(Exception):
    """A file that does not hold what was asked for; the message says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredWork:
    """The work as it was saved; its offsets may belong to an older text of the article."""

    work: AnnotationSet
    sha256: str = ""
    """Of the article's text at the last edit; "" when there was none."""
    revisions: Mapping[str, int] = field(default_factory=dict)
    """The last revision of each journal that is part of `work`."""

    @property
    def revision(self) -> int:
        """The highest revision of all journals; 0 when nothing was ever saved."""
        return max(self.revisions.values(), default=0)

    @property
    def latest(self) -> tuple[int, str]:
        """Where the last edit stands in the order of all journals, as an `Entry` begins."""
        return max(((revision, journal) for journal, revision in self.revisions.items()), default=(0, ""))

    def with_line(self, line: Line, *, journal: str) -> "StoredWork":
        """With one more edit, as a journal has it."""
        return StoredWork(
            work=line.edit.apply(self.work),
            sha256=line.sha256,
            revisions={**self.revisions, journal: line.revision},
        )


def covers(known: Mapping[str, int], revisions: Mapping[str, int]) -> bool:
    """Whether every edit up to these revisions of each journal is known."""
    return all(known.get(journal, 0) >= revision for journal, revision in revisions.items())
