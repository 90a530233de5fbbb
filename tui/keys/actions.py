"""The table of actions: each action once, with its keys, its words and its scope.

Bindings, the key bar, the help screen, the command palette, `newsreader keys` and docs/keys.md all derive from this
table. It does not import Textual, so that the command line prints it without delay.
"""

from enum import StrEnum
from typing import NamedTuple

from annotations.model.label import LabelSet
from tui.keys.layouts import AMBIGUOUS, shown, twin
from tui.language.catalogue import say, title_of


class Group(StrEnum):
    """A heading of the key table."""

    LISTS = "lists"
    CARET = "caret"
    SELECTION = "selection"
    LABELS = "labels"
    ANNOTATION = "annotation under the caret"
    ARTICLE = "article"
    ANY_TIME = "any time"


class Scope(StrEnum):
    """The part of the screen that must have the focus for an action's keys to work."""

    LIST = "list"
    """The list of articles or the list of annotations."""
    ARTICLES = "articles"
    """The list of articles."""
    TEXT = "text"
    """The text of the open article."""
    EDITING = "editing"
    """The text or the list of annotations."""
    APP = "app"
    """Any part."""


class Action(NamedTuple):
    """One thing that the user can do."""

    name: str
    """Name of the action method, with its arguments, in Textual's notation: `move('left')`."""
    keys: tuple[str, ...]
    """Keys of a Latin layout; the key bar shows the first."""
    title: str
    """A word or two, for the key bar and the command palette."""
    help: str
    """Half a sentence, for the key table."""
    group: Group
    scope: Scope

    @property
    def in_key_bar(self) -> bool:
        """True if the key bar shows it: the actions that an analyst needs all day."""
        return self.name in _KEY_BAR or self.name.startswith("annotate(")


def _action(scope: Scope, group: Group, name: str, keys: str, title: str, *description: str) -> Action:
    """Make an action from a row of the table below. `keys` are divided by blanks; `help` defaults to the title."""
    return Action(
        name=name, keys=tuple(keys.split()), title=title, help=" ".join(description) or title, group=group, scope=scope
    )


def _with_shift(key: str) -> str:
    *modifiers, last = key.split("+")
    return "+".join([*modifiers, "shift", last])


_MOVEMENTS = (
    ("left", "left", "one cluster to the left"),
    ("right", "right", "one cluster to the right"),
    ("word_left", "ctrl+left", "one word to the left"),
    ("word_right", "ctrl+right", "one word to the right"),
    ("up", "up", "one row up"),
    ("down", "down", "one row down"),
    ("row_start", "home", "to the start of the row"),
    ("row_end", "end", "to the end of the row"),
    ("page_up", "pageup", "one screen up"),
    ("page_down", "pagedown", "one screen down"),
    ("text_start", "ctrl+home", "to the start of the article"),
    ("text_end", "ctrl+end", "to the end of the article"),
)

_KEY_BAR = {
    "choose",
    "screen.filter",
    "screen.sort",
    "screen.propose(1)",
    "select_unit('sentence')",
    "select_unit('sentence_end')",
    "select_unit('quotation')",
    "jump",
    "remove",
    "status('done')",
    "undo",
    "help",
    "app.quit",
}

