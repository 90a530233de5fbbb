"""Relations: a key relates an annotation to the nearest that fits, and again to the next nearest."""

from typing import NamedTuple

from annotations.model.annotation import Annotation, AnnotationSet
from annotations.model.label import LabelSet
from annotations.text.span import Span
from tui.language.catalogue import say, title_of
from tui.screens.reading.notices import Notices
from tui.screens.reading.session import Related, Session
from tui.screens.reading.views import Views


class Relating:
    """Relates annotations of the open article."""

    def __init__(self, session: Session, views: Views, notices: Notices) -> None:
        self._session = session
        self._views = views
        self._notices = notices

    def relate(self) -> None:
        """Relate the annotation under the caret to the nearest that fits, as a claim to its speaker.

        Pressed again, the key replaces that relation by the one to the next nearest.
        """
        current = self._views.current_or_notice()
        if current is None:
            return
        session = self._session
        workspace, article_id = session.workspace, session.article_id
        before = session.related if session.related and session.related.annotation_id == current.id else None
        offers = relations_to_offer(
            session.work, workspace.labels, current, replacing=before.relation_id if before else ""
        )
        if not offers:
            label = title_of(workspace.labels.shown(current.label))
            self._notices.show(
                say("There is nothing that this {label} could be related to: {quote}", label=label, quote=current.quote)
            )
            return
        with self._notices.showing_errors():
            place = 0
            if before is not None:
                workspace.editor.unrelate(article_id, before.relation_id)
                place = (before.place + 1) % len(offers)
            offer = offers[place]
            relation = workspace.editor.relate(article_id, offer.type, offer.source.id, offer.target.id)
            title = title_of(workspace.labels.shown_relation(offer.type))
            other = offer.target if offer.source is current else offer.source
            self._views.show_change(say("{relation}: {quote} · r takes the next", relation=title, quote=other.quote))
            session.related = Related(current.id, relation.id, place)


class Offer(NamedTuple):
    """A relation that an annotation could have."""

    type: str
    source: Annotation
    target: Annotation


def relations_to_offer(work: AnnotationSet, labels: LabelSet, current: Annotation, *, replacing: str) -> list[Offer]:
    """Return the relations that an annotation could have: by type in the labels' order, then the nearest first.

    Those that it has already are left out, except the one with the id `replacing`.
    """
    has = {(each.type, each.source, each.target) for each in work.relations if each.id != replacing}
    found = []
    for place, kind in enumerate(labels.relations):
        for other in work.annotations:
            if other.id == current.id:
                continue
            if kind.joins(current.label, other.label):
                offer = Offer(kind.name, current, other)
            elif kind.joins(other.label, current.label):
                offer = Offer(kind.name, other, current)
            else:
                continue
            if (offer.type, offer.source.id, offer.target.id) not in has:
                found.append((place, _gap(current.span, other.span), offer))
    found.sort(key=lambda each: each[:2])
    return [offer for _, _, offer in found]


def _gap(span: Span, other: Span) -> int:
    """Return the code points between two spans; a negative number if they overlap, least for the shortest other."""
    if span.overlaps(other):
        return (other.end - other.start) - (1 << 30)
    return max(other.start - span.end, span.start - other.end)
