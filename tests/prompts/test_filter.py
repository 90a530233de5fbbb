"""Filters as they are typed."""

import pytest

from annotations.model.annotation import Status
from annotations.model.filter import Filter
from tui.prompts.filter import FilterError, completions, parsed


@pytest.mark.parametrize(
    ("line", "chosen"),
    [
        ("", Filter()),
        ("سعر  القمح", Filter(words="سعر القمح")),
        ('"سعر القمح" status:done', Filter(words='"سعر القمح"', status="done")),
        (
            "since:\u0662\u0660\u0662\u0663 until:\u06f2\u06f0\u06f2\u06f3-\u06f0\u06f9",
            Filter(since="2023", until="2023-09"),
        ),
        ('outlet:"وكالة النيل" since:2023-09 until:2024', Filter(outlet="وكالة النيل", since="2023-09", until="2024")),
        ("الحال:منجز الوسم:claim", Filter(status="done", label="claim")),
        ("status: label:", Filter()),
        ("10:30 unknown:x", Filter(words="10:30 unknown:x")),
        ("annotator:hana status:progress", Filter(annotator="hana", status="in progress")),
    ],
)
def test_a_line_says_words_and_conditions(line: str, chosen: Filter) -> None:
    assert parsed(line) == chosen


@pytest.mark.parametrize("line", ["status:finished", "since:yesterday", "until:2023-9"])
def test_a_condition_that_is_none_is_refused_with_what_would_be_one(line: str) -> None:
    with pytest.raises(FilterError, match="use"):
        parsed(line)


def test_names_and_values_are_completed() -> None:
    values = {"outlet": ("وكالة النيل", "رويترز")}
    assert completions("قمح st", values, arabic=False) == ["قمح status:"]
    assert completions("قمح status:", values, arabic=False)[:2] == ["قمح status:new", "قمح status:progress"]
    assert completions("outlet:وك", values, arabic=False) == ['outlet:"وكالة النيل"']
    assert completions("label:pe", {"label": ("PER",)}, arabic=False) == ["label:PER"]
    assert completions('outlet:"وكالة ا', values, arabic=False) == ['outlet:"وكالة النيل"']
    assert completions("الح", values, arabic=True) == ["الحال:"]
    offered = completions("الحال:", values, arabic=True)
    assert [parsed(line).status for line in offered] == list(Status)
    assert completions("status:done", values, arabic=False) == []
