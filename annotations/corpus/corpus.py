"""A corpus: the articles below a folder, each known by where it lies below the corpus's root."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Self

from annotations.corpus.addresses import Address, address_of, below, escaped
from annotations.corpus.media import WHOLE, Medium, medium_of
from annotations.corpus.source_files import SourceFiles
from annotations.corpus.walk import FolderFiles, walk
from annotations.disk.files import cause, shown
from annotations.disk.limits import PROBLEMS
from annotations.errors import CorpusError
from annotations.model.article import Article, Metadata, Section, digest
from annotations.project.layout import root_of
from annotations.sections.metadata import find_metadata
from annotations.sections.sections import find_sections

BATCH = 1000
"""How many articles of one file are found before they are told."""


class Corpus:
    """Articles below one root. Holds names only: a text is read when its article is asked for."""

    def __init__(self, root: Path, ids: Iterable[str] = (), problems: Iterable[str] = ()) -> None:
        self.root = root
        """Absolute, without symbolic links."""
        self._shelf = SourceFiles(root)
        self._start = root
        self._wanted = ""
        self._found = list(ids)
        self._ids: tuple[str, ...] | None = None
        self._rest: Iterator[list[str]] | None = None
        """Finds what is not found yet; None when all is."""
        self._problems = list(problems)

    @property
    def ids(self) -> tuple[str, ...]:
        """What `Address` makes of each article's place below the root; finds what is not found yet, and raises as that.

        A folder's own articles stand before those of its folders, by name, with the numbers in a name by value.
        """
        self.find_all()
        if self._ids is None:
            self._ids = tuple(self._found)
        return self._ids

    @property
    def found(self) -> tuple[str, ...]:
        """Of the ids those that were found so far: the first ones."""
        return self.ids if self.is_whole else tuple(self._found)

    @property
    def is_whole(self) -> bool:
        """Whether all articles are found."""
        return self._rest is None

    def more(self) -> bool:
        """Find some more articles; whether there may be others still. Only one thread may ask.

        Raises as `find`, at the end for a folder in which no article was found.
        """
        batch = next(self._rest, None) if self._rest is not None else None
        if batch is not None:
            self._found += batch
            return True
        if self._rest is not None and not self._found:
            raise CorpusError(self._nothing())
        self._rest = None
        return False

    def find_all(self) -> None:
        """Find what is not found yet; raises as `more`."""
        while self.more():
            pass

    @property
    def under(self) -> str:
        """How the ids of all its articles begin: "" where the whole root was opened."""
        start = below(str(self._start), str(self.root))
        return f"{escaped(start)}/" if start and self._start.is_dir() else escaped(start)

    @property
    def problems(self) -> tuple[str, ...]:
        """What was left out and why, each in a line.

        Folders that cannot be read or are corpora of their own, links out of the corpus, damaged files and archives,
        records without a text.
        """
        told = tuple(self._problems[:PROBLEMS])
        more = len(self._problems) - len(told)
        return (*told, f"{more} more problems of this kind") if more else told

    @classmethod
    def find(cls, path: Path) -> Self:
        """The articles at a path: a file, an article in a file, or every file that holds articles below a folder.

        The root is the nearest folder, from there upwards, with a `newsreader.toml` or annotations in it, and failing
        that the folder itself (of a file, the one it is in), so that an article has the same id however it is reached.
        Hidden names, annotations, symbolic links to folders and out of the corpus and what is no regular file are left
        out, as is a folder below that has annotations of its own: its articles belong to it alone.
        Raises `CorpusError` for a path that is missing or unreadable and for a folder without an article.
        """
        corpus = cls.begin(path)
        corpus.find_all()
        return corpus

    @classmethod
    def begin(cls, path: Path) -> Self:
        """As `find`, with nothing found yet: for who wants to show the articles while `more` finds them."""
        wanted = ""
        if not os.path.lexists(path) and ("#" in path.name or "!/" in str(path)):
            wanted = str(path.absolute())
            path = Path(address_of(str(path)).file)
        mode = _mode(path)
        if stat.S_ISDIR(mode):
            start = Path(os.path.realpath(path))
            corpus = cls(root_of(start))
        elif stat.S_ISREG(mode):
            start = Path(os.path.realpath(path.parent), path.name)
            corpus = cls(root_of(start.parent))
        else:
            raise CorpusError(f"{shown(path)}: neither a file nor a folder; name one that is")
        corpus._start = start
        if wanted:
            address = address_of(wanted)
            corpus._wanted = address._replace(file=below(str(start), str(corpus.root))).id
        corpus._rest = corpus._batches()
        return corpus

    def path_of(self, article_id: str) -> Path:
        """The file of an article; raises `CorpusError` for an id that does not lie below the root."""
        return address_of(article_id).path(self.root)

    def has_file(self, article_id: str) -> bool:
        """Whether the file of an article is there; raises as `path_of`."""
        return self.path_of(article_id).exists()

    def article(self, article_id: str, *, said: Callable[[str, str], Metadata | None] = lambda *_: None) -> Article:
        """Read an article. Raises `CorpusError` when it is missing, unreadable, over the limits or leads elsewhere.

        `said` may know what a text says about itself, by the article's id and the text's digest: then sections, which
        take most of the time, are not sought in a text file, and the article comes without them.
        """
        address = address_of(article_id)
        path = address.path(self.root)
        (text, headline, outlet, published, keywords, known, problems), medium, encoding = self._shelf.read(address)
        sha256 = digest(text)
        sections: tuple[Section, ...] = ()
        metadata = said(article_id, sha256) if medium is Medium.TEXT else None
        if metadata is None:
            sections = find_sections(text, known, headless=bool(headline))
            metadata = find_metadata(text, sections)
        return Article(
            id=article_id,
            path=path,
            text=text,
            sha256=sha256,
            headline=headline or metadata.headline or address.name,
            outlet=outlet or metadata.outlet,
            published=published or metadata.published,
            keywords=keywords or metadata.keywords,
            sections=sections,
            medium=medium,
            encoding=encoding,
            problems=problems,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Corpus) and (self.root, self.ids) == (other.root, other.ids)

    __hash__ = None  # type: ignore[assignment]  # it grows until all is found

    def __repr__(self) -> str:
        return f"Corpus({self.root!r}, {self.ids!r})"

    def _batches(self) -> Iterator[list[str]]:
        if self._wanted:
            file = address_of(self._wanted).file
            yield [each.id for each in self._shelf.addresses(file, self._problems) if each.id == self._wanted]
        elif not self._start.is_dir():
            yield from self._of_file(below(str(self._start), str(self.root)))
        else:
            try:
                for listing in walk(self._start, self.root, self._problems):
                    yield from self._of_folder(listing)
            except OSError as error:
                raise _unreadable(self._start, error) from error

    def _of_folder(self, listing: FolderFiles) -> Iterator[list[str]]:
        folder = below(listing.folder, str(self.root))
        prefix = f"{folder}/" if folder else ""
        if listing.plain and prefix == escaped(prefix):
            yield [prefix + name for name in listing.names] if prefix else listing.names
            return
        batch: list[str] = []
        for name in listing.names:
            if medium_of(name) in WHOLE:
                batch.append(escaped(prefix + name))
                continue
            for more in self._of_file(prefix + name):
                batch += more
                if len(batch) >= BATCH:
                    yield batch
                    batch = []
        if batch:
            yield batch

    def _of_file(self, file: str) -> Iterator[list[str]]:
        if (medium_of(file) or WHOLE[0]) in WHOLE:
            yield [Address(file).id]
            return
        batch = []
        for address in self._shelf.addresses(file, self._problems):
            batch.append(address.id)
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _nothing(self) -> str:
        """Why there is no article."""
        if self._wanted:
            return f"{shown(self._start)}: has no article {address_of(self._wanted).id!a}; check the name"
        what = "folder; name one that holds" if self._start.is_dir() else "file; name one of"
        why = f"; {self._problems[0]}" if self._problems else ""
        return f"{shown(self._start)}: no article in this {what} *.txt, *.html, *.json, *.jsonl, *.csv, feeds{why}"


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise CorpusError(f"{shown(path)}: there is no such file or folder; check the path") from None
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> CorpusError:
    return CorpusError(f"{shown(path)}: cannot be read ({cause(error)}); check its permissions")
