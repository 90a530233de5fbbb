"""What the tests of sections and metadata share: short texts in which nothing but the form is news."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from annotations.model.article import SectionKind
from annotations.sections.sections import find_sections


@pytest.fixture
def words() -> SimpleNamespace:
    """Lines of the kinds that most pages have."""
    return SimpleNamespace(
        # The minister announces a new plan in support of the farmers in the north
        headline="الوزير يعلن خطة جديدة لدعم المزارعين في الشمال",
        # An official in the ministry said that the meeting will be held in the capital next Thursday.
        paragraph="وقال مسؤول في الوزارة إن الاجتماع سيعقد في العاصمة يوم الخميس المقبل بحضور عدد من الوزراء.",
        post="JUST IN: the #talks are over pic.twitter.com/AbC123",
        attribution="\u2014 A Name (@a_name) September 11, 2023",
    )


@pytest.fixture
def outline() -> Callable[[str], list[tuple[str, str]]]:
    """The sections of a text as pairs of kind and covered text."""

    def of(text: str) -> list[tuple[str, str]]:
        return [(str(section.kind), text[section.start : section.end]) for section in find_sections(text)]

    return of


@pytest.fixture
def kinds() -> Callable[[str], list[SectionKind]]:
    """The kinds of the sections of a text."""
    return lambda text: [section.kind for section in find_sections(text)]
