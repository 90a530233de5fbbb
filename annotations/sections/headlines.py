"""Headlines as pages give them: with the name of the site and its rubrics before or behind them."""

import re

from annotations.sections.folding import fold
from annotations.sections.outlets import key, outlet_named
from annotations.sections.phrases import consists_of
from annotations.sections.vocabulary import Sign

_SEPARATOR = r"\s+[-–—―•·»›:]{1,2}\s+|\s*\|{1,2}\s*"
_BAR = "|"
_SITE_WORDS = 5
"""Words of the longest name of a site."""
_LONGEST = 400
"""Code points of the longest title in which the site's name is looked for."""
_HEADLINE_WORDS = 3
"""Words of the shortest headline that is left."""
_DOMAIN = r"(?i)(?:[\w-]+\.){1,4}(?:com|net|org|info|news|tv|co|[a-z]{2})"
_MARKS = " \t\xa0\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def is_beside_site(title: str, headline: str) -> bool:
    """Return True if a folded title of a page is a folded headline with something before or behind a separator."""
    if title.endswith(headline):
        return re.search(rf"(?:{_SEPARATOR})\Z", title[: -len(headline)]) is not None
    return title.startswith(headline) and re.match(_SEPARATOR, title[len(headline) :]) is not None


def split_site(headline: str, outlet: str = "") -> tuple[str, str]:
    """Return a headline without the name of the site, and that name, or "".

    The name is that of the `outlet` or of one that is known, an address, or what stands behind a bar. Rubrics beside a
    bar go, too, and so does one behind a name at the front.
    """
    site = ""
    if len(headline) > _LONGEST:
        return headline, site
    while found := _edge(headline, outlet):
        rest, name = found
        site = site or ("" if _is_rubric(name) else name)
        rubric = re.match(rf"\S+(?: \S+)?(?:{_SEPARATOR})", rest)
        if rubric and headline.strip(_MARKS).startswith(name) and len(rest[rubric.end() :].split()) >= _HEADLINE_WORDS:
            rest = rest[rubric.end() :].strip(_MARKS)
        headline = rest
    return headline, site


def _edge(headline: str, outlet: str) -> tuple[str, str] | None:
    """Return a headline without the last or the first part, and that part if it names the site; None to keep all."""
    marks = list(re.finditer(_SEPARATOR, headline.strip(_MARKS))) if re.search(_SEPARATOR, headline) else []
    if not marks:
        return None
    headline = headline.strip(_MARKS)
    first, last = marks[0], marks[-1]
    ends = (
        (headline[: last.start()], headline[last.end() :], last[0], True),
        (headline[first.end() :], headline[: first.start()], first[0], False),
    )
    for left, cut, mark, behind in ends:
        rest, part = left.strip(_MARKS), cut.strip(_MARKS)
        if len(rest.split()) < _HEADLINE_WORDS or not part:
            continue
        if ":" in mark and not re.fullmatch(_DOMAIN, part):
            continue
        barred = _BAR in mark
        if _is_site(part, outlet, barred=barred) or (barred and behind and len(part.split()) <= _SITE_WORDS):
            return rest, part
    return None


def _is_site(part: str, outlet: str, *, barred: bool) -> bool:
    if outlet and key(part) == key(outlet):
        return True
    return bool(re.fullmatch(_DOMAIN, part) or outlet_named(part, common=barred)) or (barred and _is_rubric(part))


def _is_rubric(part: str) -> bool:
    return consists_of(fold(part), Sign.RUBRIC, Sign.BUTTON)
