"""The files that `newsreader init` writes: newsreader.toml, and what git and Syncthing leave out."""

from annotations.disk.json import json_text
from annotations.project.defaults import DEFAULT_LABELS
from annotations.project.layout import ARTICLES, CACHE, STORE

_MADE_ANEW = (f"/{CACHE}", f"/{STORE}/*/{ARTICLES}")
"""What each machine makes from the journals. Two machines' versions of one such file are a conflict about nothing."""
IGNORED = {
    ".gitignore": ("# newsreader makes these anew from the journals", *_MADE_ANEW),
    ".stignore": (
        "// newsreader makes these anew from the journals; Syncthing reads this file in the folder that it shares",
        *_MADE_ANEW,
    ),
}
"""Name of a file -> the lines that it has to have."""

HEAD = """\
# The labels, relations and other settings of this folder. Every entry may be changed or removed; the default holds for
# an entry that is not here. Open the folder again after a change.

# The annotator, unless another name is given when newsreader starts.
# annotator = "hana"

# If true, only their owner may read the files that are written here: annotations, the index, exports.
# private = true

# Labels, in the order in which they are shown.
#   name        as stored and exported: letters, digits, _ and -
#   title       as the screen shows it, title_ar in Arabic
#   key         the letter that applies it, small or capital
#   colour      1 to 8
#   guideline   what to mark with it; in examples, ⟦ and ⟧ are the edges of spans
#   attributes  further values of an annotation, each a text, a number or a flag (true or false)
"""
CORPUS = """
# The names of fields in files of records (JSON, JSON lines, CSV), for fields that are not found without: one name, or
# several, of which the first that a record has is used. A dot leads into an object.
# [corpus]
# text = "body"
# headline = "title"
# date = ["published", "meta.date"]
# outlet = "source"
# author = "author"
# keywords = "tags"
# id = "url"
# markup = "body_html"
"""
_RELATIONS = """
# Relations, from annotations with one of the source labels to annotations with one of the target labels. A key is not
# needed.
"""


def template() -> str:
    """Return a newsreader.toml with the defaults, and comments that explain them."""
    lines = [HEAD]
    for label in DEFAULT_LABELS:
        types = ", ".join(f"{each.name} = {json_text(each.type)}" for each in label.attributes)
        examples = "".join(f"  {json_text(example)},\n" for example in label.examples)
        lines.append(
            f"\n[[labels]]\nname = {json_text(label.name)}\ntitle = {json_text(label.title)}\n"
            f"title_ar = {json_text(label.title_ar)}\nkey = {json_text(label.key)}\ncolour = {label.colour}\n"
            f"guideline = {json_text(label.guideline)}\nexamples = [\n{examples}]\nattributes = {{ {types} }}\n"
        )
    lines.append(_RELATIONS)
    lines += [
        f"\n[[relations]]\ntype = {json_text(each.name)}\ntitle = {json_text(each.title)}\n"
        f"title_ar = {json_text(each.title_ar)}\nsource = {json_text(each.source, spaced=True)}\n"
        f"target = {json_text(each.target, spaced=True)}\n"
        for each in DEFAULT_LABELS.relations
    ]
    lines.append(CORPUS)
    return "".join(lines)
