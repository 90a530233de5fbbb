"""What a reader makes of a file or a record before its sections are sought: the text, and what the file says of it."""

from collections.abc import Iterable
from typing import NamedTuple

from annotations.model.article import Section, SectionKind


class Extract(NamedTuple):
    """A text with what its file says in fields of its own; "" and () where it says nothing."""

    text: str
    headline: str = ""
    outlet: str = ""
    published: str = ""
    """YYYY-MM-DD."""
    keywords: tuple[str, ...] = ()
    known: tuple[Section, ...] = ()
    """Parts of the text whose kind the file tells."""
    problems: tuple[str, ...] = ()
    """What the reader of the text has to be told, in lines."""


def composed(
    lines: Iterable[str],
    *,
    headline: str = "",
    author: str = "",
    published: str = "",
    outlet: str = "",
    keywords: tuple[str, ...] = (),
) -> Extract:
    """What markup says, as a text: headline, author, day and the paragraphs in lines, a blank line between those parts.

    Lines that say the headline again before the first other one are left out.
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
