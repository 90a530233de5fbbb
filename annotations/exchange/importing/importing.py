"""Intake: a file that other tools wrote, read, placed on the articles and handed on, with an account of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from annotations.errors import CorpusError, ImportFileError
from annotations.exchange.format import Format, Problem
from annotations.exchange.importing.placing import Articles, Placed, Rules, place
from annotations.model.merging import Merged


@dataclass(slots=True)
class Account:
    """What became of a file."""

    articles: set[str] = field(default_factory=set)
    """Ids of those whose annotations the file has."""
    records: int = 0
    added: int = 0
    """Spans that are new annotations."""
    known: int = 0
    """Spans that were there already."""
    moved: int = 0
    """Spans, among both, that stand elsewhere than the file said, because their words do; each is noted."""
    related: int = 0
    """New relations."""
    refused: int = 0
    """Spans left out; those of a record without an article too."""
    problems: int = 0
    """Everything that was told."""


def import_file(
    path: Path,
    form: Format,
    articles: Articles,
    rules: Rules,
    *,
    merge: Callable[[Placed], Merged],
    tell: Callable[[Problem], None],
    note: Callable[[Problem], None] = lambda _: None,
    progress: Callable[[Account], None] = lambda _: None,
) -> Account:
    """Read a file or folder, place each record on its article and hand it to `merge`.

    `note` is told of spans whose words stand elsewhere than the file says, which is no problem. `progress` is called
    before every record. One for which `merge` raises `CorpusError` or `ImportFileError` is left out and told; so is
    a file without any. Raises `ImportFileError` for a file that cannot be read, and whatever else `merge` raises.
    """
    account = Account()

    def told(problem: Problem) -> None:
        account.problems += 1
        tell(problem)

    if form.reader is None:
        return account
    for incoming in form.reader(path, told):
        account.records += 1
        progress(account)
        placed = merged = None
        try:
            if _is_unicode(incoming.text):
                placed = place(incoming, articles, rules, told)
                merged = None if placed is None else merge(placed)
            else:
                told(Problem(incoming.where, "its text has half of a surrogate pair, which no article has"))
        except (CorpusError, ImportFileError) as error:
            told(Problem(incoming.where, str(error)))
        if placed is None or merged is None:
            account.refused += len(incoming.spans)
            continue
        account.articles.add(placed.article.id)
        account.moved += len(placed.moved)
        for each in placed.moved:
            note(Problem(incoming.where, each))
        account.refused += placed.refused
        account.added += merged.added
        account.known += merged.known
        account.related += merged.related
        for each in merged.kept:
            told(Problem(incoming.where, each))
    if not (account.records or account.problems):
        told(Problem(path.name, "it says nothing of any article"))
    return account


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
