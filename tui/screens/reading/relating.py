"""Relations: a key relates an annotation to the nearest that fits, and again to the next nearest."""

from typing import NamedTuple

from annotations.errors import NewsreaderError
from annotations.model.annotation import Annotation, AnnotationSet, Relation
from annotations.model.label import ENTITY, LabelSet
from annotations.text.sentences import next_sentence
from annotations.text.span import Span
from tui.language.catalogue import say, title_of
from tui.screens.reading.notices import Notices
from tui.screens.reading.session import Related, Session
from tui.screens.reading.views import Views
from tui.widgets.article.place import first_words


class Relating:
    """Relates annotations of the open article."""

    def __init__(self, session: Session, views: Views, notices: Notices) -> None:
        self._session = session
        self._views = views
        self._notices = notices

    def relate(self) -> None:
        """Relate the current annotation to the nearest that fits, as a claim to its speaker.

        Pressed again, the key takes the next nearest instead. A claim that has a speaker gets the next one instead at
        the first press. Successive presses are one step of undo.
        """
        current = self._views.current_or_notice()
        if current is not None:
            with self._notices.showing_errors():
                work = self._session.workspace.work(self._session.article_id)
                self._relate_to_next(work, current, self._pressed_before(work, current) or self._speaker(work, current))

    def relate_further(self) -> None:
        """Relate the current annotation to a further one, as a claim to a second speaker. `relate` goes on from it."""
        current = self._views.current_or_notice()
        if current is not None:
            with self._notices.showing_errors():
                work = self._session.workspace.work(self._session.article_id)
                self._relate_to_next(work, current, Related(current.id, None, None))

    def unrelate(self) -> None:
        """Remove a relation of the current annotation: the one made by the last key, else the latest."""
        current = self._views.current_or_notice()
        if current is None:
            return
        session = self._session
        with self._notices.showing_errors():
            work = session.workspace.work(session.article_id)
            pressed = self._pressed_before(work, current)
            its = [each for each in work.relations if current.id in {each.source, each.target}]
            relation = (pressed and pressed.last) or max(its, key=lambda each: each.id, default=None)
            if relation is None:
                label = title_of(session.workspace.labels.shown(current.label))
                self._notices.show(say("This {label} has no relation: {quote}", label=label, quote=current.quote))
                return
            session.workspace.editor.unrelate(session.article_id, relation.id)
            title, quote = self._title(relation), self._other_end(work, relation, current)
            self._views.show_change(say("{relation} removed: {quote}", relation=title, quote=quote))

    def _pressed_before(self, work: AnnotationSet, current: Annotation) -> Related | None:
        """Return what the last key did, if it related the current annotation and that still holds."""
        pressed = self._session.related
        is_here = pressed is not None and pressed.annotation_id == current.id and pressed.last in work.relations
        return pressed if is_here else None

    def _speaker(self, work: AnnotationSet, current: Annotation) -> Related:
        """Return the latest relation from an annotation to its speaker, as the one to replace."""
        labels = self._session.workspace.labels
        label_of = {each.id: each.label for each in work.annotations}
        speakers = [
            each
            for each in work.relations
            if each.source == current.id
            and has_entity(labels, label_of.get(each.target, ""))
            and labels.shown_relation(each.type).joins(current.label, label_of[each.target])
        ]
        last = max(speakers, key=lambda each: each.id, default=None)
        return Related(current.id, last, last)

    def _relate_to_next(self, work: AnnotationSet, current: Annotation, pressed: Related) -> None:
        """Make the relation that is offered behind the last one, or the first that is offered."""
        session, first, last = self._session, pressed.first, pressed.last
        labels, text = session.workspace.labels, session.article.text if session.article else ""
        offers = relations_to_offer(work, labels, current, replacing=last.id if last else "", text=text)
        if first is not None:
            offers = [each for each in offers if each.type == first.type]
        ends = [each.ends for each in offers]
        place = ends.index(_ends(last)) + 1 if last is not None and _ends(last) in ends else 0
        offer = offers[place % len(offers)] if offers else None
        if offer is None or (last is not None and offer.ends == _ends(last)):
            label = title_of(labels.shown(current.label))
            if last is None:
                message = say(
                    "There is nothing that this {label} could be related to: {quote}", label=label, quote=current.quote
                )
            else:
                message = say("There is nothing else that this {label} could be related to.", label=label)
            self._notices.show(message)
            return
        relation = self._replace(pressed, offer)
        title, quote = self._title(relation), self._other_end(work, relation, current)
        if first is None or relation == first:
            what = say("{relation}: {quote} · r takes the next", relation=title, quote=quote)
        else:
            before = self._other_end(work, first, current)
            what = say(
                "{relation}: {quote}, no longer {before} · r takes the next",
                relation=title,
                quote=quote,
                before=before,
            )
        self._views.show_change(what, can_undo=relation != first)
        session.related = Related(current.id, first, relation)

    def _replace(self, pressed: Related, offer: "Offer") -> Relation:
        """Make the offered relation in place of the one before the first press.

        What the presses since then made is undone before that, so that one undo reaches behind all of them. If the
        edit fails, it is made again. Raises `NewsreaderError`.
        """
        editor, article_id, first = self._session.workspace.editor, self._session.article_id, pressed.first
        is_undone = pressed.last != first
        if is_undone:
            editor.undo()
        try:
            if first is None:
                return editor.relate(article_id, *offer.ends)
            if offer.ends == _ends(first):
                return first
            return editor.exchange_relation(article_id, first.id, *offer.ends)
        except (NewsreaderError, KeyError) as error:
            if is_undone:
                editor.redo()
            if isinstance(error, KeyError):  # another process has removed an end, or the relation to replace
                message = say("This was changed elsewhere just now; press the key again.")
                raise NewsreaderError(message) from error
            raise

    def _title(self, relation: Relation) -> str:
        return title_of(self._session.workspace.labels.shown_relation(relation.type))

    def _other_end(self, work: AnnotationSet, relation: Relation, current: Annotation) -> str:
        """Return the first words of the annotation at the other end of a relation."""
        other = relation.target if relation.source == current.id else relation.source
        return next((first_words(each.quote) for each in work.annotations if each.id == other), "?")


