"""Inputs that went wrong for people who do this job, from a checkout beside this project; without it nothing is run."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

CASES = Path(__file__).parents[2] / "../shared/cases"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.cases)
            if not CASES.is_dir():
                item.add_marker(pytest.mark.skip(reason=f"{CASES} does not exist"))


@pytest.fixture
def case(tmp_path: Path) -> Callable[[str], Path]:
    """Copy an input below the cases, a file or a folder, and return the copy."""

    def copy(name: str) -> Path:
        source, target = CASES / name, tmp_path / "case" / Path(name).name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
        return target

    return copy
