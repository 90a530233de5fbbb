"""Near-duplicates: what is edited is found, what only looks alike is not."""

import random

import pytest

from annotations.corpus.corpus import Corpus
from annotations.index.duplicates import THRESHOLD, duplicate_groups
from annotations.index.minhash import SHORTEST, resemblance, signature
from annotations.samples import sample_corpus

ROOTS = "كتب درس علم عمل فتح نشر بحث طلب سمع جمع رفع دفع حكم قسم خرج دخل شرح وصل نقل صدر".split()
ENDINGS = ["", "وا", "ت", "نا", "ها", "هم", "ون", "ين", "ات", "ان"]


def report(chance: random.Random, length: int) -> list[str]:
    return [chance.choice(ROOTS) + chance.choice(ENDINGS) for _ in range(length)]


def edited(words: list[str], chance: random.Random, *, changes: int) -> list[str]:
    """As an outlet edits an agency's report: words replaced, left out, added, a headline before, a credit behind."""
    copy = list(words)
    for _ in range(changes):
        place = chance.randrange(len(copy))
        copy[place : place + chance.randint(0, 1)] = report(chance, chance.randint(0, 2))
    return [*report(chance, 4), *copy, *report(chance, 3)]


def jaccard(one: list[str], other: list[str]) -> float:
    mine, theirs = (set(zip(words, words[1:], words[2:], strict=False)) for words in (one, other))
    return len(mine & theirs) / len(mine | theirs)


def test_edited_copies_are_found_all_and_nothing_else() -> None:
    chance = random.Random(1)
    texts: dict[str, list[str]] = {}
    expected = []
    for number in range(60):
        original = report(chance, chance.randint(80, 500))
        group = {f"{number}": original}
        for copy in range(chance.randint(0, 3)):
            group[f"{number}-{copy}"] = edited(original, chance, changes=len(original) // 60)
        assert all(jaccard(original, words) > THRESHOLD + 0.04 for words in group.values())
        texts |= group
        expected += [list(group)] if len(group) > 1 else []
    assert len(expected) > 30
    assert duplicate_groups({key: " ".join(words) for key, words in texts.items()}) == expected


def test_spelling_marks_and_lines_do_not_hide_a_copy() -> None:
    words = report(random.Random(2), 60)
    texts = {"plain": " ".join(words), "printed": "،\n".join(f"{each}\u064c" for each in words)}
    assert duplicate_groups(texts) == [["plain", "printed"]]


def test_the_samples_have_no_copies() -> None:
    corpus = Corpus.find(sample_corpus())
    assert duplicate_groups({each: corpus.article(each).text for each in corpus.ids}) == []


def test_texts_that_share_half_are_no_copies() -> None:
    chance = random.Random(3)
    shared = report(chance, 200)
    texts = {str(number): " ".join([*shared, *report(chance, 200)]) for number in range(40)}
    assert duplicate_groups(texts) == []


def test_thousands_of_the_same_take_no_longer_than_others() -> None:
    chance = random.Random(4)
    same = report(chance, 100)
    texts = {str(number): " ".join([*same, f"نسخة{number % 300}"]) for number in range(1200)}
    assert duplicate_groups(texts) == [list(texts)]


def test_a_notice_is_no_copy_of_the_same_notice() -> None:
    notice = " ".join(report(random.Random(5), SHORTEST - 1))
    assert duplicate_groups({"one": notice, "other": notice}) == []


@pytest.mark.parametrize("length", [15, 60, 400])
def test_a_signature_estimates_what_is_shared_without_bias(length: int) -> None:
    chance = random.Random(length)
    errors = []
    for _ in range(80):
        words = report(chance, length)
        copy = edited(words, chance, changes=chance.randint(0, length // 15))
        errors.append(resemblance(signature(words), signature(copy)) - jaccard(words, copy))
    assert abs(sum(errors) / len(errors)) < 0.02
    assert max(map(abs, errors)) < 0.25
