"""Proclitics: what Arabic writes onto the word that follows it.

A conjunction comes first, then a preposition, then the article. Behind the preposition li the article loses its alef:
li-l-. Only a dictionary could distinguish a proclitic from a word's own first letter. So each use has its own condition
on what follows; the letters stand here once.

The strings of single letters are also the inside of a regular expression's character class.
"""

from typing import Final

WA: Final = "\u0648"
BI: Final = "\u0628"
LI: Final = "\u0644"
KA: Final = "\u0643"
CONJUNCTIONS: Final = WA + "\u0641"
"""wa, fa."""
PREPOSITIONS: Final = BI + LI + KA
"""bi, li, ka."""
PROCLITICS: Final = CONJUNCTIONS + PREPOSITIONS
"""All that are one letter."""
MOST_PROCLITICS: Final = 2
"""The most of them before one word, as in wa-bi-."""
ARTICLE: Final = "\u0627\u0644"
"""al-."""
DEFINITE: Final = f"(?:[{CONJUNCTIONS}{BI}{KA}]?{ARTICLE}|{LI}{LI})"
"""The beginning of a word with the article, behind at most one other proclitic, as a regular expression."""
