"""Saving an annotation against the minimum of a safe save: the article's file is written, synced and moved."""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from annotations.model.annotation import Annotation, quotation
from annotations.model.edit import Change, Edit
from annotations.store.store import Store
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace

TEXT = "\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064a\u0631 \u0627\u0644\u064a\u0648\u0645 \u0625\u0646 " * 400
"""The text of an article, "the minister said today that" many times: long enough for 1,000 annotations."""
SIZES = {
    "saving, 10 annotations in the project": (1, 10),
    "saving, 1,000 annotations in the article": (1, 1_000),
    "saving, 100,000 annotations in the project": (1_000, 100),
}
"""Name -> articles, and annotations in each."""
SAVES = 40


def project(folder: Path, articles: int, annotations: int) -> None:
    """Make a project of articles with a number of annotations in each, every one by an edit of its own."""
    store = Store(folder, "hana", machine="pc", writable=True)
    edits = []
    for number in range(articles):
        name = f"{number:05}.txt"
        (folder / name).write_text(TEXT, "utf-8")
        for each in range(annotations):
            made = _annotation(f"{number:05}-{each:05}", Span(each, each + 8))
            edits.append(Edit(article_id=name, summary="", changes=(Change(None, made),)))
    store.commit_all(edits, sha256={each.article_id: "" for each in edits})
    store.close()


def _annotation(annotation_id: str, span: Span) -> Annotation:
    quote, prefix, suffix = quotation(TEXT, (span,))
    return Annotation(
        id=annotation_id,
        label="actor",
        fragments=(span,),
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        annotator="hana",
        created="2026-01-02T03:04:05Z",
    )


def bare(target: Path, content: bytes) -> float:
    """Write these bytes, sync them and move them to the target; return the seconds that this takes."""
    start = time.perf_counter()
    temporary = target.with_name("temporary")
    with temporary.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(target)
    return time.perf_counter() - start


def save(workspace: Workspace, article_id: str, number: int) -> float:
    """Annotate; return the seconds until `annotate` returns."""
    start = time.perf_counter()
    workspace.editor.annotate(article_id, "claim", [Span(number, number + 20)])
    return time.perf_counter() - start


def measure(folder: Path) -> dict[str, float]:
    """Return the median seconds of a save in a project, those of a bare write of the same bytes, and their ratio."""
    ours, theirs = [], []
    with Workspace.open(folder, annotator="hana", machine="pc") as workspace:
        article_id = workspace.ids[0]
        file = folder / "annotations" / "hana" / "articles" / f"{article_id}.json"
        workspace.progress.total()
        for number in range(SAVES + 1):
            ours.append(save(workspace, article_id, number))
            theirs.append(bare(folder / "bare", file.read_bytes()))
    # The first save opens the journal and does not count.
    seconds, yardstick = statistics.median(ours[1:]), statistics.median(theirs[1:])
    return {"seconds": seconds, "bare": yardstick, "ratio": seconds / yardstick}


def compare(folder: Path | None = None) -> dict[str, dict[str, float]]:
    """Measure on the disk of `folder`, or of the current one: return name -> seconds of both, and their ratio."""
    results = {}
    for name, (articles, annotations) in SIZES.items():
        scratch = Path(tempfile.mkdtemp(prefix="saving-", dir=folder or Path.cwd()))
        try:
            project(scratch, articles, annotations)
            results[name] = measure(scratch)
        finally:
            shutil.rmtree(scratch)
    return results


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.saving", description=__doc__)
    parser.add_argument("--folder", type=Path, help="a folder on the disk that is measured (default: this one)")
    for name, values in compare(parser.parse_args().folder).items():
        print(f"{name:46}{1000 * values['seconds']:8.2f} ms{1000 * values['bare']:8.2f} ms{values['ratio']:8.2f}")


if __name__ == "__main__":
    main()
