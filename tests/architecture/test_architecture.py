"""What holds of the whole project: its layers, its documents, the cost of its imports."""

import subprocess
import sys
from pathlib import Path

import pytest

from annotations.project.defaults import DEFAULT_LABELS
from tui.cli import COMMANDS, MAIN_HELP, main
from tui.keys.actions import key_table_markdown

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for package in ("tui", "annotations") for path in (ROOT / package).rglob("*.py"))


def test_the_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_not_longer_than_can_be_read_at_once(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("command", ["show", "export", "keys"])
def test_a_command_that_opens_no_screen_imports_no_textual(command: str) -> None:
    code = (
        "import sys\nfrom tui.cli import main\n"
        f"try:\n    main([{command!r}, '--help'])\nexcept SystemExit:\n    pass\n"
        "sys.exit('textual' in sys.modules or 'tinydb' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


def test_the_page_of_keys_is_what_the_program_prints() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert page == key_table_markdown(DEFAULT_LABELS), "run: newsreader keys --markdown > docs/keys.md"


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == MAIN_HELP
    for command in ("open", *COMMANDS):
        assert f"\n  {command} " in MAIN_HELP
        with pytest.raises(SystemExit, match="0"):
            main([command, "--help"])


def test_every_file_that_a_document_links_to_is_there() -> None:
    import re

    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_module_and_folder_that_the_architecture_names_is_there() -> None:
    import re

    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = [each for each in re.findall(r"`([a-z_][a-z_./]*)`", page) if "/" in each or each.endswith(".py")]
    assert len(named) > 50
    before = Path()
    for each in named:
        above = (folder / each for folder in before.parents)
        path = next((path for path in (Path(each), *above) if (ROOT / path).exists()), None)
        assert path is not None, f"{each}, named behind {before}"
        if each.startswith(("annotations/", "tui/")):
            before = path / "in"  # a name without its folder stands behind one with it


def test_every_room_is_on_the_map() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.parent for package in ("annotations", "tui") for path in (ROOT / package).glob("*/__init__.py")}
    for room in rooms:
        assert f"`{room.relative_to(ROOT)}`" in page or f"`{room.relative_to(ROOT)}/" in page, room
