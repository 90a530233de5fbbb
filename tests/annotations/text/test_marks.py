"""Combining marks: the class and the predicate say the same of Arabic and Latin."""

import re
import unicodedata

from annotations.text.marks import CLINGING, JOINERS, MARKS, TATWEEL, clings, is_mark

BLOCKS = [*range(0x300), *range(0x300, 0x370), *range(0x600, 0x700), *range(0x750, 0x780), *range(0x870, 0x900)]


def test_the_class_has_the_marks_of_the_arabic_and_latin_blocks() -> None:
    known = [chr(each) for each in BLOCKS if unicodedata.category(chr(each)) != "Cn"]
    assert [each for each in known if re.match(f"[{MARKS}]", each)] == [each for each in known if is_mark(each)]
    assert [each for each in known if re.match(f"[{CLINGING}]", each)] == [each for each in known if clings(each)]


def test_tatweel_and_joiners_cling_and_are_no_marks() -> None:
    assert all(clings(each) and not is_mark(each) for each in TATWEEL + JOINERS)
