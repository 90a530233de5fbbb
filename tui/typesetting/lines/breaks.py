"""Paragraph ends and line breaks, by those rules of UAX #14 that concern scripts with blanks between words.

- A line may end after white space (LB18) and after a hyphen, dash, slash or ellipsis inside a word (LB21).
- No line begins with a closing mark, even after a blank (LB13), or ends with an opening one (LB14, LB15).
- Numbers stay whole (LB25).

Four rules are our own, for readers of Arabic news:

- A closing quotation mark or an ellipsis that stands alone stays with the word before it.
- A percent sign stays with its number.
- A full stop or slash that begins a Latin word (".NET") stays with that word.
- A link is broken only after its slashes and the signs of its query.

Scripts without blanks (Chinese, Thai) are broken between any two cells where the line is full. So is a word that is
longer than the line.
"""

import re
from itertools import accumulate, pairwise
from typing import Final

from annotations.text.lines import LINE_ENDS
from annotations.text.patterns import lazily
from annotations.text.sentences import CLOSING_MARKS, END_MARKS
from tui.typesetting.shaping.glyphs import PLAIN

LINE_END: Final = re.compile(f"[{LINE_ENDS}](?:(?<=\r)\n)?")
"""The mandatory breaks: the same as those of `str.splitlines`."""

_LAST_LINE_END: Final = re.compile(LINE_END.pattern + r"\Z")

SPACES: Final = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
"""White space at which a line may end. It hangs beyond the width if it does not fit."""

_ZERO_WIDTH_SPACE: Final = "\u200b"
_CLOSING: Final = frozenset(
    ")]}!?,.:;/\u037e\u0589\u05c6\u060c\u060d\u061b\u061d\u061e\u061f\u06d4\u07f8\u07f9\u2044\u2046\u207e\u208e\u2309\u230b"
    "\u232a\u2762\u2763\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b\ufe10\ufe13\ufe14\ufe15\ufe16\ufe30"
    "\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d\u2060\ufeff"
)
"""Classes CL, CP, EX, IS, SY (LB13) and WJ (LB11): no line begins with these."""
_CLOSING_ALONE: Final = frozenset("\u00bb\u201d\u2019\u203a\u2026")
"""No line begins with these if white space, a closing mark or nothing follows (LB15b, and our first rule)."""
_PERCENT_SIGNS: Final = frozenset("%\u066a\u2030")
_OPENING: Final = frozenset(
    "([{\u00a1\u00bf\u00ab\u2018\u201a\u201c\u201e\u2039\u2045\u207d\u208d\u2308\u230a\u2329\u3008\u300a\u300c\u300e\u3010"
)
"""Class OP and the opening marks of QU: no line ends with these, even with blanks behind them (LB14, LB15a)."""
_DIVIDING: Final = frozenset("-/\u2010\u2013\u2014\u2026?&")
_WHITE_SPACE: Final = re.compile(f"[{SPACES}]+")
_INSIDE: Final = lazily(r"(?<=[^\W_][-/\u2010])(?=[^\W\d_])|(?<=\w[\u2013\u2014\u2026])(?=\w)")
_INSIDE_LINK: Final = lazily(r"(?<=[\w-][/?&])(?=\w)")
_LINK: Final = lazily(rf"(?<![A-Za-z])(?:[A-Za-z]++://|www\.)[^{SPACES}]*\Z")
_LONGEST_LINK: Final = 2048


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the `[start, end)` of each paragraph of a text, with its line end.

    An empty text, and one that ends in a line end, has an empty last paragraph: the place of a caret at the end.
    """
    lines = text.splitlines(keepends=True)
    ends = [0, *accumulate(map(len, lines))]
    if not lines or without_line_end(lines[-1]) != lines[-1]:
        ends.append(len(text))
    return list(pairwise(ends))


def without_line_end(paragraph: str) -> str:
    """Return a paragraph without its line end, if it has one."""
    line_end = _LAST_LINE_END.search(paragraph, max(len(paragraph) - 2, 0))
    return paragraph[: line_end.start()] if line_end else paragraph


LONGEST: Final = 1 << 12
"""Code points that are set as one paragraph, at most."""

_SENTENCE_END: Final = lazily(rf"[{END_MARKS}][{END_MARKS}{CLOSING_MARKS}]*+[{SPACES}]+(?![{SPACES}])")
_WORD_END: Final = lazily(f"[{SPACES}](?![{SPACES}])")
_LETTER_END: Final = lazily(f"[{PLAIN}](?=[{PLAIN}])(?![\u0622\u0623\u0625\u0627])")


def split_long(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the `[start, end)` of the pieces of a paragraph, so that a paragraph of any length is shown at once.

    A paragraph of at most `LONGEST` code points is one piece. A longer one is cut behind the last sentence that ends
    in the last quarter of each `LONGEST` code points, else behind the last word there, else between two letters. At a
    cut the line and the joining end and open embeddings are closed; the base direction stays that of the whole
    paragraph. This is a higher-level protocol in the sense of UAX #9 HL3. Levels seldom depend on the next sentence,
    so a cut behind a sentence is rarely visible.
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
    """Return where the next line begins: this one begins at `start`, and the code point at `limit` does not fit.

    This is the last permitted break that leaves something visible in the line; white space may go beyond the limit.
    Without such a break the word is cut at the limit, or earlier if the next line would begin with a closing mark.
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
    before, middle = limit, (start + limit) // 2
    while before > middle and text[before] in _CLOSING:
        before -= 1
    return limit if before == middle else before  # a run of closing marks is cut as any long word


def may_break(text: str, after: int) -> bool:
    """Return True if a line may end before the code point at `after`, which is inside the text."""
    before = text[after - 1]
    if before in SPACES:
        return text[after] not in SPACES and _may_break_after_space(text, after)
    if before not in _DIVIDING:
        return False
    inside, inside_link = _INSIDE.match(text, after) is not None, _INSIDE_LINK.match(text, after) is not None
    if inside == inside_link:
        return inside  # in a link or not: looking for its beginning costs thousands of steps
    is_link = _LINK.search(text, max(after - _LONGEST_LINK, 0), after) is not None
    return inside_link if is_link else inside


def _may_break_after_space(text: str, after: int) -> bool:
    """Return True if a line may end before the code point at `after`, which follows white space."""
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
