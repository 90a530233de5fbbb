"""Edits in words, in the language of the screen: the notices after undo and redo."""

from collections.abc import Sequence

from annotations.model.annotation import Annotation, Relation, Status, exact
from annotations.model.edit import Change, Edit
from annotations.model.label import LabelSet
from tui.language.catalogue import counted, say, title_of, titled


def describe(edits: Sequence[Edit], labels: LabelSet) -> str:
    """Return in a few words what the edits of one step did, and to how many articles if there are several."""
    times = sum(_main(edit)[1] for edit in edits)
    what = _describe_edit(edits[0], labels, times=times)
    tagged = {each.label for edit in edits for change in edit.changes if isinstance(each := _value(change), Annotation)}
    if times > 1 and len(tagged) > 1:
        made = _main(edits[0])[0].after is not None
        annotations = counted(times, "annotation")
        what = say("{what} added", what=annotations) if made else say("{what} removed", what=annotations)
    parts = [what, _relations_removed(edits)] + ([counted(len(edits), "article")] if len(edits) > 1 else [])
    return " · ".join(filter(None, parts))


def _relations_removed(edits: Sequence[Edit]) -> str:
    """Return how many relations went with annotations, or came back when that was undone; "" if none."""
    gone = sum(
        isinstance(change.before, Relation) and change.after is None
        for edit in edits
        if isinstance(_value(_main(edit)[0]), Annotation)
        for change in edit.changes
    )
    return say("{what} removed", what=counted(gone, "relation")) if gone else ""


def _main(edit: Edit) -> tuple[Change, int]:
    """Return the change that an edit is named after, and how many of its kind it has.

    An annotation comes before its relations, and these before the article's status and note.
    """
    for kind in (Annotation, Relation, Status, str):
        changes = [each for each in edit.changes if isinstance(_value(each), kind)]
        if changes:
            return changes[0], len(changes)
    raise ValueError(f"an edit without a change: {edit}")


def _value(change: Change) -> object:
    return change.before if change.after is None else change.after


def _describe_edit(edit: Edit, labels: LabelSet, *, times: int) -> str:
    change, _ = _main(edit)
    match change.before, change.after:
        case None, Annotation() as made:
            label = title_of(labels.shown(made.label))
            return (
                say("{label} added {times} times", label=label, times=times) if times > 1 else titled(label, made.quote)
            )
        case Annotation() as gone, None:
            label = title_of(labels.shown(gone.label))
            if times > 1:
                return say("{label} removed {times} times", label=label, times=times)
            return say("{label} removed: {quote}", label=label, quote=gone.quote)
        case Annotation() as before, Annotation() as after:
            return _difference(before, after, labels)
        case None, Relation() as relation:
            return say("{relation} added", relation=title_of(labels.shown_relation(relation.type)))
        case Relation() as relation, None:
            return say("{relation} removed", relation=title_of(labels.shown_relation(relation.type)))
        case Relation(), Relation() as relation:
            return say("{relation} changed", relation=title_of(labels.shown_relation(relation.type)))
        case _, Status() as status:
            return say("the article is {status}", status=say(status))
        case _:
            return say("note on the article: {note}", note=change.after) if change.after else say("note removed")


def _difference(before: Annotation, after: Annotation, labels: LabelSet) -> str:
    label = title_of(labels.shown(after.label))
    if before.label != after.label:
        return say("{before} is now {after}", before=title_of(labels.shown(before.label)), after=label)
    if before.fragments != after.fragments:
        return titled(label, after.quote)
    if exact(before.attributes) != exact(after.attributes):
        return say("attributes of {label} changed", label=label)
    return say("note: {note}", note=after.note) if after.note else say("note removed")
