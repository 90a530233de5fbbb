"""The words of the screen in Arabic: by the English that the code has, and the forms of nouns that are counted."""

WORDS: dict[str, str] = {}

NOUNS: dict[str, tuple[str, str, str, str, str, str]] = {}
"""For zero, one, two, 3 to 10, 11 to 99, and 100 and more (Unicode CLDR plural rules for Arabic)."""
