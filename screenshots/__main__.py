"""`python -m screenshots`: make all pictures of the documentation from the running application."""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from screenshots import demo, png, svg
from tui.language.catalogue import Language

FOLDER = Path(__file__).parent


class Picture(NamedTuple):
    """One picture: its size, the keys that lead to it, and the language."""

    name: str
    columns: int
    rows: int
    keys: Sequence[str]
    """Textual's names of the keys."""
    language: Language = Language.ENGLISH


PICTURES = (
    Picture("reading", 160, 44, ("enter", *["down"] * 19, *["ctrl+shift+left"] * 4)),
    Picture("list", 80, 24, ()),
    Picture("small", 80, 24, ("enter", *["down"] * 4)),
    Picture("wide", 200, 60, ("enter",)),
    Picture("arabic", 130, 36, ("enter", *["n"] * 4), Language.ARABIC),
    Picture("help", 100, 36, ("question_mark",)),
)

X_NAMES = {"enter": "Return", "down": "Down", "ctrl+shift+left": "ctrl+shift+Left", "question_mark": "question"}


def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory() as scratch:
        corpus = demo.make(Path(scratch))
        for picture in PICTURES:
            print(picture.name)
            target = FOLDER / picture.name
            asyncio.run(
                svg.draw(
                    corpus,
                    target.with_suffix(".svg"),
                    columns=picture.columns,
                    rows=picture.rows,
                    keys=picture.keys,
                    language=picture.language,
                )
            )
            with tempfile.TemporaryDirectory() as home:
                png.photograph(
                    corpus,
                    target.with_suffix(".png"),
                    columns=picture.columns,
                    rows=picture.rows,
                    keys=[X_NAMES.get(key, key) for key in picture.keys],
                    language=picture.language,
                    scratch=Path(home),
                )


if __name__ == "__main__":
    main()
