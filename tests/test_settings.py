"""Settings are read, changed one by one, and nothing else in their file is touched."""

from pathlib import Path

import pytest

from tui.settings import Settings, SettingsError, change_setting, load_settings, settings_path


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path


def test_settings_are_read_as_they_were_written() -> None:
    settings = Settings(terminal='a "b" \\ \u0634\n')
    assert change_setting("terminal", settings.terminal) == settings_path()
    assert load_settings() == settings
    assert list(settings_path().parent.iterdir()) == [settings_path()]


@pytest.mark.parametrize("text", ["terminal = ", "colour = 'red'", "terminal = 3"])
def test_settings_that_cannot_be_understood_are_an_error_that_names_the_file(home: Path, text: str) -> None:
    path = home / "settings.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        load_settings(path)


def test_settings_that_cannot_be_written_are_an_error(home: Path) -> None:
    (home / "file").touch()
    with pytest.raises(SettingsError, match="not kept"):
        change_setting("terminal", "kitty", home / "file" / "settings.toml")


def test_a_change_keeps_the_other_settings() -> None:
    change_setting("theme", "newsreader-light")
    change_setting("toured", "yes")
    change_setting("terminal", "kitty")
    change_setting("theme", "newsreader-dark")
    assert load_settings() == Settings(terminal="kitty", theme="newsreader-dark", toured="yes")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('# mine\ncolour = "red"\n', '# mine\ncolour = "red"\nterminal = "kitty"\n'),
        ('terminal = "plain"\ncolour = 3 # mine', 'terminal = "kitty"\ncolour = 3 # mine'),
        ('colour = "red"', 'colour = "red"\nterminal = "kitty"\n'),
        ('"terminal" = "plain"\n', 'terminal = "kitty"\n'),
        ('[more]\nterminal = "x"\n', 'terminal = "kitty"\n[more]\nterminal = "x"\n'),
        ('terminals = ["x"]\nterminal = ""\n\n[more]\n', 'terminals = ["x"]\nterminal = "kitty"\n\n[more]\n'),
    ],
)
def test_a_change_keeps_comments_and_names_that_are_not_known(home: Path, before: str, after: str) -> None:
    path = home / "settings.toml"
    path.write_text(before, encoding="utf-8")
    change_setting("terminal", "kitty", path)
    assert path.read_text(encoding="utf-8") == after


def test_a_setting_without_a_value_is_removed(home: Path) -> None:
    path = home / "settings.toml"
    path.write_text('terminal = "kitty"\ntheme = "x"\n', encoding="utf-8")
    change_setting("terminal", "", path)
    change_setting("toured", "", path)
    assert path.read_text(encoding="utf-8") == 'theme = "x"\n'


@pytest.mark.parametrize("text", ["terminal = ", 'terminal = """\nplain"""\n', 'x = """\nterminal = 1\n"""\n'])
def test_a_file_that_a_change_might_damage_is_left_alone(home: Path, text: str) -> None:
    path = home / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        change_setting("terminal", "kitty", path)
    assert path.read_text(encoding="utf-8") == text
