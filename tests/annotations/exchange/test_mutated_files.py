"""Files that were sound and are no longer: an import never stops but with our own error, in bounded time and memory."""

import io
import json
import random
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from annotations.errors import ImportFileError, NewsreaderError
from annotations.exchange.exporting.export import Request, export
from annotations.exchange.format import Incoming, Problem
from annotations.exchange.importing.placing import Rules, place
from annotations.exchange.importing.recognising import recognised
from annotations.exchange.registry import FORMATS
from annotations.model.annotation import Relation
from annotations.model.article import Article
from annotations.project.defaults import DEFAULT_LABELS

LONGEST = 5
"""Seconds that one file may take, on a busy machine."""
TEXT = "\U0001f4c9 قال وزيرُ المالية\r\nإن العجز بلغ ٧٩ مليار"
RULES = Rules(labels=DEFAULT_LABELS, created="2024-01-01T00:00:00Z", source="file", owner="hana")
ODD: list[object] = [
    *(None, True, -1, 0, 1.5, 10**30, 1e300, "", "x", "9" * 5000, "\ud800", "\x00", "O", "B-", "-", [], [[]], {}),
    *([None], {"": None}, [[0, 5, "actor"]], {"start": 0}, "a/b\\c", "\u202e", "../../x", ["B-actor"], [1], "1-2 3-4"),
]
WORDS = [
    *(b"\x00", b"\xff", b"\xd9", b'"', b"'", b"\\", b"[" * 3000, b"{" * 500, b"<a>" * 300, b"9" * 40, b"-1", b"1e999"),
    *(b"\n", b"\r", b"\t", b"\n\n", b" ", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc2\x85", b"\xe2\x80\xa8", b"null", b"NaN"),
    *(b"-DOCSTART- O\n", b"# text = x\n", b"#begin document (a)\n", b"B-actor", b"I-actor", b"O", b"Arg1:T1", b"T1\t"),
    *(b'xmi:id="1"', b"<!DOCTYPE x>", b"&amp;", b"&#0;", b'"spans":', b'"label":', b"E1\tx:T1 Content:T1 Source:T2\n"),
]
FOREIGN: dict[str, tuple[str, bytes]] = {
    "nested.conll": ("conll", "قال O\nوزير B-actor\nالمالية I-actor B-claim\nإن O\n\nبلغ B-figure\n".encode()),
    "tagged.tsv": ("conll", "-DOCSTART-\tO\n\nO\tقال\nB-actor\tوزير\nI-actor\tالمالية\n".encode()),
    "a.conllu": (
        "conll",
        "# text = قال للوزير\n1\tقال\t_\t_\t_\t_\t_\t_\t_\tNER=O\n2-3\tللوزير\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "2\tل\t_\t_\t_\t_\t_\t_\t_\t_\n3\tالوزير\t_\t_\t_\t_\t_\t_\t_\tNER=B-actor|SpaceAfter=No\n".encode(),
    ),
    "2012.conll": (
        "conll",
        "#begin document (a); part 0\na 0 0 قال V * - - - - * -\na 0 1 علي N * - - - - (actor) -\n\n".encode(),
    ),
    "entities.jsonl": ("doccano", json.dumps({"text": TEXT, "entities": [[2, 5, "actor"]], "id": 1}).encode()),
    "tokens.jsonl": ("jsonl", json.dumps({"tokens": TEXT.split(), "ner_tags": ["O", "B-actor"] * 4}).encode()),
    "tokens.json": ("huggingface", json.dumps({"tokens": ["a", "b"], "ner_tags": ["O", "B-actor"]}).encode()),
    "pairs.json": ("spacy", json.dumps([[TEXT, {"entities": [[2, 5, "actor"]]}]]).encode()),
    "min.json": (
        "labelstudio",
        json.dumps([{"text": TEXT, "label": [{"start": 2, "end": 5, "labels": ["actor"]}], "annotator": 1}]).encode(),
    ),
    "html.json": (
        "labelstudio",
        json.dumps(
            {
                "data": {"html": f"<p>{TEXT}</p>"},
                "completions": [
                    {
                        "result": [
                            {
                                "id": "a",
                                "type": "hypertextlabels",
                                "value": {"globalOffsets": {"start": 2, "end": 5}, "hypertextlabels": ["actor"]},
                            }
                        ]
                    }
                ],
            }
        ).encode(),
    ),
    "rows.json": (
        "w3c",
        json.dumps(
            {
                "rows": [
                    {
                        "id": "x",
                        "user": "acct:a@b",
                        "uri": "a.txt",
                        "text": "n",
                        "tags": ["actor"],
                        "target": [{"source": "a.txt", "selector": [{"type": "TextQuoteSelector", "exact": "وزير"}]}],
                    }
                ]
            }
        ).encode(),
    ),
    "events.ann": (
        "brat",
        b"T1\tactor 2 5\tx\nT2\tclaim 9 12;2 5\ty\nE1\tclaim:T2 Content:T2 Source:T1\n#1\tNote T1\tn\n",
    ),
}
OWN = ("jsonl", "doccano", "doccano-relations", "prodigy", "huggingface", "conll", "csv", "brat", "labelstudio", "uima")
OWN += ("uima-json", "w3c")


class Sound(NamedTuple):
    """A sound file, and what is imported to read it."""

    form: str
    file: Path
    target: Path


class OneArticle:
    def __init__(self, article: Article) -> None:
        self._article = article

    def find(self, _: Incoming) -> Article:
        return self._article


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, article: Callable, record: Callable) -> list[Sound]:
    """Exports in all formats that need no library, and the files of other programs."""
    folder = tmp_path_factory.mktemp("sound")
    said = Relation(id="r", type="said_by", source="2", target="1")
    page = record(
        article(TEXT, "a.txt"), ("actor", 6, 20), ("claim", 22, 26, 28, 32), ("figure", 34, 39), relations=(said,)
    )
    found = []
    for name in OWN:
        target = folder / name / (f"out{FORMATS[name].suffix}" if not FORMATS[name].is_folder else "out")
        target.parent.mkdir()
        export([page], target, FORMATS[name], Request(DEFAULT_LABELS))
        files = [target] if target.is_file() else [each for each in target.rglob("*") if each.is_file()]
        found += [Sound(name, file, target) for file in sorted(files) if file.stat().st_size < 20_000]
    for name, (form, content) in FOREIGN.items():
        file = folder / "foreign" / name.replace(".", "-") / name
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
        if form == "brat":
            file.with_suffix(".txt").write_text(TEXT, encoding="utf-8", newline="")
        found.append(Sound(form, file, file))
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(next(each.file for each in found if each.file.suffix == ".xmi"), "annotation/a.txt/hana.xmi")
    (folder / "zip").mkdir()
    (folder / "zip" / "a.zip").write_bytes(zipped.getvalue())
    return [*found, Sound("uima", folder / "zip" / "a.zip", folder / "zip" / "a.zip")]


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a content with one to three changes: of its bytes, or of a value in its JSON."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        content = changed_value(content, chance) if chance.random() < 0.5 else changed_bytes(content, chance)
    return content


