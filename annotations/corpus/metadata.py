"""What a page says about its article: headline, outlet, date and keywords."""

from dataclasses import dataclass

from annotations.article import Section, SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What was found; "" and () for what the page does not say."""

    headline: str
    outlet: str
    published: str
    """YYYY-MM-DD."""
    keywords: tuple[str, ...]


def find_metadata(text: str, sections: tuple[Section, ...]) -> Metadata:
    """Read the metadata of a text out of its sections."""
    headline = next((text[s.start : s.end] for s in sections if s.kind is SectionKind.HEADLINE), "")
    return Metadata(headline=headline, outlet="", published="", keywords=())
