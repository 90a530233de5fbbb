"""The words of the screen: English as the code writes them, and Arabic by the table in `tui.language.arabic`.

The table is loaded only when Arabic is spoken. Words for a screen are asked for when they are drawn, never kept, so a
change of language shows with the next frame.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol


class Language(StrEnum):
    """What the screen can speak."""

    ENGLISH = "en"
    ARABIC = "ar"

    @property
    def is_mirrored(self) -> bool:
        """Whether its readers begin at the right: the panes then stand the other way round."""
        return self is Language.ARABIC


_spoken = Language.ENGLISH


def speak(language: Language) -> None:
    """Speak a language from now on."""
    global _spoken  # noqa: PLW0603 - one process has one screen, and each word of it asks for the language
    _spoken = language


def spoken() -> Language:
    """The language that is spoken."""
    return _spoken


def choose(*wishes: str, environ: Mapping[str, str]) -> Language:
    """The language of the first wish that is not "", failing that of the locale; English where it is neither.

    Of the variables that name a locale the first that is set counts (POSIX 8.2).
    """
    locale = next(filter(None, (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    wish = next(filter(None, wishes), locale)
    return Language.ARABIC if wish.casefold().startswith("ar") else Language.ENGLISH


def say(words: str, /, **values: object) -> str:
    """Words in the language that is spoken, with the values that stand in braces in them."""
    if _spoken is Language.ARABIC:
        from tui.language.arabic import WORDS

        words = WORDS.get(words, words)
    return words.format(**values) if values else words


def explain(message: str) -> str:
    """What an error of the domain says, in the language that is spoken; as it stands where the table has it not.

    What stands in it may be such a sentence itself: the cause of something.
    """
    if _spoken is not Language.ARABIC:
        return message
    from tui.language.arabic_errors import ERRORS

    for english, arabic in ERRORS.items():
        pattern = "(.+)".join(map(re.escape, english.split("{}")))
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return arabic.format(*(left_to_right(explain(value)) for value in found.groups()))
    return message


def left_to_right(path: object) -> str:
    """A path for a sentence of either direction: without a mark the slash that it begins with goes to its other end."""
    written = str(path)
    return f"\u200e{written}" if written[:1] in {"/", ".", "~"} else written


class Titled(Protocol):
    """What a project names in both languages: a label, a relation type."""

    @property
    def title(self) -> str:
        """Its name in English."""

    @property
    def title_ar(self) -> str:
        """Its name in Arabic, or ""."""


def title_of(thing: Titled) -> str:
    """The name of a label or a relation type in the language that is spoken."""
    return (thing.title_ar if _spoken is Language.ARABIC else "") or thing.title


ATTRIBUTES = frozenset({"value", "value_to", "unit", "approximate", "denied", "entity", "unsure"})
"""The attributes that every project begins with."""


def title_of_attribute(name: str) -> str:
    """The name of an attribute in the language that is spoken; that of one of a project's own as it is stored."""
    return say(name) if name in ATTRIBUTES else name


def counted(count: int, noun: str) -> str:
    """A number of things: "1 annotation", "1,200 annotations"; the noun's form by the language's rule (CLDR)."""
    if _spoken is Language.ARABIC:
        from tui.language.arabic import NOUNS

        return NOUNS[noun][_arabic_form(count)].format(count=f"{count:,}")
    return f"{count} {noun}" if count == 1 else f"{count:,} {noun}s"


def _arabic_form(count: int) -> int:
    """Which of zero, one, two, few, many, other a number takes in Arabic."""
    if count <= 2:
        return count
    return 3 if 3 <= count % 100 <= 10 else 4 if count % 100 >= 11 else 5
