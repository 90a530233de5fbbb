"""What spaCy trains with: a configuration, its tokenizer, and a page that says how, and what cannot be learnt.

In training spaCy cuts a text by itself and cannot learn a span that begins or ends inside one of its tokens. So the
tokenizer has the rules of `annotations.text.tokens`, and cuts each word that a span of the training data cuts as
that span does, wherever the word stands. What is held out teaches it nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from annotations.exchange.extras import Foreign, extra
from annotations.exchange.format import Options
from annotations.text.tokens import cuts, expression

TOKENIZER = "tokenizer"
"""The folder of a pipeline that is nothing but the tokenizer."""


class Words:
    """The words of the training data that spans cut."""

    def __init__(self) -> None:
        self._cuts: dict[str, set[int]] = {}

    def add(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        """Take in a text of the training data."""
        for word, inside in cuts(text, spans):
            self._cuts.setdefault(word, set()).update(inside)

    def tokenizer(self, *, split_proclitics: bool) -> Foreign:
        """A pipeline with the tokenizer alone."""
        nlp = extra("spacy", "spacy").blank("ar")
        starts = re.compile(expression(split_proclitics=split_proclitics))
        nlp.tokenizer = extra("spacy.tokenizer", "spacy").Tokenizer(nlp.vocab, prefix_search=starts.search)
        for word, inside in sorted(self._cuts.items()):
            edges = [0, *sorted(inside), len(word)]
            parts = [{"ORTH": word[start:end]} for start, end in pairwise(edges)]
            nlp.tokenizer.add_special_case(word, parts)
        return nlp


class Counts(NamedTuple):
    """What the tokenizer makes of the spans of some data."""

    lengths: Counter[int]
    """Of the spans in tokens."""
    lost: int
    """Spans that begin or end inside a token."""

    @classmethod
    def of(cls, documents: Iterable[tuple[str, Iterable[tuple[int, int]]]], tokenizer: Path) -> "Counts":
        """Count documents, each a text and its spans, with a tokenizer that was written."""
        lengths: Counter[int] = Counter()
        for number, (text, spans) in enumerate(documents):
            if number % _AFRESH == 0:
                cut = extra("spacy", "spacy").load(tokenizer).tokenizer
            document = cut(text)
            found = [document.char_span(start, end) for start, end in spans]
            lengths.update(0 if span is None else len(span) for span in found)
        return cls(lengths, lengths.pop(0, 0))

    @property
    def spans(self) -> int:
        """All of them."""
        return self.lengths.total() + self.lost


_AFRESH = 500
"""Texts after which the tokenizer is read again: its vocabulary keeps every word that it has seen."""


def configuration(trained: Counts, options: Options, unsplit: str) -> Foreign:
    """What `spacy train` reads; its suggester proposes the lengths that occur."""
    config = extra("spacy.cli.init_config", "spacy").init_config(lang="ar", pipeline=["spancat"], optimize="efficiency")
    config["paths"]["train"] = options.splits[0] or unsplit
    config["paths"]["dev"] = _held_out(options)
    config["paths"]["tokenizer"] = TOKENIZER
    config["initialize"]["before_init"] = {
        "@callbacks": "spacy.copy_from_base_model.v1",
        "tokenizer": "${paths.tokenizer}",
        "vocab": None,
    }
    config["system"]["seed"] = options.seed
    config["components"]["spancat"]["suggester"]["sizes"] = sorted(trained.lengths) or [1]
    return config


def readme(trained: Counts, held_out: Counts, options: Options, key: str) -> str:
    """The page for whoever trains."""
    dev = "" if _held_out(options) else " --paths.dev FOLDER"
    head = (
        f"# {options.name}\n\nWritten by newsreader for spaCy. In this folder\n\n"
        f"    python -m spacy train config.cfg --output model{dev}\n\n"
        f'trains a span categorizer on `doc.spans["{key}"]`; elsewhere name `--paths.tokenizer` too. spaCy then cuts '
        f"texts as `{TOKENIZER}` does: by newsreader's rules, and a word that a span of the training data cuts, there."
    )
    return "\n\n".join([head, *_told(trained, held_out)]) + "\n"


def _told(trained: Counts, held_out: Counts) -> Iterator[str]:
    if trained.lost:
        yield (
            f"Of the {trained.spans} spans that it is trained on, {trained.lost} begin or end in the midst of white"
            " space, which spaCy never cuts; it cannot learn them."
        )
    else:
        yield f"Each of the {trained.spans} spans that it is trained on is whole tokens."
    if held_out.lost:
        yield (
            f"Of the {held_out.spans} spans that are held out, {held_out.lost} begin or end in a word that no span of"
            " the training data cuts there; the model cannot find them."
        )


def _held_out(options: Options) -> str | None:
    return "dev" if "dev" in options.splits else options.splits[1] if len(options.splits) > 1 else None
