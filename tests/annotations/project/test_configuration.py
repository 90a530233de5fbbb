import os
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ConfigurationError, LabelError, NewsreaderError
from annotations.exchange.exporting.export import Request, export
from annotations.exchange.registry import FORMATS
from annotations.model.label import Attribute, AttributeType, Label, RelationType
from annotations.project.configuration import Project, parse_project, read_project
from annotations.project.defaults import DEFAULT_LABELS
from annotations.project.template import template
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace, login_name

FILE = """\
annotator = "hana"

[[labels]]
name = "place"
title = "Place"
title_ar = "\u0645\u0643\u0627\u0646" # makaan
key = "l"
colour = 7
guideline = '''Where it happens.
[[labels]]'''
examples = ["in Riyadh"]
attributes = { country = "text", inhabitants = "number", former = "flag" }

[[labels]]
name = "actor"
key = "a"

[[relations]]
type = "lives_in"
source = ["actor"]
target = ["place", "actor"]
key = "i"
"""


def test_the_file_decides_what_is_annotated() -> None:
    project = parse_project(FILE)
    assert project.annotator == "hana"
    place, actor = project.labels
    assert place == Label(
        name="place",
        title="Place",
        title_ar="\u0645\u0643\u0627\u0646",
        key="l",
        colour=7,
        guideline="Where it happens.\n[[labels]]",
        examples=("in Riyadh",),
        attributes=(
            Attribute("country", AttributeType.TEXT),
            Attribute("inhabitants", AttributeType.NUMBER),
            Attribute("former", AttributeType.FLAG),
        ),
    )
    assert actor == Label(name="actor", title="actor", title_ar="actor", key="a", colour=2, guideline="")
    assert project.labels.relations == (
        RelationType(
            name="lives_in",
            title="lives in",
            title_ar="lives in",
            source=("actor",),
            target=("place", "actor"),
            key="i",
        ),
    )


def test_the_template_says_what_holds_without_it() -> None:
    assert parse_project(template()) == parse_project("") == Project() == Project(annotator="", labels=DEFAULT_LABELS)
    assert set(tomllib.loads(template())) == {"labels", "relations"}
    assert max(map(len, template().splitlines())) <= 120
    uncommented = template().replace('# annotator = "hana"', 'annotator = "hana"')
    assert parse_project(uncommented) == replace(Project(), annotator="hana")


def test_an_empty_title_is_none() -> None:
    assert parse_project(FILE.replace('"Place"', '""').replace('"\u0645\u0643\u0627\u0646"', '""')).labels["place"][
        :3
    ] == (
        "place",
        "place",
        "place",
    )


