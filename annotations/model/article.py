"""An article: the text of a file or a part of one, and what was found in it."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class SectionKind(StrEnum):
    """What a part of a scraped page is to its reader."""

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
    """One article of a corpus. Every offset anywhere counts code points of `text`."""

    id: str
    """The file's path below the corpus, with `/` between the parts; of one article of many in a file, what leads to it
    stands behind that: `!/member` of an archive, `#key` of a record."""
    path: Path
    """The file that holds it."""
    text: str
    """Of a text file, or a record's text field, verbatim: nothing trimmed, no newline or normalisation changed. Of
    markup what its reader made of it: headline, author, day and paragraphs in lines. What stands for no sign is U+FFFD.
    """
    sha256: str
    """Of the text in UTF-8, in hexadecimal."""
    headline: str
    """Never empty: an article without one is told by its file's name."""
    outlet: str
    """The newspaper or agency that the page names, or ""."""
    published: str
    """The date of publication as YYYY-MM-DD, or "" when the page names none."""
    keywords: tuple[str, ...]
    sections: tuple[Section, ...]
    """In order, not overlapping; white space between two sections belongs to neither."""
    medium: str = "text"
    """What it was read from: text, html, json, jsonl, csv or feed."""
    encoding: str = "utf-8"
    """How the file was decoded: utf-8, utf-16-le, utf-16-be, windows-1256, iso-8859-6, mac-arabic or another."""
    problems: tuple[str, ...] = ()
    """What a reader has to know of how it was read, in lines: bytes that stand for no sign."""


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
