"""Files of tokens and tags in the shapes that other programs write: spans are right, or the file is refused."""

from pathlib import Path

import pytest

from annotations.errors import ImportFileError
from annotations.exchange.format import Incoming, Problem
from annotations.exchange.registry import FORMATS

ALI = ("PER", "منى زيد")


def read(path: Path) -> tuple[list[Incoming], list[Problem]]:
    problems: list[Problem] = []
    reader = FORMATS["conll"].reader
    assert reader is not None
    return list(reader(path, problems.append)), problems


def spans(incoming: Incoming) -> list[tuple[str, str]]:
    assert all(span.text == incoming.text[slice(*span.fragments[0])] for span in incoming.spans)
    return [(span.label, span.text) for span in incoming.spans]


SHAPES = {
    "prefix": ("صرحت O\nمنى B-PER\nزيد I-PER\n", [ALI]),
    "without a begin": ("صرحت O\nمنى I-PER\nزيد I-PER\n", [ALI]),
    "underscore": ("صرحت O\nمنى B_PER\nزيد I_PER\n", [ALI]),
    "suffix": ("صرحت O\nمنى PER-B\nزيد PER-I\n", [ALI]),
    "bare": ("صرحت O\nمنى PER\nزيد PER\n", [ALI]),
    "tag first": ("O\tصرحت\nB-PER\tمنى\nI-PER\tزيد\n", [ALI]),
    "bilou": ("منى B-PER\nزيد L-PER\nعلي U-PER\n", [ALI, ("PER", "علي")]),
    "iobes, joined": ("منى B-PER\nزيد E-PER\nعلي I-PER\n", [ALI, ("PER", "علي")]),
    "sentence border": ("منى I-PER\n\nزيد I-PER\n", [("PER", "منى"), ("PER", "زيد")]),
    "line ends and mark": ("\ufeffمنى B-PER\r\nزيد I-PER\r\n", [ALI]),
    "parts of speech and phrases": ("منى NNP B-NP B-PER\nزيد NNP I-NP I-PER\nعادت VB B-VP O\n", [ALI]),
    "first column numbers": ("1\tمنى\tB-PER\n2\tزيد\tI-PER\n", [ALI]),
    "ragged layers": (
        "عميد B-JOB\nكلية I-JOB B-ORG\nبغداد I-JOB I-ORG B-GPE\nعاد O\n",
        [("JOB", "عميد كلية بغداد"), ("ORG", "كلية بغداد"), ("GPE", "بغداد")],
    ),
    "inner span of the same label": (
        "نقابة B-ORG\nكلية I-ORG B-ORG\nعاد O\n",
        [("ORG", "نقابة كلية"), ("ORG", "كلية")],
    ),
    "layers": ("كلية B-ORG O\nبغداد I-ORG B-GPE\n", [("ORG", "كلية بغداد"), ("GPE", "بغداد")]),
    "layers of one label": ("كلية B-ORG B-ORG\nبغداد I-ORG O\n", [("ORG", "كلية بغداد"), ("ORG", "كلية")]),
    "tags in one column": (
        "نقابة B-ORG\nكلية I-ORG|B-ORG\nبغداد I-ORG|I-ORG|B-GPE\nعاد O\n",
        [("ORG", "نقابة كلية بغداد"), ("ORG", "كلية بغداد"), ("GPE", "بغداد")],
    ),
    "a bar in a label": ("منى B-PER|head\nزيد I-PER|head\n", [("PER|head", "منى زيد")]),
    "names of columns": ("Word\tPOS\tTag\nمنى\tN\tB-PER\nزيد\tN\tI-PER\n", [ALI]),
    "comments": ("# id = 7\n# text = منى زيد\nمنى B-PER\nزيد I-PER\n", [ALI]),
    "a hashtag is a token": ("# O\n#منى B-PER\n", [("PER", "#منى")]),
    "a stray tab": ("صرحت O\nمنى\tB-PER\nزيد I-PER\n", [ALI]),
    "spaces inside a token": ("منى\xa0زيد\tB-PER\nعادت\tO\n", [("PER", "منى\xa0زيد")]),
}


@pytest.mark.parametrize(("content", "expected"), SHAPES.values(), ids=SHAPES)
def test_the_columns_and_the_spelling_of_tags_are_found(tmp_path: Path, content: str, expected: list) -> None:
    path = tmp_path / "a.conll"
    path.write_bytes(content.encode())
    (incoming,), problems = read(path)
    assert problems == []
    assert spans(incoming) == expected
    assert "\ufeff" not in incoming.text
    assert "id" not in incoming.text