class Offer(NamedTuple):
    """A relation that an annotation could have."""

    type: str
    source: Annotation
    target: Annotation

    @property
    def ends(self) -> tuple[str, str, str]:
        """Its type, and the ids of its source and its target."""
        return self.type, self.source.id, self.target.id


def relations_to_offer(
    work: AnnotationSet, labels: LabelSet, current: Annotation, *, replacing: str, text: str = ""
) -> list[Offer]:
    """Return the relations that an annotation could have: by type in the labels' order, then the nearest first.

    An actor in a later sentence of the article's `text` than a claim comes behind the others, and one inside the claim
    last, from either end: see `_doubt`. Those that the annotation has already are left out, except the one with the id
    `replacing`.
    """
    has = {_ends(each) for each in work.relations if each.id != replacing}
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
            if offer.ends not in has:
                doubt = _doubt(offer, text) if has_entity(labels, offer.target.label) else 0
                found.append((place, doubt, _gap(current, other), offer))
    found.sort(key=lambda each: each[:3])
    return [offer for *_, offer in found]


def has_entity(labels: LabelSet, label: str) -> bool:
    """Return True if annotations with a label name an entity, as the speaker of a claim does."""
    return any(attribute.name == ENTITY for attribute in labels.shown(label).attributes)


def _ends(relation: Relation) -> tuple[str, str, str]:
    return relation.type, relation.source, relation.target


def _doubt(offer: Offer, text: str) -> int:
    """Return 0 for a claim and an actor that may have said it, and more the less that is probable.

    Arabic news names a speaker before the claim, or behind it in the same sentence (1 for one behind that). A claim is
    about the actors inside it, and hardly ever said by them (2). A speaker may stand between two fragments of a claim.
    """
    said, actor = offer.source, offer.target.span
    if any(each.start <= actor.start and actor.end <= each.end for each in said.fragments):
        return 2
    following = next_sentence(text, said.span.end - 1)
    return int(following is not None and following[0] <= actor.start)


def _gap(one: Annotation, other: Annotation) -> int:
    """Return the code points between two annotations; a negative number if they overlap, least for the shortest other.

    Of annotations in several fragments the nearest two fragments count.
    """
    return min(_distance(each, fragment) for each in one.fragments for fragment in other.fragments)


def _distance(span: Span, other: Span) -> int:
    if span.overlaps(other):
        return (other.end - other.start) - (1 << 30)
    return max(other.start - span.end, span.start - other.end)
