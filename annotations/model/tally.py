"""The tally of an article: counts of the work on it, without its annotations."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotations.model.annotation import FINISHED, Status
from annotations.model.label import ENTITY


class Tally(NamedTuple):
    """What counts of one annotator's work on one article: for progress, and for the filters of a list."""

    status: Status
    labels: Mapping[str, int]
    """Label -> how many annotations have it."""
    entities: Mapping[str, int]
    """Value of the attribute `ENTITY` -> how many annotations have it."""
    seal: int
    """One checksum for all edits that are counted, in their order."""

    @classmethod
    def of(
        cls,
        status: Status,
        labels: Iterable[str],
        attributes: Iterable[Mapping[str, object]],
        seal: int = 0,
    ) -> "Tally":
        """Count the labels of annotations, and the values of their attribute `ENTITY`.

        Each key that changes something calls this, perhaps for a thousand annotations: it takes few steps for each.
        """
        entities = [each[ENTITY] for each in attributes if each and ENTITY in each]
        texts = (each for each in entities if isinstance(each, str))
        return cls(status, dict(Counter(labels)), dict(Counter(texts)) if entities else {}, seal)

    @property
    def is_finished(self) -> bool:
        """True if the article is done, or has nothing to annotate."""
        return self.status in FINISHED

    @property
    def annotations(self) -> int:
        """The number of annotations."""
        return sum(self.labels.values())
