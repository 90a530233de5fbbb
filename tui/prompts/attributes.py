"""An annotation's attributes as a line that the user types: `value: 3000; unit: …; approximate: yes`."""

import re
from collections.abc import Mapping, Sequence

from annotations.errors import AttributesError
from annotations.model.label import AttributeType, Label
from annotations.text.folding import fold
from tui.language.catalogue import ATTRIBUTES, say, spoken, title_of_attribute

SEPARATORS = ";\u061b"
"""The signs between two attributes: the semicolons of both scripts."""
_YES, _NO = frozenset({"yes", "true", "نعم"}), frozenset({"no", "false", "لا"})
_NUMBER = re.compile(r"[-\u2212]?(?:\d{1,3}(?:[,\u066c]\d{3})+|\d+)(?:[.\u066b]\d+)?(?:[eE][-+]?\d+)?")
_PLAIN = str.maketrans({"\u2212": "-", "\u066b": ".", ",": "", "\u066c": ""})
_GAP = re.compile(rf":\s(?=\s*(?:[{SEPARATORS}]|$))")


def written(attributes: Mapping[str, object]) -> str:
    """Write attributes as a line, in the language of the screen."""
    separator = f"{SEPARATORS[spoken().is_mirrored]} "
    return separator.join(f"{title_of_attribute(name)}: {_written(value)}" for name, value in attributes.items())


def _written(value: object) -> str:
    return say("yes" if value else "no") if isinstance(value, bool) else str(value)


def first_gap(line: str) -> int:
    """Return the offset at which the first missing value belongs; the end of the line if no value is missing."""
    found = _GAP.search(line)
    return found.end() if found else len(line)


def parsed(line: str, label: Label) -> dict[str, object]:
    """Read the attributes of a line, with the types that the label gives them; others are text.

    A name is the stored one or the one on the screen. Raises AttributesError for a part without a name, and for a
    value that is not of its attribute's type.
    """
    types = {attribute.name: attribute.type for attribute in label.attributes}
    stored = {title_of_attribute(name): name for name in ATTRIBUTES} | {name: name for name in types}
    attributes: dict[str, object] = {}
    for part in filter(None, map(str.strip, re.split(f"[{SEPARATORS}]", line))):
        name, colon, value = (each.strip() for each in part.partition(":"))
        if not colon or not name:
            known = ", ".join(f"{title_of_attribute(each)}: …" for each in types) or "name: value"
            raise AttributesError(f"“{part}” is not an attribute; write {known}, with ; between them")
        if value:
            name = stored.get(name, name)
            attributes[name] = _value(name, value, types.get(name, AttributeType.TEXT))
    return attributes


def completions(line: str, label: Label, values: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the completions of a line: with the name of an attribute, or with a value that it has elsewhere.

    They complete the part behind the last semicolon. A value is found by any of its words, in any spelling.
    """
    at = max(map(line.rfind, SEPARATORS)) + 1
    start, part = f"{line[:at]} " if at else "", line[at:]
    name, colon, value = (each.strip() for each in part.partition(":"))
    titles = {title_of_attribute(attribute.name): attribute.name for attribute in label.attributes}
    if not colon:
        return [f"{start}{each}: " for each in titles if each.startswith(name) and f"{each}:" not in line]
    wanted = fold(value)
    known = values.get(titles.get(name, name), ())
    found = [each for each in dict.fromkeys(known) if each != value and wanted in fold(each)]
    found.sort(key=lambda each: not fold(each).startswith(wanted))
    return [f"{start}{name}: {each}" for each in found]


def _value(name: str, value: str, kind: AttributeType) -> object:
    match kind:
        case AttributeType.TEXT:
            return value
        case AttributeType.FLAG if value.casefold() in _YES | _NO:
            return value.casefold() in _YES
        case AttributeType.NUMBER if _NUMBER.fullmatch(value):
            plain = value.translate(_PLAIN)
            return float(plain) if set(plain) & set(".eE") else int(plain)
    raise AttributesError(f"“{name}” must be {kind.meaning}, not “{value}”")
