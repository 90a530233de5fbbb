"""Who is said to have said something, and what."""

import pytest

from annotations.suggestions.speech import quoted, speech
from annotations.suggestions.words import words_of


def told(sentence: str) -> list[str]:
    return [span.of(sentence) for span in speech(sentence, words_of(sentence, 0, len(sentence)))]


def inside_marks(text: str) -> list[str]:
    return [span.of(text) for span in quoted(text, 0, len(text))]


@pytest.mark.parametrize(
    ("sentence", "spans"),
    [
        ("وقال الوزير إن السعر ثابت.", ["الوزير", "السعر ثابت"]),
        ("قالت وزيرة النقل د. سحر إن الخط جاهز.", ["وزيرة النقل د. سحر", "الخط جاهز"]),
        ("وأكد نقيب التجار في المدينة علي أن السوق مفتوحة.", ["نقيب التجار في المدينة علي", "السوق مفتوحة"]),
        ("ذكرت الوكالة، أن القطار وصل.", ["الوكالة", "القطار وصل"]),
        ("قالت المديرة، سحر علي، إن الباب مفتوح.", ["المديرة، سحر علي", "الباب مفتوح"]),
        ("قال الوزير للصحفيين إن السعر ثابت.", ["الوزير", "السعر ثابت"]),
        ("قال الوزير في بيان إن السعر ثابت.", ["الوزير", "السعر ثابت"]),
        ("وأضاف أن السعر ثابت.", ["السعر ثابت"]),
        ("ودعا الوزير إلى خفض السعر.", ["الوزير", "خفض السعر"]),
        ("وحذرت اللجنة من تأخر القطار.", ["اللجنة", "تأخر القطار"]),
        ("وتعهد الوزير بخفض السعر.", ["الوزير", "خفض السعر"]),
        ("وبحسب الوزارة، وصل القطار أمس.", ["الوزارة", "وصل القطار أمس"]),
        ("وصل القطار أمس، وفقاً للوزارة.", ["لوزارة"]),
    ],
)
def test_the_speaker_and_the_claim_stand_around_the_word_for_that(sentence: str, spans: list[str]) -> None:
    assert told(sentence) == spans


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("قال إن السعر ثابت، وإن السوق مفتوحة.", ["السعر ثابت", "السوق مفتوحة"]),
        ("قال إن السعر ثابت، مؤكداً أن السوق مفتوحة.", ["السعر ثابت", "السوق مفتوحة"]),
        ("قال إن السعر ثابت، في حين ارتفع الذهب.", ["السعر ثابت"]),
        ("قال إن السعر ثابت، غير أن الذهب ارتفع.", ["السعر ثابت، غير أن الذهب ارتفع"]),
        ('قال إن السعر "ثابت، وإن ارتفع" غداً.', ['السعر "ثابت، وإن ارتفع" غداً']),
        ('قال إن "السعر ثابت".', ["السعر ثابت"]),
    ],
)
def test_a_claim_ends_where_the_reporter_or_the_next_claim_begins(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims


@pytest.mark.parametrize(
    "sentence", ["وصل القطار قبل أن يصل الوزير.", "يمكن أن يصل القطار.", "كان القطار بين البيوت.", "نفياً قاطعاً.", ""]
)
def test_nobody_says_anything_where_no_verb_of_saying_stands(sentence: str) -> None:
    assert told(sentence) == []


def test_a_quotation_is_offered_without_its_marks_and_a_name_is_not() -> None:
    assert inside_marks('قال: "هذا يوم طويل". وصحيفة "النسيم" تصدر.') == ["هذا يوم طويل"]


def test_a_quotation_that_the_reporter_interrupts_is_offered_in_parts_with_the_speaker_between() -> None:
    text = "«لا نبيع الأرض، قالت سحر، بل نؤجرها كلها»."
    assert sorted(inside_marks(text)) == sorted(["لا نبيع الأرض", "بل نؤجرها كلها", "سحر"])
