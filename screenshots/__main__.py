"""`python -m screenshots`: make all pictures of the documentation anew from the running application."""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from screenshots import demo, svg

FOLDER = Path(__file__).parent


class Picture(NamedTuple):
    """One picture: what it shows and how it is reached."""

    name: str
    columns: int
    rows: int
    keys: Sequence[str]
    """Textual's names."""


PICTURES = (
    Picture("reading", 160, 44, ("enter", *["down"] * 14, *["ctrl+shift+left"] * 4)),
    Picture("list", 80, 24, ()),
    Picture("small", 80, 24, ("enter", *["down"] * 4)),
    Picture("wide", 200, 60, ("enter",)),
    Picture("help", 100, 36, ("?",)),
)


def main() -> None:
    """Make them."""
    with tempfile.TemporaryDirectory() as scratch:
        corpus = demo.make(Path(scratch))
        for picture in PICTURES:
            print(picture.name)
            asyncio.run(
                svg.draw(
                    corpus,
                    FOLDER / f"{picture.name}.svg",
                    columns=picture.columns,
                    rows=picture.rows,
                    keys=picture.keys,
                )
            )


if __name__ == "__main__":
    main()
