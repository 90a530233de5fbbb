"""An export: selects records, replaces names, assigns splits, writes a format, and counts what was lost."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from annotations.disk.files import cause, shown
from annotations.disk.json import json_line
from annotations.errors import ExportError, SpanError
from annotations.exchange.exporting.check import CheckResult, ExpectedSpans
from annotations.exchange.exporting.losses import kept_spans, losses
from annotations.exchange.exporting.pseudonyms import Pseudonyms
from annotations.exchange.exporting.selection import NEGATIVE, Selection
from annotations.exchange.exporting.splits import Splits, folded_group
from annotations.exchange.exporting.targets import MARK, STANDARD_OUTPUT, split_files
from annotations.exchange.format import EVERYTHING, Feature, Format, Options
from annotations.model.annotation import Status, quotation
from annotations.model.article import Article, SectionKind
from annotations.model.label import LabelSet
from annotations.model.record import Record

UNFINISHED = (Status.NEW, Status.IN_PROGRESS, Status.UNSURE)
LISTED = 20
"""Number of spans lost at section edges that a report lists."""


class Request(NamedTuple):
    """The settings of an export, beside its format and target."""

    labels: LabelSet
    """The project's labels."""
    name: str = "newsreader"
    """Name of the data set."""
    selection: Selection = Selection()
    splits: Splits = Splits()
    pseudonyms: Pseudonyms | None = None
    split_proclitics: bool = False
    for_spreadsheets: bool = False
    is_strict: bool = False
    """True to refuse an export that would lose anything."""
    is_checked: bool = False
    """True to read the result back and compare."""

    def options(self) -> Options:
        """Return the settings of the writer: those labels and relations that the selection keeps, and the rest."""
        labels = self.labels
        if self.selection.labels:
            names = {label.name for label in labels if label.name in self.selection.labels}
            labels = LabelSet(
                tuple(label for label in labels if label.name in names),
                tuple(each for each in labels.relations if {*each.source, *each.target} <= names),
            )
        return Options(
            labels,
            name=self.name,
            seed=self.splits.seed,
            splits=self.splits.names,
            split_proclitics=self.split_proclitics,
            for_spreadsheets=self.for_spreadsheets,
        )


@dataclass(slots=True)
class ExportReport:
    """The counts of what an export wrote and lost; complete when it returns, and the counts so far while it runs."""

    records: int = 0
    """One for each pair of article and annotator."""
    articles: int = 0
    spans: int = 0
    """Annotations; one with several fragments counts once."""
    by_split: Counter[str] = field(default_factory=Counter)
    """Records of each split."""
    negatives: int = 0
    """Records without a span whose status is "nothing here"."""
    losses: Counter[Feature] = field(default_factory=Counter)
    """A feature that the format cannot carry -> how often the records have it."""
    cut: int = 0
    """Annotations that are left out because they are partly outside the selected sections."""
    cut_spans: list[str] = field(default_factory=list)
    """The first `LISTED` of them: article, label and quote."""
    outside: Counter[SectionKind | None] = field(default_factory=Counter)
    """Annotations that are left out because they are in other sections than the selected ones, by kind of section;
    with None those in no section."""
    orphans: int = 0
    """Annotations that are left out because their articles no longer have their words."""
    unfinished: Counter[Status] = field(default_factory=Counter)
    """Written records whose annotator has not finished them, by status."""
    checked: CheckResult | None = None
    """The result of reading the export back, if the request asked for it."""

    def add(self, other: "ExportReport") -> None:
        """Add the counts of other articles."""
        self.records += other.records
        self.articles += other.articles
        self.spans += other.spans
        self.by_split += other.by_split
        self.negatives += other.negatives
        self.losses += other.losses
        self.cut += other.cut
        self.cut_spans += other.cut_spans[: LISTED - len(self.cut_spans)]
        self.outside += other.outside
        self.orphans += other.orphans
        self.unfinished += other.unfinished


def export(
    records: Iterable[Record],
    target: Path,
    format_: Format,
    request: Request,
    *,
    group_of: Callable[[Article], str] = folded_group,
    progress: Callable[[ExportReport], None] = lambda _: None,
) -> ExportReport:
    """Write records to a target, which is replaced at the end, or left as it was on any exception.

    The records of one article must follow one another. Articles with the same `group_of` land in the same split.
    Calls `progress` after each record; an exception from it stops the export. Raises `ExportError` if the target cannot
    be written, if a span's words are not at its offsets, or if a strict export would lose anything.
    """
    selected = _SelectedRecords(format_, request)
    report = selected.report
    with _reporting_os_errors(target), format_.writer(target, request.options()) as writer:
        for record, split in selected.of(records, group_of):
            writer.add(record, split)
            progress(report)
        _refuse_losses(report, target, request)
    if selected.expectation is not None:
        report.checked = selected.expectation.check(format_, target, request.splits.names)
    return report


def is_divisible(format_: Format, request: Request) -> bool:
    """Return True if several processes can make the lines of this export, each for some of the articles."""
    return format_.values_of is not None and len(request.splits.names) == 1 and not request.is_checked


