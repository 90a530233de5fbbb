"""Label Studio's own library finds exports valid, and converts every span."""

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from annotations.model.record import Record
from tests.acceptance.environments import environment

pytestmark = pytest.mark.slow

SDK = "label-studio-sdk==2.1.2"


def test_label_studio_takes_every_annotation_for_valid_and_converts_every_span(
    exported: Callable[..., Path], records: Sequence[Record], gold: Sequence[Record], kept: Callable, results: object
) -> None:
    material = [*records, *gold]
    target = exported("labelstudio", material)
    script = Path(__file__).with_name("labelstudio_read.py")
    done = subprocess.run([environment(SDK), script, target], check=True, capture_output=True, text=True)
    valid, rows = json.loads(done.stdout.splitlines()[-1])
    assert valid == [[True, []]] * len(material)
    assert all(
        row["text"][each["start"] : each["end"]] == each["text"] for row in rows for each in row.get("label", [])
    )
    read = sorted(
        (row["article_id"], *each["labels"], each["start"], each["end"])
        for row in rows
        for each in row.get("label", [])
    )
    assert read == kept("labelstudio", material)
    results.loaded("labelstudio", SDK.replace("==", " "), spans=len(read))
