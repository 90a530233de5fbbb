"""What the parts of the reading screen share, without a screen."""

import pytest

from annotations.errors import CorpusError
from annotations.model.annotation import Annotation
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tui.screens.reading.relating import relations_to_offer
from tui.screens.reading.session import Related, Session, TakenUp


@pytest.fixture
def session(project: Workspace) -> Session:
    return Session(project)


def tag(session: Session, label: str, start: int, article_id: str = "a.txt") -> Annotation:
    return session.workspace.editor.annotate(article_id, label, (Span(start, start + 2),))


def test_an_article_that_is_opened_again_has_its_caret_where_it_was_left(session: Session) -> None:
    session.open("a.txt", left_at=0)
    assert session.caret is None
    session.open("b.txt", left_at=7)
    session.open("a.txt", left_at=3)
    assert session.caret == 7


def test_of_an_article_that_cannot_be_read_only_the_id_is_known(session: Session) -> None:
    tag(session, "actor", 0)
    session.open("a.txt", left_at=0)
    (session.workspace.root / "b.txt").unlink()
    with pytest.raises(CorpusError):
        session.open("b.txt", left_at=0)
    assert (session.article_id, session.article, session.work.annotations) == ("b.txt", None, ())


def test_what_the_next_key_refers_to_stays_while_it_is_in_the_work(session: Session) -> None:
    made = tag(session, "actor", 0)
    session.open("a.txt", left_at=0)
    session.last_made, session.taken_up = made.id, TakenUp(made, made.span)
    tag(session, "actor", 4)
    session.refresh()
    assert len(session.work.annotations) == 2
    assert (session.last_made, session.taken_up) == (made.id, TakenUp(made, made.span))


def test_what_the_next_key_refers_to_is_dropped_with_its_annotation_and_with_its_article(session: Session) -> None:
    made = tag(session, "actor", 0)
    for leave in (lambda: session.open("b.txt", left_at=0), lambda: session.workspace.editor.remove("a.txt", made.id)):
        session.open("a.txt", left_at=0)
        session.last_made, session.taken_up = made.id, TakenUp(made, made.span)
        session.related = Related(made.id, None, None)
        leave()
        session.refresh()
        assert (session.last_made, session.taken_up, session.related) == ("", None, None)


def test_an_article_that_is_not_listed_has_no_place(session: Session) -> None:
    session.listed = ("c.txt", "a.txt")
    assert [session.place_of(each) for each in ("a.txt", "b.txt", "c.txt")] == [1, -1, 0]


def test_relations_are_offered_from_the_nearest_on_without_those_that_there_are(session: Session) -> None:
    claim = tag(session, "claim", 10)
    far, near = tag(session, "actor", 0), tag(session, "actor", 14)
    relation = session.workspace.editor.relate("a.txt", "said_by", claim.id, near.id)
    session.open("a.txt", left_at=0)

    def offered(replacing: str) -> list[str]:
        offers = relations_to_offer(session.work, session.workspace.labels, claim, replacing=replacing)
        return [each.target.id for each in offers if each.type == "said_by"]

    assert offered("") == [far.id]
    assert offered(relation.id) == [near.id, far.id]