def lines_of(records: Iterable[Record], format_: Format, request: Request) -> tuple[bytes, ExportReport]:
    """Return the lines of some records, and their counts. The export must be divisible."""
    selected, values_of = _SelectedRecords(format_, request), format_.values_of
    assert values_of is not None
    options = request.options()
    lines = [json_line(values_of(record, options)) for record, _ in selected.of(records, folded_group)]
    return b"".join(line + b"\n" for line in lines), selected.report


def export_lines(
    parts: Iterable[tuple[bytes, ExportReport]],
    target: Path,
    request: Request,
    *,
    progress: Callable[[ExportReport], None] = lambda _: None,
) -> ExportReport:
    """Write the parts that `lines_of` made, in their order, as `export` does. Calls `progress` after each part."""
    report = ExportReport(by_split=Counter(dict.fromkeys(request.splits.names, 0)))
    with _reporting_os_errors(target), split_files(target, request.splits.names) as streams:
        (stream,) = streams.values()
        for lines, of_these in parts:
            stream.write(lines)
            report.add(of_these)
            progress(report)
        _refuse_losses(report, target, request)
    return report


@contextmanager
def _reporting_os_errors(target: Path) -> Iterator[None]:
    """Turn an `OSError` into an `ExportError`."""
    try:
        yield
    except OSError as error:
        where = "standard output" if target == STANDARD_OUTPUT else shown(target)
        raise ExportError(f"{where} cannot be written: {cause(error)}") from error


def _refuse_losses(report: ExportReport, target: Path, request: Request) -> None:
    if request.is_strict and (report.losses or report.cut):
        lost = [f"{feature} ({count})" for feature, count in report.losses.items()]
        lost += [f"spans across the sections' edges ({report.cut})"] if report.cut else []
        raise ExportError(f"{shown(target)}: not written, it would lose {', '.join(lost)}")


def preview(
    records: Iterable[Record], format_: Format, request: Request, *, limit: int = 4000
) -> Iterator[tuple[str, str]]:
    """Yield the text files that an export of the first selected record writes: name, and at most `limit` code points.

    Reads no more records than it needs. Raises the errors of `export`.
    """
    request = request._replace(splits=Splits(), is_strict=False, is_checked=False)
    first = list(islice(_SelectedRecords(format_, request).of(records, folded_group), 1))
    with TemporaryDirectory() as folder:
        target = Path(folder, f"{request.name}{'' if format_.is_folder else format_.suffix}")
        with format_.writer(target, request.options()) as writer:
            for record, split in first:
                writer.add(record, split)
        for file in sorted(path for path in Path(folder).rglob("*") if path.is_file() and path.name != MARK):
            try:
                yield file.relative_to(folder).as_posix(), file.read_text(encoding="utf-8")[:limit]
            except UnicodeDecodeError:
                continue


class _SelectedRecords:
    """Selects and counts the records of one export."""

    def __init__(self, format_: Format, request: Request) -> None:
        self.report = ExportReport(by_split=Counter(dict.fromkeys(request.splits.names, 0)))
        self.expectation = ExpectedSpans() if request.is_checked else None
        self._format = format_
        self._request = request

    def of(self, records: Iterable[Record], group_of: Callable[[Article], str]) -> Iterator[tuple[Record, str]]:
        """Yield the selected records with their splits, and count them in the report."""
        article: Article | None = None
        splits = self._request.splits
        split = splits.names[0]
        for record in records:
            if not self._request.selection.wants(record.work):
                continue
            if article is None or record.article.id != article.id:
                article = record.article
                self.report.articles += 1
                if len(splits.names) > 1:
                    split = splits.of(group_of(article))
            _check_quotes(record)
            chosen = self._chosen(record)
            self._count(chosen, split)
            yield chosen, split

    def _chosen(self, record: Record) -> Record:
        report = self.report
        chosen, cut, outside = self._request.selection.of(record)
        report.cut += len(cut)
        report.outside += outside
        for each in cut[: LISTED - len(report.cut_spans)]:
            report.cut_spans.append(f"{record.article.id}: {each.label} “{each.quote}”")
        return chosen if self._request.pseudonyms is None else self._request.pseudonyms.of(chosen)

    def _count(self, record: Record, split: str) -> None:
        report, work, carries = self.report, record.work, self._format.carries
        report.records += 1
        report.spans += len(work.annotations)
        report.by_split[split] += 1
        report.negatives += work.status is NEGATIVE and not work.annotations
        report.orphans += record.orphans
        if work.status in UNFINISHED:
            report.unfinished[work.status] += 1
        if carries != EVERYTHING:
            report.losses += losses(record, self._format)
        if self.expectation is not None:
            self.expectation.add(record, kept_spans(record, carries))


def _check_quotes(record: Record) -> None:
    """Raise `ExportError` if a span's quote is not at its offsets."""
    text = record.article.text
    for annotation in record.work.annotations:
        if len(annotation.fragments) == 1:
            span = annotation.fragments[0]
            standing: str | None = text[span.start : span.end]
        else:
            span = annotation.span
            try:
                standing = quotation(text, annotation.fragments)[0]
            except SpanError:
                standing = None
        if standing != annotation.quote:
            raise ExportError(
                f"{record.article.id}: the words of annotation {annotation.id} are not at [{span.start}, {span.end}); "
                "open the article to find out why"
            )
