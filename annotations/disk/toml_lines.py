"""Where the tables and keys of a TOML text stand, for messages: tomllib tells it of syntax errors only."""

import re

Way = tuple[str | int, ...]
"""From the top to a table or key: ("labels", 1, "name") is the name in the second of the tables [[labels]]."""

_OPAQUE = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?!")' + r"|'''.*?'''(?!')" + r'|"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'" + r"|#[^\n]*",
    re.DOTALL,
)
"""Texts and comments."""
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w-]+(?:\s*\.\s*[\w-]+)*)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*[=.]")


class Lines:
    """The lines of a TOML text without syntax errors, by what begins in them. Quoted keys are not looked for."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Way, int] = {}
        tables: dict[Way, int] = {}
        table: Way = ()
        content = _OPAQUE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        for number, line in enumerate(content.split("\n"), start=1):
            if header := _HEADER.match(line):
                table = ()
                *above, name = re.split(r"\s*\.\s*", header[2])
                for each in above:
                    table += (each,)
                    if table in tables:
                        table += (tables[table],)
                table += (name,)
                if header[1] == "[[":
                    tables[table] = tables.get(table, -1) + 1
                    self._lines.setdefault(table, number)
                    table += (tables[table],)
                self._lines.setdefault(table, number)
            elif key := _KEY.match(line):
                self._lines.setdefault((*table, key[1]), number)

    def __getitem__(self, way: Way) -> int:
        """The number, from 1, of the line where this begins, or failing that what it is part of."""
        while way and way not in self._lines:
            way = way[:-1]
        return self._lines.get(way, 1)