def test_columns_that_are_not_read_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text("منى NNP B-NP B-PER\nعادت VB B-VP O\n", encoding="utf-8")
    (incoming,), _ = read(path)
    assert incoming.unread == ("column 2", "column 3 (NP, VP)")


UNIVERSAL = """\
# newdoc id = 1
# text = عادت منى زيد للبيت.
1\tعادت\tعاد\tVERB\tV\t_\t0\troot\t_\tNER=O
2\tمنى\tمنى\tPROPN\tN\t_\t1\tnsubj\t_\tNER=B-PER
3\tزيد\tزيد\tPROPN\tN\t_\t2\tflat\t_\tNER=I-PER
4-5\tللبيت\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
4\tل\tل\tADP\tP\t_\t5\tcase\t_\t_
5\tالبيت\tبيت\tNOUN\tN\t_\t1\tobl\t_\tNER=B-LOC
6\t.\t.\tPUNCT\tG\t_\t1\tpunct\t_\t_
"""


@pytest.mark.parametrize("has_text", [True, False])
def test_universal_dependencies_have_their_text_and_tags_in_the_last_column(tmp_path: Path, has_text: bool) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(UNIVERSAL if has_text else UNIVERSAL.replace("# text", "# txt"), encoding="utf-8")
    (incoming,), problems = read(path)
    assert problems == []
    assert incoming.text == "عادت منى زيد للبيت."
    assert spans(incoming) == [ALI, ("LOC", "للبيت")]


def test_brackets_of_2012_are_tags(tmp_path: Path) -> None:
    rows = [("عادت", "*"), ("منى", "(PER*"), ("زيد", "*)"), ("بغداد", "(GPE)")]
    lines = [f"a/b 0 {number} {word} X * - - - - {tag} -" for number, (word, tag) in enumerate(rows)]
    path = tmp_path / "a.conll"
    path.write_text("\n".join(["#begin document (a/b); part 000", *lines, "", "#end document", ""]), encoding="utf-8")
    (incoming,), problems = read(path)
    assert problems == []
    assert incoming.text == "عادت منى زيد بغداد"
    assert spans(incoming) == [ALI, ("GPE", "بغداد")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<?xml version='1.0'?><a>x</a>\n", "XML"),
        ('{"text": "x"}\n', "JSON"),
        ("#FORMAT=WebAnno TSV 3.3\n\n1-1\t0-3\tx\t_\n", "WebAnno"),
        ("هذا نص عادي\nبلا وسوم\n", "no column of it has tags"),
        ("منى B-PER " + "O " * 2000 + "\n", "more than 1000 columns"),
        ("منى " + "x" * 2_000_000 + "\n", "line 1 is too long"),
        ("منى B\nزيد I\nعادت O\n", "name no label"),
    ],
)
def test_what_has_no_columns_of_tags_is_refused_and_no_article_is_made(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "a.conll"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ImportFileError, match=told):
        read(path)


def test_a_token_without_a_tag_keeps_its_place_and_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text("عادت O\nمنى\nزيد B-PER\nعلي ???\nفي O\nبغداد B-LOC\n", encoding="utf-8")
    (incoming,), (problem,) = read(path)
    assert incoming.text == "عادت منى زيد علي في بغداد"
    assert spans(incoming) == [("PER", "زيد"), ("LOC", "بغداد")]
    assert "line 2 and 1 more" in problem.what


def test_all_files_of_a_folder_are_read_and_what_is_no_such_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "train.txt").write_text("منى B-PER\n", encoding="utf-8")
    (tmp_path / "dev.txt").write_text("زيد B-PER\n", encoding="utf-8")
    (tmp_path / "licence.txt").write_text("only words\n", encoding="utf-8")
    found, (problem,) = read(tmp_path)
    assert [(each.text, each.where) for each in found] == [
        ("زيد", "dev.txt, article 1, from line 1"),
        ("منى", "train.txt, article 1, from line 1"),
    ]
    assert problem.where == "licence.txt"


@pytest.mark.parametrize("between", ["", "\n"])
def test_a_long_file_that_marks_no_article_is_cut_between_sentences(tmp_path: Path, between: str) -> None:
    path = tmp_path / "a.conll"
    sentence = "منى B-PER\n" + "زيد I-PER\n" * 8 + ". O\n" + between
    path.write_text(sentence * 600, encoding="utf-8")
    found, problems = read(path)
    assert problems == []
    assert [len(each.text.split()) for each in found] == [1000] * 6
    assert {span for each in found for span in spans(each)} == {("PER", "منى" + " زيد" * 8)}
    assert "articles of about 1000 tokens" in found[0].unread[0]
    path.write_text("-DOCSTART- O\n\n" + sentence * 600, encoding="utf-8")
    assert len(read(path)[0]) == 1
