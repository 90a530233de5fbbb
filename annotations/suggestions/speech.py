"""Reported speech: speakers and what they are said to have said.

They are found between well-known verbs of saying, the words for "that" (inna, anna), quotation marks and the words for
"according to", without a parser and without a list of names. docs/guidelines.md defines what belongs to an actor or a
claim.
"""

import re
from collections.abc import Iterator, Sequence

from annotations.figures.numerals import vocabulary
from annotations.suggestions.reporting_verbs import (
    is_according,
    is_and_that,
    is_preposition,
    is_saying,
    is_that,
    is_verb,
    says,
)
from annotations.suggestions.words import Word, words_of
from annotations.text.proclitics import ARTICLE, BI, LI, WA
from annotations.text.span import Span

_NOT_SAID = vocabulary("قبل بعد الا غير يمكن يجب ينبغي لا منذ كما يفترض المقرر المنتظر المفترض بد دون لولا بيد مع")
"""Words behind which "that" begins no speech."""
_DEMANDS = {
    "دعا": "الي",
    "دعت": "الي",
    "دعو": "الي",
    "حذر": "من",
    "عزا": "الي",
    "عزت": "الي",
    "عزو": "الي",
    "حث": "علي",
    "تعهد": BI,
    "وعد": BI,
    "اوص": BI,
    "وصي": BI,
}
"""By a part of a verb, the preposition before its content."""
_DEMANDS_LAM = vocabulary("وفقا وفق طبقا طبق ووفق خلافا")
"""Words whose preposition is written onto what follows."""
_SPEECH = vocabulary("قوله قولها قولهم قولهما المتوقع المرجح المحتمل مفاده مفادها")
_REACH = 12
"""Words between a verb and its content at most."""
_STOPS = vocabulary(
    "الذي التي الذين اللذان اللتان اللذين اللتين حيث كما اذ بعد قبل منذ خلال عبر امام لدي ردا تعليقا ضمن عقب اثر"
    " السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه اليوم امس الماضي الماضيه الاسبوع الشهر العام مساء صباح فجر"
    " قوله قولها قولهم عن ما مما هذا ذلك"
    " بدوره بدورها انذاك ايضا نفسه نفسها"
)
"""Words at which a speaker ends."""
_OCCASIONS = vocabulary(
    "بيان موتمر تصريح تصريحات تقرير حديث حديثه كلمه اتصال مقابله لقاء تغريده منشور رساله وقت الوقت افتتاح"
)
"""Nouns behind "in", for where or when something was said: a speaker ends before "in"."""
_NOBODY = vocabulary(
    "ان ذلك انا انت نحن بما الا هذا هذه له لها لهم به بها فيه فيها عنه عنها انذاك هو هي هم ايضا لن لم لا قد كان"
)
_COMMAS = frozenset("\u060c,")
_QUOTE_MARKS = frozenset('"\u00ab\u00bb\u201c\u201d')
_QUOTATION = re.compile('"([^"\n]+)"|\u00ab([^\u00bb\n]+)\u00bb|\u201c([^\u201d\n]+)\u201d')
_SHORTEST_QUOTATION = 3
"""Words; a shorter quotation is a name or a term."""
_TURNS = vocabulary("وفقا وفق بحسب حسب طبق نقل رافض رافضه")
"""Words behind a comma with which the reporter speaks again."""
_LINKS = vocabulary("فيما بينما لكن لكنه لكنها ولكن ولكنه ثم كما")
"""Words that do so before a verb of saying."""
_ADDRESSEES = re.compile("ل(?:لصح\\w+|لاعلام|لموقع|لوكاله|وكاله\\w*|قناه|صحيفه|موقع|اذاعه|جريده|شبكه|تلفزيون)")
_TO_THEM = vocabulary("له لها لهم عليه عليها عليهم بدوره بدورها")
"""Words that may stand between a verb and its speaker."""
_EDGES = " \t\u00a0\u200e\u200f.\u060c,\u061b;:"
_PAIRS = {"(": ")", '"': '"', "\u00ab": "\u00bb", "\u201c": "\u201d"}


