"""The saved work of one annotator on one article."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zlib import crc32

from annotations.model.annotation import AnnotationSet, Status
from annotations.project.layout import is_copy
from annotations.store.journals.entries import Entry
from annotations.store.journals.line import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredWork:
    """The work as it was saved; its offsets may belong to an older text of the article."""

    work: AnnotationSet
    sha256: str = ""
    """Of the article's text at the last edit; "" if there was no edit."""
    revisions: Mapping[str, int] = field(default_factory=dict)
    """Name of a journal -> its last revision that is part of `work`."""
    edits: tuple[int, ...] | None = ()
    """The checksums of the edits that `work` was made from, in the order in which they were made.

    None for the work in a file of an older version, which does not say.
    """
    needs: Mapping[str, int] = field(default_factory=dict)
    """Name of a journal -> a revision of it that an edit was made in sight of, and that is not part of `work`.

    The name is "" if a line of an older version does not say which journal.
    """

    @property
    def revision(self) -> int:
        """The highest revision of all journals; 0 if nothing was ever saved."""
        return max(self.revisions.values(), default=0)

    @property
    def latest(self) -> tuple[int, str]:
        """The revision and the journal of the last edit in the order of all journals, as an `Entry` begins."""
        return max(((revision, journal) for journal, revision in self.revisions.items()), default=(0, ""))

    def with_line(self, line: Line, *, journal: str, crc: int | None) -> "StoredWork":
        """Return the work with one more edit, from a line of a journal with this checksum.

        It is None for a line that is not written yet; then `with_checksums` has to follow.
        """
        revisions = {**self.revisions, journal: max(line.revision, self.revisions.get(journal, 0))}
        needs = self.needs
        if needs or line.seen or line.revision > self.revision + 1:
            unsaid = {"": line.revision - 1} if line.seen is None and line.revision > self.revision + 1 else {}
            wanted = [*needs.items(), *(line.seen or {}).items(), *unsaid.items()]
            missing = sorted((name, revision) for name, revision in wanted if reached(revisions, name) < revision)
            needs = dict(missing)  # of two revisions of one journal the higher one
        work = line.edit.apply(self.work)
        if work.status is Status.NOTHING_HERE and work.annotations and len(revisions) > 1:
            # One machine found nothing, out of sight of another's annotations.
            work = replace(work, status=Status.IN_PROGRESS)
        return StoredWork(
            work=work,
            sha256=line.sha256,
            revisions=revisions,
            edits=self.edits if self.edits is None or crc is None else (*self.edits, crc),
            needs=needs,
        )

    def with_checksums(self, entries: Iterable[Entry]) -> "StoredWork":
        """Return the work with the checksums of those entries that are of its article."""
        if self.edits is None:
            return self
        made = (entry.crc for entry in entries if entry.article_id == self.work.article_id)
        return replace(self, edits=(*self.edits, *made))


def reached(revisions: Mapping[str, int], journal: str) -> int:
    """Return the last of the revisions of a journal and its copies: see `is_copy`."""
    return max((each for name, each in revisions.items() if name == journal or is_copy(name, journal)), default=0)


def covers(known: Mapping[str, int], revisions: Mapping[str, int]) -> bool:
    """Return True if `known` has every edit up to these revisions of each journal."""
    return all(known.get(journal, 0) >= revision for journal, revision in revisions.items())


def seal(edits: Sequence[int]) -> int:
    """Return one checksum for the checksums of edits in their order."""
    return crc32(array("I", edits))
