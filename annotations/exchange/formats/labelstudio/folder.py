"""Label Studio: a folder with its labelling configuration, `labels.xml`, and its tasks in JSON, a file for each split.

Each article is a task, and each annotator's work is one of its annotations. Label Studio's offsets in a `Text` count
code points. It has no fragments: each is a region, linked to the one before it by the relation `continues`. Attributes
of the project's labels are per-region controls. A region's note, other attributes, origin and annotator are in its
`meta`.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from annotations.disk.json import json_text
from annotations.exchange.exporting.targets import new_folder
from annotations.exchange.format import EVERYTHING, Format, Options, Writer
from annotations.exchange.formats.labelstudio.configuration import KINDS, configuration, control
from annotations.exchange.formats.labelstudio.importing import read
from annotations.exchange.formats.regions import CONTINUES, regions
from annotations.exchange.formats.span_fields import set_origin
from annotations.exchange.importing.json_fields import Values
from annotations.model.annotation import Annotation, AnnotationSet, Relation
from annotations.model.article import Article
from annotations.model.label import Attribute, LabelSet
from annotations.model.record import Record, facts

CONFIGURATION = "labels.xml"


class _Tasks:
    """Writes one task per article, whose records must follow one another."""

    def __init__(self, streams: Mapping[str, BinaryIO], labels: LabelSet) -> None:
        self._streams = streams
        self._labels = labels
        self._open: tuple[Article, str, Values] | None = None
        self._begun: set[str] = set()
        self._tasks = 0
        self.label_names = [label.name for label in labels]
        self.relation_names = [relation.name for relation in labels.relations]

    def add(self, record: Record, split: str) -> None:
        article, work = record.article, record.work
        if self._open is None or self._open[0].id != article.id or self._open[1] != split:
            self._close_task()
            data = {"text": article.text, "article_id": article.id, "sha256": article.sha256, **facts(article)}
            self._tasks += 1
            task: Values = {"id": self._tasks, "data": {**data, "annotators": []}, "annotations": []}
            self._open = article, split, task
        task = self._open[2]
        task["data"]["annotators"].append(work.annotator)
        task["annotations"].append({"result": list(_results(work, article.text, self._labels))})
        self.label_names += dict.fromkeys(each.label for each in work.annotations if each.label not in self.label_names)
        known = self.relation_names
        known += dict.fromkeys(each.type for each in work.relations if each.type not in known)

    def close(self) -> None:
        self._close_task()
        for split, stream in self._streams.items():
            stream.write(b"\n]\n" if split in self._begun else b"[]\n")

    def _close_task(self) -> None:
        if self._open is not None:
            _, split, task = self._open
            self._streams[split].write(b",\n" if split in self._begun else b"[\n")
            self._streams[split].write(json_text(task).encode())
            self._begun.add(split)


def _results(work: AnnotationSet, text: str, labels: LabelSet) -> Iterator[Values]:
    """Yield the results of an annotation, as Label Studio calls them: regions, values of controls, and relations."""
    for region in regions(work.annotations):
        annotation, span = region.annotation, region.span
        place = {"start": span.start, "end": span.end, "text": span.of(text)}
        common = {"id": region.id, "to_name": "text"}
        own = {} if region.before else _own(annotation, labels)
        meta = {} if region.before else _meta(annotation, work.annotator, own)
        yield {
            **common,
            "from_name": "label",
            "type": "labels",
            "value": {**place, "labels": [annotation.label]},
            **({"meta": meta} if meta else {}),
        }
        for attribute, value in own.items():
            kind = KINDS[attribute.type]
            name = control(annotation.label, attribute)
            yield {**common, "from_name": name, "type": kind, "value": {**place, **_answer(value)}}
        if region.before:
            yield _link(Relation(id="", type=CONTINUES, source=region.id, target=region.before))
    yield from map(_link, work.relations)
    yield {
        "id": "status",
        "from_name": "status",
        "to_name": "text",
        "type": "choices",
        "value": {"choices": [work.status]},
    }
    if work.note:
        yield {"id": "note", "from_name": "note", "to_name": "text", "type": "textarea", "value": {"text": [work.note]}}


def _link(relation: Relation) -> Values:
    ends = {"from_id": relation.source, "to_id": relation.target}
    return {"type": "relation", **ends, "direction": "right", "labels": [relation.type]}


def _own(annotation: Annotation, labels: LabelSet) -> dict[Attribute, object]:
    """Return the attributes that are controls of the configuration."""
    asked = {each.name: each for each in labels.shown(annotation.label).attributes}
    return {
        asked[name]: value
        for name, value in annotation.attributes.items()
        if name in asked and asked[name].type.admits(value)
    }


def _meta(annotation: Annotation, annotator: str, own: Mapping[Attribute, object]) -> Values:
    asked = {attribute.name for attribute in own}
    others = {name: value for name, value in annotation.attributes.items() if name not in asked}
    meta: Values = {"text": [annotation.note]} if annotation.note else {}
    if others:
        meta["attributes"] = others
    set_origin(meta, annotation, annotator)
    return meta


def _answer(value: object) -> Values:
    match value:
        case bool():
            return {"choices": ["true" if value else "false"]}
        case str():
            return {"text": [value]}
        case _:
            return {"number": value}


@contextmanager
def _writer(target: Path, options: Options) -> Iterator[Writer]:
    with new_folder(target) as folder, ExitStack() as stack:
        streams = {
            split: stack.enter_context((folder / f"{split or 'tasks'}.json").open("wb")) for split in options.splits
        }
        tasks = _Tasks(streams, options.labels)
        yield tasks
        tasks.close()
        content = configuration(options.labels, tasks.label_names, tasks.relation_names)
        (folder / CONFIGURATION).write_bytes(content.encode())


FORMATS = (
    Format(
        name="labelstudio",
        title="Label Studio 1.x",
        is_folder=True,
        suffix=".json",
        carries=EVERYTHING,
        writer=_writer,
        reader=read,
    ),
)
