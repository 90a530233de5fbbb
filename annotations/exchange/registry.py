"""The formats by name; a format's module is imported when the format is first asked for."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from annotations.exchange.format import Format

_MODULES = {
    "jsonl": "formats.jsonl",
    "doccano": "formats.doccano",
    "doccano-relations": "formats.doccano",
    "prodigy": "formats.prodigy",
    "spacy": "formats.spacy.docbin",
    "huggingface": "formats.huggingface",
    "conll": "formats.conll",
    "csv": "formats.csv",
    "parquet": "formats.parquet",
    "brat": "formats.brat.folder",
    "labelstudio": "formats.labelstudio.folder",
    "uima": "formats.uima.xmi",
    "uima-json": "formats.uima.casjson",
    "w3c": "formats.w3c.page",
}
"""Name of a format -> the module of this package whose `FORMATS` has it."""


class _Formats(Mapping[str, Format]):
    """Going through the names imports nothing."""

    def __getitem__(self, name: str) -> Format:
        formats: tuple[Format, ...] = import_module(f"annotations.exchange.{_MODULES[name]}").FORMATS
        return next(each for each in formats if each.name == name)

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


FORMATS: Mapping[str, Format] = _Formats()
"""Every format, in the order in which they are listed; raises `KeyError` for a name that is none."""
