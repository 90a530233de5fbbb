"""The levels are those of UAX #9, whatever shortcut led to them."""

import re
import time

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.typesetting.bidi import bidi, tokens
from tui.typesetting.bidi.bidi import ask_python_bidi, embedding_levels, line_levels, visual_order
from tui.typesetting.bidi.direction import find_direction, first_strong_direction, paragraph_direction, text_direction
from tui.typesetting.bidi.tokens import display_levels

# One code point of each bidirectional class, as BidiTest.txt asks for them.
SAMPLES = {
    "L": "a", "R": "\u05d0", "EN": "1", "ES": "+", "ET": "$", "AN": "\u0661", "CS": ",", "B": "\u2029", "S": "\t",
    "WS": " ", "ON": "!", "NSM": "\u0300", "BN": "\u00ad", "AL": "\u0627", "LRO": "\u202d", "RLO": "\u202e",
    "LRE": "\u202a", "RLE": "\u202b", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068",
    "PDI": "\u2069",
}  # fmt: skip


def resolve(text, base_level, engine=embedding_levels):
    return line_levels(text, engine(text, base_level), base_level)


def agrees(text, base_level, levels, order, engine=embedding_levels):
    """Whether levels and order are the expected ones; "x" marks what X9 removes."""
    resolved = resolve(text, base_level, engine)
    kept = [offset for offset, level in enumerate(levels) if level != "x"]
    shown = [kept[place] for place in visual_order(bytes(resolved[offset] for offset in kept))]
    return all(int(levels[offset]) == resolved[offset] for offset in kept) and shown == list(map(int, order))


DIRECTIONS = ("ltr", "rtl", "first-strong")


def check_character_test(lines, engine=embedding_levels):
    failures = []
    for line in lines:
        code_points, direction, base_level, levels, order = line.split(";")
        text = "".join(chr(int(code_point, 16)) for code_point in code_points.split())
        found = int(find_direction(text, DIRECTIONS[int(direction)]) == "rtl")
        if found != int(base_level) or not agrees(text, found, levels.split(), order.split(), engine):
            failures.append(line)
    assert failures == []


def check_class_test(lines, step, engine=embedding_levels):
    """Every bit of every row: first strong, left-to-right, right-to-left."""
    failures = []
    checked = 0
    levels = order = []
    for number, line in enumerate(lines):
        if line.startswith("@Levels:"):
            levels = line[8:].split()
        elif line.startswith("@Reorder:"):
            order = line[9:].split()
        elif not line.startswith("@") and number % step == 0:
            classes, bits = line.split(";")
            text = "".join(SAMPLES[name] for name in classes.split())
            for bit, direction in ((1, "first-strong"), (2, "ltr"), (4, "rtl")):
                if int(bits, 16) & bit:
                    checked += 1
                    base_level = int(find_direction(text, direction) == "rtl")
                    if not agrees(text, base_level, levels, order, engine):
                        failures.append((line, direction))
    assert failures == []
    return checked


def test_a_sample_of_the_character_test_passes(unicode_lines):
    check_character_test(unicode_lines("BidiCharacterTest.txt")[::97])


def test_a_sample_of_the_class_test_passes(unicode_lines):
    assert check_class_test(unicode_lines("BidiTest.txt"), 501) > 1000


@pytest.mark.slow
@pytest.mark.parametrize("engine", [embedding_levels, ask_python_bidi])
def test_the_whole_character_test_passes(unicode_lines, engine):
    check_character_test(unicode_lines("BidiCharacterTest.txt"), engine)


@pytest.mark.slow
@pytest.mark.parametrize("engine", [embedding_levels, ask_python_bidi])
def test_the_whole_class_test_passes(unicode_lines, engine):
    assert check_class_test(unicode_lines("BidiTest.txt"), 1, engine) == 770_241


@given(data=st.data())
def test_the_first_strong_code_point_is_the_one_that_the_algorithm_finds(data, hostile):
    text = re.sub("[\ud800-\udfff]", "", data.draw(hostile)) + "!"
    paragraph = re.split("[\n\r\x1c-\x1e\x85\u2029]", text)[0] + "!"
    shown = get_display(paragraph, debug=True)
    assert f"level: Level(\n                {int(first_strong_direction(paragraph) == 'rtl')},\n" in str(shown)


def test_first_strong_and_the_rule_for_news_differ_as_they_say():
    for text, first_strong, news in [
        ("Reuters: \u0642\u0627\u0644", "ltr", "rtl"),
        ("\u0642: the president of the country said", "rtl", "rtl"),
        ("\u2067\u0642\u0627\u0644\u2069 abc", "ltr", "rtl"),
        ("12.5%", "ltr", "rtl"),
    ]:
        assert find_direction(text, "first-strong") == first_strong
        assert find_direction(text, "auto", fallback="rtl") == news


