"""The domain of newsreader: articles, spans, labels, annotations, and the store that keeps them. It knows no screen.

It is also a library. These names are its public interface; they stay as they are within a minor version. All other
modules may change. Tag the first word of an article and export all work as JSONL:

    from pathlib import Path
    from annotations import FORMATS, Request, Span, Workspace

    with Workspace.open(Path("my-articles"), annotator="hana") as workspace:
        article = workspace.article(workspace.ids[0])
        span = Span(0, article.text.index(" "))
        annotation = workspace.editor.annotate(article.id, "actor", [span])
        assert annotation.quote == article.text[span.start : span.end]
        workspace.export(Path("spans.jsonl"), FORMATS["jsonl"], Request(workspace.labels))

Offsets are code points, half-open, into `Article.text`. Every error is a `NewsreaderError`. A name is imported when it
is first used, so a program that only reads spans pays for nothing else.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotations.errors import NewsreaderError as NewsreaderError
    from annotations.exchange.exporting.export import ExportReport as ExportReport
    from annotations.exchange.exporting.export import Request as Request
    from annotations.exchange.exporting.selection import Selection as Selection
    from annotations.exchange.exporting.splits import Splits as Splits
    from annotations.exchange.format import Format as Format
    from annotations.exchange.registry import FORMATS as FORMATS
    from annotations.model.annotation import Annotation as Annotation
    from annotations.model.annotation import AnnotationSet as AnnotationSet
    from annotations.model.annotation import Relation as Relation
    from annotations.model.annotation import Status as Status
    from annotations.model.article import Article as Article
    from annotations.model.article import Section as Section
    from annotations.model.article import SectionKind as SectionKind
    from annotations.model.label import Label as Label
    from annotations.model.label import LabelSet as LabelSet
    from annotations.model.record import Record as Record
    from annotations.text.span import Span as Span
    from annotations.workspace.workspace import Workspace as Workspace

_MODULES = {
    "Annotation": "model.annotation",
    "AnnotationSet": "model.annotation",
    "Article": "model.article",
    "ExportReport": "exchange.exporting.export",
    "FORMATS": "exchange.registry",
    "Format": "exchange.format",
    "Label": "model.label",
    "LabelSet": "model.label",
    "NewsreaderError": "errors",
    "Record": "model.record",
    "Relation": "model.annotation",
    "Request": "exchange.exporting.export",
    "Section": "model.article",
    "SectionKind": "model.article",
    "Selection": "exchange.exporting.selection",
    "Span": "text.span",
    "Splits": "exchange.exporting.splits",
    "Status": "model.annotation",
    "Workspace": "workspace.workspace",
}
"""Public name -> the module of this package that defines it."""

__all__ = sorted(_MODULES)  # noqa: PLE0605 - a list, though the linter cannot see that


def __getattr__(name: str) -> object:
    """Import a public name. Raises `AttributeError` for any other."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
