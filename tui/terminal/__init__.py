"""The terminal: which one it is, and how its own bidi is switched off and on again."""