@settings(max_examples=200, deadline=None)
@given(data=st.data(), base_level=st.sampled_from([0, 1]))
def test_levels_of_any_text_are_those_of_python_bidi(data, base_level, news, hostile):
    text = "".join(data.draw(st.lists(st.one_of(news, hostile), max_size=4)))
    text = bidi._SURROGATES.sub("\ufffd", text)
    removed = set("\u202a\u202b\u202c\u202d\u202e\u200b\u200c\u200d\u00ad\ufeff\u2060") | set(map(chr, range(32)))
    theirs = ask_python_bidi(text, base_level)
    ours = embedding_levels(text, base_level)
    visible = [offset for offset, code_point in enumerate(text) if code_point not in removed]
    assert [ours[offset] for offset in visible] == [theirs[offset] for offset in visible]


@settings(max_examples=100, deadline=None)
@given(data=st.data(), base=st.sampled_from("LR"))
def test_the_order_is_that_of_get_display(data, base, news):
    text = data.draw(news)
    order = visual_order(resolve(text, "LR".index(base)))
    assert "".join(text[offset] for offset in order) == get_display(text, base_dir=base)


def test_levels_above_nine_and_two_digit_dumps_are_read():
    text = "\u202b\u202a" * 8 + "a\u0628" + "1" * 5
    assert max(embedding_levels(text, 1)) >= 16
    assert len(embedding_levels(text, 1)) == len(text)


@pytest.mark.parametrize("dump", ["", "BidiInfo { levels: 1 2 3 }", "    levels: [\n    ],\n    paragraphs: ["])
def test_output_in_another_shape_is_refused(monkeypatch, dump):
    monkeypatch.setattr(bidi, "get_display", lambda *_, **__: dump)
    with pytest.raises(RuntimeError, match="python-bidi"):
        embedding_levels("a\u0628(\u202b", 1)


def test_lone_surrogates_have_a_level():
    assert len(embedding_levels("\u0628 \ud800 a\udc00 1", 1)) == 8


def test_a_hostile_megabyte_is_resolved_in_blocks():
    text = "\u06281a(" * 50_000
    begin = time.perf_counter()
    assert len(embedding_levels(text, 1)) == len(text)
    assert time.perf_counter() - begin < 5


def shown(text, base_level):
    """The text in visual order, unshaped and without mirroring."""
    levels = line_levels(text, display_levels(text, base_level), base_level)
    return "".join(text[offset] for offset in visual_order(levels))


@pytest.mark.parametrize("token", ["#Russia", "@hana_99", "https://t.co/a?b=1", "pic.twitter.com/Fsy", "www.un.org"])
def test_a_latin_tag_or_link_keeps_its_order_in_arabic(token):
    assert shown(f"قال {token} هنا", 1) == f"انه {token} لاق"


def test_an_arabic_tag_keeps_its_sign_at_its_right_edge_in_latin():
    tag = "\u0639\u0627\u062c\u0644"
    assert shown(f"see #{tag} now", 0) == f"see {tag[::-1]}# now"


@pytest.mark.parametrize(
    "token",
    [
        "+966 50 123 4567", "+966501234567", "00966-50-123-4567", "(02) 123-4567", "050-123-4567", "+20 (2) 2794 0000",
        "+\u0669\u0666\u0666 \u0665\u0660 \u0661\u0662\u0663 \u0664\u0665\u0666\u0667",
        "OPEC+", "C++", "C#", "Disney+", "iPhone 15+", "C++ and C#", "OPEC+ (Plus) and Russia", "Windows\u00ae",
        "37.5\u00b0C", "37.5 \u00b0C", "\u00b0F", "+18", "-5", ".NET", ".com", "~/notes", "/etc/hosts", "--help",
        "737-MAX", "3.5-beta", "2023-09-11T10:30:00Z", "10:30 AM", "12:00 GMT", "$1.5bn", "2.0.1-rc.1", "5G", "+5G",
        "2023@example.com", "a.b-c@example.co.uk", "@user.name", "@user@host.social", "#COVID-19",
        "https://example.com/a/b?c=d&e=1#f", "www.example.com:8080/x",
    ],
)  # fmt: skip
def test_a_token_of_signs_and_latin_letters_or_digits_keeps_its_order_in_arabic(token):
    assert shown(f"قال {token} هنا", 1) == f"انه {token} لاق"


