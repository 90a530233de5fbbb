"""Whatever is in the files of a store: each call ends, or raises one error of ours that says where."""

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from zlib import crc32

import pytest

from annotations.errors import NewsreaderError
from annotations.model.annotation import Status
from annotations.store.check import examine
from annotations.store.journals import cache as journalcache
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace

TEXT = "the minister said on Monday that the deficit was 79 billion"
NAMES = ("a.txt", "b.txt", "c.txt")
VALUE = re.compile(rb'"(?:[^"\\]|\\.)*"|\b\d+\b|\[[^\[\]]*\]|\{[^{}]*\}|true|null')
STRINGS = (
    b"",
    b"a/" * 3000,
    b"x" * 5000,
    b"..",
    b"../../x",
    b"\\u0000",
    b"\\ud800",
    b"\xff",
    b"\\n",
    b"/",
    b"a.txt",
    b"1e9",
)
TOKENS = (
    *(b'"%b"' % each for each in STRINGS),
    *(b"{}", b"[]", b"{", b"]", b",", b'"', b"null", b"true", b"-1", b"0", b"1.5", b"1e999", b"NaN", b"9" * 25),
    *(b"9" * 5000, b"[" * 3000, b"\0", b"\xff", b"\n", b"<<<<<<< HEAD\n", b'{"schema":'),
)


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that two machines have annotated, with every kind of value, and a cache of what was read."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(journalcache, "WORTH", 1)
    root = tmp_path / "sound"
    root.mkdir()
    for name in NAMES:
        (root / name).write_text(TEXT, "utf-8")
    for machine in ("pc", "laptop"):
        with Workspace.open(root, annotator="hana", machine=machine) as workspace:
            editor = workspace.editor
            actor = editor.annotate("a.txt", "actor", [Span(4, 12)])
            claim = editor.annotate("a.txt", "claim", [Span(33, 45), Span(49, 59)])
            editor.relate("a.txt", "said_by", claim.id, actor.id)
            editor.set_note("a.txt", actor.id, machine)
            editor.set_attributes("a.txt", claim.id, {"denied": True})
            editor.annotate_everywhere("figure", {"a.txt": [Span(49, 59)], "b.txt": [Span(49, 59)]})
            editor.set_status("c.txt", Status.NOTHING_HERE)
            editor.undo()
    return root


def damaged(content: bytes, draw: random.Random) -> bytes:
    """Change bytes, or values of the JSON, at random."""
    start, end = sorted(draw.randrange(len(content) + 1) for _ in range(2))
    match draw.randrange(8):
        case 0:
            changed = bytearray(content)
            for _ in range(draw.randrange(1, 6)):
                changed[draw.randrange(len(changed))] = draw.randrange(256)
            return bytes(changed)
        case 1:
            return content[:start] + content[end:]
        case 2:
            return content[:start] + draw.choice(TOKENS) + content[start:]
    for _ in range(draw.randrange(1, 3)):
        if values := list(VALUE.finditer(content)):
            value = draw.choice(values)
            content = content[: value.start()] + draw.choice(TOKENS) + content[value.end() :]
    return content


def resealed(content: bytes) -> bytes:
    """Give each line of a journal its checksum: what is damaged looks like what newsreader wrote."""
    return b"".join(
        b'%b,"crc":"%08x"}\n' % (body, crc32(body)) if (body := line.rpartition(b',"crc":"')[0]) else line + b"\n"
        for line in content.split(b"\n")[:-1]
    )