ACTIONS: tuple[Action, ...] = (
    _action(Scope.LIST, Group.LISTS, "cursor('up')", "up", "the one before"),
    _action(Scope.LIST, Group.LISTS, "cursor('down')", "down", "the one after"),
    _action(Scope.LIST, Group.LISTS, "cursor('page_up')", "pageup", "one screen up"),
    _action(Scope.LIST, Group.LISTS, "cursor('page_down')", "pagedown", "one screen down"),
    _action(Scope.LIST, Group.LISTS, "cursor('first')", "home ctrl+home", "the first one"),
    _action(Scope.LIST, Group.LISTS, "cursor('last')", "end ctrl+end", "the last one"),
    _action(
        Scope.LIST, Group.LISTS, "choose", "enter", "open", "open the article, or go to the annotation in the text"
    ),
    _action(
        Scope.ARTICLES,
        Group.LISTS,
        "screen.filter",
        "/",
        "filter",
        "list only the articles with some words, an outlet, a status …",
    ),
    _action(
        Scope.ARTICLES, Group.LISTS, "screen.sort", "s", "sort", "sort by file name, date, outlet, headline, length"
    ),
    _action(
        Scope.ARTICLES,
        Group.LISTS,
        "screen.copies",
        "c",
        "copies",
        "fold articles that are nearly the same, or show them",
    ),
    *(_action(Scope.TEXT, Group.CARET, f"move('{name}')", key, description) for name, key, description in _MOVEMENTS),
    _action(Scope.TEXT, Group.CARET, "sentence(1)", "j", "to the next sentence"),
    _action(Scope.TEXT, Group.CARET, "sentence(-1)", "k", "to the previous sentence"),
    _action(Scope.TEXT, Group.CARET, "annotation(1)", "n", "to the next annotation"),
    _action(Scope.TEXT, Group.CARET, "annotation(-1)", "p", "to the previous annotation"),
    _action(
        Scope.TEXT,
        Group.SELECTION,
        "screen.propose(1)",
        "space",
        "suggestion",
        "select the next suggestion: a speaker, what the speaker said, a number",
    ),
    _action(
        Scope.TEXT,
        Group.SELECTION,
        "screen.propose(-1)",
        "backspace",
        "previous suggestion",
        "select the previous suggestion",
    ),
    *(
        _action(Scope.TEXT, Group.SELECTION, f"select('{name}')", _with_shift(key), f"select {description}")
        for name, key, description in _MOVEMENTS
    ),
    *(
        _action(
            Scope.TEXT, Group.SELECTION, f"words({count})", str(count), f"select {count} more word{'s' * (count > 1)}"
        )
        for count in range(1, 10)
    ),
    _action(Scope.TEXT, Group.SELECTION, "select_unit('sentence')", "s", "sentence", "select the sentence"),
    _action(
        Scope.TEXT, Group.SELECTION, "select_unit('sentence_end')", "e", "to its end", "select on to the sentence's end"
    ),
    _action(
        Scope.TEXT,
        Group.SELECTION,
        "select_unit('clause_end')",
        ",",
        "to the mark",
        "select on to the next ، ؛ : — or bracket",
    ),
    _action(
        Scope.TEXT,
        Group.SELECTION,
        "select_unit('quotation')",
        '"',
        "quotation",
        "select the text between the quotation marks around the caret, or between the next ones",
    ),
    _action(
        Scope.TEXT,
        Group.SELECTION,
        "select_unit('larger')",
        "plus =",
        "to the next larger unit: word, clause, quotation, sentence",
    ),
    _action(Scope.TEXT, Group.SELECTION, "select_unit('smaller')", "-", "to the next smaller unit"),
    _action(
        Scope.TEXT,
        Group.SELECTION,
        "select_unit('proclitic')",
        "t",
        "leave a proclitic (و ف ب ل ك) out, or include it again",
    ),
    _action(
        Scope.TEXT,
        Group.CARET,
        "jump",
        ";",
        "jump",
        "two letters on every word in view: type them to go to the word, with Shift to select up to its end",
    ),
    _action(Scope.TEXT, Group.SELECTION, "other_end", "o", "move the other end of the selection"),
    _action(
        Scope.EDITING,
        Group.SELECTION,
        "copy",
        "y",
        "copy",
        "copy the selection, or the annotation, as text in logical order",
    ),
    _action(Scope.TEXT, Group.LABELS, "screen.repeat", ".", "tag with the label that was used last"),
    _action(
        Scope.TEXT,
        Group.LABELS,
        "screen.add_fragment",
        "&",
        "fragment",
        "add the selection to the annotation made last",
    ),
    _action(
        Scope.TEXT,
        Group.ANNOTATION,
        "screen.take_up",
        "enter",
        "change",
        "change its span; Enter again keeps the new one",
    ),
    _action(
        Scope.EDITING,
        Group.ANNOTATION,
        "relate",
        "r",
        "relate",
        "relate it to the nearest annotation that fits; again, or if it has a speaker: to the next instead",
    ),
    _action(
        Scope.EDITING,
        Group.ANNOTATION,
        "relate_further",
        "@",
        "relate further",
        "relate it to one more, such as a second speaker; r then takes the next",
    ),
    _action(
        Scope.EDITING,
        Group.ANNOTATION,
        "unrelate",
        "\\",
        "unrelate",
        "remove a relation of it: the one made last",
    ),
    _action(Scope.EDITING, Group.ANNOTATION, "values", "v", "values", "value and unit of a figure, other attributes"),
    _action(
        Scope.EDITING, Group.ANNOTATION, "same_words", "*", "same words", "the same words elsewhere: a list to confirm"
    ),
    _action(Scope.EDITING, Group.ANNOTATION, "flag", "!", "yes or no", "denied, approximate: on, the next one, off"),
    _action(
        Scope.EDITING, Group.ANNOTATION, "unsure", "i", "unsure", "mark it, or the article, as unsure; again: sure"
    ),
    _action(Scope.EDITING, Group.ANNOTATION, "note", "m", "note", "write a note on it, or on the article"),
    _action(Scope.EDITING, Group.ANNOTATION, "remove", "x delete", "remove", "remove the annotation"),
    _action(Scope.APP, Group.ARTICLE, "status('done')", "d", "done", "mark the article as done; again undoes that"),
    _action(
        Scope.APP,
        Group.ARTICLE,
        "status('nothing here')",
        "0",
        "nothing here",
        "mark the article as read with nothing to annotate; again undoes that",
    ),
    _action(Scope.APP, Group.ARTICLE, "article(1)", "]", "next article", "open the next article"),
    _action(Scope.APP, Group.ARTICLE, "article(-1)", "[", "previous article", "open the previous one"),
    _action(
        Scope.APP, Group.ARTICLE, "unfinished", "l", "next unfinished", "open the next article that is not finished"
    ),
    _action(Scope.TEXT, Group.ARTICLE, "furniture", "z", "show or fold the page's furniture"),
    _action(Scope.EDITING, Group.ANY_TIME, "search", "/", "search", "find words in the article, in any spelling"),
    _action(
        Scope.APP, Group.ANY_TIME, "search_all", "#", "search all", "find words in all articles; tag them from the list"
    ),
    _action(
        Scope.APP,
        Group.ANY_TIME,
        "export",
        "w",
        "export",
        "write the annotations in the format of a training tool",
    ),
    _action(Scope.APP, Group.ANY_TIME, "undo", "u", "undo", "undo the last change"),
    _action(Scope.APP, Group.ANY_TIME, "redo", "ctrl+r", "redo", "make the undone change again"),
    _action(Scope.APP, Group.ANY_TIME, "back", "escape", "back", "drop the selection, then go back to the list"),
    _action(
        Scope.APP, Group.ANY_TIME, "pane(1)", "tab", "next pane", "go to the list, the text, the annotations in turn"
    ),
    _action(Scope.APP, Group.ANY_TIME, "pane(-1)", "shift+tab", "previous pane", "the same in the opposite order"),
    _action(Scope.APP, Group.ANY_TIME, "app.marks", "'", "tashkeel", "show the vowel signs, or hide them"),
    _action(Scope.APP, Group.ANY_TIME, "guideline", "g", "guideline", "what each label marks, with your own examples"),
    _action(Scope.APP, Group.ANY_TIME, "help", "? f1", "help", "all keys"),
    _action(Scope.APP, Group.ANY_TIME, "tour", "f2", "tour", "the tour for new users"),
    _action(
        Scope.APP, Group.ANY_TIME, "notice", "f3", "notice", "the whole of a notice that is cut on the status line"
    ),
    _action(Scope.APP, Group.ANY_TIME, "palette", "ctrl+p", "palette", "find a command by its name"),
    _action(Scope.APP, Group.ANY_TIME, "app.suspend_process", "ctrl+z", "suspend", "go to the shell; fg comes back"),
    _action(Scope.APP, Group.ANY_TIME, "app.quit", "q ctrl+q ctrl+c", "quit", "quit; every change is on disk already"),
)


