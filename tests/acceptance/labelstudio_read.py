"""Run by the Python of an environment with label-studio-sdk: validates the tasks of a folder and converts them.

Prints, as JSON, whether each annotation is valid, as one and as a prediction, and the rows that the converter makes.
"""

import json
import sys
import tempfile
from pathlib import Path

from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

folder = Path(sys.argv[1])
configuration = (folder / "labels.xml").read_text("utf-8")
interface = LabelInterface(configuration)
valid = []
for task in json.loads((folder / "tasks.json").read_bytes()):
    for each in task["annotations"]:
        prediction = {"model_version": "x", "result": each["result"]}
        valid.append(
            [interface.validate_annotation(each), interface.validate_prediction(prediction, return_errors=True)]
        )
with tempfile.TemporaryDirectory() as target:
    converter = Converter(configuration, project_dir=target, output_tags=["label"])
    converter.convert(str(folder / "tasks.json"), target, "JSON_MIN", is_dir=False)
    rows = json.loads(Path(target, "result.json").read_bytes())
print(json.dumps([valid, rows]))
