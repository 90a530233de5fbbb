"""The labels and relations of a file that is to be imported, with their counts: what a project for it needs."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from annotations.exchange.format import Format, Reporter


class Inventory(NamedTuple):
    """The counts of a file."""

    labels: Counter[str]
    relations: Counter[tuple[str, str, str]]
    """By type, label of the source and label of the target."""


def inventory(path: Path, form: Format, report: Reporter) -> Inventory:
    """Count the labels and relations of a file or folder. Raises `ImportFileError`."""
    found = Inventory(Counter(), Counter())
    for incoming in form.reader(path, report) if form.reader is not None else ():
        found.labels.update(span.label for span in incoming.spans)
        label_of = {span.id: span.label for span in incoming.spans if span.id}
        found.relations.update(
            (each.type, label_of[each.source], label_of[each.target])
            for each in incoming.relations
            if each.source in label_of and each.target in label_of
        )
    return found
