"""The saved work of one annotator on one article."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotations.model.annotation import AnnotationSet
from annotations.store.journals.line import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredWork:
    """The work as it was saved; its offsets may belong to an older text of the article."""

    work: AnnotationSet
    sha256: str = ""
    """Of the article's text at the last edit; "" if there was no edit."""
    revisions: Mapping[str, int] = field(default_factory=dict)
    """Name of a journal -> its last revision that is part of `work`."""

    @property
    def revision(self) -> int:
        """The highest revision of all journals; 0 if nothing was ever saved."""
        return max(self.revisions.values(), default=0)

    @property
    def latest(self) -> tuple[int, str]:
        """The revision and the journal of the last edit in the order of all journals, as an `Entry` begins."""
        return max(((revision, journal) for journal, revision in self.revisions.items()), default=(0, ""))

    def with_line(self, line: Line, *, journal: str) -> "StoredWork":
        """Return the work with one more edit, from a line of a journal."""
        return StoredWork(
            work=line.edit.apply(self.work),
            sha256=line.sha256,
            revisions={**self.revisions, journal: line.revision},
        )


def covers(known: Mapping[str, int], revisions: Mapping[str, int]) -> bool:
    """Return True if `known` has every edit up to these revisions of each journal."""
    return all(known.get(journal, 0) >= revision for journal, revision in revisions.items())
