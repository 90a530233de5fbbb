"""Textual's bindings, made from the table of actions."""

from textual.binding import Binding, BindingType

from annotations.model.label import LabelSet
from tui.keys.actions import ACTIONS, Action, Scope, label_actions
from tui.keys.layouts import bound, shown


def binding(action: Action) -> Binding:
    """Return the binding of one action, with the twins of its keys on the Arabic layout."""
    return Binding(bound(*action.keys), action.name, action.title, key_display=shown(action.keys[0]), show=False)


def bindings(*scopes: Scope) -> list[BindingType]:
    """Return the bindings of some scopes, for the `BINDINGS` of a class."""
    return [binding(action) for action in ACTIONS if action.scope in scopes]


def label_bindings(labels: LabelSet) -> list[Binding]:
    """Return the bindings that tag with a project's labels, one for each key, under Textual's names of the keys."""
    return list(Binding.make_bindings(map(binding, label_actions(labels))))
