"""Anchoring: annotations are found again in an article that has changed since they were made.

Words are looked for in their place, then wherever they stand unchanged (`annotations.anchoring.quotes`), then where
words stand that are like them (`annotations.anchoring.fuzzy`). The quote of what is found is the new text's words, so
that a quote is always what stands at its offsets. The screen and exports use that quote. The store keeps the words that
were annotated, until the annotator changes the annotation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import is_
from typing import TYPE_CHECKING

from annotations.anchoring.quotes import Quote, only
from annotations.model.annotation import FRAGMENT_SEPARATOR, Annotation, AnnotationSet, quotation, reading_order
from annotations.model.settling import Twins, settled
from annotations.text.span import Span

if TYPE_CHECKING:
    from annotations.anchoring.fuzzy import Resemblance


@dataclass(frozen=True, slots=True)
class Anchored:
    """Work on an article whose every offset holds in the article's text."""

    work: AnnotationSet
    orphans: tuple[Annotation, ...]
    """Annotations whose words are gone or stand in several places; relations from and to them are not in `work`."""
    looked_up: Mapping[str, tuple[Annotation, Annotation | None]] = field(default_factory=dict)
    """By id each annotation that did not stand in its place: as stored, and as in `work` or None."""
    twins: Twins = field(default_factory=dict)
    """What is not in `work` because it is shown already."""


def view(work: AnnotationSet, text: str, *, before: Anchored | None = None) -> Anchored:
    """Place stored work in a text as `anchor` does, and return it as it is shown: see `settled`."""
    placed = anchor(work, text, before=before)
    shown, twins = settled(placed.work)
    return placed if shown is placed.work else replace(placed, work=shown, twins=twins)


def anchor(work: AnnotationSet, text: str, *, before: Anchored | None = None) -> Anchored:
    """Place stored work in a text. Returns the same `AnnotationSet` if nothing has moved.

    `before` is the result for the same text some edits ago: annotations that stood in their places then are not looked
    up again. Relations from or to an annotation that another annotator has removed are left out.
    """
    known = frozenset(map(id, before.work.annotations)) if before is not None else frozenset()
    new = [each for each in work.annotations if id(each) not in known] if known else work.annotations
    if (
        (before is None or not (before.looked_up or before.orphans))
        and len(new) + len(known) == len(work.annotations)  # none is gone to which a relation may lead
        and (before.work.relations is work.relations if before is not None else _are_linked(work))
        and _are_undisturbed(new, text)
    ):
        return Anchored(work, ())
    places = _Places(text, before.looked_up if before is not None else {})
    placed = [
        each if id(each) in known or _are_undisturbed((each,), text) else places.of(each) for each in work.annotations
    ]
    is_in_place = all(map(is_, placed, work.annotations))
    kept = [each for each in placed if each is not None]
    ids = {each.id for each in kept}
    relations = tuple(each for each in work.relations if {each.source, each.target} <= ids)
    if is_in_place and len(relations) == len(work.relations):
        return Anchored(work, ())
    kept.sort(key=reading_order)
    moved = {each.id: (each, now) for each, now in zip(work.annotations, placed, strict=True) if now is not each}
    orphans = tuple(each for each, now in zip(work.annotations, placed, strict=True) if now is None)
    return Anchored(replace(work, annotations=tuple(kept), relations=relations), orphans, moved)


def _are_undisturbed(annotations: Iterable[Annotation], text: str) -> bool:
    """Return True if all annotations have one fragment and stand in their places with their context: nearly all do."""
    for each in annotations:
        prefix, fragments = each.prefix, each.fragments
        whole = prefix + each.quote + each.suffix
        if len(fragments) != 1 or not text.startswith(whole, fragments[0].start - len(prefix)):
            return False
    return True


def _are_linked(work: AnnotationSet) -> bool:
    """Return True if both ends of every relation are there."""
    if not work.relations:
        return True
    ids = {each.id for each in work.annotations}
    return all(each.source in ids and each.target in ids for each in work.relations)


class _Places:
    """The places in a text of annotations that may have moved."""

    def __init__(self, text: str, looked_up: Mapping[str, tuple[Annotation, Annotation | None]]) -> None:
        self._text = text
        self._looked_up = looked_up
        self._resemblance: Resemblance | None = None

    def of(self, annotation: Annotation) -> Annotation | None:
        """Return the annotation in the best place for it, or None if there is none or it is not clear.

        That is where its quote stands (`Quote.shift`), if need be its only place anywhere. If it stands nowhere, it is
        the place most like the quote with its context. Several fragments are found only together and unchanged.
        """
        stored, placed = self._looked_up.get(annotation.id, (None, None))
        if stored is annotation:
            return placed
        quote = Quote(_parts(annotation), (annotation.prefix, annotation.suffix))
        shift = quote.shift(self._text, only)
        if shift is not None:
            return _shifted(annotation, shift, self._text) if shift else annotation
        if len(quote.parts) > 1 or quote.parts[0][1] in self._text:
            return None
        return self._resembling(annotation)

    def _resembling(self, annotation: Annotation) -> Annotation | None:
        if self._resemblance is None:
            from annotations.anchoring.fuzzy import Resemblance  # only for an article whose words were changed

            self._resemblance = Resemblance(self._text)
        span = self._resemblance.span(annotation)
        return None if span is None else _put(annotation, (span,), self._text)


def _parts(annotation: Annotation) -> list[tuple[int, str]]:
    """Return the start of each fragment, and its part of the quote."""
    parts = []
    behind = 0
    for fragment in annotation.fragments:
        length = fragment.end - fragment.start
        parts.append((fragment.start, annotation.quote[behind : behind + length]))
        behind += length + len(FRAGMENT_SEPARATOR)
    return parts


def _shifted(annotation: Annotation, shift: int, text: str) -> Annotation:
    return _put(annotation, tuple(Span(each.start + shift, each.end + shift) for each in annotation.fragments), text)


def _put(annotation: Annotation, fragments: tuple[Span, ...], text: str) -> Annotation:
    quote, prefix, suffix = quotation(text, fragments)
    return replace(annotation, fragments=fragments, quote=quote, prefix=prefix, suffix=suffix)
