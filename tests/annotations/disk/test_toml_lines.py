import tomllib

from hypothesis import given
from hypothesis import strategies as st

from annotations.disk.toml_lines import Lines

# Whatever could be taken for a table or a key, in every kind of text, and what could be taken for a text's end.
VALUES = st.sampled_from(
    [
        '"x"',
        '"\\"[[labels]] # "',
        "'[[labels]]'",
        '"""\nname = 1\n[[labels]]\n"""',
        '"""\\""" \n key = 2"""',
        '"""x""""',
        "'''\nname = 1\n\"\n[labels]'''",
        '[\n  "one",\n  "[[labels]]", # name = 1\n]',
        "{ name = 1, key = '''x''' }",
        "12 # name = 1 '''",
    ]
)
KEYS = ("name", "title", "key", "colour-1")


@given(st.lists(st.tuples(st.sampled_from(["labels", "relations"]), st.lists(st.tuples(VALUES, st.booleans())))))
def test_every_table_and_key_is_found_where_it_stands(tables: list[tuple[str, list[tuple[str, bool]]]]) -> None:
    text = "# [[labels]]\nannotator = '''\n\n'''\n"
    wanted = {("annotator",): 2}
    count = {"labels": 0, "relations": 0}
    for table, values in tables:
        way = (table, count[table])
        count[table] += 1
        wanted[way] = text.count("\n") + 1
        text += f"[[ {table} ]] # name = 1\n"
        for key, (value, spaced) in zip(KEYS, values, strict=False):
            text += "\n" if spaced else ""
            wanted[*way, key] = text.count("\n") + 1
            text += f"  {key}{' ' * spaced}= {value}\n"
        wanted[*way, "attributes"] = text.count("\n") + 1
        wanted[*way, "attributes", "value"] = text.count("\n") + 2
        text += f"[{table}.attributes]\nvalue.x = 1\n"
    assert tomllib.loads(text)["annotator"] == "\n"
    lines = Lines(text)
    assert {way: lines[way] for way in wanted} == wanted


def test_what_is_not_found_stands_where_it_belongs_to() -> None:
    lines = Lines("x = 1\nlabels = [ { name = 1 },\n { name = 2 } ]\n[[relations]]\n'key' = 1\n")
    assert [lines[way] for way in [("labels", 1, "name"), ("relations", 0, "key"), ("other",), ()]] == [2, 4, 1, 1]
