"""Bytes become text verbatim, whatever their encoding; what stands for no sign is shown and counted."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.corpus.decoding import Decoded, decode
from annotations.samples import sample_corpus

SENTENCES = (
    # An official in the ministry said that the meeting will be held in the capital next Thursday.
    "وقال مسؤول في الوزارة إن الاجتماع سيعقد في العاصمة يوم الخميس المقبل.",
    # The minister announces a new plan to support the farmers
    "الوزير يعلن خطة جديدة لدعم المزارعين",
    # The price rose by 12% in 2023; will it go on?
    "ارتفع السعر بنسبة 12% عام 2023؛ فهل يستمر؟",
    # The president visits Cairo
    "الرئيس يزور القاهرة",
    # He said: the talks, which begin today, are important.
    "وقال: إن المحادثات، التي تبدأ اليوم، مهمة.\r\nثم غادر\rوعاد\n",
)
CODE_PAGES = {"cp1256": "windows-1256", "iso8859_6": "iso-8859-6", "mac_arabic": "mac-arabic"}


def told(text: str, codec: str) -> str:
    """What a code page keeps of a text, which may be less than Unicode's."""
    return text.encode(codec, "ignore").decode(codec)


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\x06")))
def test_utf8_is_read_code_point_for_code_point(text: str) -> None:
    assert decode(text.encode()) == Decoded(text)


def test_line_ends_and_a_byte_order_mark_are_kept() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\x00") == Decoded("\ufeffa\r\nb\rc\x00")


def test_an_encoded_surrogate_is_a_replacement_character_one_for_one() -> None:
    data = "a\ud800b\udc80\udfffc".encode(errors="surrogatepass")
    assert decode(data) == Decoded("a\ufffdb\ufffd\ufffdc", replaced=3)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "marked"])
def test_utf16_is_read_with_and_without_a_mark(sentence: str, encoding: str, mark: str) -> None:
    for text in (mark + sentence, mark + sentence * 400, mark + sentence.split(maxsplit=1)[0]):
        assert decode(text.encode(encoding)) == Decoded(text, encoding)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("codec", CODE_PAGES)
def test_a_sentence_in_an_arabic_code_page_is_read_exactly(sentence: str, codec: str) -> None:
    for text in (sentence, sentence * 400):
        kept = told(text, codec)
        decoded = decode(kept.encode(codec))
        assert decoded.text == kept
        assert decoded.replaced == 0
        # where the letters are the same in two code pages, only the text can be asked for
        assert decoded.encoding == CODE_PAGES[codec] or kept.encode(codec).decode(decoded.encoding) == kept


@pytest.mark.parametrize("codec", CODE_PAGES)
def test_every_sample_article_in_an_arabic_code_page_is_read_exactly(codec: str) -> None:
    for path in sorted(sample_corpus().rglob("*.txt")):
        text = told(path.read_bytes().decode(), codec)
        assert decode(text.encode(codec)).text == text, path.name


def test_a_page_in_latin_letters_is_left_to_the_library() -> None:
    # Two sentences: it cost little, and he was in his café (in French)
    text = "Le café était fermé hier, et la soirée a été annulée à la dernière minute à cause de la grève générale."
    assert decode(text.encode("cp1252")).text == text


def test_a_few_damaged_bytes_do_not_make_utf8_another_encoding() -> None:
    data = SENTENCES[0].encode()
    damaged = data[:20] + b"\xff\xfe" + data[20:]
    decoded = decode(damaged)
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 2
    assert decoded.text == SENTENCES[0].encode()[:20].decode() + "\ufffd\ufffd" + SENTENCES[0].encode()[20:].decode()
    assert "UTF-8 in 2 places" in decoded.problems[0]


def test_a_text_cut_within_a_letter_is_still_utf8() -> None:
    decoded = decode(SENTENCES[0].encode()[:-3] + b"\xd8")
    assert (decoded.encoding, decoded.replaced, decoded.text[-1]) == ("utf-8", 1, "\ufffd")


def test_a_replacement_character_that_the_text_has_itself_is_not_counted() -> None:
    assert decode((SENTENCES[0] + "\ufffd").encode() + b"\xff").replaced == 1


def test_a_byte_that_a_code_page_does_not_know_is_shown_and_counted() -> None:
    data = SENTENCES[0].encode("iso8859_6")
    decoded = decode(data + b"\xff")
    assert (decoded.encoding, decoded.replaced) == ("iso-8859-6", 1)
    assert decoded.text == SENTENCES[0] + "\ufffd"


def test_utf16_of_an_odd_number_of_bytes_keeps_all_but_the_last() -> None:
    decoded = decode(SENTENCES[0].encode("utf-16-le") + b"\x41")
    assert (decoded.text, decoded.encoding, decoded.replaced) == (SENTENCES[0] + "\ufffd", "utf-16-le", 1)


def test_what_a_text_declares_holds_only_where_it_is_not_utf8() -> None:
    assert decode("café".encode(), declared="windows-1252") == Decoded("café")
    assert decode(b"caf\xe9 \xa4", declared="ISO-8859-15").text == "caf\xe9 \u20ac"
    assert decode(b"caf\xe9 \x80", declared="iso-8859-1").text == "caf\xe9 \u20ac"
    for nonsense in ("no such", "utf-8", "utf-7", "utf-16", "rot13", "hex", "unicode_escape", "idna", ""):
        assert decode(SENTENCES[0].encode("cp1256"), declared=nonsense) == Decoded(SENTENCES[0], "windows-1256")


@given(st.binary(max_size=60))
def test_any_bytes_are_read_without_an_error_and_can_be_written(data: bytes) -> None:
    assert decode(data).text.encode() is not None


def test_an_article_in_utf8_imports_nothing_of_the_other_encodings_and_readers() -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom annotations.corpus.corpus import Corpus\n"
        "corpus = Corpus.find(Path(sys.argv[1]))\ncorpus.article(corpus.ids[0])\n"
        "others = ('encodings', 'archives', 'table', 'fields', 'readers')\n"
        "loaded = [name for name in others if f'annotations.corpus.{name}' in sys.modules]\n"
        "sys.exit(', '.join(loaded) or 0)"
    )
    subprocess.run([sys.executable, "-c", code, str(sample_corpus())], check=True)
