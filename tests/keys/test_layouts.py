"""Keys under both keyboard layouts."""

from string import ascii_letters

import pytest

from annotations.project.defaults import DEFAULT_LABELS
from tui.keys.actions import ACTIONS, Scope, label_actions, reserved_keys
from tui.keys.layouts import AMBIGUOUS, bound, latin, shown, twin


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("a", "\u0634"),
        ("c", "\u0624"),
        ("f", "\u0628"),
        ("ctrl+r", "ctrl+\u0642"),
        ("?", "\u061f"),
        ("3", "\u0663"),
        ("A", "\u0650"),
    ],
)
def test_a_key_has_the_twin_of_the_same_physical_key(latin: str, arabic: str) -> None:
    assert twin(latin) == arabic


@pytest.mark.parametrize("key", ["left", "ctrl+left", "enter", "b", "B", "D"])
def test_a_key_that_the_arabic_layout_does_not_change_has_none(key: str) -> None:
    assert twin(key) is None


def test_the_comma_key_goes_by_its_name_since_a_comma_separates_keys() -> None:
    assert bound(",") == "comma,\u0648"


def test_a_binding_names_each_key_and_its_twin() -> None:
    assert bound("x", "delete") == "x,\u0621,delete"


def test_keys_are_shown_as_people_write_them() -> None:
    assert [shown(key) for key in ("ctrl+r", "ctrl+shift+left", "a", "escape")] == [
        "Ctrl+R",
        "Ctrl+Shift+←",
        "a",
        "Esc",
    ]


@pytest.mark.parametrize("focus", [{Scope.LIST}, {Scope.TEXT, Scope.EDITING}, {Scope.LIST, Scope.EDITING}])
def test_no_two_actions_that_work_in_one_place_share_a_key(focus: set[Scope]) -> None:
    here = [action for action in (*ACTIONS, *label_actions(DEFAULT_LABELS)) if action.scope in focus | {Scope.APP}]
    keys = [key for action in here for each in action.keys for key in (each, twin(each)) if key]
    assert sorted(keys) == sorted(set(keys))


def test_nothing_is_bound_to_a_key_that_arrives_as_two_letters_or_as_another_key() -> None:
    assert not [action for action in ACTIONS if AMBIGUOUS.intersection(action.keys)]


def test_every_key_that_a_label_may_have_is_told_from_all_others_under_both_layouts() -> None:
    free = [key for key in ascii_letters if key not in reserved_keys()]
    assert len(free) >= 20
    taken = [key for action in ACTIONS if action.scope not in {Scope.LIST, Scope.ARTICLES} for key in action.keys]
    taken += [arabic for key in taken if (arabic := twin(key))]
    every = [*free, *(arabic for key in free if (arabic := twin(key)))]
    assert len(every) == 2 * len(free) == len(set(every))
    assert not set(every).intersection(taken)
    assert [latin(key) for key in every] == free * 2
