"""The import of Label Studio's tasks: its own exports, and tasks that were made for it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from annotations.disk.files import shown
from annotations.errors import ImportFileError
from annotations.exchange.format import Incoming, IncomingRelation, IncomingSpan, Problem, Reporter
from annotations.exchange.formats.foreign_rows import unread
from annotations.exchange.formats.labelstudio.configuration import KINDS
from annotations.exchange.formats.labelstudio.hypertext import visible
from annotations.exchange.formats.labelstudio.tasks import tasks
from annotations.exchange.formats.regions import joined
from annotations.exchange.importing.files import noting_others, reading
from annotations.exchange.importing.json_fields import FieldError, Values, field, objects, parse_status, shortened
from annotations.model.annotation import Status
from annotations.model.record import FACTS


def read(path: Path, report: Reporter) -> Iterator[Incoming]:
    """Read a file of tasks, or all of a folder. Raises `ImportFileError`."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise ImportFileError(f"{shown(path)}: no .json file in this folder; name the one that Label Studio exported")
    yield from noting_others(_read(files, path, report), path, files, ("labels.xml",))


def _read(files: list[Path], path: Path, report: Reporter) -> Iterator[Incoming]:
    for file in files:
        prefix = f"{file.name}, " if path.is_dir() else ""
        for number, task in enumerate(_tasks(file), 1):
            where = f"{prefix}task {number}"
            try:
                yield from _of_task(task, where, report)
            except FieldError as error:
                report(Problem(where, str(error)))


def _tasks(file: Path) -> Iterator[object]:
    try:
        with reading(file):
            yield from tasks(file)
    except FieldError as error:
        raise ImportFileError(f"{shown(file)}: {error}; export it from Label Studio again, as JSON") from None


def _of_task(task: object, where: str, report: Reporter) -> Iterator[Incoming]:
    """Yield the annotations and predictions of one task. Raises `FieldError`."""
    if not isinstance(task, dict):
        raise FieldError("it is not an object")
    if "data" not in task:
        task = _whole(task)
    data = field(task, "data", dict)
    annotators = field(data, "annotators", list, [])
    annotations = objects(task, "annotations") or objects(task, "completions")
    left = unread(task, _KEYS)
    if not annotations and not task.get("predictions"):
        yield replace(_incoming({"result": []}, data, where, "", report), unread=left)
    for number, each in enumerate(annotations, 1):
        place = f"{where}, annotation {number}"
        if each.get("was_cancelled"):
            report(Problem(place, "its annotator skipped the task; it is left out"))
            continue
        name = annotators[number - 1] if number <= len(annotators) else ""
        yield replace(_incoming(each, data, place, _completed_by(each) or str(name), report), unread=left)
    for number, each in enumerate(objects(task, "predictions"), 1):
        place = f"{where}, prediction {number}"
        model = field(each, "model_version", str, "")
        yield _incoming(each, data, place, model, report, is_prediction=True)


_KEYS = (
    *("data", "annotations", "completions", "predictions", "meta", "file_upload", "drafts", "project", "inner_id"),
    *("created_at", "updated_at", "updated_by", "total_annotations", "cancelled_annotations", "total_predictions"),
    *("comment_count", "unresolved_comment_count", "last_comment_updated_at", "comment_authors", "annotation_id"),
    *("annotator", "lead_time", "is_labeled", "overlap"),
)
"""The keys of a task that are read, or have nothing to say about its text."""


def _whole(task: Values) -> Values:
    """Return the task that a task of the export JSON-MIN stands for. Raises `FieldError`."""
    data = {name: value for name, value in task.items() if isinstance(value, str)}
    results: list[Values] = []
    for name, value in task.items():
        for each in value if isinstance(value, list) else ():
            if isinstance(each, dict) and "start" in each and "end" in each:
                kind = HTML if HTML in each else "labels"
                result = {"id": f"{name} {len(results)}", "type": kind, "from_name": name, "value": each}
                results.append(result)
    if "text" not in data and not results:
        raise FieldError("it has no “data”")
    text = "text" if "text" in data else max(data, key=lambda name: len(data[name]), default="")
    known = {text, *FACTS, "article_id", "sha256", *(result["from_name"] for result in results)}
    # answers about the whole text stand beside it, and cannot be told from fields of the text
    others = {name: value for name, value in task.items() if name not in known}
    annotation = {"completed_by": task.get("annotator"), "result": results}
    return {**others, "data": data, "annotations": [annotation]}


def _completed_by(annotation: Values) -> str:
    """Return the annotator's e-mail address, or the number if there is no address, or ""."""
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("id")
    return "" if by is None else str(by)


