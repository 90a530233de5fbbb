"""The sentences of a CoNLL export are those of the screen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.exchange.exporting.export import Request, export
from annotations.exchange.registry import FORMATS
from annotations.project.defaults import DEFAULT_LABELS
from annotations.samples import sample_corpus
from annotations.text.sentences import sentence_at

Sentences = Callable[..., list[list[str]]]


@pytest.fixture
def sentences(tmp_path: Path, article, record) -> Sentences:
    """Return the tokens of each sentence of a text with these spans, as they stand in a file of the export."""

    def written(text: str, *spans: tuple) -> list[list[str]]:
        export([record(article(text), *spans)], tmp_path / "set", FORMATS["conll"], Request(DEFAULT_LABELS))
        rows = (tmp_path / "set" / "claim.conll").read_text(encoding="utf-8").strip("\n")
        return [[row.split("\t")[0] for row in sentence.split("\n")] for sentence in rows.split("\n\n")]

    return written


def test_a_sentence_goes_on_behind_an_abbreviation(sentences: Sentences) -> None:
    assert sentences("Then Mr. Kim left. So") == [["Then", "Mr", ".", "Kim", "left", "."], ["So"]]


def test_a_sentence_ends_behind_the_quotation_mark_that_closes_there(sentences: Sentences) -> None:
    assert sentences("He said «no.» She left") == [["He", "said", "«", "no", ".", "»"], ["She", "left"]]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\u2028", "\u2029", "\x85"])
def test_a_sentence_ends_at_every_line_end(sentences: Sentences, line_end: str) -> None:
    assert sentences(f"one{line_end}two") == [["one"], ["two"]]


def test_a_sentence_never_ends_inside_a_span(sentences: Sentences) -> None:
    assert sentences("One. Two. Three", ("claim", 0, 9)) == [["One", ".", "Two", "."], ["Three"]]


def test_the_sentences_of_the_samples_are_those_of_the_screen(sentences: Sentences) -> None:
    for path in sorted(sample_corpus().rglob("*.txt"))[:3]:
        text = path.read_text(encoding="utf-8")
        behind = 0
        for tokens in sentences(text):
            sentence = sentence_at(text, text.index(tokens[0], behind))
            behind = text.index(tokens[0], behind)
            for token in tokens:
                behind = text.index(token, behind) + len(token)
            assert sentence is not None
            assert sentence[1] == behind, "the last token of a sentence is its end"
