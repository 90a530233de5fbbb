"""Line ends: the code points at which `str.splitlines` ends a line, and a paragraph of an article with it."""

from typing import Final

LINE_ENDS: Final = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Each ends a line by itself, but for LF behind CR; also the inside of a character class."""
