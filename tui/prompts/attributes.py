"""An annotation's attributes as a line that can be typed: `value: 3000; unit: …; approximate: yes`."""

import re
from collections.abc import Mapping, Sequence

from annotations.errors import AttributesError
from annotations.model.label import AttributeType, Label
from annotations.text.folding import fold
from tui.language.catalogue import ATTRIBUTES, say, spoken, title_of_attribute

SEPARATORS = ";\u061b"
"""What stands between two attributes: the semicolons of both scripts."""
_YES, _NO = frozenset({"yes", "true", "نعم"}), frozenset({"no", "false", "لا"})
_NUMBER = re.compile(r"[-\u2212]?(?:\d{1,3}(?:[,\u066c]\d{3})+|\d+)(?:[.\u066b]\d+)?(?:[eE][-+]?\d+)?")
_PLAIN = str.maketrans({"\u2212": "-", "\u066b": ".", ",": "", "\u066c": ""})
_GAP = re.compile(rf":\s(?=\s*(?:[{SEPARATORS}]|$))")


def written(attributes: Mapping[str, object]) -> str:
    """Attributes as a line, in the language that is spoken."""
    separator = f"{SEPARATORS[spoken().is_mirrored]} "
    return separator.join(f"{title_of_attribute(name)}: {_written(value)}" for name, value in attributes.items())


def _written(value: object) -> str:
    return say("yes" if value else "no") if isinstance(value, bool) else str(value)


def first_gap(line: str) -> int:
    """Where the first attribute without a value waits for it; the end of a line in which none does."""
    found = _GAP.search(line)
    return found.end() if found else len(line)


def parsed(line: str, label: Label) -> dict[str, object]:
    """The attributes that a line names, with the types that their label gives them; without a type they are text.

    Names are as stored or as the screen calls them. Raises `AttributesError` for a part without a name, and for a
    value that is not of its attribute's type.
    """
    types = {attribute.name: attribute.type for attribute in label.attributes}
    stored = {title_of_attribute(name): name for name in ATTRIBUTES} | {name: name for name in types}
    attributes: dict[str, object] = {}
    for part in filter(None, map(str.strip, re.split(f"[{SEPARATORS}]", line))):
        name, colon, value = (each.strip() for each in part.partition(":"))
        if not colon or not name:
            known = ", ".join(f"{title_of_attribute(each)}: …" for each in types) or "name: value"
            raise AttributesError(f"“{part}” is no attribute; write {known}, with ; between them")
        if value:
            name = stored.get(name, name)
            attributes[name] = _value(name, value, types.get(name, AttributeType.TEXT))
    return attributes


def completions(line: str, label: Label, values: Mapping[str, Sequence[str]]) -> list[str]:
    """The lines that a line may be completed to: the name of an attribute, or one of the values that it has elsewhere.

    Completed is the part behind the last semicolon; a value is found by any of its words, however spelt.
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
    raise AttributesError(f"“{name}” has to be {kind.meaning}, not “{value}”")