def test_default_relations_stay_where_their_labels_do() -> None:
    labels = '[[labels]]\nname = "{}"\nkey = "{}"\n'
    both = parse_project(labels.format("claim", "c") + labels.format("actor", "a"))
    assert [each.name for each in both.labels.relations] == ["said_by"]
    assert parse_project(labels.format("claim", "c")).labels.relations == ()
    assert parse_project("relations = []").labels.relations == ()
    assert parse_project("relations = []").labels.labels == DEFAULT_LABELS.labels


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('"hana"', "hana", 1, "not TOML: invalid value; fix it"),
        ('key = "i"\n', 'key = "', 22, "not TOML: unterminated string; fix it"),
        ('"hana"', "5", 1, "“annotator” has to be a text"),
        ('"hana"', '" "', 1, "the annotator has no name: give one"),
        ("annotator", "anotator", 1, "the file has no “anotator”: use annotator, private, labels, relations"),
        ("colour = 7", "color = 7", 8, "a label has no “color”: use name, title, title_ar, key, colour,"),
        ("colour = 7", "colour = 9", 8, "a colour is a number from 1 to 8"),
        ("colour = 7", "colour = true", 8, "a colour is a number from 1 to 8"),
        ('"Place"', "[]", 5, "“title” has to be a text"),
        ('name = "actor"', 'name = "Place"', 15, "two labels have the name “Place”: rename one of them"),
        ('"place"\ntitle', '"a place"\ntitle', 4, "“a place” cannot be a name: use letters"),
        ('"place"\ntitle', '"a\\u001b"\ntitle', 4, r"'a\x1b' cannot be a name"),
        ('name = "place"\n', "", 3, "a name is missing: use letters"),
        ('name = "actor"', 'name = "place"', 15, "two labels have the name “place”: rename one of them"),
        ('key = "a"\n', "", 14, "the key of label “actor” has to be one Latin letter, small or capital: choose one"),
        ('key = "a"', 'key = "\u0634"', 16, "one Latin letter"),
        ('key = "a"', 'key = "l"', 16, "the key “l” belongs to label “place” already: choose one of a b c"),
        ('key = "a"', 'key = "j"', 16, "the key “j” belongs to a command: choose one of a b"),
        ('key = "i"', 'key = "a"', 22, "the key “a” belongs to label “actor” already"),
        ('key = "i"', 'key = "j"', 22, "the key “j” belongs to a command"),
        ('["in Riyadh"]', '"in Riyadh"', 11, "“examples” has to be a list of texts"),
        ('["in Riyadh"]', "[1]", 11, "“examples” has to be a list of texts"),
        ('"flag" }', '"bool" }', 12, "the type of the attribute “former” is one of text, number, flag"),
        ('"flag" }', "{} }", 12, "the type of the attribute “former” is one of text, number, flag"),
        ("{ country", "{ Country", 12, "an attribute cannot be called “Country”"),
        ('{ country = "text", inhabitants = "number", former = "flag" }', '["country"]', 12, "names with their types"),
        ('type = "lives_in"', 'type = "lives in"', 19, "“lives in” cannot be a type"),
        ('type = "lives_in"\n', "", 18, "a type is missing"),
        ('source = ["actor"]', 'source = ["person"]', 20, "no label “person” to be a source, only place, actor"),
        ('"place", "actor"]', '"place", "cue"]', 21, "there is no label “cue” to be a target"),
        ('source = ["actor"]', 'source = "actor"', 20, "“source” has to be a list of texts"),
        ('source = ["actor"]\n', "", 18, 'a relation needs a source: a list of labels, such as source = ["place"]'),
        ("[[relations]]", "[relations]", 18, "“relations” has to be a list of tables: begin each with [[relations]]"),
        ('key = "i"', 'keys = "i"', 22, "a relation has no “keys”: use type, title, title_ar, source, target, key"),
    ],
)
def test_an_error_tells_the_file_the_line_and_what_to_do(old: str, new: str, line: int, words: str) -> None:
    text = FILE.replace(old, new, 1)
    assert text != FILE
    with pytest.raises(ConfigurationError) as told:
        parse_project(text, name="/news/newsreader.toml", reserved={"j", "k"})
    message = str(told.value)
    assert message.startswith(f"/news/newsreader.toml, line {line}: ")
    assert words in message
    assert message.isprintable()


