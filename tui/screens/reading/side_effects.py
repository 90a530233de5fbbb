"""What an edit did beside what its key is for, in words for a notice: nothing may go, or double, unseen."""

from annotations.model.annotation import Annotation, AnnotationSet
from annotations.model.label import LabelSet
from tui.language.catalogue import counted, say, title_of
from tui.widgets.article.place import first_words


def relations_removed(before: AnnotationSet, after: AnnotationSet, annotation_id: str) -> str:
    """Return how many relations of an annotation an edit removed; "" if none."""
    kept = {each.id for each in after.relations}
    gone = [each for each in before.relations if annotation_id in {each.source, each.target} and each.id not in kept]
    return say("{what} removed", what=counted(len(gone), "relation")) if gone else ""


def overlap(work: AnnotationSet, labels: LabelSet, made: Annotation) -> str:
    """Return which annotation of the same label an annotation overlaps; "" if none."""
    for other in work.annotations:
        if other.label == made.label and other.id != made.id and _overlap(other, made):
            label = title_of(labels.shown(other.label))
            return say("overlaps another {label}: {quote}", label=label, quote=first_words(other.quote))
    return ""


def _overlap(one: Annotation, other: Annotation) -> bool:
    if not one.span.overlaps(other.span):
        return False
    return any(each.overlaps(fragment) for each in one.fragments for fragment in other.fragments)