def _incoming(
    annotation: Values,
    data: Values,
    where: str,
    by: str,
    report: Reporter,
    *,
    is_prediction: bool = False,
) -> Incoming:
    results = _Results(where, report)
    for result in objects(annotation, "result"):
        try:
            results.add(result)
        except FieldError as error:
            report(Problem(where, f"result {shortened(str(result.get('id', '')))}: {error}"))
    spans, relations = joined(results.spans(), results.relations)
    text = data.get("text")
    if not isinstance(text, str):
        texts = [value for value in data.values() if isinstance(value, str)]
        text = max(texts, key=len, default="")
    if results.is_html:
        text = visible(text)
    return Incoming(
        where=where,
        article_id=field(data, "article_id", str, ""),
        sha256=field(data, "sha256", str, ""),
        text=text,
        annotator=by,
        status=results.status,
        note=results.note,
        spans=spans,
        relations=relations,
        is_prediction=is_prediction,
        meta={name: data[name] for name in FACTS if name in data},
    )


HTML = "hypertextlabels"
"""The type of a region of HTML, and the key of its labels."""


def _of_html(result: Values, value: Values) -> Values:
    """Return a region of HTML as one of its visible text. Raises `FieldError`."""
    places = field(value, "globalOffsets", dict, {})
    if not places:
        raise FieldError("a region of HTML without “globalOffsets”; export it from Label Studio 1.1 or later")
    labels = field(value, HTML, list, field(value, "labels", list, []))
    text = field(value, "text", str, "")
    place = {"start": field(places, "start", int), "end": field(places, "end", int)}
    return {**result, "type": "labels", "value": {**place, "text": text, "labels": labels}}


class _Results:
    """Collects the results of one annotation."""

    def __init__(self, where: str, report: Reporter) -> None:
        self._where = where
        self._report = report
        self._regions: dict[str, list[Values]] = {}
        self._answers: list[tuple[str, str, object]] = []
        self.relations: list[IncomingRelation] = []
        self.status: Status | None = None
        self.note = ""
        self.is_html = False
        """True if the text is HTML, and the offsets count in what a browser shows of it."""

    def add(self, result: Values) -> None:
        """Add a result. Raises `FieldError` if newsreader has no place for it."""
        kind = field(result, "type", str)
        if kind == "relation":
            ends = field(result, "from_id", str), field(result, "to_id", str)
            if result.get("direction") == "left":
                ends = ends[1], ends[0]
            names = [str(each) for each in field(result, "labels", list, [])]
            if not names:
                raise FieldError("a relation without a label")
            self.relations += [IncomingRelation("", name, *ends) for name in names]
            return
        value = field(result, "value", dict)
        if kind == HTML:
            result = _of_html(result, value)
            kind, value, self.is_html = "labels", result["value"], True
        if kind == "labels":
            value |= {edge: field(value, edge, int) for edge in ("start", "end")}
            if not field(value, "labels", list):
                raise FieldError("a region without a label")
            self._regions.setdefault(field(result, "id", str, ""), []).append(result)
        elif kind in KINDS.values():
            self._answer(field(result, "from_name", str), field(result, "id", str, ""), kind, value)
        else:
            raise FieldError(f"newsreader has no place for a result of type “{shortened(kind)}”")

    def _answer(self, name: str, region: str, kind: str, value: Values) -> None:
        answer: object
        if kind == "number":
            answer = value.get("number")
        else:
            answers = field(value, "choices" if kind == "choices" else "text", list)
            answer = "\n".join(map(str, answers))
        if "start" in value:
            if kind == "choices":
                answer = {"true": True, "false": False}.get(str(answer), answer)
            self._answers.append((region, name.rpartition(".")[2], answer))
        elif name == "status":
            self.status = parse_status(str(answer))
        elif name == "note":
            self.note = str(answer)
        else:
            raise FieldError(f"newsreader has no place for “{shortened(name)}”, which is about the whole text")

    def spans(self) -> Iterator[IncomingSpan]:
        """Yield the regions with their attributes and notes."""
        attributes: dict[str, dict[str, object]] = {}
        for region, name, answer in self._answers:
            if region in self._regions:
                attributes.setdefault(region, {})[name] = answer
            else:
                refers = f"“{shortened(name)}” refers to the region {shortened(region)}"
                self._report(Problem(self._where, f"{refers}, which the annotation does not have"))
        for region, results in self._regions.items():
            for result in results:
                value, meta = result["value"], field(result, "meta", dict, {})
                for number, label in enumerate(value["labels"]):
                    yield IncomingSpan(
                        id=region if number == 0 else "",
                        label=str(label),
                        fragments=((value["start"], value["end"]),),
                        text=field(value, "text", str, ""),
                        note="\n".join(map(str, field(meta, "text", list, []))),
                        attributes={**field(meta, "attributes", dict, {}), **attributes.get(region, {})},
                        annotator=field(meta, "annotator", str, ""),
                        origin=field(meta, "origin", str, ""),
                    )