def calls(root: Path) -> Iterator[Callable[[], object]]:
    """Yield what an application does with a project: it opens it, reads all, changes each article, and ends."""
    workspace = Workspace.open(root, annotator="hana", machine="pc")
    for call in (workspace.summary, workspace.work, workspace.waiting):
        yield from (partial(call, name) for name in NAMES)
    yield from (workspace.progress.total, workspace.progress.entities, partial(workspace.progress.examples, "actor", 3))
    yield from (workspace.moved, lambda: list(workspace.records()), workspace.time_spent, workspace.annotators)
    yield from (partial(workspace.editor.annotate, name, "actor", [Span(0, 3)]) for name in NAMES)
    yield from (workspace.editor.undo, workspace.editor.redo, *[workspace.editor.undo] * 3)
    yield from (workspace.refresh, lambda: workspace.damage, workspace.close)
    yield lambda: list(examine(root, "hana", lambda _: None))
    yield lambda: list(examine(root, "hana", lambda _: None, repair=True))


def use(root: Path) -> int:
    """Make all calls; the number of errors of ours."""
    errors: list[str] = []
    for call in calls(root):
        try:
            call()
        except NewsreaderError as error:
            errors.append(str(error))
    assert not any("\n" in each for each in errors)
    return len(errors)


def fuzz(sound: Path, seeds: range) -> None:
    errors = 0
    for seed in seeds:
        draw = random.Random(seed)
        root = shutil.copytree(sound, sound.with_name("damaged"))
        files = [each for each in sorted(root.rglob("*")) if each.suffix in {".jsonl", ".json", ".cache", ".sqlite3"}]
        for path in draw.sample(files, draw.randrange(1, 3)):
            content = damaged(path.read_bytes(), draw)
            path.write_bytes(resealed(content) if path.suffix == ".jsonl" and draw.random() < 0.8 else content)
        try:
            errors += use(root)
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
        shutil.rmtree(root)
    print(f"{len(seeds)} inputs, {errors} errors shown")


def test_a_few_hostile_files(sound: Path) -> None:
    fuzz(sound, range(12))


@pytest.mark.slow
def test_twenty_thousand_hostile_files(sound: Path) -> None:
    fuzz(sound, range(20_000))


PAST = {
    "a table that is a string": ("a.txt.json", rb'"relations": \{.*', b'"relations": {}, "more": "x"}'),
    "a table that is a list": ("a.txt.json", rb'"relations": \{.*', b'"relations": []}'),
    "an id that is no number": ("a.txt.json", rb'"1": (\{"schema")', rb'"x": \1'),
    "an id of many digits": ("a.txt.json", rb'"1": (\{"schema")', b'"' + b"9" * 5000 + rb'": \1'),
    "an article's id that is no file's name": ("*.jsonl", rb'"article":"c.txt"', b'"article":"' + b"a/" * 3000 + b'"'),
    "an article's id with a surrogate": ("*.jsonl", rb'"article":"c.txt"', rb'"article":"\\ud800"'),
    "an article's id with a zero": ("*.jsonl", rb'"article":"c.txt"', rb'"article":"\\u0000"'),
    "a number without end": ("a.txt.json", rb'"denied": true', b'"denied": 1e999'),
    "a value that is no number": ("a.txt.json", rb'"denied": true', b'"denied": NaN'),
    "a number without end in a journal": ("*.jsonl", rb'"note":"[a-z]+"', b'"attributes":{"x":1e999}'),
    "an empty id": ("*.jsonl", rb'"article":"c.txt"', rb'"article":""'),
}
"""What went wrong before: a file, what is in it, and what stands there instead."""


@pytest.mark.parametrize("name", PAST)
def test_what_went_wrong_before_does_not_again(sound: Path, name: str) -> None:
    file, pattern, replacement = PAST[name]
    for path in (sound / "annotations").rglob(file):
        before = path.read_bytes()
        content = re.sub(pattern, replacement, before, flags=re.DOTALL)
        assert content != before
        path.write_bytes(resealed(content) if path.suffix == ".jsonl" else content)
    use(sound)
    with Workspace.open(sound, annotator="hana", machine="third") as workspace:
        assert not workspace.pending
        assert {each.label for each in workspace.work("a.txt").annotations} == {"actor", "claim", "figure"}
