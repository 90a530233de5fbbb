"""Which unit of a journal undo and redo take back."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.model.edit import Step
from annotations.store.journals.entries import redoable, undoable


@given(st.lists(st.sampled_from(Step)))
def test_what_is_undone_and_redone_next_is_told_from_the_latest_steps(wanted: list[Step]) -> None:
    steps: list[Step] = []
    values: list[int] = []
    """What each step made, or took back."""
    done: list[int] = []
    undone: list[int] = []
    for number, step in enumerate(wanted):
        if step is Step.EDIT:
            done.append(number)
            undone.clear()
        elif step is not Step.ADOPT:
            source, target = (done, undone) if step is Step.UNDO else (undone, done)
            if not source:
                continue
            target.append(source.pop())
        steps.append(step)
        values.append(number if step in {Step.EDIT, Step.ADOPT} else target[-1])
        for found, stack in ((undoable(reversed(steps)), done), (redoable(reversed(steps)), undone)):
            assert ([] if found is None else [values[-1 - found]]) == stack[-1:]
