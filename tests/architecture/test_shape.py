"""The shape of the code: how large a class may become, and that what is private stays in its file."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
LINES = 400
"""Of a class counted together with its bases of ours, and of a module: more cannot be read at once."""

NAMED_TUPLE = {"_asdict", "_fields", "_make", "_replace"}
"""Names of every NamedTuple that begin with an underscore only to leave other names to its fields."""


class Tree(NamedTuple):
    """The modules of a project and the classes in them."""

    modules: dict[str, ast.Module]
    classes: dict[tuple[str, str], ast.ClassDef]
    imports: dict[str, dict[str, tuple[str, str]]]
    """Module -> name in it -> the module that the name is imported from, and its name there."""

    @classmethod
    def of(cls, sources: dict[str, str]) -> "Tree":
        modules = {name: ast.parse(source) for name, source in sources.items()}
        classes = {
            (name, node.name): node
            for name, module in modules.items()
            for node in ast.walk(module)
            if isinstance(node, ast.ClassDef)
        }
        imports = {
            name: {
                alias.asname or alias.name: (node.module or "", alias.name)
                for node in ast.walk(module)
                if isinstance(node, ast.ImportFrom)
                for alias in node.names
            }
            for name, module in modules.items()
        }
        return cls(modules, classes, imports)

    def bases(self, place: tuple[str, str]) -> Iterator[tuple[str, str]]:
        """Yield all bases of a class that are ours, of whatever depth."""
        for expression in self.classes[place].bases:
            node = expression.value if isinstance(expression, ast.Subscript) else expression
            name = node.id if isinstance(node, ast.Name) else ""
            base = (place[0], name) if (place[0], name) in self.classes else self.imports[place[0]].get(name)
            if base in self.classes:
                yield base
                yield from self.bases(base)

    def lines(self, place: tuple[str, str]) -> int:
        """Count the lines of a class and of its bases that are ours."""
        return sum(length(self.classes[each]) for each in {place, *self.bases(place)})

    def trespasses(self) -> Iterator[str]:
        """Yield each use of a private name in another file than its own, as "module:line name"."""
        made = {each for node in self.classes.values() for each in made_by(node) if is_private(each)}
        for name, module in self.modules.items():
            foreign = made.difference(*(made_by(node) for place, node in self.classes.items() if place[0] == name))
            for node in ast.walk(module):
                if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in {"tui", "annotations"}:
                    yield from (f"{name}:{node.lineno} {each.name}" for each in node.names if is_private(each.name))
                if isinstance(node, ast.Attribute) and node.attr in foreign and not is_own(node.value):
                    yield f"{name}:{node.lineno} {ast.unparse(node)}"
        for place, node in self.classes.items():
            inherited = {
                name for base in self.bases(place) if base[0] != place[0] for name in made_by(self.classes[base])
            }
            for each in ast.walk(node):
                used = each.attr if isinstance(each, ast.Attribute) else getattr(each, "name", "")
                if isinstance(used, str) and is_private(used) and used in inherited:
                    yield f"{place[0]}:{getattr(each, 'lineno', 0)} {place[1]} uses {used} of its base"


def length(node: ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def is_own(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in {"self", "cls"}


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in NAMED_TUPLE


def made_by(node: ast.ClassDef) -> Iterator[str]:
    """Yield the names of the methods and attributes that a class makes."""
    for each in ast.walk(node):
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            yield each.name
        elif isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store):
            yield each.attr
        elif isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            yield each.id


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.fixture(scope="module")
def tree() -> Tree:
    paths = [path for package in ("tui", "annotations") for path in (ROOT / package).rglob("*.py")]
    return Tree.of({module_name(path): path.read_text(encoding="utf-8") for path in paths})


def test_no_class_is_longer_with_its_bases_than_can_be_read_at_once(tree: Tree) -> None:
    long = {".".join(place): lines for place in tree.classes if (lines := tree.lines(place)) > LINES}
    assert long == {}, "let the class have its parts as objects, instead of being cut into bases"


def test_nothing_private_is_used_across_files(tree: Tree) -> None:
    assert sorted(set(tree.trespasses())) == [], "make it public, or move what uses it to its file"


def test_the_rules_of_shape_find_what_they_are_for() -> None:
    base = "class Base:\n    def _hidden(self): ...\n" + "    x = 1\n" * 300
    user = "from tui.base import Base, _helper\nclass User(Base):\n    def go(self):\n        self._hidden()\n"
    user += "    y = 1\n" * 200
    other = "def peek(thing):\n    return thing._hidden()\n"
    tree = Tree.of({"tui.base": base, "tui.user": user, "tui.other": other})
    assert tree.lines(("tui.user", "User")) > LINES > tree.lines(("tui.base", "Base"))
    assert sorted(tree.trespasses()) == [
        "tui.other:2 thing._hidden",
        "tui.user:1 _helper",
        "tui.user:4 User uses _hidden of its base",
    ]
