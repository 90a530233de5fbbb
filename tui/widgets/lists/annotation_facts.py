"""What is known of an annotation beside its label and its words: relations, attributes and note."""

from annotations.model.annotation import Annotation, AnnotationSet
from annotations.model.label import LabelSet
from tui.language.attributes import facts
from tui.language.catalogue import say, title_of


class AnnotationFacts:
    """The facts of the annotations of one article, in one line or one by one."""

    def __init__(self, labels: LabelSet, work: AnnotationSet) -> None:
        quotes = {each.id: each.quote for each in work.annotations}
        self._related: dict[str, list[tuple[str, str]]] = {}
        """By annotation its relations: the title as seen from there, and the quote of the other end."""
        for relation in work.relations:
            title = title_of(labels.shown_relation(relation.type))
            for end, arrow, other in ((relation.source, "→", relation.target), (relation.target, "←", relation.source)):
                self._related.setdefault(end, []).append((f"{arrow} {title}", quotes.get(other, "?")))

    def line(self, annotation: Annotation) -> str:
        """Return all facts in a line; "" if there are none."""
        related = [f"{title[0]} {quote}" for title, quote in self._related.get(annotation.id, ())]
        values = [each.short for each in facts(annotation.attributes)]
        return " · ".join([*related, *values, *filter(None, [annotation.note])])

    def entries(self, annotation: Annotation) -> list[tuple[str, str]]:
        """Return the name and the value of each fact."""
        note = [(say("note"), annotation.note)] if annotation.note else []
        values = [(each.title, each.text) for each in facts(annotation.attributes)]
        return [*self._related.get(annotation.id, ()), *values, *note]
