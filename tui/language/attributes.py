"""Attributes of an annotation in words, in the language of the screen."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tui.language.catalogue import say, title_of_attribute


class Fact(NamedTuple):
    """One thing that the attributes say of a span."""

    title: str
    text: str
    short: str
    """Title and text in a few words, for a row that shows several facts."""


def facts(attributes: Mapping[str, object]) -> Iterator[Fact]:
    """Yield what attributes say. `value`, `value_to` and `unit` are one fact."""
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
    """Return a number with its thousands separated, so that its digits can be compared with the text's words."""
    return f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
