"""Fields of records that have no meaning yet and look like one: proposed, so that nothing is lost in silence."""

from collections import Counter
from collections.abc import Iterator, Mapping

from annotations.corpus.days import day_of
from annotations.corpus.fields import Fields, Record

LOOKED_AT = 200
"""Records of a file whose fields are looked at."""
_SHORTEST_TEXT = 40
"""Code points of the shortest value that may be an article's text."""
_LONGEST_NAME = 60
"""Code points of the longest name of a field that is shown."""
_DEPTH = 3


class UnknownFields:
    """Counts the unknown fields of one file's records."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._empty = 0
        self._texts: Counter[str] = Counter()
        self._days: Counter[str] = Counter()
        self._has_day = False

    def add_empty(self, record: Record) -> None:
        """Look at a record in which no text was found."""
        self._empty += 1
        if self._empty <= LOOKED_AT:
            name, length = max(_texts(record), key=lambda each: each[1], default=("", 0))
            if length >= _SHORTEST_TEXT:
                self._texts[name] += 1

    def add(self, record: Record) -> None:
        """Look at a record whose text was found; the caller stops after `LOOKED_AT` of them."""
        if self._has_day:
            return
        self._has_day = self._fields.has_day(record)
        for name, value in record.items():
            if not self._fields.knows(name) and isinstance(value, (str, Mapping)) and day_of(value):
                self._days[name[:_LONGEST_NAME]] += 1

    @property
    def text(self) -> str:
        """The name of the field that most probably holds the text of the records without one, or ""."""
        return max(self._texts, key=self._texts.__getitem__, default="")

    @property
    def day(self) -> str:
        """The name of a field that holds days, if no known field does, or ""."""
        return "" if self._has_day else max(self._days, key=self._days.__getitem__, default="")


def _texts(record: Record, before: str = "", depth: int = 0) -> Iterator[tuple[str, int]]:
    """Yield the names of all texts in a record, dotted where an object holds them, and their lengths."""
    for name, value in record.items():
        dotted = f"{before}{name}"
        if isinstance(value, list):
            yield dotted, sum(len(each) for each in value if isinstance(each, str))
        elif isinstance(value, str):
            yield dotted, len(value)
        elif isinstance(value, Mapping) and depth < _DEPTH:
            yield from _texts(value, f"{dotted}.", depth + 1)