def reserved_keys() -> frozenset[str]:
    """Return the keys that no label can have.

    They have another action where labels are applied, or an Arabic layout gives them two letters.
    """
    return (
        frozenset(key for action in ACTIONS if action.scope not in {Scope.LIST, Scope.ARTICLES} for key in action.keys)
        | AMBIGUOUS
    )


def label_actions(labels: LabelSet) -> tuple[Action, ...]:
    """Return the actions that tag with a project's labels."""
    return tuple(
        Action(
            name=f"annotate('{label.name}')",
            keys=(label.key,),
            title=title_of(label),
            help=say(
                "tag the selection, or the word at the caret, as {label}; on an annotation: relabel it",
                label=title_of(label),
            ),
            group=Group.LABELS,
            scope=Scope.EDITING,
        )
        for label in labels
    )


def key_table(labels: LabelSet) -> list[tuple[Group, list[tuple[str, str]]]]:
    """Return the table for readers: each group with its rows of keys, with their Arabic twins, and help."""
    everything = (*ACTIONS, *label_actions(labels))
    return [
        (group, [(_written(action), say(action.help)) for action in everything if action.group is group])
        for group in Group
    ]


def key_table_markdown(labels: LabelSet) -> str:
    """Return the table in Markdown: the content of docs/keys.md."""
    lines = [
        "# Keys",
        "",
        "Each letter key works under an Arabic keyboard layout too; the character that it gives there follows it.",
        "`newsreader keys --markdown` prints this page.",
    ]
    for group, rows in key_table(labels):
        lines += ["", f"## {group.capitalize()}", "", "| keys | what they do |", "|---|---|"]
        lines += [f"| {keys.replace('|', chr(92) + '|')} | {description} |" for keys, description in rows]
    return "\n".join(lines) + "\n"


def _written(action: Action) -> str:
    return "  ".join(f"{shown(key)} {shown(arabic)}" if (arabic := twin(key)) else shown(key) for key in action.keys)
