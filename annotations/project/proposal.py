"""A newsreader.toml for the annotations of another tool: their labels and relations, with letters as keys."""

import re
from collections.abc import Collection, Mapping
from string import ascii_letters

from annotations.disk.json import json_text
from annotations.project.template import CORPUS, HEAD


def proposal(
    labels: Mapping[str, int], relations: Mapping[tuple[str, str, str], int], source: str, reserved: Collection[str]
) -> str:
    """Return a newsreader.toml for labels and relations with these counts, the most frequent first.

    Relations have their type, the label of their source and that of their target. `reserved` are the keys that labels
    may not have. A label that has no name or key here is in a comment.
    """
    free = [key for key in ascii_letters if key not in reserved]
    names: dict[str, str] = {}
    lines = [HEAD, f"\n# The labels of {_shown(source)}, with the number of their annotations.\n"]
    for label, count in sorted(labels.items(), key=lambda each: (-each[1], each[0])):
        if not free:
            lines.append(f"\n# No letter is left for {_shown(label)} ({count}): use --label to import it as another.\n")
            continue
        names[label] = _name(label, names.values())
        wanted = [key for letter in names[label] for key in (letter.lower(), letter.upper())]
        key = next((each for each in wanted if each in free), free[0])
        free.remove(key)
        lines.append(f"\n# {count}\n[[labels]]\nname = {json_text(names[label])}\nkey = {json_text(key)}\n")
        if names[label] != label:
            given = json_text(f"{label}={names[label]}")
            lines.append(f"# the file has another name, which no label can have: import it with --label {given}\n")
    ends: dict[str, tuple[dict[str, None], dict[str, None], list[int]]] = {}
    for (kind, start, end), count in relations.items():
        if start in names and end in names:
            starts, targets, counts = ends.setdefault(kind, ({}, {}, []))
            starts[names[start]] = targets[names[end]] = None
            counts.append(count)
    known: list[str] = []
    for kind, (starts, targets, counts) in ends.items():
        known.append(_name(kind, known))
        lines.append(
            f"\n# {sum(counts)}\n[[relations]]\ntype = {json_text(known[-1])}\n"
            f"source = {json_text(list(starts), spaced=True)}\ntarget = {json_text(list(targets), spaced=True)}\n"
        )
        if known[-1] != kind:
            given = json_text(f"{kind}={known[-1]}")
            lines.append(f"# the file has another name, which no relation can have: import it with --label {given}\n")
    lines.append(CORPUS)
    return "".join(lines)


def _name(label: str, taken: Collection[str]) -> str:
    """Return a name that a label can have and no other has."""
    name = re.sub(r"[^\w-]+", "_", label).lstrip("_-0123456789") or "label"
    name = name if re.match(r"[^\W\d_]", name) else f"x{name}"
    folded = {each.casefold() for each in taken}
    number, free = 2, name
    while free.casefold() in folded:
        free, number = f"{name}_{number}", number + 1
    return free


def _shown(text: str) -> str:
    """Return a text for a comment, which ends with its line."""
    return f"“{text}”" if text.isprintable() else ascii(text)
