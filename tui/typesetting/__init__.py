"""Text to cells: Arabic set for a grid of columns, where every cell knows the code points that it shows.

Pure functions over strings: nothing here knows a terminal, a widget or an annotation. `bidi` finds directions and
embedding levels, `shaping` the glyphs, `lines` breaks paragraphs into lines of cells, `page` gives the rows of an
article. `lines.display` is the door to the screen for everything that is not an article, and `lines.layout.lay_out`
sets a whole text in one call.
"""
