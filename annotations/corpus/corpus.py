"""A corpus: the articles below a folder, identified by their places below its root."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from annotations.corpus.addresses import Address, address_of, below, escaped
from annotations.corpus.media import WHOLE, Medium, medium_of
from annotations.corpus.paths import day_in, outlet_in
from annotations.corpus.source_files import SourceFiles
from annotations.corpus.walk import FolderFiles, walk
from annotations.disk.files import cause, shown
from annotations.disk.limits import PROBLEMS
from annotations.errors import CorpusError
from annotations.model.article import Article, Metadata, Section, digest
from annotations.project.layout import root_of
from annotations.sections.headlines import split_site
from annotations.sections.hosts import outlet_at
from annotations.sections.metadata import find_metadata
from annotations.sections.outlets import outlet_named
from annotations.sections.sections import find_sections

if TYPE_CHECKING:
    from annotations.corpus.fields import Fields

BATCH = 1000
"""Articles of one file that `more` finds at a time."""

KnownMetadata = Mapping[tuple[str, str], Metadata]
"""Metadata by an article's id and the digest of its text."""
_UNPARSED = Metadata("", "", "", ())


class Corpus:
    """Articles below one root. Holds only their ids; `article` reads a text."""

    def __init__(
        self, root: Path, ids: Iterable[str] = (), problems: Iterable[str] = (), *, fields: "Fields | None" = None
    ) -> None:
        """Set the root; `fields` defaults to the fields of records that the root's newsreader.toml names.

        The corpus reads newsreader.toml with the first file of records. So every call that reads such a file may raise
        `ConfigurationError`.
        """
        self.root = root
        """Absolute, without symbolic links."""
        self._files = SourceFiles(root, partial(_fields, root, fields))
        self._start = root
        self._wanted = ""
        self._found = list(ids)
        self._ids: tuple[str, ...] | None = None
        self._rest: Iterator[list[str]] | None = None
        """Finds the remaining articles; None when all are found."""
        self._problems = list(problems)

    @property
    def ids(self) -> tuple[str, ...]:
        """The `Address.id` of every article; finds the remaining ones first. Raises as `more`.

        A folder's own articles stand before those of its folders. Both are in the order of their names, with the
        numbers in a name by value.
        """
        self.find_all()
        if self._ids is None:
            self._ids = tuple(self._found)
        return self._ids

    @property
    def found(self) -> tuple[str, ...]:
        """The ids found so far: the beginning of `ids`."""
        return self.ids if self.is_whole else tuple(self._found)

    @property
    def is_whole(self) -> bool:
        """True if all articles are found."""
        return self._rest is None

    def more(self) -> bool:
        """Find some more articles. Return False if there are no others. Call from one thread.

        Raises as `find`; a folder without articles raises at the end.
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
        """Find the remaining articles. Raises as `more`."""
        while self.more():
            pass

    @property
    def under(self) -> str:
        """The common beginning of the ids of all its articles; "" if the whole root was opened."""
        start = below(str(self._start), str(self.root))
        return f"{escaped(start)}/" if start and self._start.is_dir() else escaped(start)

    @property
    def problems(self) -> tuple[str, ...]:
        """Messages about what was left out so far.

        Left out are folders that cannot be read or are corpora of their own, links out of the corpus, files in a form
        that is not read, damaged files and archives, and records without a text.
        """
        listed = tuple(self._problems[:PROBLEMS])
        more = len(self._problems) - len(listed)
        return (*listed, f"{more} more problems of this kind") if more else listed

    @classmethod
    def find(cls, path: Path, *, fields: "Fields | None" = None) -> Self:
        """Find the articles of a path: a file, an article in a file, or all articles below a folder.

        The root is the nearest folder, from the path upwards, that has a `newsreader.toml` or annotations. It defaults
        to the folder itself, or to the folder of the file. So an article has the same id from wherever it is opened.
        Left out are hidden names, annotations, symbolic links to folders or out of the corpus, special files, and
        folders below that have annotations of their own: their articles belong to those alone.
        Raises `CorpusError` if the path is missing or unreadable, or if a folder has no article.
        """
        corpus = cls.begin(path, fields=fields)
        corpus.find_all()
        return corpus

    @classmethod
    def begin(cls, path: Path, *, fields: "Fields | None" = None) -> Self:
        """Open a path like `find`, but find no article yet: the caller shows them while `more` finds them."""
        wanted = ""
        if not os.path.lexists(path) and ("#" in path.name or "!/" in str(path)):
            wanted = str(path.absolute())
            path = Path(address_of(str(path)).file)
        mode = _mode(path)
        if stat.S_ISDIR(mode):
            start = Path(os.path.realpath(path))
            corpus = cls(root_of(start), fields=fields)
        elif stat.S_ISREG(mode):
            start = Path(os.path.realpath(path.parent), path.name)
            corpus = cls(root_of(start.parent), fields=fields)
        else:
            raise CorpusError(f"{shown(path)}: neither a file nor a folder; name one that is")
        corpus._start = start
        if wanted:
            address = address_of(wanted)
            corpus._wanted = address._replace(file=below(str(start), str(corpus.root))).id
        corpus._rest = corpus._batches()
        return corpus

    def path_of(self, article_id: str) -> Path:
        """Return the file of an article. Raises `CorpusError` if the id does not lie below the root."""
        return address_of(article_id).path(self.root)

    def has_file(self, article_id: str) -> bool:
        """Return True if the file of an article exists; an id that no file can have has none. Raises as `path_of`."""
        try:
            return self.path_of(article_id).exists()
        except (OSError, ValueError):
            return False

    def article(self, article_id: str) -> Article:
        """Read an article and parse its sections.

        Raises `CorpusError` if it is missing, unreadable, larger than the limits or outside the root.
        """
        return self._article(article_id, {})

    def article_with(self, article_id: str, known: KnownMetadata) -> Article:
        """Read an article, but do not parse the sections of a text file whose metadata is known.

        Parsing takes most of the time. The article then has no keywords, and its `sections` are None.
        Raises as `article`.
        """
        return self._article(article_id, known)

    def unparsed_article(self, article_id: str) -> Article:
        """Read an article for its text alone: `sections` are None, and only the file's own metadata is there.

        Raises as `article`.
        """
        return self._article(article_id, None)

    def _article(self, article_id: str, known: KnownMetadata | None) -> Article:
        address = address_of(article_id)
        path = address.path(self.root)
        (text, headline, outlet, published, keywords, parts, problems), medium, encoding = self._files.read(address)
        sha256 = digest(text)
        sections: tuple[Section, ...] | None = None
        metadata: Metadata | None = None
        if known is None:
            metadata = _UNPARSED
        elif medium is Medium.TEXT:
            metadata = known.get((article_id, sha256))
        if metadata is None:
            sections = find_sections(text, parts, headless=bool(headline))
            metadata = find_metadata(text, sections)
        outlet = (outlet_at(outlet) if "." in outlet else "") or outlet or metadata.outlet
        headline, site = split_site(headline, outlet)
        return Article(
            id=article_id,
            path=path,
            text=text,
            sha256=sha256,
            headline=headline or metadata.headline or address.name,
            outlet=outlet or outlet_named(site, common=True) or ("" if address.record else outlet_in(address.file)),
            published=published or metadata.published or ("" if address.record else day_in(address.file)),
            keywords=keywords or metadata.keywords,
            sections=sections,
            medium=medium,
            encoding=encoding,
            problems=problems,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Corpus) and (self.root, self.ids) == (other.root, other.ids)

    __hash__ = None  # type: ignore[assignment]  # it grows until all articles are found

    def __repr__(self) -> str:
        return f"Corpus({self.root!r}, {self.ids!r})"

    def _batches(self) -> Iterator[list[str]]:
        if self._wanted:
            file = address_of(self._wanted).file
            yield [each.id for each in self._files.addresses(file, self._problems) if each.id == self._wanted]
        elif not self._start.is_dir():
            yield from self._of_file(below(str(self._start), str(self.root)))
        else:
            try:
                for folder in walk(self._start, self.root, self._problems):
                    yield from self._of_folder(folder)
            except OSError as error:
                raise _unreadable(self._start, error) from error

    def _of_folder(self, files: FolderFiles) -> Iterator[list[str]]:
        folder = below(files.folder, str(self.root))
        prefix = f"{folder}/" if folder else ""
        if files.plain and prefix == escaped(prefix):
            yield [prefix + name for name in files.names] if prefix else files.names
            return
        batch: list[str] = []
        for name in files.names:
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
        if (medium := medium_of(file)) in WHOLE:
            yield [Address(file).id]
            return
        if medium is None:
            from annotations.corpus.passed_over import advice_on  # few files need it

            if advice := advice_on(file):
                self._problems.append(f"{escaped(file)}: not read; {advice}")
            else:
                yield [Address(file).id]
            return
        batch = []
        for address in self._files.addresses(file, self._problems):
            batch.append(address.id)
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _nothing(self) -> str:
        """Return the message that there is no article here."""
        if self._wanted:
            return f"{shown(self._start)}: has no article {address_of(self._wanted).id!a}; check the name"
        what = "folder; name one that holds" if self._start.is_dir() else "file; name one of"
        why = f"; {self._problems[0]}" if self._problems else ""
        return (
            f"{shown(self._start)}: no article in this {what} *.txt, *.html, *.docx, *.json, *.jsonl, *.csv, feeds{why}"
        )


def _fields(root: Path, fields: "Fields | None") -> "Fields":
    """Return the given names of fields, or else those of the project at a root. Raises `ConfigurationError`."""
    from annotations.corpus.fields import project_fields  # only a corpus with records pays for it

    return project_fields(root) if fields is None else fields


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise CorpusError(f"{shown(path)}: there is no such file or folder; check the path") from None
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> CorpusError:
    return CorpusError(f"{shown(path)}: cannot be read ({cause(error)}); check its permissions")
