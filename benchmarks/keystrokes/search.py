"""The fewest keys that select a span, found by a breadth-first search over states of the caret and the selection."""

from collections.abc import Callable, Iterator, Sequence, Set
from typing import NamedTuple

from annotations.text.edges import trimmed
from benchmarks.keystrokes.keyboard import Key, Keyboard
from tui.typesetting.page.hints import Hints
from tui.typesetting.page.motion import FORWARD, settled
from tui.typesetting.page.page import Place
from tui.typesetting.page.viewport import Viewport
from tui.widgets.article.caret import Caret

MOST_KEYS = 12
"""Number of keys after which a search gives up."""
HINT_KEYS = 3
"""`;` and two letters."""

Extent = tuple[int, int]
_StateKey = tuple[int, int | None, int | None]
"""The values that distinguish two states: caret, anchor (-1 for all that are no edge of the wanted span), column."""


class Found(NamedTuple):
    """Keys that select a span, and the state after them."""

    keys: tuple[str, ...]
    state: Caret
    top: Place
    """The first row in view."""


class _Node(NamedTuple):
    state: Caret
    keys: tuple[str, ...]
    parent: "_Node | None"


class Search:
    """Finds the fewest keys from one place of one page, with jump hints or without.

    The result is exact with two exceptions. Selections whose anchor is no edge of the wanted span are distinguished by
    their head only. A jump is tried only from the first state with a given view, and the view of a state is the one
    after the keys that reached the state first.
    """

    def __init__(self, keyboard: Keyboard, *, with_hints: bool) -> None:
        self._keyboard = keyboard
        self._with_hints = with_hints

    def fewest(self, state: Caret, top: Place, wanted: Extent, *, labelling: bool) -> Found | None:
        """Return the fewest keys that select a wanted span, for a label (`labelling`) or for `&`.

        Returns None if that takes more than `MOST_KEYS`.
        """
        keyboard = self._keyboard
        is_useful = self._useful(wanted)

        def key_of(each: Caret) -> _StateKey:
            return each.offset, each.anchor if each.anchor is None or is_useful(each.anchor) else -1, each.goal

        levels: list[list[_Node]] = [[] for _ in range(MOST_KEYS + HINT_KEYS + 1)]
        levels[0].append(_Node(state, (), None))
        seen: set[_StateKey] = set()
        queued: set[_StateKey] = set()
        jumped: set[tuple[int | None, Place]] = set()
        for level in levels[: MOST_KEYS + 1]:
            # Jumps enter their level unchecked: they are compared with the wanted span here.
            for node in level:
                if keyboard.target(node.state, labelling=labelling) == wanted:
                    return self._found(node, top)
            for node in level:
                known = key_of(node.state)
                if known in seen:
                    continue
                keys = self._keys(known, seen)
                seen.add(known)
                following = levels[len(node.keys) + 1]
                for key, reached in keyboard.after(node.state, keys):
                    mark = key_of(reached)
                    if mark in queued:
                        continue
                    queued.add(mark)
                    following.append(_Node(reached, (*node.keys, key.key), node))
                    if keyboard.target(reached, labelling=labelling) == wanted:
                        return self._found(following[-1], top)
                if self._with_hints:
                    view = self._top(node, top)
                    if (known[1], view) not in jumped:
                        jumped.add((known[1], view))
                        viewport = Viewport(keyboard.page, keyboard.height, view)
                        levels[len(node.keys) + HINT_KEYS].extend(self._jumps(node, viewport))
        return None

    def _keys(self, known: _StateKey, seen: Set[_StateKey]) -> Sequence[Key]:
        """Return the keys whose effect may differ from that in a state without the selection, or without the column."""
        caret, anchor, goal = known
        if goal is not None and (caret, anchor, None) in seen:
            return self._keyboard.by_rows
        return self._keyboard.selecting if (caret, None, goal) in seen else self._keyboard.keys

    def _found(self, node: _Node, top: Place) -> Found:
        return Found(node.keys, node.state, self._top(node, top))

    def _useful(self, wanted: Extent) -> Callable[[int], bool]:
        """Return a test for offsets that are edges of the wanted span, or divided from them by white space only."""
        text, (start, end) = self._keyboard.text, wanted
        before = next((place for place in range(start, 0, -1) if trimmed(text, place - 1, start)), 0)
        behind = next((place for place in range(end, len(text)) if trimmed(text, end, place + 1)), len(text))
        edges = frozenset([*range(before, start + 1), *range(end, behind + 1)])
        return edges.__contains__

    def _jumps(self, node: _Node, viewport: Viewport) -> Iterator[_Node]:
        page, (caret, anchor, _) = self._keyboard.page, node.state
        hints = Hints(page.text, [row.line for row in viewport.rows if row.line is not None], caret)
        held = caret if anchor is None else anchor
        for letters, target in hints.targets.items():
            to_start = Caret(settled(page, target.start, FORWARD))
            to_end = Caret(settled(page, target.end, FORWARD), held)
            yield _Node(to_start, (*node.keys, ";", *letters), node)
            yield _Node(to_end, (*node.keys, ";", *letters.upper()), node)

    def _top(self, node: _Node, top: Place) -> Place:
        """Return the first row in view after the keys of a node."""
        carets = []
        each: _Node | None = node
        while each is not None and each.parent is not None:
            carets.append(each.state.offset)
            each = each.parent
        viewport = Viewport(self._keyboard.page, self._keyboard.height, top)
        for caret in reversed(carets):
            viewport.scroll_to(caret)
        return viewport.top
