"""The yardstick of exports: read the files of the articles and of their store, and write their JSON."""

import sys
from pathlib import Path

import orjson


def bare(folder: Path, target: Path) -> None:
    """Write the same lines as an export, without any check."""
    (store,) = (folder / "annotations").glob("*/articles")
    with target.open("wb") as stream:
        for path in sorted(folder.glob("*/*.txt")):
            article_id = path.relative_to(folder).as_posix()
            text = path.read_bytes().decode()
            tables = orjson.loads((store / f"{article_id}.json").read_bytes())
            (row,) = tables["article"].values()
            values = {
                "schema": "newsreader/1",
                "offset_unit": "codepoint",
                "id": article_id,
                "text": text,
                "sha256": row["sha256"],
                "annotator": row["annotator"],
                "status": row["status"],
                "meta": {"path": article_id},
                "spans": [
                    {
                        "id": each["id"],
                        "label": each["label"],
                        "start": each["fragments"][0][0],
                        "end": each["fragments"][-1][1],
                        "text": each["quote"],
                    }
                    for each in tables["annotations"].values()
                ],
            }
            stream.write(orjson.dumps(values) + b"\n")


if __name__ == "__main__":
    bare(Path(sys.argv[1]), Path(sys.argv[2]))
