"""The doctor says what was detected, what can be chosen instead, and keeps a choice."""

from pathlib import Path

import pytest

from tui.commands import doctor
from tui.settings import Settings, change_setting, load_settings
from tui.terminal.profile import PROFILES


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("TERM", "dumb")
    for name in ("TMUX", "STY", "NEWSREADER_TERMINAL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_the_report_names_profile_reason_sequences_and_all_other_profiles(capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.main(["--terminal", "konsole"]) == 0
    report = capsys.readouterr().out
    assert "because         --terminal says konsole" in report
    assert "ESC [8l ESC ]50;BidiRenderingEnabled=false BEL" in report
    assert all(f"\n  {name} " in report for name in PROFILES)


def test_the_setting_decides_when_nothing_else_does(capsys: pytest.CaptureFixture[str]) -> None:
    change_setting("terminal", "kitty")
    doctor.main([])
    assert "the setting terminal says kitty" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answers", "chosen"),
    [
        (["", "3"], "kitty"),
        (["", "", "1"], "konsole"),
        (["", "", "", "1"], "mlterm"),
        (["", "", "", ""], ""),
        (["q"], ""),
        (["", "9", "x", ""], ""),
    ],
)
def test_the_line_that_reads_right_becomes_the_setting(
    monkeypatch: pytest.MonkeyPatch, answers: list[str], chosen: str
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: answers.pop(0))
    assert doctor.main([]) == 0
    assert not answers
    assert load_settings().terminal == chosen


def test_a_choice_keeps_language_theme_and_tour(monkeypatch: pytest.MonkeyPatch) -> None:
    change_setting("language", "ar")
    change_setting("theme", "newsreader-light")
    change_setting("toured", "yes")
    answers = ["", "3"]
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: answers.pop(0))
    assert doctor.main([]) == 0
    assert load_settings() == Settings(terminal="kitty", language="ar", theme="newsreader-light", toured="yes")
