"""dkpro-cassis, which counts code points, reads UIMA's UTF-16 offsets as the places of the spans."""

from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import pytest

from annotations.model.record import Record

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["uima", "uima-json"])
def test_cassis_reads_every_span(
    exported: Callable[..., Path], records: Sequence[Record], gold: Sequence[Record], kept: Callable, results, name: str
) -> None:
    cassis = pytest.importorskip("cassis", reason="needs pip install -e '.[acceptance]'")
    material = [*records, *gold]
    texts = {record.article.id: record.article.text for record in material}
    target = exported(name, material)
    read = []
    related = 0
    for file in sorted(target.rglob("*.xmi" if name == "uima" else "*.json")):
        if name == "uima":
            cas = cassis.load_cas_from_xmi(file, typesystem=cassis.load_typesystem(target / "TypeSystem.xml"))
        else:
            cas = cassis.load_cas_from_json(file.read_text("utf-8"))
        (article,) = cas.select("newsreader.Article")
        assert cas.sofa_string == texts[article.id]
        read += [(article.id, each.label, each.begin, each.end) for each in cas.select("newsreader.Mention")]
        relations = list(cas.select("newsreader.Relation"))
        assert all((each.begin, each.end) == (each.Dependent.begin, each.Dependent.end) for each in relations)
        related += sum(each.label != "continues" for each in relations)
    assert sorted(read) == kept(name, material)
    assert related == sum(len(record.work.relations) for record in material)
    results.loaded(name, f"dkpro-cassis {version('dkpro-cassis')}", spans=len(read))
