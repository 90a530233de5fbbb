"""The sections that an attentive reader marks in whole articles, and what holds for the sections of any text."""

import json
import re
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.corpus.decoding import decode
from annotations.model.article import SectionKind
from annotations.samples import sample_corpus
from annotations.sections.sections import find_sections
from annotations.sections.vocabulary import VOCABULARY

ARTICLES = Path(__file__).parents[3] / "../shared/articles"
EXPECTED = {
    # Per section: kind, first line, column of its start, last line, column of its end; -1 is the line's end.
    "000_b164f27a6da00b7c.txt": [
        ("headline", 1, 0, 1, -1),
        ("dateline", 2, 0, 2, -1),
        ("body", 3, 0, 6, -1),
        ("quote-embed", 7, 0, 8, 45),
        ("body", 8, 45, 15, -1),
        ("quote-embed", 16, 0, 17, 51),
        ("source", 17, 51, 17, -1),
        ("keywords", 18, 0, 18, -1),
        ("related", 19, 0, 38, -1),
    ],
    "002_97ddd47691ab78fe.txt": [
        ("furniture", 1, 0, 4, -1),
        ("headline", 6, 0, 6, -1),
        ("furniture", 8, 0, 10, -1),
        ("byline", 11, 0, 11, -1),
        ("furniture", 12, 0, 14, -1),
        ("body", 16, 0, 16, -1),
        ("furniture", 18, 0, 18, -1),
        ("body", 20, 0, 40, -1),
        ("furniture", 42, 0, 42, -1),
        ("related", 44, 0, 50, -1),
    ],
    "004_edb48362fa0c533a.txt": [
        ("furniture", 1, 0, 1, -1),
        ("headline", 3, 0, 3, -1),
        ("furniture", 5, 0, 5, -1),
        ("byline", 7, 0, 7, -1),
        ("body", 9, 0, 30, -1),
        ("furniture", 32, 0, 45, -1),
    ],
}


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the three scraped articles are not part of the repository")
@pytest.mark.parametrize("name", EXPECTED)
def test_the_sections_of_scraped_articles_are_those_a_reader_marks(name: str) -> None:
    text = decode((ARTICLES / name).read_bytes()).text
    starts = [0, *(end.end() for end in re.finditer("\n", text))]
    ends = [*(end.start() for end in re.finditer("\n", text)), len(text)]
    assert [(str(section.kind), section.start, section.end) for section in find_sections(text)] == [
        (kind, starts[first - 1] + column, ends[last - 1] if end < 0 else starts[last - 1] + end)
        for kind, first, column, last, end in EXPECTED[name]
    ]


@cache
def gold() -> dict[str, list[list[str | int]]]:
    sections: dict[str, list[list[str | int]]] = json.loads(
        (sample_corpus().parent / "sections.json").read_text(encoding="utf-8")
    )
    return sections


@pytest.mark.parametrize("article_id", list(gold()))
def test_the_sections_of_the_samples_are_those_a_reader_marks(article_id: str) -> None:
    text = decode((sample_corpus() / article_id).read_bytes()).text
    assert [[str(section.kind), section.start, section.end] for section in find_sections(text)] == gold()[article_id]


FRAGMENTS = st.one_of(
    st.text(max_size=20),
    st.text("\n\r\ufeff\u200f\u064e\u0301 \u2028a.ا", max_size=8),
    st.sampled_from([word for words in VOCABULARY.values() for word in words]),
    st.sampled_from(
        [
            "\n", "\r\n", ": ", ". ", "\u2014 A (@b) May 1, 2024", " pic.twitter.com/a1", "#a ", ".a{b:c}",
            "@media(a){p{b:c}}", "11/09/2023", "\u0661\u0661 مايو", "\xa9", "*", "\U0001f3fd", "\u200d", "\u20e3",
            "الوزير يعلن خطة جديدة.",
        ]
    ),
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(FRAGMENTS, max_size=25).map("".join))
def test_sections_of_any_text_are_in_order_and_cover_what_is_not_blank(text: str) -> None:
    sections = find_sections(text)
    end = 0
    for section in sections:
        assert end <= section.start < section.end <= len(text)
        assert not text[end : section.start].strip().strip("\ufeff" if end == 0 else "").strip()
        assert isinstance(section.kind, SectionKind)
        end = section.end
    assert not text[end:].strip().strip("\ufeff" if end == 0 else "").strip()
    for edge in {edge for section in sections for edge in (section.start, section.end)}:
        within_line = 0 < edge < len(text) and not text[edge - 1].isspace() and text[edge - 1] != "\ufeff"
        assert not (within_line and unicodedata.combining(text[edge]))
        assert not (within_line and text[edge] in "\u200d\u20e3\U0001f3fd")


@settings(max_examples=100, deadline=None)
@given(st.lists(FRAGMENTS, max_size=25).map("".join))
def test_neighbouring_sections_of_one_kind_are_embedded_posts(text: str) -> None:
    kinds = [section.kind for section in find_sections(text)]
    for kind, following in pairwise(kinds):
        assert kind is not following or kind is SectionKind.QUOTE_EMBED
