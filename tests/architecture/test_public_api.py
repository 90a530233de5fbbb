"""The public interface of the domain as a library."""

import ast
import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import annotations

ROOT = Path(__file__).parents[2]


def test_every_public_name_can_be_imported_and_is_typed() -> None:
    for name in annotations.__all__:
        assert getattr(annotations, name) is not None
    module = ast.parse((ROOT / "annotations" / "__init__.py").read_text(encoding="utf-8"))
    typed = [alias for node in ast.walk(module) if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert sorted(alias.asname for alias in typed if alias.asname) == annotations.__all__
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        annotations.Nothing  # noqa: B018 - asking is what fails


def test_the_example_of_the_package_does_what_it_says(tmp_path: Path) -> None:
    folder = tmp_path / "my-articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Hana wrote this", encoding="utf-8")
    example = textwrap.dedent(
        "\n".join(line for line in (annotations.__doc__ or "").splitlines() if line.startswith("    "))
    )
    script = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{example}"
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True)
    (line,) = (tmp_path / "spans.jsonl").read_text(encoding="utf-8").splitlines()
    assert [span["text"] for span in json.loads(line)["spans"]] == ["Hana"]


def test_the_package_imports_nothing_until_a_name_is_used() -> None:
    code = "import annotations, sys; sys.exit(any(name.startswith('annotations.') for name in sys.modules))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
