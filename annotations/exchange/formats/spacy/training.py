"""The files that spaCy trains with: a configuration, a tokenizer, and a page of instructions.

In training spaCy tokenizes a text itself, and cannot learn a span that begins or ends inside a token. So the tokenizer
has the rules of `annotations.text.tokens`. If a span of the training data cuts a word, the tokenizer cuts that word
everywhere. Held-out data does not change the tokenizer.
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
"""The folder of a pipeline with only the tokenizer."""


class Words:
    """The words that spans of the training data cut."""

    def __init__(self) -> None:
        self._cuts: dict[str, set[int]] = {}

    def add(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        """Add the words of a text of the training data."""
        for word, inside in cuts(text, spans):
            self._cuts.setdefault(word, set()).update(inside)

    def tokenizer(self, *, split_proclitics: bool) -> Foreign:
        """Return a pipeline with only the tokenizer."""
        nlp = extra("spacy", "spacy").blank("ar")
        starts = re.compile(expression(split_proclitics=split_proclitics))
        nlp.tokenizer = extra("spacy.tokenizer", "spacy").Tokenizer(nlp.vocab, prefix_search=starts.search)
        for word, inside in sorted(self._cuts.items()):
            edges = [0, *sorted(inside), len(word)]
            parts = [{"ORTH": word[start:end]} for start, end in pairwise(edges)]
            nlp.tokenizer.add_special_case(word, parts)
        return nlp


class Counts(NamedTuple):
    """Counts of spans as the tokenizer sees them."""

    lengths: Counter[int]
    """Lengths of the spans in tokens."""
    lost: int
    """Spans that begin or end inside a token."""

    @classmethod
    def of(cls, documents: Iterable[tuple[str, Iterable[tuple[int, int]]]], tokenizer: Path) -> "Counts":
        """Count the spans of documents, each a text and its spans, with the tokenizer in a folder."""
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
        """Number of spans."""
        return self.lengths.total() + self.lost


_AFRESH = 500
"""Texts after which the tokenizer is loaded again, because its vocabulary keeps every word that it has seen."""


def configuration(trained: Counts, options: Options, unsplit: str) -> Foreign:
    """Return the configuration for `spacy train`. Its suggester proposes the lengths that occur."""
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
    """Return the page of instructions for training."""
    dev = "" if _held_out(options) else " --paths.dev FOLDER"
    head = (
        f"# {options.name}\n\nWritten by newsreader for spaCy. In this folder\n\n"
        f"    python -m spacy train config.cfg --output model{dev}\n\n"
        f'trains a span categorizer on `doc.spans["{key}"]`; from another folder, give `--paths.tokenizer` too. spaCy '
        f"then cuts texts with `{TOKENIZER}`: by newsreader's rules, and every word that a span of the training data"
        " cuts is cut there."
    )
    return "\n\n".join([head, *_losses(trained, held_out)]) + "\n"


def _losses(trained: Counts, held_out: Counts) -> Iterator[str]:
    """Yield a paragraph for the spans that spaCy cannot learn, and one for those that it cannot find."""
    if trained.lost:
        yield (
            f"Of the {trained.spans} spans that it is trained on, {trained.lost} begin or end inside white space,"
            " which spaCy never cuts; it cannot learn them."
        )
    else:
        yield f"Each of the {trained.spans} spans that it is trained on consists of whole tokens."
    if held_out.lost:
        yield (
            f"Of the {held_out.spans} spans that are held out, {held_out.lost} begin or end inside a word that no"
            " span of the training data cuts there; the model cannot find them."
        )


def _held_out(options: Options) -> str | None:
    return "dev" if "dev" in options.splits else options.splits[1] if len(options.splits) > 1 else None
