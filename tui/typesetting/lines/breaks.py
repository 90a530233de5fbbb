"""Where a paragraph ends and where a line may be broken.

After UAX #14, as far as it decides about what is written with blanks: a line ends after white space (LB18), and
after a hyphen, dash, slash or ellipsis inside a word (LB21), but no line begins with a mark that closes something, even
where the text has a blank before it (LB13), nor ends after one that opens (LB14, LB15). Numbers stay whole (LB25).
Three rules are for readers of Arabic news: a closing quotation mark or an ellipsis that stands alone goes with what is
before it, and a percent sign with its number; a full stop or slash that begins a Latin word (".NET") goes with that
word; and a link is cut only after its slashes and the signs of its query. Scripts without blanks between words
(Chinese, Thai) are cut between any two cells where the line is full, as is a word longer than the line.
"""

import re
from itertools import accumulate, pairwise
from typing import Final

from annotations.text.lines import LINE_ENDS
from annotations.text.sentences import CLOSING_MARKS, END_MARKS
from tui.typesetting.shaping.glyphs import PLAIN

LINE_END: Final = re.compile(f"[{LINE_ENDS}](?:(?<=\r)\n)?")
"""The mandatory breaks: what `str.splitlines` takes for one."""

_LAST_LINE_END: Final = re.compile(LINE_END.pattern + r"\Z")

SPACES: Final = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
"""White space at which a line may end. It hangs there if it does not fit."""

_ZERO_WIDTH_SPACE: Final = "\u200b"
_CLOSING: Final = frozenset(
    ")]}!?,.:;/\u037e\u0589\u05c6\u060c\u060d\u061b\u061d\u061e\u061f\u06d4\u07f8\u07f9\u2044\u2046\u207e\u208e\u2309\u230b"
    "\u232a\u2762\u2763\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b\ufe10\ufe13\ufe14\ufe15\ufe16\ufe30"
    "\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d\u2060\ufeff"
)
"""CL, CP, EX, IS, SY (LB13) and WJ (LB11): what no line begins with."""
_CLOSING_ALONE: Final = frozenset("\u00bb\u201d\u2019\u203a\u2026")
"""What no line begins with where white space, a closing mark or nothing follows (LB15b, and see above)."""
_PERCENT_SIGNS: Final = frozenset("%\u066a\u2030")
_OPENING: Final = frozenset(
    "([{\u00a1\u00bf\u00ab\u2018\u201a\u201c\u201e\u2039\u2045\u207d\u208d\u2308\u230a\u2329\u3008\u300a\u300c\u300e\u3010"
)
"""OP and the opening QU: what no line ends with, blanks behind it or not (LB14, LB15a)."""
_DIVIDING: Final = frozenset("-/\u2010\u2013\u2014\u2026?&")
_WHITE_SPACE: Final = re.compile(f"[{SPACES}]+")
_INSIDE: Final = re.compile(r"(?<=[^\W_][-/\u2010])(?=[^\W\d_])|(?<=\w[\u2013\u2014\u2026])(?=\w)")
_INSIDE_LINK: Final = re.compile(r"(?<=[\w-][/?&])(?=\w)")
_LINK: Final = re.compile(rf"(?<![A-Za-z])(?:[A-Za-z]++://|www\.)[^{SPACES}]*\Z")
_LONGEST_LINK: Final = 2048


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text as spans that include their line end.

    A text that is empty or ends in a line end has a last, empty paragraph: the place of a caret at its end.
    """
    lines = text.splitlines(keepends=True)
    ends = [0, *accumulate(map(len, lines))]
    if not lines or without_line_end(lines[-1]) != lines[-1]:
        ends.append(len(text))
    return list(pairwise(ends))


def without_line_end(paragraph: str) -> str:
    """A paragraph without the line end that it may have."""
    line_end = _LAST_LINE_END.search(paragraph, max(len(paragraph) - 2, 0))
    return paragraph[: line_end.start()] if line_end else paragraph


LONGEST: Final = 1 << 12
"""Code points that are set as one paragraph at most."""

_SENTENCE_END: Final = re.compile(rf"[{END_MARKS}][{END_MARKS}{CLOSING_MARKS}]*+[{SPACES}]+(?![{SPACES}])")
_WORD_END: Final = re.compile(f"[{SPACES}](?![{SPACES}])")
_LETTER_END: Final = re.compile(f"[{PLAIN}](?=[{PLAIN}])(?![\u0622\u0623\u0625\u0627])")


def split_long(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A paragraph as the pieces that are set one by one, so that one of any length can be shown at once.

    It is one piece up to `LONGEST` code points. A longer one is cut behind the last sentence that ends in the last
    quarter of so many, else behind the last word, else between two letters; there the line ends, joining ends, and
    embeddings that are open are closed, while the base direction is that of the whole: a higher-level protocol in
    the sense of UAX #9 HL3. Behind a sentence nothing else changes, since its levels do not depend on the next one's.
    """
    pieces: list[tuple[int, int]] = []
    while end - start > LONGEST:
        cut = _last_end(text, start + LONGEST - LONGEST // 4, start + LONGEST)
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _last_end(text: str, start: int, end: int) -> int:
    for kind in (_SENTENCE_END, _WORD_END, _LETTER_END):
        ends = [match.end() for match in kind.finditer(text, start, end) if match.end() < end]
        if ends:
            return ends[-1]
    return end


def last_break(text: str, start: int, limit: int) -> int:
    """Where the next line begins, if one begins at `start` and has no room for the code point at `limit`.

    At the last place where the line may be broken that leaves something visible in it; white space may reach beyond
    the limit. If there is none, in the middle of a word: at the limit, or before, where that keeps a closing mark
    from beginning a line.
    """
    if not text[start:limit].strip(SPACES):
        return limit
    space = _WHITE_SPACE.match(text, limit)
    if space and (space.end() == len(text) or _may_break_after_space(text, space.end())):
        return space.end()
    after = limit
    while after > start and not may_break(text, after):
        after -= 1
    if text[start:after].strip(SPACES):
        return after
    while limit > start + 1 and text[limit] in _CLOSING:
        limit -= 1
    return limit


def may_break(text: str, after: int) -> bool:
    """Whether a line may end before the code point at `after`, which is inside the text."""
    before = text[after - 1]
    if before in SPACES:
        return text[after] not in SPACES and _may_break_after_space(text, after)
    if before not in _DIVIDING:
        return False
    is_link = _LINK.search(text, max(after - _LONGEST_LINK, 0), after) is not None
    return (_INSIDE_LINK if is_link else _INSIDE).match(text, after) is not None


def _may_break_after_space(text: str, after: int) -> bool:
    following, next_one = text[after], text[after + 1 : after + 2]
    last = after - 1
    while last >= 0 and text[last] in SPACES:
        if text[last] == _ZERO_WIDTH_SPACE:
            return True  # LB8
        last -= 1
    if last >= 0 and (text[last] in _OPENING or (text[last].isdigit() and following in _PERCENT_SIGNS)):
        return False
    if following in _CLOSING_ALONE:
        return not (next_one == "" or next_one in SPACES or next_one in _CLOSING)
    begins_word = following in "./" and next_one.isascii() and next_one.isalnum()
    return following not in _CLOSING or begins_word
