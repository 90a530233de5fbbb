"""What a span leaves out at its edges, by the rules of docs/guidelines.md."""

import json

import pytest

from annotations.samples import sample_corpus
from annotations.text.edges import quotation_pairs, trimmed

GOLD = [json.loads(each) for each in (sample_corpus().parent / "gold.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("selected", "left"),
    [
        ("He left.", "He left"),
        ("He left...", "He left"),
        ("He left\u2026 ", "He left"),
        (", he left;", "he left"),
        ("Did he?", "Did he?"),
        ("He did\u061f!", "He did\u061f!"),
        ("He left.\u202c\u200f", "He left"),
        ("- He left \u2013", "He left"),
        ("-5 %", "-5 %"),
        (".5", ".5"),
        ('he left".', "he left"),
        ('"he left', "he left"),
        ('"He left."', "He left"),
        ("\u00abDid he?\u00bb.", "Did he?"),
        ('the company "Star"', 'the company "Star"'),
        ('the company "Star".', 'the company "Star"'),
        ('"Star" buys', '"Star" buys'),
        ('"Star" buys "Sun"', '"Star" buys "Sun"'),
        ("(5.3) billion", "(5.3) billion"),
        ("the agency (AP)", "the agency (AP)"),
        ("the agency (AP", "the agency (AP"),
        ("(AP)", "AP"),
        ("AP)", "AP"),
        ("a\u00bb and \u00abb\u00bb", "a\u00bb and \u00abb\u00bb"),
        ("a\u201d and \u201cb\u201d", "a\u201d and \u201cb\u201d"),
        ("\u201dStar\u201c buys", "\u201dStar\u201c buys"),
        ("\u2018it\u2019s so\u2019", "it\u2019s so"),
        ("U.S.", "U.S"),
        ("...", "..."),
        (" \u061f ", "\u061f"),
        ('"', '"'),
    ],
)
def test_edges_follow_the_guidelines(selected: str, left: str) -> None:
    text = f"One {selected} two"
    start, end = trimmed(text, 4, 4 + len(selected)) or (0, 0)
    assert text[start:end] == left


def test_nothing_is_left_of_white_space_and_controls() -> None:
    assert trimmed(" \u200f\u00ad\n", 0, 4) is None


def test_the_gold_annotations_of_the_samples_keep_to_the_edges() -> None:
    for record in GOLD:
        for span in record["spans"]:
            for start, end in span.get("fragments", [[span["start"], span["end"]]]):
                assert trimmed(record["text"], start, end) == (start, end), span


def test_a_quotation_mark_within_quotation_marks_of_its_kind_opens_nothing() -> None:
    text = "\u00aba \u00abb \u201cc\u201d d\u00bb e\u00bb \u00abf\u00bb"
    assert [text[pair.opening : pair.closing + 1] for pair in quotation_pairs(text, 0, len(text))] == [
        "\u201cc\u201d",
        "\u00aba \u00abb \u201cc\u201d d\u00bb",
        "\u00abf\u00bb",
    ]


@pytest.mark.parametrize(
    "run", ['"', "\u00ab", "\u00bb", "(", ")", "\u00ab)", ".", "\u061f", "'", "\u00ab\u00bb", "- "]
)
def test_a_run_of_signs_is_trimmed_in_as_many_steps_as_it_has_signs(run: str) -> None:
    text = "a " + (run * 20_000)[:20_000]
    assert trimmed(text, 0, len(text)) is not None
