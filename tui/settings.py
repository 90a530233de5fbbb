"""What the user has set for all corpora: a file of a few lines, written whole."""

import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from platformdirs import user_config_path

from annotations.errors import NewsreaderError


class SettingsError(NewsreaderError):
    """The settings cannot be read or written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings; what is not set is the program's to choose."""

    terminal: str = ""
    """Name of the terminal profile, "" for the one that is detected."""
    language: str = ""
    """Of the screen: "en" or "ar"; "" is the locale's."""
    theme: str = ""
    """Name of the colours, "" for the dark ones."""
    toured: str = ""
    """"yes" when the page for the first time has been shown."""


def settings_path() -> Path:
    """Where the settings are, whether or not the file exists."""
    return user_config_path("newsreader") / "settings.toml"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; a file that does not exist says nothing. Raises SettingsError."""
    path = path or settings_path()
    try:
        with path.open("rb") as file:
            import tomllib  # 5 ms that only somebody with settings should pay

            values = tomllib.load(file)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {error}; fix it or remove it") from error
    known = [field.name for field in fields(Settings)]
    for name, value in values.items():
        if name not in known:
            raise SettingsError(f"{path}: no setting “{name}”, only {', '.join(known)}")
        if not isinstance(value, str):
            raise SettingsError(f"{path}: {name} has to be text in quotation marks")
    return Settings(**values)


def save_settings(settings: Settings, path: Path | None = None) -> Path:
    """Write the settings and say where to. Raises SettingsError; the file then is as it was."""
    path = path or settings_path()
    text = "".join(f"{name} = {_quoted(value)}\n" for name, value in asdict(settings).items() if value)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}; the setting is not kept") from error
    return path


def _quoted(value: str) -> str:
    escaped = (f"\\u{ord(each):04x}" if each < " " or each in '"\\\x7f' else each for each in value)
    return f'"{"".join(escaped)}"'
