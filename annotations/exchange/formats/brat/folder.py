"""brat: a folder for each annotator with a .txt and an .ann for each article; brat's configuration is above them.

Offsets count code points. A span cannot cross a line end in brat, so it is written as one fragment per line. Reading
joins fragments with only line ends between them. brat miscounts CRLF, so a .txt has a blank for a CR before an LF, and
an LF for any other CR. Flags of the project's labels are brat's attributes; other attributes are a note in JSON.
`articles.jsonl`, which brat ignores, has the article of each file, and its status, note and facts.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from glob import escape
from pathlib import Path

from annotations.disk.files import cause
from annotations.disk.json import json_text
from annotations.errors import ExportError
from annotations.exchange.exporting.targets import new_folder
from annotations.exchange.format import EVERYTHING, Feature, Format, Incoming, Options, Problem, Reporter, Writer
from annotations.exchange.formats.brat import standoff
from annotations.exchange.formats.colours import TINTS
from annotations.exchange.formats.file_names import safe_name, stem
from annotations.exchange.importing.files import files_with, noting_others, reading
from annotations.exchange.importing.json_fields import FieldError, Values, field, parse_object, status
from annotations.model.article import digest
from annotations.model.record import Record, facts

MANIFEST = "articles.jsonl"
_KNOWN = frozenset({MANIFEST, "annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf"})


class _Folder:
    def __init__(self, folder: Path, options: Options) -> None:
        self._folder = folder
        self._options = options
        self._labels = [label.name for label in options.labels]
        self._relations = [relation.name for relation in options.labels.relations]
        self._manifest = (folder / MANIFEST).open("wb")

    def add(self, record: Record, split: str) -> None:
        article, work = record.article, record.work
        name = "/".join(filter(None, (split, safe_name(work.annotator), stem(article.id))))
        path = self._folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = _without_returns(article.text)
        path.write_bytes(text.encode())
        try:
            lines = list(standoff.lines(work, article.text, self._options.labels))
        except ExportError as error:
            raise ExportError(f"{article.id}: {error}") from None
        path.with_suffix(".ann").write_bytes("".join(f"{line}\n" for line in lines).encode())
        entry: Values = {"file": name, "id": article.id, "sha256": article.sha256, "file_sha256": digest(text)}
        entry |= {"annotator": work.annotator, "status": work.status, "note": work.note, "meta": facts(article)}
        self._manifest.write(json_text(entry).encode() + b"\n")
        self._labels += dict.fromkeys(each.label for each in work.annotations if each.label not in self._labels)
        self._relations += dict.fromkeys(each.type for each in work.relations if each.type not in self._relations)

    def close(self) -> None:
        self._manifest.close()

    def write_configuration(self) -> None:
        (self._folder / "annotation.conf").write_bytes(self._annotation_conf().encode())
        (self._folder / "visual.conf").write_bytes(self._visual_conf().encode())

    def _annotation_conf(self) -> str:
        labels = self._options.labels
        flags: dict[str, list[str]] = {}
        for label in labels:
            for name in standoff.flag_names(labels, label.name):
                flags.setdefault(name, []).append(label.name)
        relations = []
        for name in self._relations:
            kind = labels.shown_relation(name)
            source, target = "|".join(kind.source) or "<ENTITY>", "|".join(kind.target) or "<ENTITY>"
            relations.append(f"{name}\tArg1:{source}, Arg2:{target}")
        attributes = [f"{name}\tArg:{'|'.join(of)}, Value:true|false" for name, of in flags.items()]
        overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
        sections: dict[str, list[str]] = {
            "entities": self._labels,
            "relations": [overlap, *relations],
            "events": [],
            "attributes": attributes,
        }
        return "\n".join("\n".join([f"[{name}]", *lines, ""]) for name, lines in sections.items())

    def _visual_conf(self) -> str:
        labels = self._options.labels
        shown = [f"{name} | {labels.shown(name).title}" for name in self._labels]
        shown += [f"{name} | {labels.shown_relation(name).title}" for name in self._relations]
        tints = [f"{name}\tbgColor:{TINTS[labels.shown(name).colour - 1]}" for name in self._labels]
        default = ["SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken"]
        arcs = ["ARC_DEFAULT\tcolor:black, arrowHead:triangle-5"]
        options = ["Text\tdirection:rtl"]
        sections = {"options": options, "labels": shown, "drawing": [*default, *arcs, *tints]}
        return "\n".join("\n".join([f"[{name}]", *lines, ""]) for name, lines in sections.items())


@contextmanager
def _writer(target: Path, options: Options) -> Iterator[Writer]:
    with new_folder(target) as folder:
        writer = _Folder(folder, options)
        try:
            yield writer
        finally:
            writer.close()
        writer.write_configuration()


def _without_returns(text: str) -> str:
    """Return a text of the same length without CR."""
    return text.replace("\r\n", " \n").replace("\r", "\n")


def _read(path: Path, report: Reporter) -> Iterator[Incoming]:
    files = files_with(".ann", path)
    folder = path if path.is_dir() else path.parent
    with reading(folder / MANIFEST), ExitStack() as stack:
        manifest = _Manifest(folder / MANIFEST, stack, report)
        texts = _Texts(folder)
        read = [*files, *filter(None, map(texts.found, files))]
        yield from noting_others(_read_files(files, folder, manifest, texts, report), path, read, _KNOWN)


def _read_files(
    files: Iterable[Path], folder: Path, manifest: "_Manifest", texts: "_Texts", report: Reporter
) -> Iterator[Incoming]:
    for file in files:
        name = file.relative_to(folder).with_suffix("").as_posix()
        try:
            source, annotator = texts.of(file)
            article_id = source.relative_to(folder).as_posix() if source.is_relative_to(folder) else f"{name}.txt"
            incoming = _incoming(
                file, source, name, {"id": article_id, "annotator": annotator} | manifest.of(name), report
            )
        except (OSError, UnicodeDecodeError, FieldError) as error:
            why = f"cannot be read: {cause(error)}" if isinstance(error, OSError) else str(error)
            if isinstance(error, UnicodeDecodeError):
                why = f"not UTF-8 at byte {error.start + 1} of it or its .txt"
            report(Problem(f"{name}.ann", why))
        else:
            yield incoming


class _Texts:
    """The texts of a folder. Some corpora have them in another folder than the annotations."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._by_name: dict[str, list[Path]] | None = None

    def of(self, file: Path) -> tuple[Path, str]:
        """Return the text of an .ann file, and its annotator if the file's name has one. Raises `FieldError`.

        The text is beside it, else the only one of its name. The name of the text may be followed by the annotator's,
        as in a_hana.ann, if several have annotated it.
        """
        beside = file.with_suffix(".txt")
        if beside.is_file():
            return beside, ""
        found = self._named(beside.name)
        ends = [each.start() for each in re.finditer("[_.-]", file.stem)]
        for end in ends[:-4:-1] if not found else ():
            found = self._named(f"{file.stem[:end]}.txt")
            if len(found) == 1:
                return found[0], file.stem[end + 1 :]
        if len(found) != 1:
            several = f", and {len(found)} in other folders" if found else ""
            raise FieldError(f"there is no text {beside.name} beside it{several}")
        return found[0], ""

    def found(self, file: Path) -> Path | None:
        """Return the text of an .ann file, or None."""
        try:
            return self.of(file)[0]
        except FieldError:
            return None

    def _named(self, name: str) -> list[Path]:
        """Return the texts of a name in the folder, or else in those beside it."""
        if self._by_name is None:
            self._by_name = {}
            for text in sorted(self._folder.rglob("*.txt")):
                self._by_name.setdefault(text.name, []).append(text)
        return self._by_name.get(name) or sorted(self._folder.parent.glob(f"*/{escape(name)}"))