@pytest.mark.parametrize(
    "text", ["labels = []", "labels = 5", "labels = [1]", "[" * 5000, "a = " + "[" * 5000, "x = \0"]
)
def test_whatever_is_wrong_is_one_line(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^newsreader\.toml, line 1: [^\n]*$"):
        parse_project(text)


def test_two_relations_are_told_apart_by_their_type() -> None:
    again = FILE[FILE.index("[[relations]]") :].replace('key = "i"', "")
    with pytest.raises(ConfigurationError, match=r"line 24: two relations have the type “lives_in”"):
        parse_project(FILE + again)


@given(st.lists(st.sampled_from([*FILE.splitlines(keepends=True), "]\n", "x = 1\n", '"""\n', "[[labels]]\n"])))
def test_any_file_is_read_or_told(lines: list[str]) -> None:
    told = ""
    try:
        assert parse_project("".join(lines), reserved={"l"}).labels.labels
    except ConfigurationError as error:
        told = str(error)
    assert told == "" or (told.startswith("newsreader.toml, line ") and told.isprintable())


def test_a_file_is_read_with_the_marks_and_line_ends_of_windows(tmp_path: Path) -> None:
    (tmp_path / "newsreader.toml").write_bytes(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
    assert read_project(tmp_path) == parse_project(FILE)
    (tmp_path / "newsreader.toml").write_bytes(FILE.replace("colour = 7", "colour = 9").replace("\n", "\r\n").encode())
    with pytest.raises(ConfigurationError, match=r"newsreader\.toml, line 8: "):
        read_project(tmp_path)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    assert read_project(tmp_path) == Project()
    (tmp_path / "newsreader.toml").write_bytes(b"annotator = '\xff'")
    with pytest.raises(ConfigurationError, match="not UTF-8; save it as that"):
        read_project(tmp_path)
    (tmp_path / "newsreader.toml").unlink()
    (tmp_path / "newsreader.toml").mkdir()
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_project(tmp_path)


def opened(folder: Path, **more: object) -> Workspace:
    return Workspace.open(folder, machine="pc", **more)


def test_a_workspace_goes_by_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("one two")
    with opened(tmp_path) as workspace:
        assert (workspace.annotator, workspace.labels) == (login_name(), DEFAULT_LABELS)
    (tmp_path / "newsreader.toml").write_text(FILE, "utf-8")
    with opened(tmp_path) as workspace:
        assert workspace.annotator == "hana"
        actor = workspace.editor.annotate("a.txt", "actor", [Span(0, 3)])
        place = workspace.editor.annotate("a.txt", "place", [Span(4, 7)])
        workspace.editor.relate("a.txt", "lives_in", actor.id, place.id)
        with pytest.raises(LabelError, match="only place, actor"):
            workspace.editor.annotate("a.txt", "claim", [Span(0, 3)])
        with pytest.raises(NewsreaderError, match="the “inhabitants” of a place"):
            workspace.editor.set_attributes("a.txt", place.id, {"inhabitants": "many"})
    with opened(tmp_path, annotator="omar") as workspace:
        assert workspace.annotator == "omar"
    with pytest.raises(ConfigurationError, match=r"newsreader\.toml, line 7: the key “l” belongs to a command"):
        opened(tmp_path, reserved_keys={"l"})


def test_nothing_is_lost_when_a_label_leaves_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one two")
    (tmp_path / "newsreader.toml").write_text(FILE, "utf-8")
    with opened(tmp_path) as workspace:
        actor = workspace.editor.annotate("a.txt", "actor", [Span(0, 3)])
        place = workspace.editor.annotate("a.txt", "place", [Span(4, 7)])
        relation = workspace.editor.relate("a.txt", "lives_in", actor.id, place.id)
    (tmp_path / "newsreader.toml").write_text('annotator = "hana"')
    with opened(tmp_path) as workspace:
        work = workspace.work("a.txt")
        assert (work.annotations, work.relations) == ((actor, place), (relation,))
        assert workspace.summary("a.txt").counts == {"actor": 1, "place": 1}
        assert workspace.progress.examples("place", 3) == ("two",)
        shown = workspace.labels.shown("place")
        assert (shown.name, shown.title, shown.title_ar, shown.key, shown.colour) == ("place", "place", "place", "?", 8)
        assert workspace.labels.shown("actor") is workspace.labels["actor"]
        kind = workspace.labels.shown_relation("lives_in")
        assert (kind.title, kind.joins("actor", "place")) == ("lives_in", False)
        assert workspace.labels.shown_relation("said_by") is workspace.labels.relation("said_by")
        workspace.editor.set_note("a.txt", place.id, "which?")
        workspace.editor.set_attributes("a.txt", place.id, {"inhabitants": "many"})
        workspace.editor.add_fragment("a.txt", place.id, Span(0, 3))
        workspace.editor.relabel("a.txt", actor.id, "claim")
        assert workspace.work("a.txt").relations == (relation,), "what is not known is not judged"
        workspace.editor.relabel("a.txt", place.id, "actor")
        workspace.editor.unrelate("a.txt", relation.id)
        for _ in range(6):
            workspace.editor.undo()
        assert workspace.work("a.txt") == work


def test_nobody_logged_in_is_an_annotator_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "hana")
    assert login_name() == "hana"

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert login_name() == "annotator"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_files_of_a_private_project_are_for_their_owner_alone(tmp_path: Path) -> None:
    (tmp_path / "newsreader.toml").write_text("private = true\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("one two\n", encoding="utf-8")
    before = os.umask(0o022)
    try:
        with Workspace.open(tmp_path, annotator="hana") as workspace:
            workspace.editor.annotate("a.txt", "actor", (Span(0, 3),))
            list(workspace.index.build())
            export(workspace.records(), tmp_path / "out.jsonl", FORMATS["jsonl"], Request(workspace.labels))
    finally:
        os.umask(before)
    made = [each for each in tmp_path.rglob("*") if each.name not in {"newsreader.toml", "a.txt"}]
    assert {each.name for each in made} >= {"a.txt.json", "index.sqlite3", "out.jsonl"}
    assert [each for each in made if each.stat().st_mode & 0o077] == []


def test_a_project_is_private_by_yes_or_no(tmp_path: Path) -> None:
    (tmp_path / "newsreader.toml").write_text('\nprivate = "yes"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="line 2"):
        read_project(tmp_path)


def test_a_label_may_have_the_capital_letters_that_the_files_of_other_tools_have() -> None:
    project = parse_project('[[labels]]\nname = "PER"\nkey = "a"\n[[labels]]\nname = "LOC"\nkey = "c"\n')
    assert [label.name for label in project.labels] == ["PER", "LOC"]