def changed_bytes(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.choice((0, 1, 2, 5, 20, 200)))
    match chance.randrange(5):
        case 0:
            middle = chance.choice(WORDS)
        case 1:
            middle = b""
        case 2:
            middle = content[start:end] * chance.choice((2, 3, 50))
        case 3:
            middle = bytes(each ^ 1 << chance.randrange(8) for each in content[start:end])
        case _:
            other = chance.randrange(len(content) + 1)
            middle = content[other : other + 30]
    return content[:start] + middle + content[end:] if chance.random() < 0.95 else content[:start]


def changed_value(content: bytes, chance: random.Random) -> bytes:
    """Replace, remove or rename a value in JSON or in lines of JSON; other contents stay as they are."""
    try:
        lines = [json.loads(content)]
    except (ValueError, RecursionError):
        try:
            lines = [json.loads(line) for line in content.splitlines()]
        except (ValueError, RecursionError):
            return changed_bytes(content, chance)
    places = list(values(lines))
    if not places:
        return content
    holder, key = chance.choice(places)
    match chance.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[chance.choice(("spans", "label", "id", "text", "data", "x", "tokens", "entities"))] = holder.pop(key)
        case 2:
            holder[key] = chance.choice(places)[0]
        case _:
            holder[key] = chance.choice(ODD)
    try:
        return "\n".join(json.dumps(each) for each in lines).encode()
    except ValueError:  # a value that is inside itself
        return content


def values(value: object) -> Iterator[tuple]:
    """Yield each object or list with each of its keys or indexes."""
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(each, dict | list):
            yield from values(each)


def fault(sound: Sound, content: bytes, article: Article) -> str:
    """Import a content in place of a sound file. Returns what must not happen, or ""."""
    before = sound.file.read_bytes()
    sound.file.write_bytes(content)
    problems: list[Problem] = []
    reader = FORMATS[sound.form].reader
    assert reader is not None
    started = time.perf_counter()
    try:
        recognised(sound.target)
        for incoming in reader(sound.target, problems.append):
            place(incoming, OneArticle(article), RULES, problems.append)
    except ImportFileError as error:
        if not any(part in str(error) for part in (sound.file.name, sound.target.name)):
            return f"an error without the file: {error}"
    except NewsreaderError as error:
        return f"an error of another kind: {error!r}"
    except Exception as error:  # any of them is what is looked for
        return f"{error!r}"
    finally:
        sound.file.write_bytes(before)
    if any(not each.where or not each.what or len(each.what) > 2000 for each in problems):
        return f"a problem without a place, or too long: {problems[0]}"
    seconds = time.perf_counter() - started
    return f"{seconds:.1f} s" if seconds > LONGEST else ""


def search(sound: list[Sound], article: Article, seed: int, times: int) -> list[str]:
    chance = random.Random(seed)  # no secret
    found = []
    for number in range(times):
        one = sound[number % len(sound)]
        content = mutated(one.file.read_bytes(), chance)
        what = fault(one, content, article)
        if what:
            found.append(f"{one.form} {one.file.name} {content!r}: {what}")
    return found


def test_a_file_that_was_changed_anywhere_is_read_or_refused(sound: list[Sound], article: Callable) -> None:
    assert search(sound, article(TEXT, "a.txt"), 1, 400) == []


@pytest.mark.slow
def test_twenty_thousand_changed_files_are_read_or_refused(sound: list[Sound], article: Callable) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert search(sound, article(TEXT, "a.txt"), time.time_ns(), 20_000) == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000, "kilobytes"