def _incoming(file: Path, source: Path, name: str, entry: Values, report: Reporter) -> Incoming:
    """Read an .ann file and its text. Raises `OSError`, `UnicodeDecodeError` and `FieldError`."""
    text = source.read_bytes().decode()
    read = standoff.read(
        file.read_bytes().decode("utf-8-sig"),
        text,
        lambda number, what: report(Problem(f"{name}.ann, line {number}", what)),
    )
    is_unchanged = field(entry, "file_sha256", str, "") == digest(text)
    return Incoming(
        where=f"{name}.ann",
        article_id=field(entry, "id", str),
        sha256=field(entry, "sha256", str, "") if is_unchanged else "",
        text=text,
        annotator=field(entry, "annotator", str, ""),
        status=status(entry),
        note=field(entry, "note", str, ""),
        spans=read.spans,
        relations=read.relations,
        meta=field(entry, "meta", dict, {}),
    )


class _Manifest:
    """The lines of `articles.jsonl`, by file. Keeps only the place of each line, not the line itself."""

    def __init__(self, path: Path, stack: ExitStack, report: Reporter) -> None:
        self._places: dict[str, int] = {}
        if not path.is_file():
            return
        self._stream = stack.enter_context(path.open("rb"))
        place = 0
        for number, line in enumerate(self._stream, 1):
            if line.strip():
                try:
                    self._places[field(parse_object(line.rstrip()), "file", str)] = place
                except FieldError:
                    report(
                        Problem(
                            f"{MANIFEST}, line {number}", "it names no file, so the article of that file is unknown"
                        )
                    )
            place += len(line)

    def of(self, name: str) -> Values:
        """Return the line of a file, or {} if it has none."""
        if name not in self._places:
            return {}
        self._stream.seek(self._places[name])
        return parse_object(self._stream.readline().rstrip())


FORMATS = (
    Format(
        name="brat",
        title="brat 1.3",
        is_folder=True,
        suffix=".ann",
        carries=EVERYTHING - {Feature.ORIGIN, Feature.TEXT},
        writer=_writer,
        reader=_read,
        alters=lambda text: "\r" in text,
    ),
)
