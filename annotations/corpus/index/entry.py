"""What the index keeps of an article, and where it has it from."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

from annotations.article import Article, SectionKind
from annotations.corpus.index.sketch import sketch
from annotations.corpus.index.words import searchable
from annotations.errors import CorpusError


class Source(Protocol):
    """Where articles come from. It is pickled, for other processes to read too."""

    @property
    def ids(self) -> Sequence[str]:
        """The ids of all articles, in order."""

    def path_of(self, article_id: str, /) -> Path:
        """The file that an article is in, with others perhaps. May raise `CorpusError`."""

    def article(self, article_id: str, /) -> Article:
        """Read an article. Raises `CorpusError` when it cannot be read."""


class State(NamedTuple):
    """What tells whether a file has changed."""

    size: int
    mtime_ns: int


class Entry(NamedTuple):
    """An article as the index keeps it."""

    id: str
    state: State
    """Of its file, before it was read."""
    headline: str
    outlet: str
    published: str
    encoding: str
    problem: str
    """Why it cannot be read, or what is wrong with it, or ""."""
    length: int
    """In code points."""
    sha256: str
    """As `Article.sha256`; "" for what cannot be read, whose headline is the name of its file."""
    words: str
    sketch: bytes
    """Of the body; of the whole text where no body was found."""


def state_of(source: Source, article_id: str) -> State:
    """The state of an article's file; of one that cannot be looked at, one that no file has."""
    try:
        status = source.path_of(article_id).stat()
    except (CorpusError, OSError, ValueError):  # ValueError: a name that no file can have
        return State(-1, -1)
    return State(status.st_size, status.st_mtime_ns)


def read_entry(source: Source, article_id: str) -> Entry:
    """Read an article. One that cannot be read has a problem and is told by the name of its file."""
    state = state_of(source, article_id)
    try:
        article = source.article(article_id)
    except CorpusError as error:
        name = PurePosixPath(article_id).name
        return Entry(article_id, state, name, "", "", "", str(error), 0, "", "", b"")
    text = article.text
    body = "\n".join(text[each.start : each.end] for each in article.sections if each.kind is SectionKind.BODY)
    return Entry(
        id=article_id,
        state=state,
        headline=article.headline,
        outlet=article.outlet,
        published=article.published,
        encoding=article.encoding,
        problem="; ".join(article.problems),
        length=len(text),
        sha256=article.sha256,
        words=searchable(text),
        sketch=sketch(searchable(body or text).split()),
    )
