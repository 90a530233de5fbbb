"""Edits and attributes in words, in the language of the screen."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from annotations.model.annotation import Annotation, Relation, Status, exact
from annotations.model.edit import Change, Edit
from annotations.model.label import LabelSet
from tui.language.catalogue import counted, say, title_of, title_of_attribute

STATUSES = {
    Status.NEW: "new",
    Status.IN_PROGRESS: "in progress",
    Status.DONE: "done",
    Status.NOTHING_HERE: "nothing here",
    Status.UNSURE: "unsure",
}


def describe(edits: Sequence[Edit], labels: LabelSet) -> str:
    """What edits of one step did, in a few words; of several articles, of how many."""
    times = sum(_main(edit)[1] for edit in edits)
    what = _told(edits[0], labels, times=times)
    tagged = {each.label for edit in edits for change in edit.changes if isinstance(each := _value(change), Annotation)}
    if times > 1 and len(tagged) > 1:
        made = _main(edits[0])[0].after is not None
        annotations = counted(times, "annotation")
        what = say("{what} added", what=annotations) if made else say("{what} removed", what=annotations)
    return f"{what} · {counted(len(edits), 'article')}" if len(edits) > 1 else what


def _main(edit: Edit) -> tuple[Change, int]:
    """The change that tells most of an edit, and how often it is in it: a relation goes with its annotation."""
    for kind in (Annotation, Relation, Status, str):
        changes = [each for each in edit.changes if isinstance(_value(each), kind)]
        if changes:
            return changes[0], len(changes)
    raise ValueError(f"an edit without a change: {edit}")


def _value(change: Change) -> object:
    return change.before if change.after is None else change.after


def _told(edit: Edit, labels: LabelSet, *, times: int) -> str:
    change, _ = _main(edit)
    match change.before, change.after:
        case None, Annotation() as made:
            label = title_of(labels.shown(made.label))
            return (
                say("{label} added {times} times", label=label, times=times) if times > 1 else f"{label}: {made.quote}"
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
        case _, Status() as status:
            return say("the article is {status}", status=say(STATUSES[status]))
        case _:
            return say("note on the article: {note}", note=change.after) if change.after else say("note removed")


def _difference(before: Annotation, after: Annotation, labels: LabelSet) -> str:
    label = title_of(labels.shown(after.label))
    if before.label != after.label:
        return say("{before} is now {after}", before=title_of(labels.shown(before.label)), after=label)
    if before.fragments != after.fragments:
        return f"{label}: {after.quote}"
    if exact(before.attributes) != exact(after.attributes):
        return say("attributes of {label} changed", label=label)
    return say("note: {note}", note=after.note) if after.note else say("note removed")


class Fact(NamedTuple):
    """Something that an annotation says of its span."""

    title: str
    text: str
    short: str
    """Both in a few words, for a row that has more to say."""


def facts(attributes: Mapping[str, object]) -> Iterator[Fact]:
    """What attributes say; a value, the one up to which it goes and their unit are one thing."""
    rest = dict(attributes)
    if "value" in rest:
        values = [_grouped(rest.pop(name)) for name in ("value", "value_to") if name in rest]
        quantity = "\u2013".join(values) + f" {rest.pop('unit', '')}".rstrip()
        yield Fact(say("value"), quantity, quantity)
    for name, value in rest.items():
        title = title_of_attribute(name)
        if isinstance(value, bool):
            yield Fact(title, say("yes" if value else "no"), title if value else say("not {names}", names=title))
        else:
            yield Fact(title, _grouped(value), f"{title} {_grouped(value)}")


def _grouped(value: object) -> str:
    """A number with its thousands apart, so that eleven digits can be compared with the text's words."""
    return f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
