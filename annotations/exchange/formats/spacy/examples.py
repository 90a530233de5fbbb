"""The training examples of spaCy 2 in JSON: pairs of a text and its entities, in a list or in lines."""

from collections.abc import Iterator
from pathlib import Path

from annotations.disk.files import shown
from annotations.errors import ImportFileError
from annotations.exchange.format import Incoming, Reporter
from annotations.exchange.formats.foreign_rows import incoming
from annotations.exchange.importing.files import reading
from annotations.exchange.importing.json_fields import FieldError, load_json, parse_json, read_records


def read_training(path: Path, report: Reporter) -> Iterator[Incoming]:
    """Read a file of examples. Raises `ImportFileError`."""
    return read_records(_examples(path), _incoming, report)


def _examples(path: Path) -> Iterator[tuple[str, object]]:
    """Yield the examples of a list, of the lines of a file, or of the key “annotations”."""
    with reading(path):
        try:
            document = load_json(path)
        except FieldError:
            try:
                document = [parse_json(line) for line in path.read_text("utf-8-sig").splitlines() if line.strip()]
            except FieldError as error:
                raise ImportFileError(f"{shown(path)}: {error}") from None
    if isinstance(document, dict) and isinstance(document.get("annotations"), list):
        document = [each for each in document["annotations"] if each is not None]
    if not isinstance(document, list):
        raise ImportFileError(f"{shown(path)}: not a list of examples, each a text and its entities")
    if document and isinstance(document[0], str):
        document = [document]
    for number, each in enumerate(document, 1):
        yield f"example {number}", each


def _incoming(where: str, example: object) -> Incoming:
    if isinstance(example, list) and len(example) == 2 and isinstance(example[1], dict):
        example = {"text": example[0], **example[1]}
    if not isinstance(example, dict) or not isinstance(example.get("text"), str):
        raise FieldError('it is not a text with its entities: [text, {"entities": [[start, end, label]]}]')
    return incoming(where, example)
