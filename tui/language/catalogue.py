"""The words of the screen: the code has the English, the table in `tui.language.arabic` the Arabic.

The table is imported only if the language is Arabic. Widgets ask for words when they draw and never keep them, so a
change of language shows with the next frame.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol


class Language(StrEnum):
    """The languages of the screen."""

    ENGLISH = "en"
    ARABIC = "ar"

    @property
    def is_mirrored(self) -> bool:
        """True if its readers begin at the right: the panes then stand in the opposite order."""
        return self is Language.ARABIC


_spoken = Language.ENGLISH


def speak(language: Language) -> None:
    """Set the language of the screen."""
    global _spoken  # noqa: PLW0603 - one process has one screen, and each word of it asks for the language
    _spoken = language


def spoken() -> Language:
    """Return the language of the screen."""
    return _spoken


def choose(*wishes: str, environ: Mapping[str, str]) -> Language:
    """Return the language of the first wish that is not "", or that of the locale; English if neither is known.

    The first set variable of those that name a locale counts (POSIX 8.2).
    """
    locale = next(filter(None, (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    wish = next(filter(None, wishes), locale)
    return Language.ARABIC if wish.casefold().startswith("ar") else Language.ENGLISH


def say(words: str, /, **values: object) -> str:
    """Return words in the language of the screen, with the values for the names in braces, foreign ones isolated."""
    if _spoken is Language.ARABIC:
        from tui.language.arabic import WORDS

        words = WORDS.get(words, words)
    return words.format(**{name: isolated(value) for name, value in values.items()}) if values else words


LEFT_TO_RIGHT, RIGHT_TO_LEFT, END = "\u2066", "\u2067", "\u2069"
"""The isolates of both directions, and what ends one (UAX #9)."""
ISOLATES = f"{LEFT_TO_RIGHT}{RIGHT_TO_LEFT}{END}"
_FOREIGN = {
    Language.ENGLISH: re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"),
    Language.ARABIC: re.compile("[A-Za-z\u00aa-\u02b8\u0370-\u058f]"),
}
"""What has letters of the other direction."""


def isolated(value: object) -> object:
    """Return a value for the middle of a sentence: a text of the other direction is isolated, others are unchanged.

    So its own marks stay with it, and those of the sentence stay at the sentence's end. A sentence that has isolates
    already is one of ours, and is not isolated as a whole.
    """
    if not isinstance(value, str) or not _FOREIGN[_spoken].search(value) or LEFT_TO_RIGHT in value:
        return value
    if RIGHT_TO_LEFT in value:
        return value
    from tui.typesetting.bidi.direction import paragraph_direction

    sign = RIGHT_TO_LEFT if paragraph_direction(value) == "rtl" else LEFT_TO_RIGHT
    return f"{sign}{value}{END}"


def titled(title: str, quote: str) -> str:
    """Return a title with what it stands for, a quote of any direction."""
    return f"{title}: {isolated(quote)}"


def explain(message: str) -> str:
    """Return an error message of the domain in the language of the screen; unchanged if the table does not have it.

    A value in the message may be a message too, such as the cause of the error.
    """
    if _spoken is not Language.ARABIC:
        return message
    from tui.language.arabic_errors import ERRORS

    for english, arabic in ERRORS.items():
        pattern = "(.+)".join(map(re.escape, english.split("{}")))
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return arabic.format(*(isolated(left_to_right(explain(value))) for value in found.groups()))
    return message


def left_to_right(path: object) -> str:
    """Return a path for a sentence of either direction: a mark keeps the slash at its beginning in place."""
    written = str(path)
    return f"\u200e{written}" if written[:1] in {"/", ".", "~"} else written


class Titled(Protocol):
    """A thing that a project names in both languages: a label or a relation type."""

    @property
    def title(self) -> str:
        """Its name in English."""

    @property
    def title_ar(self) -> str:
        """Its name in Arabic, or ""."""


def title_of(thing: Titled) -> str:
    """Return the name of a label or a relation type in the language of the screen."""
    return (thing.title_ar if _spoken is Language.ARABIC else "") or thing.title


ATTRIBUTES = frozenset({"value", "value_to", "unit", "approximate", "denied", "entity", "unsure"})
"""The attributes that every project begins with."""


def title_of_attribute(name: str) -> str:
    """Return the name of an attribute in the language of the screen; a project's own attributes have one name only."""
    return say(name) if name in ATTRIBUTES else name


def counted(count: int, noun: str) -> str:
    """Return a number with its noun in the form that the number takes (CLDR): "1 annotation", "1,200 annotations"."""
    if _spoken is Language.ARABIC:
        from tui.language.arabic import NOUNS

        return NOUNS[noun][_arabic_form(count)].format(count=f"{count:,}")
    return f"{count} {noun}" if count == 1 else f"{count:,} {noun}s"


def _arabic_form(count: int) -> int:
    """Return the index of the form that a number takes in Arabic: zero, one, two, few, many or other."""
    if count <= 2:
        return count
    return 3 if 3 <= count % 100 <= 10 else 4 if count % 100 >= 11 else 5
