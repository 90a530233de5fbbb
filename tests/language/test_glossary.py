"""The glossary says what the screen says, and names files that exist."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.project.defaults import DEFAULT_LABELS
from tui.language.arabic import NOUNS, WORDS
from tui.language.arabic_errors import ERRORS
from tui.prompts.filter import FIELDS

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
MARKS = re.compile("[\u064b-\u0652]")
ARTICLE = re.compile("(?<!\\S)\u0627\u0644(?=\\S)")  # al-


class Term(NamedTuple):
    """A row of the glossary."""

    english: str
    arabic: str
    screen: str
    meaning: str
    code: str


def terms() -> Iterator[Term]:
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == len(Term._fields) and cells[0] not in {"term", "---"}:
            yield Term(*cells)


def shown(screen: str) -> list[str]:
    """What the screen shows in Arabic at the place that a row names."""
    if screen == "errors":
        return list(ERRORS.values())
    if screen == "filter":
        return [arabic for _, arabic in FIELDS.values()]
    if screen == "labels":
        return [label.title_ar for label in DEFAULT_LABELS]
    english = screen.strip("`")
    return [WORDS[english]] if english in WORDS else list(NOUNS.get(english, ()))


def test_the_arabic_of_each_term_on_the_screen_is_that_of_the_screen() -> None:
    wrong = []
    for term in terms():
        if term.screen != "—":
            words = ARTICLE.sub("", MARKS.sub("", term.arabic)).split()
            texts = [MARKS.sub("", text) for text in shown(term.screen)]
            if not any(all(word in text for word in words) for text in texts):
                wrong.append(term.english)
    assert wrong == []


def test_each_term_stands_once_with_a_meaning_of_one_sentence() -> None:
    names = [term.english for term in terms()]
    assert len(names) > 100
    assert sorted(set(names)) == sorted(names)
    assert [term.english for term in terms() if not term.arabic or not re.search(r"[^.]\.$", term.meaning)] == []


def test_each_term_names_a_file_that_exists() -> None:
    assert [term.english for term in terms() if not (ROOT / term.code.strip("`")).is_file()] == []
