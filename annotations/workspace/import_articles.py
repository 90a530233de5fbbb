"""The articles that the records of a file are about: found in a corpus, or made from a text in the file."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from annotations.corpus.corpus import Corpus
from annotations.disk.files import cause, make_folder, shown
from annotations.errors import CorpusError, ImportFileError
from annotations.exchange.format import Format, Incoming, Problem, Reporter
from annotations.model.article import Article, digest

SUFFIX = ".txt"
"""The suffix of an article that is made: a plain text."""
MOST_PROBLEMS = 100
"""The most problems that are reported where no article can be made."""
LONGEST_NAME = 200
"""The most bytes of a file or folder name that is taken from an id."""


class CorpusArticles:
    """Looks up articles of a corpus. Reads all of them when an id is not known for the first time.

    Only the texts are needed here, so no sections are parsed.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._ids = frozenset(corpus.ids)
        self._by_digest: dict[bytes, str] | None = None
        self._by_letters: dict[bytes, str] = {}

    def find(self, incoming: Incoming) -> Article | None:
        """Return the article with the record's id, else its digest, else its text, else its text but for white space.

        Returns the first of several articles with one text, and None if there is no such article. Raises `CorpusError`
        if the article with the id cannot be read.
        """
        if incoming.article_id in self._ids:
            return self._article(incoming.article_id)
        if not (incoming.sha256 or incoming.text):
            return None
        known = self._digests()
        found = known.get(_bytes(incoming.sha256))
        if found is None and incoming.text:
            found = known.get(_bytes(digest(incoming.text))) or self._by_letters.get(_letters(incoming.text))
        return None if found is None else self._article(found)

    def _article(self, article_id: str) -> Article:
        return self._corpus.unparsed_article(article_id)

    def _digests(self) -> dict[bytes, str]:
        """Return the id of each article that can be read, by the digest of its text."""
        if self._by_digest is None:
            self._by_digest = {}
            for article in self._readable():
                self._by_digest.setdefault(_bytes(article.sha256), article.id)
                self._by_letters.setdefault(_letters(article.text), article.id)
        return self._by_digest

    def _readable(self) -> Iterator[Article]:
        for article_id in self._corpus.ids:
            try:
                yield self._article(article_id)
            except CorpusError:
                continue


def make_articles(root: Path, file: Path, form: Format, report: Reporter = lambda _: None) -> int:
    """Write an article for each record whose text is not in the corpus at a folder yet. Returns how many were written.

    The import that follows reports the problems of the file. If there will be none, because the folder has no article
    and gets none, they are reported here, at most `MOST_PROBLEMS`. Raises `ImportFileError` then, if the file cannot
    be read, if `root` is a file, or if an article cannot be written.
    """
    assert form.reader is not None
    articles = None
    if root.is_dir():
        with suppress(CorpusError):  # the folder has no article yet; another fault is reported when it is opened
            articles = CorpusArticles(Corpus.find(root))
    elif root.exists():
        raise ImportFileError(f"{shown(root)}: a file; --make-articles needs a folder")
    made: set[str] = set()
    problems: list[Problem] = []

    def keep(problem: Problem) -> None:
        if len(problems) < MOST_PROBLEMS:
            problems.append(problem)

    for number, incoming in enumerate(form.reader(file, keep), 1):
        if not incoming.text:
            unread = f"; not read: {', '.join(incoming.unread)}" if incoming.unread else ""
            keep(Problem(incoming.where, f"it has no text to make an article of{unread}"))
        is_text = bool(incoming.text) and not re.search("[\ud800-\udfff]", incoming.text)
        if is_text and digest(incoming.text) not in made and (articles is None or articles.find(incoming) is None):
            make_article(root, incoming, f"{file.stem}-{number:04}.txt")
            made.add(digest(incoming.text))
    if articles is None and not made:
        for problem in problems:
            report(problem)
        raise ImportFileError(
            f"{shown(file)}: no record of it can become an article, for the reasons above; is it --format {form.name}?"
            if problems
            else f"{shown(file)}: it has no record that --format {form.name} can read; choose another --format"
        )
    return len(made)


def make_article(root: Path, incoming: Incoming, name: str) -> Path:
    """Write the text of a record as an article below a folder, and return its path.

    The path is the record's id if a corpus could have it, else `name`; if it is taken, a number is added. A file there
    that has this text already is returned instead. Never overwrites a file. Raises `ImportFileError` if the article
    cannot be written.
    """
    path = root / (_file_of(incoming.article_id) or name)
    try:
        content = incoming.text.encode()
        make_folder(path.parent)
        number = 1
        while True:
            numbered = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
            try:
                with numbered.open("xb") as stream:
                    stream.write(content)
            except FileExistsError:
                if numbered.is_file() and numbered.read_bytes() == content:
                    return numbered
                number += 1
            else:
                return numbered
    except OSError as error:
        raise ImportFileError(f"{shown(path)} cannot be written: {cause(error)}") from error
    except UnicodeEncodeError:
        raise ImportFileError(f"{incoming.where}: its text is not Unicode that a file can hold; fix it") from None


def _file_of(article_id: str) -> str:
    """Return the path below the root of a file for an article, or "" if no file of a corpus could have this id."""
    path = PurePosixPath(article_id)
    parts = path.parts
    if not parts or "\\" in article_id or not article_id.isprintable():
        return ""
    if any(part.startswith((".", "/")) or len(part.encode()) > LONGEST_NAME for part in parts):
        return ""
    return str(path if path.suffix.casefold() == SUFFIX else path.with_name(path.name + SUFFIX))


def _bytes(sha256: str) -> bytes:
    """Return a digest in half the memory, or b"", which no text has, if it is not a digest."""
    try:
        return bytes.fromhex(sha256)
    except ValueError:
        return b""


def _letters(text: str) -> bytes:
    """Hash the text without white space, so that trimmed or re-wrapped copies match."""
    return _bytes(digest("".join(text.split())))
