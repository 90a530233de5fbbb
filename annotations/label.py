"""Labels: what a span can be tagged as."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.errors import LabelError


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One label of a project."""

    name: str
    """As stored and exported: lower case, no spaces."""
    title: str
    """As an English screen shows it."""
    title_ar: str
    """As an Arabic screen shows it."""
    key: str
    """The letter that applies it on a Latin keyboard layout."""
    colour: int
    """Slot of the theme's label colours, from 1."""
    guideline: str
    """What is marked with it, in a sentence."""


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The labels of a project, in the order in which they are shown; no name or key twice."""

    labels: tuple[Label, ...]

    def __post_init__(self) -> None:
        for what, values in (
            ("name", [label.name for label in self.labels]),
            ("key", [label.key for label in self.labels]),
        ):
            twice = next((value for value in values if values.count(value) > 1), None)
            if twice is not None:
                raise LabelError(f"two labels have the {what} “{twice}”: give one of them another")

    def __iter__(self) -> Iterator[Label]:
        return iter(self.labels)

    def __getitem__(self, name: str) -> Label:
        for label in self.labels:
            if label.name == name:
                return label
        raise LabelError(f"no label “{name}” in this project, only {', '.join(each.name for each in self.labels)}")


DEFAULT_LABELS = LabelSet(
    (
        Label(
            name="actor",
            title="actor",
            title_ar="\u0641\u0627\u0639\u0644",  # faa'il: the one who acts
            key="a",
            colour=1,
            guideline="Who acts or speaks: the shortest name with the role that identifies it.",
        ),
        Label(
            name="claim",
            title="claim",
            title_ar="\u0627\u062f\u0639\u0627\u0621",  # iddi'aa': a claim
            key="c",
            colour=2,
            guideline="What somebody is reported to have said: the content without the verb of saying.",
        ),
        Label(
            name="figure",
            title="figure",
            title_ar="\u0631\u0642\u0645",  # raqm: a number
            key="f",
            colour=3,
            guideline="A quantity: the whole expression with its unit.",
        ),
    )
)
