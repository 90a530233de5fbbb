"""Labels of spans, and types of relations between labelled spans."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from annotations.errors import AttributesError, LabelError

COLOURS = 8
"""The number of a theme's label colours."""

ENTITY = "entity"
"""The attribute that identifies an actor: the same text for the same actor, in all articles."""


class AttributeType(StrEnum):
    """The type of an attribute's values."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"

    @property
    def meaning(self) -> str:
        """The type in words for a message."""
        return {"text": "a text", "number": "a finite number", "flag": "true or false"}[self]

    def admits(self, value: object) -> bool:
        """Return True if a value is of this type, and JSON can hold it."""
        match self:
            case AttributeType.TEXT:
                return isinstance(value, str)
            case AttributeType.FLAG:
                return isinstance(value, bool)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return abs(value) <= sys.float_info.max


class Attribute(NamedTuple):
    """A name and type of further values of annotations with a label, such as the value of a figure."""

    name: str
    type: AttributeType


class Label(NamedTuple):
    """One label of a project."""

    name: str
    """The name that is stored and exported: lower case, no spaces."""
    title: str
    """As an English screen shows it."""
    title_ar: str
    """As an Arabic screen shows it."""
    key: str
    """The letter that applies it on a Latin keyboard layout."""
    colour: int
    """The number of one of the theme's label colours, from 1 to `COLOURS`."""
    guideline: str
    """What to mark with the label, in a sentence."""
    examples: tuple[str, ...] = ()
    """Examples of the guideline; ⟦ and ⟧ are the edges of a span."""
    attributes: tuple[Attribute, ...] = ()

    def checked(self, attributes: Mapping[str, object]) -> Mapping[str, object]:
        """Return a copy of an annotation's attributes, with the label's own ones first and in their order.

        An annotation may have other attributes too, from an import, or from before the label was changed. Raises
        `AttributesError` for a value that is no text, finite number or flag, or not of its attribute's type.
        """
        own = {attribute.name: attribute.type for attribute in self.attributes}
        for name, value in attributes.items():
            types = [own[name]] if name in own else list(AttributeType)
            if not any(each.admits(value) for each in types):
                meaning = ", or ".join(each.meaning for each in types)
                raise AttributesError(f"the “{name}” of a {self.name} has to be {meaning}: nothing was changed")
        ordered = [name for name in own if name in attributes] + [name for name in attributes if name not in own]
        return MappingProxyType({name: attributes[name] for name in ordered})


class RelationType(NamedTuple):
    """A type of relations between two annotations of an article."""

    name: str
    """The name that is stored and exported: the `type` of relations."""
    title: str
    """As an English screen shows it, between source and target."""
    title_ar: str
    """As an Arabic screen shows it."""
    source: tuple[str, ...]
    """Names of the labels that a relation may start from."""
    target: tuple[str, ...]
    """Names of the labels that a relation may lead to."""
    key: str = ""
    """The letter that chooses it, or ""."""

    def joins(self, source: str, target: str) -> bool:
        """Return True if a relation may lead from a label to another, given by their names."""
        return source in self.source and target in self.target


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The labels of a project in the order in which they are shown, and the relations between them.

    No name or key occurs twice. Stored annotations may have labels, and relations types, that are no longer in the
    set: `shown` and `shown_relation` return a label and a type for them too. Raises `LabelError`.
    """

    labels: tuple[Label, ...]
    relations: tuple[RelationType, ...] = ()

    def __post_init__(self) -> None:
        label_keys = [label.key for label in self.labels]
        relation_keys = [relation.key for relation in self.relations if relation.key]
        for what, values in (
            ("labels have the name", [label.name for label in self.labels]),
            ("labels have the key", label_keys),
            ("relations have the type", [relation.name for relation in self.relations]),
            ("labels or relations have the key", [*label_keys, *relation_keys]),
        ):
            twice = next((value for value in values if values.count(value) > 1), None)
            if twice is not None:
                raise LabelError(f"two {what} “{twice}”: give one of them another")
        for relation in self.relations:
            for name in (*relation.source, *relation.target):
                self[name]

    def __iter__(self) -> Iterator[Label]:
        return iter(self.labels)

    def __getitem__(self, name: str) -> Label:
        for label in self.labels:
            if label.name == name:
                return label
        raise LabelError(f"no label “{name}” in this project, only {', '.join(each.name for each in self.labels)}")

    def relation(self, name: str) -> RelationType:
        """Return the relation type of this name. Raises `LabelError`."""
        for relation in self.relations:
            if relation.name == name:
                return relation
        known = ", ".join(each.name for each in self.relations) or "none"
        raise LabelError(f"no relation “{name}” in this project, only {known}")

    def shown(self, name: str) -> Label:
        """Return the label of this name; if the project has none, one for showing annotations that have it.

        Its titles are the name, its key is "?", which no key applies, and its colour is the last.
        """
        for label in self.labels:
            if label.name == name:
                return label
        return Label(name=name, title=name, title_ar=name, key="?", colour=COLOURS, guideline="")

    def shown_relation(self, name: str) -> RelationType:
        """Return the relation type of this name; if the project has none, one of this title that joins nothing."""
        for relation in self.relations:
            if relation.name == name:
                return relation
        return RelationType(name=name, title=name, title_ar=name, source=(), target=())
