"""What is known of the language is said once: no module has marks, proclitics, ends of sentences or lines of its own.

The constants of all modules are read, not their text: it does not matter how a letter or a range is written.
"""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.text.lines import LINE_ENDS
from annotations.text.marks import MARKS as ARABIC_AND_LATIN
from annotations.text.proclitics import ARTICLE, CONJUNCTIONS, LI, PROCLITICS
from annotations.text.sentences import END_MARKS

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for package in ("annotations", "tui") for path in (ROOT / package).rglob("*.py"))

MARKS, SENTENCES, WORDS, LINES, CLUSTERS = (
    "combining marks: use MARKS, CLINGING or is_mark of annotations.text.marks",
    "the end of a sentence: use annotations.text.sentences, or its END_MARKS",
    "proclitics: use annotations.text.proclitics",
    "line ends: use LINE_ENDS of annotations.text.lines",
    "categories of marks, for clusters: use annotations.text.clusters, or is_mark of annotations.text.marks",
)
ALLOWED = {
    "annotations/text/marks.py": {MARKS, CLUSTERS},
    "annotations/text/sentences.py": {SENTENCES},
    "annotations/text/proclitics.py": {WORDS},
    "annotations/text/lines.py": {LINES},
    "annotations/text/clusters.py": {CLUSTERS},  # the properties of UAX #29
    "annotations/corpus/encodings.py": {MARKS},  # how often letters and marks occur
    "tui/keys/layouts.py": {MARKS},  # what the Arabic keyboard writes
    "tui/typesetting/bidi/bidi.py": {LINES},  # the separators of UAX #9
    "tui/typesetting/shaping/alphabet.py": {MARKS},  # those that have a byte of their own
    "tui/typesetting/shaping/glyphs.py": {MARKS},  # those that terminals draw without a column
    "tui/typesetting/shaping/shaping.py": {MARKS, CLUSTERS},  # the joining type T of Unicode
}
"""What modules may have all the same, since it means something else there."""

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\(v|f)")
_RANGE = re.compile(r"(.)-(.)", re.DOTALL)
_MARK_RUN = re.compile(f"[{ARABIC_AND_LATIN}]+")
_END_RUN = re.compile(f"[{END_MARKS}]+")
_CLASS = re.compile(r"\[([^\]^]+)\]|\(\?:((?:\w\|)+\w)\)")
_LATIN_AND_ARABIC = 0x900


def others(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line of each rule of its own that a module has, and what it is about."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from ((node.lineno, what) for what in _told_by(_ESCAPE.sub(_unescaped, node.value)))
        elif isinstance(node, ast.Tuple | ast.List | ast.Set):
            letters = [each.value for each in node.elts if isinstance(each, ast.Constant) and each.value]
            if len(letters) > 1 and all(each in set(PROCLITICS) for each in letters):
                yield node.lineno, WORDS
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range":
            edges = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if len(edges) > 1 and _are_marks(edges[0], edges[1] - 1):
                yield node.lineno, MARKS


def _told_by(text: str) -> Iterator[str]:
    ranges = any(_are_marks(ord(first), ord(last)) for first, last in _RANGE.findall(text))
    if ranges or any(len(set(run)) > 2 for run in _MARK_RUN.findall(text)):
        yield MARKS
    if any(len(set(run)) > 2 for run in _END_RUN.findall(text)):
        yield SENTENCES
    classes = [set("".join(found)) - {"|"} for found in _CLASS.findall(text)]
    is_class = any(len(each) > 1 and each <= set(PROCLITICS) for each in classes)
    is_table = len(set(text)) > 2 and set(text) <= set(PROCLITICS)
    if is_class or is_table or text in {ARTICLE, LI + LI, CONJUNCTIONS}:
        yield WORDS
    if len(set(text) & set(LINE_ENDS)) > 4:
        yield LINES
    if text in {"Mn", "Mc", "Me"}:
        yield CLUSTERS


def _unescaped(escape: re.Match[str]) -> str:
    """Return the code point that a regular expression has as an escape."""
    return {"v": "\v", "f": "\f"}.get(escape[3]) or chr(int(escape[1] or escape[2], 16))


def _are_marks(first: int, last: int) -> bool:
    """Return True for the edges of a range that begins and ends with a mark of the Arabic or Latin script."""
    return first < last and _is_mark(first) and _is_mark(last)


def _is_mark(code_point: int) -> bool:
    return code_point < _LATIN_AND_ARABIC and unicodedata.category(chr(code_point)) == "Mn"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_no_rule_of_its_own_about_the_language(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    found = [
        f"{name}:{line}: it has its own {what}"
        for line, what in others(path.read_text(encoding="utf-8"))
        if what not in ALLOWED.get(name, ())
    ]
    assert not found, "\n".join(found)


PLANTED = [
    (r'M = "\u064b-\u065f"', MARKS),
    (r'M = re.compile(r"[\u064b-\u0652\u0670]*")', MARKS),
    (r'M = rf"\w{X}\u0610-\u061a"', MARKS),
    (r'M = "\u064b\u064c\u064d\u064e"', MARKS),
    ("M = [chr(each) for each in range(0x64B, 0x660)]", MARKS),
    (r'E = re.compile(r"[.!?\u061f]+(?=\s)")', SENTENCES),
    (r'E = frozenset(".!?\u061f\u06d4\u2026")', SENTENCES),
    ('E = rf"[.!\u061f{X}]"', SENTENCES),
    (r'P = "\u0648\u0641"', WORDS),
    (r'P = re.compile("[\u0648\u0641\u0628\u0644\u0643]?\\w+")', WORDS),
    ('P = rf"[\u0628\u0644]?{X}"', WORDS),
    ('P = "(?:\u0648|\u0641)?"', WORDS),
    ('P = ("", "\u0648", "\u0641")', WORDS),
    ('P = frozenset("\u0628\u0644\u0643")', WORDS),
    (r'A = word.startswith("\u0627\u0644")', WORDS),
    (r'L = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"', LINES),
    (r'L = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")', LINES),
    ('C = unicodedata.category(each) in {"Mn", "Me"}', CLUSTERS),
]


@pytest.mark.parametrize(("source", "what"), PLANTED)
def test_a_second_rule_is_found_however_it_is_written(source: str, what: str) -> None:
    assert what in [found for _, found in others(source)]


@pytest.mark.parametrize(
    "source",
    [
        r'"\u0648\u0641\u0642"',  # a word, wafqa
        r'"\u0643\u0644"',  # kull
        r'"[\u064a\u062a]\u0642\u0648\u0644"',  # yaqul, taqul
        '"One. Two! Three?"',
        r'"\u0642\u064e\u0627\u0644\u064e"',  # a vocalised word
        r'"[\u0621-\u06d3]"',  # letters, with the marks between them
        r'text.split("\n")',
    ],
)
def test_words_and_texts_are_no_rules(source: str) -> None:
    assert list(others(source)) == []


def test_what_is_allowed_is_there() -> None:
    for name, allowed in ALLOWED.items():
        assert allowed <= {what for _, what in others((ROOT / name).read_text(encoding="utf-8"))}, name
