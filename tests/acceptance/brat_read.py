"""Run by the Python of an environment with brat's server: reads and verifies the .ann files below a folder.

Prints, as JSON, for each file its path without suffix, the lines that brat did not understand, what it finds wrong with
them, and its spans: label, places, words.
"""

import codecs
import json
import sys
import types
from importlib import import_module
from pathlib import Path

import brat

server = Path(next(iter(brat.__path__))) / "server"
sys.path[:0] = [str(server / "src"), str(server / "lib")]
folder = Path(sys.argv[1])
configuration = types.ModuleType("config")
configuration.BASE_DIR = configuration.WORK_DIR = configuration.DATA_DIR = str(folder)
configuration.DEBUG = False
sys.modules["config"] = configuration

annotation, projectconfig = import_module("annotation"), import_module("projectconfig")
verify_annotation = import_module("verify_annotations").verify_annotation


def open_textfile(name, mode="r"):
    """Open a file as brat does; its mode "U" no longer exists in Python."""
    return codecs.open(str(name), "r", encoding="utf8", errors="strict")


annotation.open_textfile = projectconfig.open_textfile = open_textfile

read = []
for file in sorted(folder.rglob("*.ann")):
    stem = str(file.with_suffix(""))
    annotations = annotation.TextAnnotations(stem, read_only=True)
    wrong = verify_annotation(annotations, projectconfig.ProjectConfiguration(str(file.parent)))
    text = annotations.get_document_text()
    spans = [
        [each.type, each.spans, " ".join(text[a:b] for a, b in each.spans)] for each in annotations.get_textbounds()
    ]
    name = file.relative_to(folder).with_suffix("").as_posix()
    failed = [str(line) for line in annotations.failed_lines]
    read.append([name, failed, [each.human_readable_str() for each in wrong], spans])
print(json.dumps(read))
