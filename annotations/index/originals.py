"""Which articles of an index are copies, found in a process of its own where that takes a while."""

import os
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from annotations.index.duplicates import groups
from annotations.index.schema import connect
from annotations.processes import spawn_context

MANY: Final = 20_000
"""So many sketches are compared in a process of their own: fewer take less than a second."""
_LOOK: Final = 0.1
"""Seconds between two answers while one waits for it."""


def find_originals(file: Path) -> Iterator[dict[int, int]]:
    """The numbers of all articles that have copies, each with the number of its group's first.

    The last answer is the whole one; those before say nothing but that it takes a while, so that one can stop.
    """
    with closing(connect(file)) as connection:
        (sketches,) = connection.execute("SELECT count(*) FROM sketches").fetchone()
    if sketches >= MANY and (os.cpu_count() or 1) > 1:
        spawn = spawn_context()
        ours, its = spawn.Pipe()
        process = spawn.Process(target=_send_originals, args=(file, its), daemon=True)
        try:
            process.start()
            its.close()
            while not ours.poll(_LOOK):
                yield {}
            found = ours.recv()
        except (OSError, EOFError):
            pass  # no process can be started, or it was ended from outside
        else:
            yield found
            return
        finally:
            if process.pid is not None:
                process.terminate()
                process.join()
    yield _originals(file)


def _send_originals(file: Path, ours: Connection) -> None:
    ours.send(_originals(file))


def _originals(file: Path) -> dict[int, int]:
    """The first of a group is the one that was published first; failing that the first in the corpus."""
    with closing(connect(file)) as connection:
        sketches = connection.execute("SELECT number, sketch FROM sketches JOIN articles USING (number) ORDER BY place")
        found = groups(sketches)
        originals: dict[int, int] = {}
        for group in found:
            dated = [
                (published, place, number)
                for number in group
                for published, place in connection.execute(
                    "SELECT coalesce(nullif(published, ''), '9999'), place FROM articles WHERE number = ?", [number]
                )
            ]
            originals |= dict.fromkeys(group, min(dated)[2])
        return originals
