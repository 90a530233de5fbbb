"""Worker processes that map a function over batches, in order.

Python runs on one core per process. Long work on many items therefore runs in processes of its own, so that it uses
all cores while the calling process, which may draw a screen, stays responsive.
"""

import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stderr, suppress
from itertools import chain, islice
from multiprocessing import connection, get_context, parent_process
from multiprocessing.context import SpawnContext
from threading import Thread
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
BATCH: Final = 64
"""Items that a process gets at a time."""
FEW: Final = 256
"""The calling process maps fewer items than this itself: it is done before another process has started."""
PROCESSES: Final = min(4, os.cpu_count() or 1)


class Workers(Generic[Task, Result]):
    """A pool of processes that map a function over batches of strings.

    The processes start with the first long input. The calling process does the work if no process can start.
    """

    def __init__(self, task: Task, run: Callable[[Task, list[str]], list[Result]]) -> None:
        """Keep a task, which is pickled for the processes, and a module-level function that maps one batch.

        What `run` raises has to be picklable: it reaches the caller of `batches`.
        """
        self._job = task
        self._run = run
        self._pool: ProcessPoolExecutor | None = None

    def batches(self, items: Iterator[str]) -> Iterator[list[Result]]:
        """Yield the results of each batch, in the order of the items; the processes are a few batches ahead."""
        first = list(islice(items, FEW))
        rest = chain(first, items)
        if len(first) == FEW:
            self._start()
        ahead: deque[tuple[list[str], Future[list[Result]] | None]] = deque()
        while batch := list(islice(rest, BATCH)):
            ahead.append((batch, self._submit(batch)))
            if len(ahead) > 2 * PROCESSES:
                yield self._result(*ahead.popleft())
        while ahead:
            yield self._result(*ahead.popleft())

    def close(self) -> None:
        """End each process after its current batch."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self) -> None:
        """Start the processes if the machine has several cores and the task can be pickled."""
        if self._pool is None and PROCESSES > 1:
            try:
                task = pickle.dumps((self._job, self._run))
            except (pickle.PicklingError, TypeError, AttributeError, RuntimeError):  # RuntimeError: it grows meanwhile
                return
            with suppress(
                OSError, ImportError, NotImplementedError
            ):  # a system without semaphores, or out of processes
                self._pool = ProcessPoolExecutor(
                    PROCESSES, mp_context=spawn_context(), initializer=_begin, initargs=(task,)
                )

    def _submit(self, batch: list[str]) -> Future[list[Result]] | None:
        if self._pool is not None:
            try:
                return self._pool.submit(_run, batch)
            except (BrokenProcessPool, OSError):
                self._pool = None
        return None

    def _result(self, batch: list[str], future: Future[list[Result]] | None) -> list[Result]:
        if future is not None:
            try:
                return future.result()
            except BrokenProcessPool:
                self._pool = None
        return self._run(self._job, batch)


def spawn_context() -> SpawnContext:
    """Return the context that starts every process of ours, with what it needs running.

    It spawns. A fork would copy the threads of the screen and its terminal, half alive. On POSIX, spawning needs
    multiprocessing's resource tracker, a process that gets the descriptor of `sys.stderr`. Textual captures that
    stream and returns -1 for its descriptor, with which no process starts. Without `sys.stderr`, the tracker inherits
    the real standard error.
    """
    if os.name == "posix" and not _has_descriptor():
        from multiprocessing.resource_tracker import ensure_running  # POSIX only

        with redirect_stderr(None):
            ensure_running()
    return get_context("spawn")


def _has_descriptor() -> bool:
    """Return False if `sys.stderr` has a negative descriptor; multiprocessing copes with a stream that has none."""
    try:
        return sys.stderr.fileno() >= 0
    except (AttributeError, OSError, ValueError):
        return True


_tasks: list[tuple[Any, Callable[[Any, list[str]], list[Any]]]] = []
"""In a worker process: the task and its function."""


def _begin(task: bytes) -> None:
    """Set a worker process up: leave Ctrl+C to its parent, end with its parent, and load the task."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _tasks.append(pickle.loads(task))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _run(batch: list[str]) -> list[Any]:
    ((task, run),) = _tasks
    return run(task, batch)
