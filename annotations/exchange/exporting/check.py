"""Checking an export: it is read back, by the format's own loader where that is installed, and its spans compared."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.disk.files import shown
from annotations.errors import ExportError, NewsreaderError
from annotations.exchange.exporting.targets import STANDARD_OUTPUT, split_path
from annotations.exchange.format import Format, Problem
from annotations.model.record import Record
from annotations.text.span import Span

_LISTED = 20


class Checked(NamedTuple):
    """What reading an export back found."""

    by: str
    """What read it: "spacy 3.8.1", or why it was newsreader's own reader; "" when nothing here can."""
    spans: int
    """How many spans were read, each fragment by itself."""
    wrong: tuple[str, ...]
    """Ids of articles whose spans are not those that were written, at most twenty of them."""


class Expectation:
    """The spans that an export has to hold: for each article a sum of what they hash to, whatever their order."""

    def __init__(self) -> None:
        self._sums: Counter[str] = Counter()

    def add(self, record: Record, spans: Iterable[tuple[str, Span]]) -> None:
        """Expect these labels and places of one record too."""
        article_id = record.article.id
        self._sums[article_id] += sum(_weight(label, span) for label, span in spans)

    def check(self, format_: Format, target: Path, splits: tuple[str, ...]) -> Checked:
        """Read a target back and compare. Raises `ExportError` for one that cannot be read a second time."""
        paths = [target] if format_.is_folder else [split_path(target, split) for split in splits]
        if target == STANDARD_OUTPUT or not all(path.is_dir() or path.is_file() for path in paths):
            raise ExportError(f"{shown(target)}: written, but not a file that can be read back to check it")
        loader = _Loader.of(format_)
        if loader is None:
            return Checked("", 0, ())
        spans = 0
        try:
            for path in paths:
                for article_id, label, span in loader.read(path):
                    self._sums[article_id] -= _weight(label, span)
                    spans += 1
        except NewsreaderError:
            raise
        except Exception as error:  # whatever a foreign loader raises
            raise ExportError(f"{shown(target)}: written, but {loader.name} cannot read it: {error}") from error
        wrong = [article_id for article_id, left in self._sums.items() if left]
        return Checked(loader.name, spans, tuple(wrong[:_LISTED]))


class _Loader(NamedTuple):
    name: str
    format_: Format
    is_own: bool

    @classmethod
    def of(cls, format_: Format) -> "_Loader | None":
        from importlib.metadata import PackageNotFoundError, version  # with all that reads mail

        reason = "no loader of its own that can be called from here"
        if format_.check is not None:
            try:
                return cls(f"{format_.loader} {version(format_.loader)}", format_, is_own=False)
            except PackageNotFoundError:
                reason = f"{format_.loader} is not installed"
        return None if format_.reader is None else cls(f"newsreader itself ({reason})", format_, is_own=True)

    def read(self, path: Path) -> Iterator[tuple[str, str, Span]]:
        if not self.is_own and self.format_.check is not None:
            yield from self.format_.check(path)
        elif self.format_.reader is not None:
            for incoming in self.format_.reader(path, _refuse):
                for each in incoming.spans:
                    for start, end in each.fragments:
                        yield incoming.article_id, each.label, Span(start, end)


def _refuse(problem: Problem) -> None:
    raise ExportError(f"what was written cannot be read back: {problem.where}: {problem.what}")


def _weight(label: str, span: Span) -> int:
    """A number for a span, the same in this process only; one of 2**64."""
    return hash((label, span.start, span.end)) & 0xFFFF_FFFF_FFFF_FFFF
