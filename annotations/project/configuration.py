"""The file newsreader.toml at the root of a corpus: its labels, relations, annotator and names of fields."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_letters

from annotations.disk.files import cause, shown
from annotations.disk.toml_lines import KeyPath, Lines
from annotations.errors import ConfigurationError
from annotations.model.label import COLOURS, Attribute, AttributeType, Label, LabelSet, RelationType
from annotations.project.defaults import DEFAULT_LABELS
from annotations.project.layout import CONFIGURATION

Table = Mapping[str, object]

FIELDS = ("text", "markup", "headline", "date", "outlet", "author", "keywords", "id")
"""The meanings of a record's fields: the keys of the table [corpus]."""

_ATTRIBUTE_NAMES = "use small letters, digits, _ and -, with a letter first"
_NAMES = "use letters, digits, _ and -, with a letter first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The settings of one corpus."""

    annotator: str = ""
    """The annotator unless the user names another at the start, or ""."""
    labels: LabelSet = DEFAULT_LABELS
    private: bool = False
    """True if only their owner may read the files that are written: annotations, index, exports."""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Meaning (one of `FIELDS`) -> names of the fields of records that have it, if the project gives them."""


def read_project(root: Path, *, reserved: Collection[str] = ()) -> Project:
    """Read the newsreader.toml of a corpus; without one, and for all that it does not set, the defaults hold.

    `reserved` are the keys that labels and relations may not have. Raises `ConfigurationError`.
    """
    path = root / CONFIGURATION
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Project()
    except OSError as error:
        raise ConfigurationError(f"{shown(path)}: cannot be read ({cause(error)}); check its permissions") from error
    except ValueError as error:
        raise ConfigurationError(f"{shown(path)}: not UTF-8; save it as that") from error
    return parse_project(text, name=shown(path), reserved=reserved)


def parse_project(text: str, *, name: str = CONFIGURATION, reserved: Collection[str] = ()) -> Project:
    """Read a project from the file's text, with the file's name for messages. Raises `ConfigurationError`."""
    import tomllib  # takes 5 ms, which only a project with such a file should pay

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error).replace(" (at end of document)", f" (at line {text.count(chr(10)) + 1}, column 1)")
        what, _, place = message.partition(" (at line ")
        number = place.partition(",")[0]
        raise ConfigurationError(f"{name}, line {number}: not TOML: {what[:1].lower()}{what[1:]}; fix it") from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{name}, line 1: not TOML that can be read: fix it") from error
    return _ProjectReader(name, Lines(text), reserved).project(values)


class _ProjectReader:
    """Makes the values of a project from the tables of one file. Each method raises `ConfigurationError`."""

    def __init__(self, name: str, lines: Lines, reserved: Collection[str]) -> None:
        self._file = name
        self._lines = lines
        self._reserved = frozenset(reserved)
        self._keys: dict[str, str] = {}
        """Key -> the label or relation that has it, for messages."""

    def project(self, values: Table) -> Project:
        self._check_keys(values, ("annotator", "private", "labels", "relations", "corpus"), (), "the file")
        annotator = self._string(values, "annotator", (), "")
        if "annotator" in values and not annotator.strip():
            raise self._error(("annotator",), "the annotator has no name: give one, or take the line out")
        private = values.get("private", False)
        if not isinstance(private, bool):
            raise self._error(("private",), "“private” has to be true or false")
        labels: tuple[Label, ...] = DEFAULT_LABELS.labels
        if "labels" in values:
            labels = tuple(self._label(table, path) for table, path in self._tables(values, "labels"))
            self._check_unique("name", [label.name for label in labels], "labels")
            if not labels:
                raise self._error(("labels",), "no label: give one, or take the line out to have the default labels")
        names = [label.name for label in labels]
        self._keys = {label.key: f"label “{label.name}”" for label in labels}
        if "relations" in values:
            relations = tuple(self._relation(table, path, names) for table, path in self._tables(values, "relations"))
            self._check_unique("type", [relation.name for relation in relations], "relations")
        else:
            relations = tuple(each for each in DEFAULT_LABELS.relations if {*each.source, *each.target} <= {*names})
        return Project(
            annotator=annotator, labels=LabelSet(labels, relations), private=private, fields=self._fields(values)
        )

    def _fields(self, values: Table) -> Mapping[str, tuple[str, ...]]:
        table, path = values.get("corpus", {}), ("corpus",)
        if not isinstance(table, Mapping):
            raise self._error(path, "“corpus” has to be a table: begin it with [corpus]")
        self._check_keys(table, FIELDS, path, "[corpus]")
        names = {}
        for key, value in table.items():
            names[key] = (value,) if isinstance(value, str) else self._strings(table, key, path)
            if not all(names[key]) or not names[key]:
                raise self._error((*path, key), f"“{key}” names no field: name one, or take the line out")
        return names

    def _label(self, table: Table, path: KeyPath) -> Label:
        keys = ("name", "title", "title_ar", "key", "colour", "guideline", "examples", "attributes")
        self._check_keys(table, keys, path, "a label")
        name = self._name(table, "name", path)
        title = self._string(table, "title", path, "") or name
        colour = table.get("colour", int(path[-1]) % COLOURS + 1)
        if not isinstance(colour, int) or isinstance(colour, bool) or not 1 <= colour <= COLOURS:
            raise self._error((*path, "colour"), f"a colour is a number from 1 to {COLOURS}")
        return Label(
            name=name,
            title=title,
            title_ar=self._string(table, "title_ar", path, "") or title,
            key=self._key(table, path, f"label “{name}”"),
            colour=colour,
            guideline=self._string(table, "guideline", path, ""),
            examples=self._strings(table, "examples", path),
            attributes=self._attributes(table, path),
        )

    def _relation(self, table: Table, path: KeyPath, labels: Sequence[str]) -> RelationType:
        self._check_keys(table, ("type", "title", "title_ar", "source", "target", "key"), path, "a relation")
        name = self._name(table, "type", path)
        title = self._string(table, "title", path, "") or name.replace("_", " ")
        ends = {}
        for end in ("source", "target"):
            ends[end] = self._strings(table, end, path)
            if not ends[end]:
                raise self._error(
                    (*path, end), f'a relation needs a {end}: a list of labels, such as {end} = ["{labels[0]}"]'
                )
            for label in ends[end]:
                if label not in labels:
                    raise self._error(
                        (*path, end), f"there is no label {_quoted(label)} to be a {end}, only {', '.join(labels)}"
                    )
        return RelationType(
            name=name,
            title=title,
            title_ar=self._string(table, "title_ar", path, "") or title,
            source=ends["source"],
            target=ends["target"],
            key=self._key(table, path, f"relation “{name}”") if "key" in table else "",
        )

    def _attributes(self, table: Table, path: KeyPath) -> tuple[Attribute, ...]:
        path = (*path, "attributes")
        values = table.get("attributes", {})
        if not isinstance(values, Mapping):
            raise self._error(path, 'attributes are names with their types, such as attributes = { value = "number" }')
        attributes = []
        for name, kind in values.items():
            if not _is_name(name) or name != name.lower():
                what = f"an attribute cannot be called {_quoted(name)}: {_ATTRIBUTE_NAMES}"
                raise self._error((*path, name), what)
            if kind not in list(AttributeType):
                raise self._error(
                    (*path, name), f"the type of the attribute “{name}” is one of {', '.join(AttributeType)}"
                )
            attributes.append(Attribute(name, AttributeType(kind)))
        return tuple(attributes)

    def _key(self, table: Table, path: KeyPath, owner: str) -> str:
        key = self._string(table, "key", path, "")
        path = (*path, "key")
        free = [each for each in ascii_letters if each not in self._reserved and each not in self._keys]
        choose = f"choose one of {' '.join(free)}" if free else "no letter is free"
        if not re.fullmatch("[a-zA-Z]", key):
            raise self._error(path, f"the key of {owner} has to be one Latin letter, small or capital: {choose}")
        if key in self._reserved:
            raise self._error(path, f"the key “{key}” belongs to a command: {choose}")
        if key in self._keys:
            raise self._error(path, f"the key “{key}” belongs to {self._keys[key]} already: {choose}")
        self._keys[key] = owner
        return key

    def _name(self, table: Table, key: str, path: KeyPath) -> str:
        name = self._string(table, key, path, "")
        if not _is_name(name):
            given = f"{_quoted(name)} cannot be a {key}" if key in table else f"a {key} is missing"
            raise self._error((*path, key), f"{given}: {_NAMES}")
        return name

    def _string(self, table: Table, key: str, path: KeyPath, default: str) -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            raise self._error((*path, key), f"“{key}” has to be a text: write it between quotation marks")
        return value

    def _strings(self, table: Table, key: str, path: KeyPath) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self._error((*path, key), f'“{key}” has to be a list of texts, such as ["one", "another"]')
        return tuple(value)

    def _tables(self, values: Table, name: str) -> list[tuple[Table, KeyPath]]:
        tables = values[name]
        if not isinstance(tables, list) or not all(isinstance(each, Mapping) for each in tables):
            raise self._error((name,), f"“{name}” has to be a list of tables: begin each with [[{name}]]")
        return [(table, (name, number)) for number, table in enumerate(tables)]

    def _check_keys(self, table: Table, keys: Sequence[str], path: KeyPath, owner: str) -> None:
        for key in table:
            if key not in keys:
                raise self._error((*path, key), f"{owner} has no {_quoted(key)}: use {', '.join(keys)}")

    def _check_unique(self, what: str, names: Sequence[str], tables: str) -> None:
        for number, name in enumerate(names):
            if name.casefold() in (each.casefold() for each in names[:number]):
                raise self._error((tables, number, what), f"two {tables} have the {what} “{name}”: rename one of them")

    def _error(self, path: KeyPath, what: str) -> ConfigurationError:
        return ConfigurationError(f"{self._file}, line {self._lines[path]}: {what}")


def _is_name(name: str) -> bool:
    return re.fullmatch(r"[^\W\d_][\w-]*", name) is not None


def _quoted(value: str) -> str:
    return f"“{value}”" if value.isprintable() else ascii(value)
