"""An import: reads a file, places each record on its article, merges it, and counts the results."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from annotations.errors import CorpusError, ImportFileError
from annotations.exchange.format import Format, Incoming, Problem, Reporter
from annotations.exchange.importing.placing import Articles, PlacedRecord, Rules, place
from annotations.model.merging import Merged

MOST_UNREAD = 100
"""The most names of fields and columns that are listed as not read."""


@dataclass(slots=True)
class ImportReport:
    """The results of an import; complete when `import_file` returns, and the counts so far while it runs."""

    articles: set[str] = field(default_factory=set)
    """Ids of the articles whose annotations the file has."""
    records: int = 0
    added: int = 0
    """Spans that became new annotations."""
    known: int = 0
    """Spans that were annotations already."""
    moved: int = 0
    """Spans, new or known, that are not where the file says, because their words are elsewhere in the article."""
    related: int = 0
    """New relations."""
    refused: int = 0
    """Spans that were left out, also those of records without an article."""
    problems: int = 0
    """All problems that were reported."""
    bare: int = 0
    """Records with neither a span nor a status nor a problem: they change nothing."""
    first_bare: str = ""
    """The place of the first of them."""
    unread: Counter[str] = field(default_factory=Counter)
    """What was not understood -> the number of records that have it. At most `MOST_UNREAD` names."""


def import_file(
    path: Path,
    form: Format,
    articles: Articles,
    rules: Rules,
    *,
    merge: Callable[[PlacedRecord], Merged],
    report: Reporter,
    on_note: Reporter = lambda _: None,
    progress: Callable[[ImportReport], None] = lambda _: None,
) -> ImportReport:
    """Read a file or folder, place each record on its article and pass it to `merge`.

    Calls `on_note` for each span that is not where the file says, and for what was not read; that is not a problem.
    Calls `progress` before each record. If `merge` raises `CorpusError` or `ImportFileError`, reports that and skips
    the record. A file without any record or any span is a problem too. Raises `ImportFileError` if the file cannot be
    read, and all other errors of `merge`.
    """
    result = ImportReport()

    def count_and_report(problem: Problem) -> None:
        result.problems += 1
        report(problem)

    if form.reader is None:
        return result
    before = 0  # the problems up to the end of the record before
    for incoming in form.reader(path, count_and_report):
        _count(incoming, result)
        progress(result)
        placed = merged = None
        try:
            if _is_unicode(incoming.text):
                placed = place(incoming, articles, rules, count_and_report)
                merged = None if placed is None else merge(placed)
            else:
                count_and_report(Problem(incoming.where, "its text has half of a surrogate pair, which no article has"))
        except (CorpusError, ImportFileError) as error:
            count_and_report(Problem(incoming.where, str(error)))
        if placed is None or merged is None:
            result.refused += len(incoming.spans)
        else:
            _add(placed, merged, result)
            for each in placed.moved:
                on_note(Problem(incoming.where, each))
            for each in merged.kept:
                count_and_report(Problem(incoming.where, each))
        if result.problems == before and not incoming.spans and incoming.status is None:
            result.bare += 1
            result.first_bare = result.first_bare or incoming.where
        before = result.problems
    _sum_up(path.name, result, count_and_report, on_note)
    return result


def _sum_up(name: str, result: ImportReport, report: Reporter, on_note: Reporter) -> None:
    """Report what is wrong with the file as a whole, and what of it was not read."""
    for what, times in result.unread.most_common():
        on_note(Problem(name, f"not read, in {times} records: {what}"))
    if not (result.records or result.problems):
        report(Problem(name, "it has no annotations of any article"))
    elif result.bare and result.bare == result.records:
        report(Problem(name, f"none of its {result.bare} records has a span; is this its --format?"))
    elif result.bare:
        on_note(Problem(result.first_bare, f"{result.bare} of {result.records} records, first this one, have no span"))


def _count(incoming: Incoming, result: ImportReport) -> None:
    """Count a record, and what of it was not read."""
    result.records += 1
    result.unread.update(each for each in incoming.unread if each in result.unread or len(result.unread) < MOST_UNREAD)


def _add(placed: PlacedRecord, merged: Merged, result: ImportReport) -> None:
    """Count what became of a record."""
    result.articles.add(placed.article.id)
    result.moved += len(placed.moved)
    result.refused += placed.refused
    result.added += merged.added
    result.known += merged.known
    result.related += merged.related


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
