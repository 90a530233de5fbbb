"""The result of reading a file or a record: the text, and the metadata that the file itself gives."""

from collections.abc import Iterable
from typing import NamedTuple

from annotations.model.article import Section, SectionKind


class Extract(NamedTuple):
    """A text and the metadata in fields of its file; "" and () for fields that are missing."""

    text: str
    headline: str = ""
    outlet: str = ""
    published: str = ""
    """YYYY-MM-DD."""
    keywords: tuple[str, ...] = ()
    known: tuple[Section, ...] = ()
    """Sections that the file itself marks."""
    problems: tuple[str, ...] = ()
    """Messages for the reader of the text."""


def composed(
    lines: Iterable[str],
    *,
    headline: str = "",
    author: str = "",
    published: str = "",
    outlet: str = "",
    keywords: tuple[str, ...] = (),
) -> Extract:
    """Compose the text of a page: headline, author, day and the lines of the body, with a blank line between them.

    Drops lines at the beginning of the body that repeat the headline.
    """
    body = list(lines)
    while body and headline and body[0] == headline:
        del body[0]
    parts = (
        (SectionKind.HEADLINE, headline),
        (SectionKind.BYLINE, author),
        (SectionKind.DATELINE, published),
    )
    text = ""
    known = []
    for kind, part in parts:
        if part:
            known.append(Section(kind, len(text), len(text) + len(part)))
            text += f"{part}\n\n"
    return Extract(
        text=(text + "\n".join(body)).rstrip("\n") + "\n" if text or body else "",
        headline=headline,
        outlet=outlet,
        published=published,
        keywords=keywords,
        known=tuple(known),
    )
