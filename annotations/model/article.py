"""An article: the text of a file or of a part of one, and what was read from it."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Self


class SectionKind(StrEnum):
    """The role of a part of a scraped page."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    QUOTE_EMBED = "quote-embed"
    """A post of a social network that the page embeds, with its attribution line."""
    SOURCE = "source"
    KEYWORDS = "keywords"
    RELATED = "related"
    """Other articles, or links to them, that follow this one."""
    FURNITURE = "furniture"
    """What the page says about itself: buttons, captions, notices, styles."""


@dataclass(frozen=True, slots=True)
class Section:
    """The code points `[start, end)` of an article that are of one kind; never empty."""

    kind: SectionKind
    start: int
    end: int


class Metadata(NamedTuple):
    """What an article says about itself; "" and () for what it does not say."""

    headline: str
    outlet: str
    published: str
    """YYYY-MM-DD."""
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of a corpus. All offsets into it count code points of `text`."""

    id: str
    """The file's path below the corpus, with `/` between the parts. An article that is one of many in its file has
    `!/member` of the archive, `#key` of the record, or both behind that."""
    path: Path
    """The file that holds it."""
    text: str
    """The text of a text file or of a record's text field, verbatim: nothing trimmed, no newline and no normalisation
    changed. The text of a marked-up page is what its reader extracts: headline, author, day and paragraphs in lines.
    Bytes that encode no character are U+FFFD.
    """
    sha256: str
    """The `digest` of the text."""
    headline: str
    """Never empty: it defaults to the file's name."""
    outlet: str
    """The newspaper or agency that the page names, or else its folder, or ""."""
    published: str
    """The date of publication as YYYY-MM-DD, or "" if neither the page nor its path names one."""
    keywords: tuple[str, ...]
    sections: tuple[Section, ...] | None
    """In order, not overlapping; white space between two sections belongs to neither. None if they were not parsed:
    `()` are the sections of a blank text."""
    medium: str = "text"
    """The form of the file: text, html, json, jsonl, csv or feed."""
    encoding: str = "utf-8"
    """The encoding of the file: utf-8, utf-16-le, utf-16-be, windows-1256, iso-8859-6, mac-arabic or another."""
    problems: tuple[str, ...] = ()
    """Messages about the way it was read, such as bytes that encode no character."""

    @classmethod
    def of(
        cls,
        text: str,
        id: str = "article.txt",  # noqa: A002 - the field's name
        *,
        path: Path | None = None,
        headline: str = "",
        outlet: str = "",
        published: str = "",
        keywords: tuple[str, ...] = (),
        sections: tuple[Section, ...] | None = None,
    ) -> Self:
        """Make an article from its text.

        `path` defaults to the id and `headline` to the stem of the id. The sections are not parsed:
        `annotations.sections.sections.find_sections` does that.
        """
        return cls(
            id=id,
            path=Path(id) if path is None else path,
            text=text,
            sha256=digest(text),
            headline=headline or PurePosixPath(id).stem,
            outlet=outlet,
            published=published,
            keywords=keywords,
            sections=sections,
        )

    @property
    def parsed_sections(self) -> tuple[Section, ...]:
        """The sections, for a caller that cannot do without. Raises `ValueError` if they were not parsed."""
        if self.sections is None:
            raise ValueError(f"{self.id}: the sections of this article were not parsed")
        return self.sections


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
