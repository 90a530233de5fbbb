"""The words of the screen in two languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from annotations import errors
from annotations.errors import NewsreaderError
from annotations.exchange.format import Feature
from annotations.exchange.registry import FORMATS
from annotations.model.annotation import Status
from annotations.project.defaults import DEFAULT_LABELS
from tui.keys.actions import ACTIONS, Group
from tui.language.arabic import NOUNS, WORDS
from tui.language.arabic_errors import ERRORS
from tui.language.catalogue import ATTRIBUTES, Language, choose, counted, explain, say, speak, title_of
from tui.screens.reading.article_list import SORTS
from tui.theme import THEMES

ROOT = Path(__file__).parents[2]
ARABIC_LETTER = re.compile("[\u0621-\u064a]")


@pytest.fixture
def _arabic() -> Iterator[None]:
    speak(Language.ARABIC)
    yield
    speak(Language.ENGLISH)


def calls(function: str) -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted((ROOT / "tui").rglob("*.py")):
        if path.parent.name == "commands":  # the command line speaks English
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
                yield path, node


def fields(words: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(words) if field is not None}


def said() -> set[str]:
    """Everything that the screen says, as far as it stands in the code."""
    words = {node.value for _, call in calls("say") for node in ast.walk(call.args[0]) if is_text(node)}
    words |= {text for action in ACTIONS for text in (action.title, action.help)}
    words |= {label.guideline for label in DEFAULT_LABELS} | set(THEMES.values()) | set(SORTS.values())
    words |= {format_.title for format_ in FORMATS.values()} | set(Feature) | ATTRIBUTES
    return words | set(Group) | set(Status)


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_everything_that_the_screen_says_has_an_arabic_form_with_the_same_values_in_it() -> None:
    missing = sorted(words for words in said() if words not in WORDS)
    assert missing == []
    wrong = [words for words in said() if fields(words) != fields(WORDS[words])]
    assert wrong == []


def test_no_arabic_words_are_kept_that_nothing_says() -> None:
    assert sorted(set(WORDS) - said()) == []


def test_the_arabic_table_is_in_arabic() -> None:
    assert [words for words, arabic in WORDS.items() if not ARABIC_LETTER.search(arabic)] == []


def test_the_values_of_a_sentence_are_those_that_its_call_gives() -> None:
    for path, call in calls("say"):
        if isinstance(call.args[0], ast.Constant):
            given = {keyword.arg for keyword in call.keywords}
            assert given == fields(call.args[0].value), f"{path}:{call.lineno}"


def test_every_noun_that_is_counted_has_its_six_arabic_forms() -> None:
    nouns = {call.args[1].value for _, call in calls("counted") if isinstance(call.args[1], ast.Constant)}
    assert nouns <= set(NOUNS)
    for forms in NOUNS.values():
        assert len(forms) == 6
        assert all("{count}" in form for form in forms[3:])


@pytest.mark.usefixtures("_arabic")
@pytest.mark.parametrize(
    ("count", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (103, 3)]
)
def test_an_arabic_noun_takes_the_form_of_its_number(count: int, form: int) -> None:
    assert counted(count, "word") == NOUNS["word"][form].format(count=count)


def test_an_english_noun_has_two_forms() -> None:
    assert [counted(count, "word") for count in (0, 1, 2)] == ["0 words", "1 word", "2 words"]


@pytest.mark.usefixtures("_arabic")
def test_a_label_is_called_by_its_arabic_title() -> None:
    assert title_of(DEFAULT_LABELS["actor"]) == DEFAULT_LABELS["actor"].title_ar


UNSEEN = {"configuration.py", "toml_lines.py", "check.py", "import_articles.py"}
"""Modules whose errors only the command line meets, and the start, before there is a screen."""
AT_START = {
    "two {} “{}”: give one of them another",
    "an annotator's name has 1 to {} bytes: choose another than {}",
}


def complaints() -> Iterator[str]:
    """The errors of the domain that a screen may show, `{}` for what is different each time."""
    own = [ROOT / "tui" / "prompts" / name for name in ("attributes.py", "filter.py")]
    paths = [*(ROOT / "annotations").rglob("*.py"), *own]
    for path in sorted(paths):
        if path.name in UNSEEN or {"exchange", "samples", "index"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
                name = getattr(node.exc.func, "id", "")
                if issubclass(getattr(errors, name, int), NewsreaderError) and (text := template(node.exc.args[0])):
                    yield text


def template(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if is_text(part) else "{}" for part in node.values)
    return node.value if is_text(node) else ""


def test_every_error_that_a_screen_may_show_has_an_arabic_form_with_as_many_values() -> None:
    told = set(complaints()) - AT_START
    assert sorted(told - set(ERRORS)) == []
    for english in told:
        assert {int(field) for field in fields(ERRORS[english])} == set(range(english.count("{}"))), english


@pytest.mark.usefixtures("_arabic")
def test_an_error_is_explained_in_arabic_with_its_values_and_their_causes() -> None:
    told = explain("/tmp/a.txt: cannot be read (permission denied); check its permissions")
    assert "\u200e/tmp/a.txt" in told  # without the mark the first slash would stand at the other end
    assert ERRORS["permission denied"] in told
    assert explain("never heard of") == "never heard of"
    nested = explain(
        "2 edits are not saved yet: /a.jsonl cannot be written (the disk is full); fix that, newsreader goes on trying"
    )
    assert ERRORS["the disk is full"] in nested
    assert "written" not in nested


@pytest.mark.usefixtures("_arabic")
def test_words_without_a_translation_are_said_in_english() -> None:
    assert say("no such words {count}", count=3) == "no such words 3"


@pytest.mark.parametrize(
    ("wishes", "environ", "language"),
    [
        (("", ""), {}, Language.ENGLISH),
        (("", ""), {"LANG": "ar_EG.UTF-8"}, Language.ARABIC),
        (("", ""), {"LANG": "ar_EG.UTF-8", "LC_ALL": "C.UTF-8"}, Language.ENGLISH),
        (("en", "ar"), {"LANG": "ar_EG.UTF-8"}, Language.ENGLISH),
        (("", "ar"), {"LANG": "en_GB.UTF-8"}, Language.ARABIC),
        (("", ""), {"LC_MESSAGES": "AR"}, Language.ARABIC),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_settings_else_the_locale_s(
    wishes: tuple[str, str], environ: dict[str, str], language: Language
) -> None:
    assert choose(*wishes, environ=environ) is language
