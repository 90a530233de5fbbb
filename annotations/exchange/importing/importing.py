"""An import: reads a file, places each record on its article, merges it, and counts the results."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from annotations.errors import CorpusError, ImportFileError
from annotations.exchange.format import Format, Problem, Reporter
from annotations.exchange.importing.placing import Articles, PlacedRecord, Rules, place
from annotations.model.merging import Merged


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


def import_file(
    path: Path,
    form: Format,
    articles: Articles,
    rules: Rules,
    *,
    merge: Callable[[PlacedRecord], Merged],
    report: Reporter,
    on_moved: Reporter = lambda _: None,
    progress: Callable[[ImportReport], None] = lambda _: None,
) -> ImportReport:
    """Read a file or folder, place each record on its article and pass it to `merge`.

    Calls `on_moved` for each span that is not where the file says, which is not a problem. Calls `progress` before
    each record. If `merge` raises `CorpusError` or `ImportFileError`, reports that and skips the record. A file
    without any record is a problem too. Raises `ImportFileError` if the file cannot be read, and all other errors of
    `merge`.
    """
    result = ImportReport()

    def count_and_report(problem: Problem) -> None:
        result.problems += 1
        report(problem)

    if form.reader is None:
        return result
    for incoming in form.reader(path, count_and_report):
        result.records += 1
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
            continue
        result.articles.add(placed.article.id)
        result.moved += len(placed.moved)
        for each in placed.moved:
            on_moved(Problem(incoming.where, each))
        result.refused += placed.refused
        result.added += merged.added
        result.known += merged.known
        result.related += merged.related
        for each in merged.kept:
            count_and_report(Problem(incoming.where, each))
    if not (result.records or result.problems):
        count_and_report(Problem(path.name, "it has no annotations of any article"))
    return result


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
