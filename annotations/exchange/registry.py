"""The formats by name. Each module is imported when its format is first used: some load heavy libraries."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from annotations.exchange.format import Format

_MODULES = {
    "jsonl": "jsonl",
    "doccano": "doccano",
    "doccano-relations": "doccano",
    "prodigy": "prodigy",
    "spacy": "spacy.docbin",
    "huggingface": "huggingface",
    "conll": "conll.folder",
    "csv": "csv",
    "parquet": "parquet",
    "brat": "brat.folder",
    "labelstudio": "labelstudio.folder",
    "uima": "uima.xmi",
    "uima-json": "uima.casjson",
    "w3c": "w3c.page",
}
"""Name of a format -> the module of `formats` whose `FORMATS` has it."""


class _Formats(Mapping[str, Format]):
    """Imports a format's module when the format is looked up; iteration over the names imports nothing."""

    def __getitem__(self, name: str) -> Format:
        module = import_module(f"annotations.exchange.formats.{_MODULES[name]}")
        formats: tuple[Format, ...] = module.FORMATS
        return next(each for each in formats if each.name == name)

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


FORMATS: Mapping[str, Format] = _Formats()
"""Every format in the order of lists. Raises `KeyError` for an unknown name."""
