"""docs/formats.md lists all formats."""

import re
from pathlib import Path

from annotations.exchange.registry import FORMATS

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"


def test_the_table_has_every_format_and_no_empty_cell() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert [re.findall("`([^`]+)`", row)[0] for row in rows] == list(FORMATS), "run: pytest -m slow tests/acceptance"
    for row in rows:
        assert all(cell.strip() for cell in row.strip("|").split("|"))
