"""An annotation's attributes as a line that can be typed: `value: 3000; unit: …; approximate: yes`."""

import re
from collections.abc import Mapping, Sequence

from annotations.errors import AttributesError
from annotations.folding import fold
from annotations.label import AttributeType, Label

_YES, _NO = frozenset({"yes", "true", "نعم"}), frozenset({"no", "false", "لا"})
_NUMBER = re.compile(r"[-\u2212]?\d+(?:[.\u066b]\d+)?(?:[eE][-+]?\d+)?")


def written(attributes: Mapping[str, object]) -> str:
    """Attributes as a line."""
    return "; ".join(f"{name}: {_written(value)}" for name, value in attributes.items())


def _written(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def parsed(line: str, label: Label) -> dict[str, object]:
    """The attributes that a line names, with the types that their label gives them; without a type they are text.

    Raises `AttributesError` for a part without a name, and for a value that is not of its attribute's type.
    """
    types = {attribute.name: attribute.type for attribute in label.attributes}
    attributes: dict[str, object] = {}
    for part in filter(None, map(str.strip, line.split(";"))):
        name, colon, value = (each.strip() for each in part.partition(":"))
        if not colon or not name:
            known = ", ".join(f"{each}: …" for each in types) or "name: value"
            raise AttributesError(f"“{part}” is no attribute; write {known}, with ; between them")
        if value:
            attributes[name] = _value(name, value, types.get(name, AttributeType.TEXT))
    return attributes


def completions(line: str, label: Label, values: Mapping[str, Sequence[str]]) -> list[str]:
    """The lines that a line may be completed to: the name of an attribute, or one of the values that it has elsewhere.

    Completed is the part behind the last `;`; a value is found by any of its words, however spelt.
    """
    before, separator, part = line.rpartition(";")
    start = f"{before}{separator} " if separator else ""
    name, colon, value = (each.strip() for each in part.partition(":"))
    if not colon:
        names = [attribute.name for attribute in label.attributes]
        return [f"{start}{each}: " for each in names if each.startswith(name) and f"{each}:" not in line]
    wanted = fold(value)
    found = [each for each in dict.fromkeys(values.get(name, ())) if each != value and wanted in fold(each)]
    found.sort(key=lambda each: not fold(each).startswith(wanted))
    return [f"{start}{name}: {each}" for each in found]


def _value(name: str, value: str, kind: AttributeType) -> object:
    match kind:
        case AttributeType.TEXT:
            return value
        case AttributeType.FLAG if value.casefold() in _YES | _NO:
            return value.casefold() in _YES
        case AttributeType.NUMBER if _NUMBER.fullmatch(value):
            plain = value.replace("\u2212", "-").replace("\u066b", ".")
            return float(plain) if set(plain) & set(".eE") else int(plain)
    raise AttributesError(f"“{name}” has to be {kind.meaning}, not “{value}”")