@given(text=st.text("\u0627\u0628\u0660\u066319 0AaB+#*-./:,()\u00b0$\u00ab'\u00e9TmUGCP%", max_size=14))
def test_the_quick_searches_hide_no_token(text):
    whole = [found.span() for found in tokens._IN_RTL.finditer(text) if found["before"] != "" or found["behind"]]
    assert [found.span() for found in tokens._torn(text, 0, len(text))] == whole
    assert not whole or tokens._MAY_BE.search(text)


def test_a_sign_that_belongs_to_the_sentence_stays_with_it():
    assert shown("قال OPEC.", 1) == ".OPEC لاق"
    assert shown("قال (OPEC+)!", 1) == "!)OPEC+( لاق"
    assert shown("- BBC قال", 1) == "لاق BBC -"
    assert shown("-5 قال", 1) == "لاق 5-"  # a dash before the first item of a list
    assert shown("عام 2020-2023 قال", 1) == "لاق 2023-2020 ماع"  # a range is read on from its right end
    assert shown("قال 12.5% هنا", 1) == "انه %12.5 لاق"


def test_an_iri_with_an_arabic_path_runs_from_left_to_right_as_a_whole():
    """Check against RFC 3987, section 4.1: an IRI is displayed as if it were in a left-to-right embedding."""
    path, word, scheme = "القاهرة_الكبرى", "غزة", "https://"
    assert shown(f"زر {scheme}a.org/wiki/{path}/ هنا", 1) == f"انه {scheme}a.org/wiki/{path[::-1]}/ رز"
    query = f"{scheme}a.org/{word}?q={word}&p=2"
    assert shown(f"زر {query}، هنا", 1) == f"انه ،{scheme}a.org/{word[::-1]}?q={word[::-1]}&p=2 رز"
    assert shown(f"see {query}.", 0) == f"see {scheme}a.org/{word[::-1]}?q={word[::-1]}&p=2."


@pytest.mark.parametrize("unit", ["1.", "+1 ", "a@", "0-", "A+ ", "(0", "http://", "1:", "/a"])
def test_a_hostile_run_of_signs_costs_linear_time(unit):
    begin = time.perf_counter()
    display_levels(unit * (200_000 // len(unit)) + "\u0628", 1)
    assert time.perf_counter() - begin < 5


def test_a_number_sign_is_no_tag():
    assert display_levels("رقم #1", 1) == embedding_levels("رقم #1", 1)


@settings(max_examples=80, deadline=None)
@given(data=st.data(), base_level=st.sampled_from([0, 1]))
def test_isolating_tags_gives_one_level_for_each_code_point(data, base_level, news):
    text = " ".join(data.draw(st.lists(st.one_of(news, st.sampled_from(["#a", "@b", "x.y/z", "https://q.r"])))))
    assert len(display_levels(text, base_level)) == len(text)


@settings(max_examples=80)
@given(data=st.data(), base_level=st.sampled_from([0, 1]))
def test_a_token_beside_the_text_has_the_levels_of_one_isolated_in_it(data, base_level):
    # Without brackets: python-bidi looks the wrong way for what is before one, across an isolate.
    tags = ["#Russia", "#\u0639\u0627\u062c\u0644", "@a_1", "https://t.co/a?b=1", "x.y/z", "A+", "+18", "a@b.c"]
    pieces = [*tags, *"\u0628\u05d0a1\u0661.,-+% :\u064e"]
    text = " ".join(data.draw(st.lists(st.sampled_from(pieces), max_size=14)))
    found = tokens.find_tokens(text, base_level)
    assert tokens._apart(text, found, base_level) == tokens._isolated(text, found, base_level)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("قال الرئيس", "rtl"),
        ("Putin said", "ltr"),
        ("Reuters: قال الرئيس", "rtl"),
        ("JUST IN: the president of the country said قال", "ltr"),
        ("قال: JUST IN the president of the country said that nothing", "rtl"),
        ("2023 - 12", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_paragraph_runs_as_its_letters_do(text, direction):
    assert paragraph_direction(text) == direction


def test_a_paragraph_without_letters_runs_as_the_text_does():
    assert paragraph_direction("12.5% …", fallback="rtl") == "rtl"
    assert text_direction("قال Bob ثم مضى") == "rtl"
    assert text_direction("Bob said نعم") == "ltr"


def test_white_space_before_a_tab_and_at_the_end_takes_the_base_level():
    text = "a b \tb \u2069 "
    levels = line_levels(text, bytes([2]) * len(text), 1)
    assert list(levels) == [2, 2, 2, 1, 1, 2, 1, 1, 1]


def test_a_line_of_tabs_and_spaces_costs_linear_time():
    text = " \t" * 200_000 + "a"
    begin = time.perf_counter()
    line_levels(text, bytes(len(text)), 0)
    assert time.perf_counter() - begin < 5