def speech(text: str, sentence: Sequence[Word]) -> Iterator[Span]:
    """Yield the speakers and claims in the words of one sentence; claims do not overlap."""
    behind = sentence[0].start if sentence else 0
    for place, word in enumerate(sentence):
        claims: Iterator[Span] = iter(())
        if is_verb(word):
            yield from _speaker(text, sentence, place + 1)
            claims = _demanded(text, sentence, place)
        elif is_according(word.folded):
            yield from _speaker(text, sentence, place + 1)
            claims = _according(text, sentence, place)
        elif is_that(word.folded) and _is_said(sentence, place):
            claims = _content(text, sentence, place + 1)
        for claim in claims:
            if claim.start >= behind:
                behind = claim.end
                yield claim


def quoted(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the quotations that are longer than a name, in parts if the reporter interrupts them."""
    for found in _QUOTATION.finditer(text, start, end):
        inside = Span(*found.span(found.lastindex or 0))
        if len(inside.of(text).split()) < _SHORTEST_QUOTATION:
            continue
        words = words_of(text, inside.start, inside.end)
        for at, word in enumerate(words[1:-1], 1):
            if word.folded in _COMMAS and _interrupts(words, at + 1):
                yield from _trimmed(text, inside.start, word.start)
                resumed = next((each for each in words[at + 1 :] if each.folded in _COMMAS), None)
                if resumed is not None:
                    yield from _trimmed(text, resumed.end, inside.end)
                yield from _speaker(text, words, at + (2 if says(words[at + 1].folded) else 3))
                break
        else:
            yield from _trimmed(text, inside.start, inside.end)


def _interrupts(words: Sequence[Word], at: int) -> bool:
    """Return True if a verb of saying stands behind a comma inside a quotation."""
    return says(words[at].folded) or (words[at].folded == "كما" and at + 1 < len(words) and says(words[at + 1].folded))


def _speaker(text: str, sentence: Sequence[Word], place: int) -> Iterator[Span]:
    """Yield the speaker behind a verb of saying, or behind a word for "according to"."""
    while place < len(sentence) and (sentence[place].is_accusative or sentence[place].folded in _TO_THEM):
        place += 1
    words = list(sentence[place : place + _REACH])
    if not words or place == 0:
        return
    if sentence[place - 1].folded in _DEMANDS_LAM and words[0].folded.startswith(LI):
        words[0] = words[0].without(1)
    first = words[0].folded
    if (
        not (words[0].is_word or first in _PAIRS)
        or _ADDRESSEES.fullmatch(first)
        or first in _NOBODY | _STOPS
        or is_preposition(words[0])
        or is_that(first)
    ):
        return
    end = _speaker_end(words)
    while end > 1 and is_preposition(words[end - 1]):
        end -= 1
    if end < len(words) and words[end].folded in _COMMAS:
        end = _apposed(words, end)
    yield from _trimmed(text, words[0].start, words[end - 1].end)


def _speaker_end(words: Sequence[Word]) -> int:
    """Return the number of words behind a verb of saying that are its speaker."""
    end = next((at for at in range(1, len(words)) if _ends_speaker(words, at)), len(words))
    if end < len(words) and (is_that(words[end].folded) or words[end].folded in ":(" or words[end].folded in _COMMAS):
        return end
    end = next((at for at in range(1, end) if is_preposition(words[at])), end)
    # A definite noun takes definite adjectives; what follows them is something else.
    if words[0].folded.startswith(ARTICLE):
        return next((at for at in range(1, end) if not words[at].folded.startswith(ARTICLE)), end)
    return end


def _apposed(words: Sequence[Word], comma: int) -> int:
    """Return the end of a name between commas behind a title, if the speech begins behind it, or the comma."""
    behind = words[comma + 1 :]
    if not behind or not behind[0].is_word or behind[0].folded in _STOPS | _NOBODY or is_preposition(behind[0]):
        return comma
    end = next((at for at, each in enumerate(behind) if not each.is_word or is_that(each.folded)), len(behind))
    closing = behind[end:]
    closing = closing[1:] if closing and closing[0].folded in _COMMAS else closing
    is_apposed = 0 < end <= 5 and bool(closing) and is_that(closing[0].folded)
    return comma + 1 + end if is_apposed and not _turns(words, comma + 1) else comma


def _ends_speaker(words: Sequence[Word], at: int) -> bool:
    """Return True if a word, not the first, is no longer the speaker."""
    word, before = words[at], words[at - 1].folded
    if not (word.is_word or word.is_numeral or word.folded in {".", *_QUOTE_MARKS}):
        return True
    if word.is_accusative or is_that(word.folded) or _ADDRESSEES.fullmatch(word.folded):
        return True
    if word.folded in _STOPS or (word.folded == "." and len(before) > 2):
        return True
    follows = words[at + 1].folded if at + 1 < len(words) else ""
    return is_preposition(word) and follows in _OCCASIONS


def _is_said(sentence: Sequence[Word], place: int) -> bool:
    """Return True if "that" begins reported speech."""
    if place and (sentence[place - 1].folded in _NOT_SAID or sentence[place - 1].written == "على"):
        return False
    return any(
        is_verb(each) or is_saying(each) or is_according(each.folded) or each.folded in _SPEECH
        for each in sentence[:place]
    )


def _according(text: str, sentence: Sequence[Word], place: int) -> Iterator[Span]:
    """Yield the claim behind the comma of a sentence that begins with "according to"."""
    if place > 1:
        return
    comma = next((at for at in range(place, len(sentence) - 1) if sentence[at].folded in _COMMAS), None)
    if comma is not None and not is_that(sentence[comma + 1].folded):
        yield from _content(text, sentence, comma + 1)


def _demanded(text: str, sentence: Sequence[Word], place: int) -> Iterator[Span]:
    """Yield the claim behind the preposition that a verb demands: called for, warned of."""
    verb = sentence[place].folded
    preposition = next((each for stem, each in _DEMANDS.items() if stem in verb), None)
    for at in range(place + 1, min(place + _REACH, len(sentence) - 1)):
        word = sentence[at]
        if word.folded == preposition:
            if not is_that(sentence[at + 1].folded):
                yield from _content(text, sentence, at + 1)
            return
        if preposition == BI and word.folded.startswith(BI) and not is_that(word.folded):
            yield from _content(text, [*sentence[:at], word.without(1), *sentence[at + 1 :]], at)
            return


def _content(text: str, sentence: Sequence[Word], place: int) -> Iterator[Span]:
    """Yield the words from a place on until the reporter speaks again."""
    closer = ""
    end = len(sentence)
    for at in range(place, len(sentence)):
        word = sentence[at].folded
        if closer:
            closer = "" if word == closer else closer
        else:
            closer = _PAIRS.get(word, "")
            if word == "\u061b" or (word in _COMMAS and at > place and _turns(sentence, at + 1)):
                end = at
                break
    if end > place:
        yield from _trimmed(text, sentence[place].start, sentence[end - 1].end)


def _turns(sentence: Sequence[Word], place: int) -> bool:
    """Return True if the reporter speaks again, or the next claim begins."""
    if place >= len(sentence):
        return True
    word = sentence[place].folded
    follows = sentence[place + 1].folded if place + 1 < len(sentence) else ""
    if is_and_that(word) or is_saying(sentence[place]) or word in _TURNS:
        return True
    if word.startswith(WA) and (says(word) or (word == "وهو" and follows == "ما")):
        return True
    return (word == "في" and follows == "حين") or (word in _LINKS and says(follows))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a span without punctuation, white space and single or enclosing quotation marks, if anything is left."""
    before = None
    while (start, end) != before and start < end:
        before = start, end
        inside = text[start:end]
        start, end = start + len(inside) - len(inside.lstrip(_EDGES)), end - (len(inside) - len(inside.rstrip(_EDGES)))
        inside = text[start:end]
        closer = _PAIRS.get(inside[:1])
        if closer is not None and (inside.endswith(closer) or closer not in inside[1:]):
            start += 1
            end -= inside.endswith(closer) and len(inside) > 1 and inside.count(closer) <= 2
        elif inside[-1:] in _QUOTE_MARKS and not _closes(inside):
            end -= 1
    if start < end:
        yield Span(start, end)


def _closes(inside: str) -> bool:
    """Return True if a stretch that ends in a quotation mark holds the one that opens it."""
    opener = next((opens for opens, closes in _PAIRS.items() if closes == inside[-1]), None)
    return opener is not None and opener in inside[:-1]
