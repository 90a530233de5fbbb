"""The check of an export: reads it back, with the format's own loader if installed, and compares the spans."""

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
"""Number of wrong articles that a result lists."""


class CheckResult(NamedTuple):
    """The result of reading an export back."""

    by: str
    """The loader: "spacy 3.8.1", or newsreader itself and the reason; "" if no loader is installed."""
    spans: int
    """Number of spans read; each fragment counts as a span."""
    wrong: tuple[str, ...]
    """Ids of articles whose spans differ from those that were written, at most `_LISTED` of them."""


class ExpectedSpans:
    """The spans that an export must contain. Keeps one number per article: the sum of its spans' hashes."""

    def __init__(self) -> None:
        self._sums: Counter[str] = Counter()

    def add(self, record: Record, spans: Iterable[tuple[str, Span]]) -> None:
        """Expect these spans of a record too."""
        article_id = record.article.id
        self._sums[article_id] += sum(_weight(label, span) for label, span in spans)

    def check(self, format_: Format, target: Path, splits: tuple[str, ...]) -> CheckResult:
        """Read a target back and compare. Raises `ExportError` if it cannot be read back."""
        paths = [target] if format_.is_folder else [split_path(target, split) for split in splits]
        if target == STANDARD_OUTPUT or not all(path.is_dir() or path.is_file() for path in paths):
            raise ExportError(f"{shown(target)}: written, but not a file that can be read back to check it")
        loader = _Loader.of(format_)
        if loader is None:
            return CheckResult("", 0, ())
        spans = 0
        try:
            for path in paths:
                for article_id, label, span in loader.read(path):
                    self._sums[article_id] -= _weight(label, span)
                    spans += 1
        except NewsreaderError:
            raise
        except Exception as error:  # loaders of other projects raise errors of any class
            raise ExportError(f"{shown(target)}: written, but {loader.name} cannot read it: {error}") from error
        wrong = [article_id for article_id, left in self._sums.items() if left]
        return CheckResult(loader.name, spans, tuple(wrong[:_LISTED]))


class _Loader(NamedTuple):
    """A way to read an export back."""

    name: str
    format_: Format
    is_own: bool

    @classmethod
    def of(cls, format_: Format) -> "_Loader | None":
        """Return the format's own loader if it is installed, else our reader, else None."""
        from importlib.metadata import PackageNotFoundError, version  # late: it imports the `email` package

        reason = "no loader of its own that can be called from here"
        if format_.check is not None:
            try:
                return cls(f"{format_.loader} {version(format_.loader)}", format_, is_own=False)
            except PackageNotFoundError:
                reason = f"{format_.loader} is not installed"
        return None if format_.reader is None else cls(f"newsreader itself ({reason})", format_, is_own=True)

    def read(self, path: Path) -> Iterator[tuple[str, str, Span]]:
        """Yield article id, label and place of each fragment."""
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
    """Return a hash of a span, below 2**64. It is the same only within this process."""
    return hash((label, span.start, span.end)) & 0xFFFF_FFFF_FFFF_FFFF
