"""What the index keeps of an article, and where it has it from."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

from annotations.errors import CorpusError
from annotations.index.minhash import signature
from annotations.index.prefixes import beginnings
from annotations.index.search_words import searchable
from annotations.model.article import Article, SectionKind

_REASON = 200
"""How much is told of an error that nobody expected, in code points."""


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
    beginnings: str
    """As `annotations.index.prefixes` tells them."""
    signature: bytes
    """Of the body; of the whole text where no body was found."""


def state_of(source: Source, article_id: str) -> State:
    """The state of an article's file; of one that cannot be looked at, one that no file has."""
    try:
        status = source.path_of(article_id).stat()
    except (CorpusError, OSError, ValueError):  # ValueError: a name that no file can have
        return State(-1, -1)
    return State(status.st_size, status.st_mtime_ns)


def read_entries(source: Source, article_ids: Sequence[str]) -> list[Entry]:
    """As `read_entry`, some articles."""
    return [read_entry(source, each) for each in article_ids]


def read_entry(source: Source, article_id: str) -> Entry:
    """Read an article. One that cannot be read, whatever the reason, has a problem and is told by its file's name."""
    state = state_of(source, article_id)
    try:
        return _entry(source.article(article_id), state)
    except CorpusError as error:
        problem = str(error)
    except Exception as error:  # what a reader does not survive must not cost the other articles
        problem = f"{article_id}: cannot be read ({type(error).__name__}: {str(error)[:_REASON]!a}); report this file"
    return Entry(article_id, state, PurePosixPath(article_id).name, "", "", "", problem, 0, "", "", "", b"")


def _entry(article: Article, state: State) -> Entry:
    words, body = _words(article)
    return Entry(
        id=article.id,
        state=state,
        headline=article.headline,
        outlet=article.outlet,
        published=article.published,
        encoding=article.encoding,
        problem="; ".join(article.problems),
        length=len(article.text),
        sha256=article.sha256,
        words=" ".join(words),
        beginnings=beginnings(words),
        signature=signature(body or words),
    )


def _words(article: Article) -> tuple[list[str], list[str]]:
    """The words of the whole text and of its body. A section is a text of its own, though no blank may part two."""
    text, end = article.text, 0
    whole: list[str] = []
    body: list[str] = []
    for section in article.parsed_sections:
        if between := text[end : section.start].strip():
            whole += searchable(between).split()
        words = searchable(text[section.start : section.end]).split()
        whole += words
        end = section.end
        if section.kind is SectionKind.BODY:
            body += words
    whole += searchable(text[end:]).split()
    return whole, body
