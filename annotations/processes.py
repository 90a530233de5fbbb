"""The processes that read articles for the index, and for an export without one.

Finding the sections of a page takes longer than everything else together, and a process runs Python on one core only:
the articles are read in processes of their own, so that the index grows on all cores while the screen stays quick.
"""

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

From = TypeVar("From")
Read = TypeVar("Read")
BATCH: Final = 64
"""Articles that a process reads at a time."""
FEW: Final = 256
"""So many articles are read sooner than a process starts."""
PROCESSES: Final = min(4, os.cpu_count() or 1)


class Workers(Generic[From, Read]):
    """Processes that start when there is work worth it. Where none can be started, this one does the work."""

    def __init__(self, source: From, read: Callable[[From, list[str]], list[Read]]) -> None:
        """Take the source, which is pickled, and a function of a module that reads some articles of it.

        What it raises, which has to be pickled too, whoever asks for the batch gets.
        """
        self._source = source
        self._read = read
        self._pool: ProcessPoolExecutor | None = None

    def batches(self, wanted: Iterator[str]) -> Iterator[list[Read]]:
        """Read articles, in their order and in batches; a few batches are read ahead of what is asked for."""
        first = list(islice(wanted, FEW))
        rest = chain(first, wanted)
        if len(first) == FEW:
            self._start()
        ahead: deque[tuple[list[str], Future[list[Read]] | None]] = deque()
        while batch := list(islice(rest, BATCH)):
            ahead.append((batch, self._submitted(batch)))
            if len(ahead) > 2 * PROCESSES:
                yield self._result(*ahead.popleft())
        while ahead:
            yield self._result(*ahead.popleft())

    def _start(self) -> None:
        """Start the processes, if there is more than one core for them and the source can be sent to them."""
        if self._pool is None and PROCESSES > 1:
            try:
                source = pickle.dumps((self._source, self._read))
            except (pickle.PicklingError, TypeError, AttributeError, RuntimeError):  # the last: it grows meanwhile
                return
            spawn = get_context("spawn")  # a fork would take the screen's threads and terminal along, half alive
            self._pool = ProcessPoolExecutor(PROCESSES, mp_context=spawn, initializer=_begin, initargs=(source,))

    def close(self) -> None:
        """End the processes when each has read what it is reading."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _submitted(self, batch: list[str]) -> Future[list[Read]] | None:
        if self._pool is not None:
            try:
                return self._pool.submit(_read, batch)
            except (BrokenProcessPool, OSError):
                self._pool = None
        return None

    def _result(self, batch: list[str], future: Future[list[Read]] | None) -> list[Read]:
        if future is not None:
            try:
                return future.result()
            except BrokenProcessPool:
                self._pool = None
        return self._read(self._source, batch)


_tasks: list[tuple[Any, Callable[[Any, list[str]], list[Any]]]] = []
"""In a reading process: where its articles come from, and what reads them."""


def _begin(task: bytes) -> None:
    """What a reading process does first: leave Ctrl+C to its parent, and see that it ends with that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _tasks.append(pickle.loads(task))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _read(batch: list[str]) -> list[Any]:
    ((source, read),) = _tasks
    return read(source, batch)
