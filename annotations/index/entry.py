"""Entries of the index: the columns of an article, and the source that articles are read from."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

from annotations.errors import CorpusError
from annotations.index.minhash import signature
from annotations.index.prefixes import short_prefixes
from annotations.index.search_words import searchable
from annotations.model.article import Article, SectionKind

_REASON = 200
"""Code points of an unexpected error that its message shows."""


class Source(Protocol):
    """The articles to index. It has to be picklable: worker processes get a copy."""

    @property
    def ids(self) -> Sequence[str]:
        """The ids of all articles, in order."""

    def path_of(self, article_id: str, /) -> Path:
        """Return the file of an article. May raise `CorpusError`."""

    def article(self, article_id: str, /) -> Article:
        """Read an article with its sections. Raises `CorpusError` if it cannot be read."""


class State(NamedTuple):
    """The size and time of a file: a file with another state has changed."""

    size: int
    mtime_ns: int


class Entry(NamedTuple):
    """The columns of one article."""

    id: str
    state: State
    """The state of its file before it was read."""
    headline: str
    outlet: str
    published: str
    encoding: str
    problem: str
    """The reason why it cannot be read, or the problems of the article, or ""."""
    length: int
    """In code points."""
    sha256: str
    """The same as `Article.sha256`; "" for an article that cannot be read. Its headline is the name of its file."""
    words: str
    prefixes: str
    """The short prefixes of the words (`annotations.index.prefixes`)."""
    signature: bytes
    """The MinHash signature of the body, or of the whole text if no body was found."""


def state_of(source: Source, article_id: str) -> State:
    """Return the state of an article's file. Returns `State(-1, -1)`, which no file has, if it cannot be examined."""
    try:
        status = source.path_of(article_id).stat()
    except (CorpusError, OSError, ValueError):  # ValueError: a name that no file can have
        return State(-1, -1)
    return State(status.st_size, status.st_mtime_ns)


def read_entries(source: Source, article_ids: Sequence[str]) -> list[Entry]:
    """Read some articles, like `read_entry`."""
    return [read_entry(source, each) for each in article_ids]


def read_entry(source: Source, article_id: str) -> Entry:
    """Read an article. If that fails for any reason, the entry has a problem, and the file's name as headline."""
    state = state_of(source, article_id)
    try:
        return _entry(source.article(article_id), state)
    except CorpusError as error:
        problem = str(error)
    except Exception as error:  # one article that breaks a reader must not cost the others
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
        prefixes=short_prefixes(words),
        signature=signature(body or words),
    )


def _words(article: Article) -> tuple[list[str], list[str]]:
    """Return the words of the whole text and of its body. Words never continue across the edge of a section."""
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
