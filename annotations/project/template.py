"""The newsreader.toml that `newsreader init` writes."""

from annotations.disk.json import json_text
from annotations.project.defaults import DEFAULT_LABELS

_HEAD = """\
# What is annotated in this folder, and how. Everything here may be changed or left out; what is left out is as in a
# folder without this file. Open the folder anew after a change.

# Whose annotations these are, unless a name is given when newsreader is started.
# annotator = "hana"

# Whether only their owner may read the files that are written here: annotations, the index, exports.
# private = true

# Labels, in the order in which they are shown.
#   name        as stored and exported: small letters, digits, _ and -
#   title       as the screen shows it, title_ar in Arabic
#   key         the letter that applies it, small or capital
#   colour      1 to 8
#   guideline   what is marked with it; examples with the edges of spans as ⟦ and ⟧
#   attributes  what an annotation can say besides, each as text, number or flag (true or false)
"""
_CORPUS = """
# What the fields are called in files of records (JSON, JSON lines, CSV), where it is not found out by itself: one name,
# or several of which the first that a record has counts; a dot leads into an object.
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
    """A newsreader.toml that says what holds without one, with comments that explain it."""
    lines = [_HEAD]
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
    lines.append(_CORPUS)
    return "".join(lines)
