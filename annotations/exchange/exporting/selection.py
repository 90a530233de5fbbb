"""The selection of an export: by annotator, status, label, and section of the article."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from annotations.model.annotation import Annotation, AnnotationSet, Status, quotation
from annotations.model.article import Article, SectionKind, digest
from annotations.model.record import Record
from annotations.text.span import Span

NEGATIVE = Status.NOTHING_HERE
BETWEEN = "\n\n"
"""Replaces the text that is cut out between two sections."""


class Selection(NamedTuple):
    """The criteria for work that is exported. An empty criterion accepts everything."""

    labels: Collection[str] = ()
    annotators: Collection[str] = ()
    statuses: Collection[Status] = ()
    """`DONE` accepts "nothing here" too: such an article is done, and is a negative example."""
    sections: Collection[SectionKind] = ()

    def wants(self, work: AnnotationSet) -> bool:
        """Return True if the annotator and the status of this work are selected."""
        if self.annotators and work.annotator not in self.annotators:
            return False
        status = Status.DONE if work.status is NEGATIVE and NEGATIVE not in self.statuses else work.status
        return not self.statuses or status in self.statuses

    def of(self, record: Record) -> "Selected":
        """Return the selected part of a record."""
        work = record.work
        annotations = work.annotations
        if self.labels:
            annotations = tuple(each for each in annotations if each.label in self.labels)
        cut: tuple[Annotation, ...] = ()
        outside = Counter[SectionKind | None]()
        article = record.article
        if self.sections:
            runs = _runs(article, self.sections)
            article = _article(article, runs)
            outside.update(_kind(record.article, each) for each in annotations if not _is_touched(each, runs))
            annotations, cut = _moved(annotations, runs, article.text)
        elif annotations is work.annotations:
            return Selected(record, (), outside)
        ids = {each.id for each in annotations}
        relations = tuple(each for each in work.relations if each.source in ids and each.target in ids)
        return Selected(
            replace(record, article=article, work=replace(work, annotations=annotations, relations=relations)),
            cut,
            outside,
        )


class Selected(NamedTuple):
    """The selected part of a record. Its offsets refer to its own text, which may be shorter than the article's."""

    record: Record
    cut: tuple[Annotation, ...]
    """The annotations that were left out because they are partly outside the selected sections."""
    outside: Counter[SectionKind | None]
    """How many annotations were left out because they are in other sections, by kind of section; None is no section."""


class _Run(NamedTuple):
    """A part of the article that is kept, and its start in the new text."""

    start: int
    end: int
    target: int


def _runs(article: Article, kinds: Collection[SectionKind]) -> list[_Run]:
    """Return the parts to keep. Sections with only white space between them form one run, white space included."""
    runs: list[_Run] = []
    for section in article.parsed_sections:
        if section.kind not in kinds:
            continue
        if runs and not article.text[runs[-1].end : section.start].strip():
            runs[-1] = runs[-1]._replace(end=section.end)
        else:
            target = runs[-1].target + runs[-1].end - runs[-1].start + len(BETWEEN) if runs else 0
            runs.append(_Run(section.start, section.end, target))
    return runs


def _article(article: Article, runs: list[_Run]) -> Article:
    text = BETWEEN.join(article.text[run.start : run.end] for run in runs)
    sections = tuple(
        replace(section, start=section.start - run.start + run.target, end=section.end - run.start + run.target)
        for run in runs
        for section in article.parsed_sections
        if run.start <= section.start and section.end <= run.end
    )
    return replace(article, text=text, sha256=digest(text), sections=sections)


def _moved(
    annotations: tuple[Annotation, ...], runs: list[_Run], text: str
) -> tuple[tuple[Annotation, ...], tuple[Annotation, ...]]:
    """Return the annotations inside runs, moved to the new text, and those that are partly inside."""
    moved, cut = [], []
    for annotation in annotations:
        fragments = [_shifted(fragment, runs) for fragment in annotation.fragments]
        whole = tuple(each for each in fragments if each is not None)
        if len(whole) == len(fragments):
            quote, prefix, suffix = quotation(text, whole)
            moved.append(replace(annotation, fragments=whole, quote=quote, prefix=prefix, suffix=suffix))
        elif _is_touched(annotation, runs):
            cut.append(annotation)
    return tuple(moved), tuple(cut)


def _is_touched(annotation: Annotation, runs: list[_Run]) -> bool:
    return any(fragment.overlaps(Span(run.start, run.end)) for fragment in annotation.fragments for run in runs)


def _kind(article: Article, annotation: Annotation) -> SectionKind | None:
    """Return the kind of the section in which an annotation begins."""
    start = annotation.span.start
    return next((each.kind for each in article.parsed_sections if each.start <= start < each.end), None)


def _shifted(fragment: Span, runs: list[_Run]) -> Span | None:
    for run in runs:
        if run.start <= fragment.start and fragment.end <= run.end:
            return Span(fragment.start - run.start + run.target, fragment.end - run.start + run.target)
    return None
