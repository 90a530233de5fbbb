"""The user's settings, the same for all corpora: a TOML file of a few lines, which the user may edit too."""

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final, Literal

from platformdirs import user_config_path

from annotations.errors import NewsreaderError

SettingName = Literal["terminal", "language", "theme", "toured"]
"""The names of the fields of `Settings`, as the file has them."""
_TABLE: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)
"""The header of a table: every setting has to stand before the first one."""


class SettingsError(NewsreaderError):
    """The settings cannot be read or written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings; a field is "" where the user has set nothing."""

    terminal: str = ""
    """Name of the terminal profile; "" stands for the detected one."""
    language: str = ""
    """Language of the screen, "en" or "ar"; "" stands for the locale's."""
    theme: str = ""
    """Name of the theme; "" stands for the dark one."""
    toured: str = ""
    """"yes" after the tour has been shown."""


def settings_path() -> Path:
    """Return the path of the settings file, which need not exist."""
    return user_config_path("newsreader") / "settings.toml"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; without a file all are "". Raises SettingsError, also for a name that does not exist."""
    path = path or settings_path()
    _, values = _read(path)
    known = [field.name for field in fields(Settings)]
    for name, value in values.items():
        if name not in known:
            raise SettingsError(f"{path}: no setting “{name}”, only {', '.join(known)}")
        if not isinstance(value, str):
            raise SettingsError(f"{path}: {name} has to be text in quotation marks")
    return Settings(**{name: str(value) for name, value in values.items()})


def change_setting(name: SettingName, value: str, path: Path | None = None) -> Path:
    """Write one setting, or remove it with the value ""; return the path of the file.

    Everything else in the file stays as it is, also comments and names that this version does not know.
    Raises SettingsError if that is impossible; the file is then unchanged.
    """
    from annotations.disk.files import cause, replacing  # most starts change nothing

    path = path or settings_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text, values = _read(path)
        changed = _with_line(text, name, f"{name} = {_quoted(value)}\n" if value else "")
        wanted = {**values, name: value} if value else {each: values[each] for each in values if each != name}
        if not _has(changed, wanted):
            raise SettingsError(f"{path}: {name} is not on a line of its own; write it as {name} = {_quoted(value)}")
        with replacing(path, durable=False) as stream:
            stream.write(changed.encode())
    except OSError as error:
        raise SettingsError(f"{path}: {cause(error)}; the setting is not kept") from error
    return path


def _read(path: Path) -> tuple[str, dict[str, object]]:
    """Return the text of the file and its values; nothing if there is no file. Raises SettingsError."""
    try:
        text = path.read_text(encoding="utf-8")
        import tomllib  # takes 5 ms, which a start without settings saves

        return text, tomllib.loads(text)
    except FileNotFoundError:
        return "", {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {error}; fix it or remove it") from error


def _with_line(text: str, name: str, line: str) -> str:
    """Put a line in the place of the setting's own, else behind the last setting."""
    table = _TABLE.search(text)
    end = table.start() if table else len(text)
    head, tables = text[:end], text[end:]
    changed, count = re.subn(rf"(?m)^[ \t]*[\"']?{name}[\"']?[ \t]*=.*\n?", lambda _: line, head, count=1)
    if not count and line:
        changed = f"{head}\n{line}" if head and not head.endswith("\n") else head + line
    return changed + tables


def _has(text: str, values: dict[str, object]) -> bool:
    """Check that a text is the TOML of these values."""
    import tomllib

    try:
        return tomllib.loads(text) == values
    except ValueError:
        return False


def _quoted(value: str) -> str:
    escaped = (f"\\u{ord(each):04x}" if each < " " or each in '"\\\x7f' else each for each in value)
    return f'"{"".join(escaped)}"'
