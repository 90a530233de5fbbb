"""Intake: a file that other tools wrote, read, placed on the articles and handed on, with an account of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from annotations.errors import CorpusError
from annotations.exchange.format import Format, Problem
from annotations.exchange.placing import Articles, Placed, Rules, place
from annotations.merging import Merged


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


def take_in(
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
    before every record. Raises `ImportFileError` for a file that cannot be read, and whatever
    `merge` and `progress` raise.
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
        placed = None
        try:
            incoming.text.encode()
            placed = place(incoming, articles, rules, told)
        except UnicodeEncodeError:
            told(Problem(incoming.where, "its text has half of a surrogate pair, which no article has"))
        except CorpusError as error:
            told(Problem(incoming.where, str(error)))
        if placed is None:
            account.refused += len(incoming.spans)
            continue
        account.articles.add(placed.article.id)
        account.moved += len(placed.moved)
        for each in placed.moved:
            note(Problem(incoming.where, each))
        account.refused += placed.refused
        merged = merge(placed)
        account.added += merged.added
        account.known += merged.known
        account.related += merged.related
        for each in merged.kept:
            told(Problem(incoming.where, each))
    return account
