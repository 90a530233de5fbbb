"""The sentences of CoNLL-U and of CoNLL-2012: tokens in fixed columns, with other tags than B- and I- in a column."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.exchange.formats.conll.tags import Style, tag_of

FORM, MISC, WIDTH = 1, 9, 10
"""Columns of CoNLL-U: the token, its further values, and how many there are."""
_ID = re.compile(r"(\d+)(?:-(\d+)|\.\d+)?", re.ASCII)
WORD, NAMES, LEAST = 3, 10, 12
"""Columns of CoNLL-2012: the token, its named entities, and the least number of them."""
_BRACKETS = re.compile(r"(\((?P<label>[^()*|\s]+))?\*?(?P<end>\))?")


class Words(NamedTuple):
    """The tokens of a sentence."""

    text: str
    offsets: tuple[tuple[int, int], ...]
    tags: tuple[tuple[str, ...], ...]
    """The cells with tags, for each token."""


def is_universal(cells: Sequence[str]) -> bool:
    """Return True for a row of CoNLL-U."""
    return len(cells) == WIDTH and _ID.fullmatch(cells[0]) is not None


def universal(rows: Sequence[Sequence[str]], text: str) -> Words:
    """Return the tokens of a sentence of CoNLL-U. `text` is its comment “# text”, or "".

    Words that are written together have the place of their common form, unless each stands in the text itself.
    """
    forms: list[tuple[str, bool]] = []
    words: list[tuple[int, str]] = []
    tags: list[tuple[str, ...]] = []
    behind = 0
    for cells in rows:
        found = _ID.fullmatch(cells[0])
        if found is None or "." in cells[0]:
            continue
        number, last = int(found[1]), found[2]
        if last or number > behind:
            forms.append((cells[FORM], "SpaceAfter=No" in cells[MISC].split("|")))
            behind = int(last) if last else behind
        if not last:
            words.append((len(forms) - 1, cells[FORM]))
            tags.append(tuple(_named(cells[MISC])))
    offsets = _places([word for _, word in words], text)
    if offsets is None:
        places = _places([form for form, _ in forms], text)
        if places is None:
            text, places = _written(forms)
        offsets = [places[form] for form, _ in words]
    return Words(text, tuple(offsets), tuple(tags))


def _named(misc: str) -> Iterator[str]:
    """Yield the values that are tags: NER=B-PER."""
    for each in misc.split("|"):
        _, _, value = each.partition("=")
        if value and tag_of(value, Style.PREFIX) is not None:
            yield value


def _places(forms: Sequence[str], text: str) -> list[tuple[int, int]] | None:
    """Return the places of forms that follow one another in a text, or None if they are not the text."""
    places: list[tuple[int, int]] = []
    at = 0
    for form in forms:
        start = text.find(form, at)
        if start < 0 or text[at:start].strip():
            return None
        at = start + len(form)
        places.append((start, at))
    return places


def _written(forms: Sequence[tuple[str, bool]]) -> tuple[str, list[tuple[int, int]]]:
    """Return a text that is made of forms, each with True if the next one is joined to it, and their places."""
    places: list[tuple[int, int]] = []
    text = ""
    for form, is_joined in forms:
        places.append((len(text), len(text) + len(form)))
        text += form if is_joined else f"{form} "
    return text.rstrip(), places


def bracketed(rows: Sequence[Sequence[str]]) -> Words:
    """Return the tokens of a sentence of CoNLL-2012. Brackets such as (PER* become tags."""
    tags: list[tuple[str, ...]] = []
    label = ""
    for cells in rows:
        found = _BRACKETS.fullmatch(cells[NAMES])
        begun = found["label"] if found is not None else None
        label = begun or label
        tags.append((f"{'B' if begun else 'I'}-{label}",) if label else ())
        if found is not None and found["end"]:
            label = ""
    text, offsets = _written([(cells[WORD], False) for cells in rows])
    return Words(text, tuple(offsets), tuple(tags))
