"""`python -m screenshots`: make all pictures of the documentation anew from the running application."""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from screenshots import demo, png, svg

FOLDER = Path(__file__).parent


class Picture(NamedTuple):
    """One picture: what it shows and how it is reached."""

    name: str
    columns: int
    rows: int
    keys: Sequence[str]
    """Textual's names, which for these keys are X's but for their capitals."""


PICTURES = (
    Picture("reading", 160, 44, ("enter", *["down"] * 19, *["ctrl+shift+left"] * 4)),
    Picture("list", 80, 24, ()),
    Picture("small", 80, 24, ("enter", *["down"] * 4)),
    Picture("wide", 200, 60, ("enter",)),
    Picture("help", 100, 36, ("question_mark",)),
)

X_NAMES = {"enter": "Return", "down": "Down", "ctrl+shift+left": "ctrl+shift+Left", "question_mark": "question"}


def main() -> None:
    """Make them."""
    with tempfile.TemporaryDirectory() as scratch:
        corpus = demo.make(Path(scratch))
        for picture in PICTURES:
            print(picture.name)
            size = {"columns": picture.columns, "rows": picture.rows}
            asyncio.run(svg.draw(corpus, FOLDER / f"{picture.name}.svg", keys=picture.keys, **size))
            with tempfile.TemporaryDirectory() as home:
                names = [X_NAMES.get(key, key) for key in picture.keys]
                png.photograph(corpus, FOLDER / f"{picture.name}.png", keys=names, scratch=Path(home), **size)


if __name__ == "__main__":
    main()
