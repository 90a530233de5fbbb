"""The words of a text in the index: folded (`annotations.text.folding.fold`), with blanks between them."""

from annotations.text.folding import fold
from annotations.text.translation import Translation


class _Foldings(dict[int, str]):
    """The folding of each code point in the index: a blank if it is neither a letter nor a digit."""

    def __missing__(self, code_point: int) -> str:
        folded = "".join(each if each.isalnum() else " " for each in fold(chr(code_point)))
        self[code_point] = folded
        return folded


_INDEXED = Translation("words", _Foldings())


def searchable(text: str) -> str:
    """Return the folded words of a text, in order, with any number of blanks between and around them.

    A word is a run of letters and digits. `searchable(a) + searchable(b) == searchable(a + b)`.
    """
    return _INDEXED.of(text)
