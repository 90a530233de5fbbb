r"""Tokens: a text cut into words, numbers and signs, each at its offsets, for formats that label tokens.

The rules, the first that fits at a place:

- an address (`https://…`, `www.…`) up to white space or what closes it, without the punctuation behind it; an e-mail
  address; `#` or `@` with the word behind it, underscores too: whole;
- digits of any script with `.` `,` `،` `٫` `٬` `'` `’` between them: one number; signs and units stand apart;
- letters with their vowel signs, tatweel, joiners, invisible format characters, apostrophes and full stops: one word,
  into another script and digits too (`H1N1` is one word), as Unicode's word characters are;
- an emoji with all that joins to it; any other sign alone.

White space and direction marks stand between tokens, but are tokens where a span begins or ends with them. An edge of a
span always cuts, so that every span is whole tokens.

Every word of the screen (`annotations.text.words`) is a whole number of tokens: one, but for letters and digits with a
decimal sign between digits, and for full stops and apostrophes in a hashtag. It is a part of a token only in an address
and behind `#` or `@`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import NamedTuple, cast

from annotations.text.marks import CLINGING, INVISIBLE, JOINERS, MARKS
from annotations.text.proclitics import ARTICLE, CONJUNCTIONS, LI, PREPOSITIONS, PROCLITICS
from annotations.text.words import BETWEEN_LETTERS, LETTERS, NUMBER

_WORD = rf"[^\W_](?:[{LETTERS}]++|{BETWEEN_LETTERS})*+"
_TAG = rf"[#@](?:[{LETTERS}]|[{INVISIBLE}]++(?=[{LETTERS}]))+"
_ADDRESS = r"(?:https?://|www\.)[^\s<>\"\u00ab\u00bb\u200e\u200f]*[^\s<>\"\u00ab\u00bb\u200e\u200f.,;:!?)\]'\u060c\u061b\u061f\u2026]"
_MAIL = rf"[\w.+-]{{1,64}}+@\w[\w-]*(?:\.\w[{LETTERS}]*)+"
_EMOJI_PART = "[\u2190-\u2bff\u3030\U0001f000-\U0001faff][\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]*"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_TOKEN = re.compile(
    rf"{_ADDRESS}|{_MAIL}|{_TAG}|{NUMBER}(?![{INVISIBLE}]*+[{LETTERS}])|{_WORD}|{_FLAG}"
    rf"|{_EMOJI_PART}(?:\u200d(?!\w){_EMOJI_PART})*"
    rf"|[^\s\u200b{JOINERS}{INVISIBLE}][{MARKS}\ufe0f]*",
)

_PROCLITICS = re.compile(
    rf"(?P<conjunction>[{CONJUNCTIONS}])?"
    rf"(?:(?P<preposition>[{PREPOSITIONS}])?(?={ARTICLE}\w{{3}})|(?P<li>{LI})(?={LI}\w{{3}}))"
)
_ROOTS = re.compile(
    # walid(a), "father, mother", with their endings; baligh, "adult"; kalsiyum, "calcium"; Valencia
    "\u0648\u0627\u0644\u062f[\u0629\u062a]?(?:\u064a|\u0647|\u0647\u0627|\u0647\u0645|\u0647\u0645\u0627|\u0643|\u0643\u0645|\u0646\u0627|\u0627\u0646|\u064a\u0646|\u064a\u0647|\u064a\u0647\u0627|\u064a\u0647\u0645)?"
    "|\u0628\u0627\u0644\u063a(?:\u0629|\u0627\u062a|\u0648\u0646|\u064a\u0646|\u0627)?"
    "|\u0643\u0627\u0644\u0633\u064a\u0648\u0645|\u0641\u0627\u0644\u0646\u0633\u064a\u0627"
)
_CLINGS = re.compile(f"[{CLINGING}]")
_BEHIND = f"[{CLINGING}]*"
_DEFINITE = _BEHIND.join(ARTICLE) + rf"{_BEHIND}(?:\w{_BEHIND}){{3}}"
_LI = rf"{LI}{_BEHIND}(?={LI}{_BEHIND}(?:\w{_BEHIND}){{3}})"
_ON_ARTICLE = rf"[{PREPOSITIONS}]{_BEHIND}(?={_DEFINITE})"
_SPLIT = rf"{_LI}|{_ON_ARTICLE}|[{CONJUNCTIONS}]{_BEHIND}(?={_LI}|{_ON_ARTICLE}|{_DEFINITE})"
"""A proclitic, with its signs, at the beginning of a word."""


class Token(NamedTuple):
    """The code points `[start, end)` of a text."""

    start: int
    end: int


_token = cast("Callable[[tuple[int, int]], Token]", partial(tuple.__new__, Token))
"""Makes a token of its start and end; half of the time of `Token._make`, which is written in Python."""


def tokens(text: str, spans: Collection[tuple[int, int]] = (), *, split_proclitics: bool = False) -> list[Token]:
    """Return the tokens of a text in order; each of the spans, given by start and end, is whole tokens.

    With `split_proclitics` the conjunctions و and ف and the prepositions ب, ك and ل that are written onto a word become
    tokens of their own, if the article ال (behind ل its lam alone) and at least three letters follow. Elsewhere only a
    dictionary could distinguish them from the word's own letters. The commonest words that only look so (والدته,
    بالغين) stay whole.
    """
    edges = sorted({edge for span in spans for edge in span})
    cut = _inked(text, edges, split_proclitics=split_proclitics)
    if not edges:
        return cut
    starts, ends = [token.start for token in cut], [token.end for token in cut]
    between: set[Token] = set()
    for start, end in spans:
        first, last = bisect_left(starts, start), bisect_right(ends, end)
        at_start = starts[first] if first < len(cut) else len(text)
        at_end = ends[last - 1] if last else 0
        for left, right in ((start, min(at_start, end)), (max(at_end, start), end)):
            if left < right:
                inside = [left, *edges[bisect_right(edges, left) : bisect_left(edges, right)], right]
                between.update(map(Token, inside, inside[1:]))
    return sorted([*cut, *between]) if between else cut


def cuts(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[str, list[int]]]:
    """Yield the tokens of a text without spans that spans would cut: its words, and the cuts in code points of it."""
    edges = sorted({edge for span in spans for edge in span})
    for start, end in _inked(text, ()):
        inside = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        if inside:
            yield text[start:end], [edge - start for edge in inside]


def expression(*, split_proclitics: bool = False) -> str:
    """Return a regular expression for the next token, or a sign between tokens, at the beginning of a text's rest.

    It is for programs that cut a text by themselves. Words that only look as if they had proclitics are cut by it if
    they are written with vowel signs.
    """
    proclitics = f"(?!(?:{_ROOTS.pattern})(?![{LETTERS}]))(?:{_SPLIT})|" if split_proclitics else ""
    return f"^(?:{proclitics}{_TOKEN.pattern}|.)"


def _inked(text: str, edges: Iterable[int], *, split_proclitics: bool = False) -> list[Token]:
    """Return the visible tokens, cut at the edges, which are given in order."""
    whole = [match.span() for match in _TOKEN.finditer(text)]
    places = dict.fromkeys(edges)
    if split_proclitics:
        places |= dict.fromkeys(cut for start, end in whole for cut in _proclitic_cuts(text[start:end], start))
    result: list[Token] = []
    done = 0
    for cut in sorted(places):
        place = bisect_left(whole, (cut,), lo=done) - 1  # the last token that begins before the cut
        if place >= done and cut < whole[place][1]:
            result.extend(map(_token, whole[done:place]))
            start, end = whole[place]
            result.append(Token(start, cut))
            whole[place] = (cut, end)
            done = place
    result.extend(map(_token, whole[done:]))
    return result


class Piece(NamedTuple):
    """A token, or white space between tokens, and whether one blank that is no piece of its own stands behind it."""

    start: int
    end: int
    has_blank: bool


def pieces(text: str, spans: Collection[tuple[int, int]], *, split_proclitics: bool = False) -> list[Piece]:
    """Return the tokens of a text with what is between them: pieces and their blanks are the whole text.

    No span begins or ends inside a piece, nor at a blank behind one: white space at the edge of a span is a piece.
    """
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    edges = starts | ends
    result: list[Piece] = []

    def fill(end: int) -> None:
        """Make pieces of what stands between the last one and `end`."""
        start = result[-1].end + result[-1].has_blank if result else 0
        for cut in (place for place in range(start + 1, end + 1) if place == end or place in edges):
            result.append(Piece(start, cut, has_blank=False))
            start = cut

    for token in _inked(text, sorted(edges), split_proclitics=split_proclitics):
        fill(token.start)
        has_blank = text.startswith(" ", token.end) and token.end not in starts and token.end + 1 not in ends
        result.append(Piece(token.start, token.end, has_blank))
    fill(len(text))
    return result


def _proclitic_cuts(word: str, start: int) -> list[int]:
    """Return the offset behind each proclitic of a word that starts at `start`."""
    if word[0] not in PROCLITICS:
        return []
    places = [place for place, each in enumerate(word) if not _CLINGS.match(each)]
    letters = "".join(word[place] for place in places)
    match = _PROCLITICS.match(letters)
    if match is None or _ROOTS.fullmatch(letters):
        return []
    return [start + places[match.end(name)] for name in ("conjunction", "preposition", "li") if match[name]]
