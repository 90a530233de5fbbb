"""The tree of errors in the documentation is the one in the code."""

import ast
import re
from pathlib import Path

from annotations import errors

ROOT = Path(__file__).parents[2]


def bases() -> dict[str, tuple[str, str]]:
    """Name of each class below `NewsreaderError` -> its base, and the module's path if that is not errors.py."""
    classes = {}
    for path in [*ROOT.glob("annotations/**/*.py"), *ROOT.glob("tui/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                for base in node.bases:
                    where = "" if path == Path(errors.__file__) else path.relative_to(ROOT).as_posix()
                    classes[node.name] = (ast.unparse(base).rpartition(".")[2], where)
    found = {"NewsreaderError"}
    while more := {name for name, (base, _) in classes.items() if base in found} - found:
        found |= more
    return {name: classes[name] for name in found - {"NewsreaderError"}}


def test_every_error_stands_in_the_tree_below_its_base_with_its_module() -> None:
    shown = {}
    above = ["NewsreaderError"]
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"    ((?:│   |    )*)[├└]── (\w+) +(?:(tui/\S+\.py): )?\S", line):
            depth = len(found[1]) // 4
            del above[depth + 1 :]
            shown[found[2]] = (above[-1], found[3] or "")
            above.append(found[2])
    assert shown == bases()
