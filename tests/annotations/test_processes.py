import os

import pytest

from annotations.processes import BATCH, FEW, Workers


def pids(task: str, batch: list[str]) -> list[int]:
    return [os.getpid()] * len(batch)


def test_a_system_on_which_no_process_can_start_does_the_work_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no semaphores")

    monkeypatch.setattr("annotations.processes.PROCESSES", 2)
    monkeypatch.setattr("annotations.processes.ProcessPoolExecutor", refuse)
    with Workers("task", pids) as workers:
        found = list(workers.batches(str(number) for number in range(FEW + 1)))
    assert [len(each) for each in found] == [BATCH] * (FEW // BATCH) + [1]
    assert {pid for batch in found for pid in batch} == {os.getpid()}
