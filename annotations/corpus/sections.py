"""What each part of a scraped page is: the headline, the body, and what the page says about itself."""

from annotations.article import Section, SectionKind


def find_sections(text: str) -> tuple[Section, ...]:
    """The sections of a text, in order and not overlapping; they cover every line that is not blank."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    end = len(text.rstrip())
    return (Section(SectionKind.BODY, start, end),) if start < end else ()
