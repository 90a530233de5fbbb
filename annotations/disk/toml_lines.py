"""The line numbers of tables and keys in a TOML text, for messages: tomllib reports lines of syntax errors only."""

import re

KeyPath = tuple[str | int, ...]
"""Keys and places from the top: ("labels", 1, "name") is the name in the second of the tables [[labels]]."""

_OPAQUE = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?!")' + r"|'''.*?'''(?!')" + r'|"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'" + r"|#[^\n]*",
    re.DOTALL,
)
"""Strings and comments."""
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w-]+(?:\s*\.\s*[\w-]+)*)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*[=.]")


class Lines:
    """The line numbers of a TOML text without syntax errors. Quoted keys are not found."""

    def __init__(self, text: str) -> None:
        self._lines: dict[KeyPath, int] = {}
        last: dict[KeyPath, int] = {}
        """Key path of an array of tables -> the place of its last table so far."""
        table: KeyPath = ()
        content = _OPAQUE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        for number, line in enumerate(content.split("\n"), start=1):
            if header := _HEADER.match(line):
                table = ()
                *above, name = re.split(r"\s*\.\s*", header[2])
                for each in above:
                    table += (each,)
                    if table in last:
                        table += (last[table],)
                table += (name,)
                if header[1] == "[[":
                    last[table] = last.get(table, -1) + 1
                    self._lines.setdefault(table, number)
                    table += (last[table],)
                self._lines.setdefault(table, number)
            elif key := _KEY.match(line):
                self._lines.setdefault((*table, key[1]), number)

    def __getitem__(self, path: KeyPath) -> int:
        """Return the number, from 1, of the line where a table or key begins; if it has none, that of its table."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)
