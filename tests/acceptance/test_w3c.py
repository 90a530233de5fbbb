"""Web annotations, expanded by a JSON-LD processor with the terms of the W3C's context that they use."""

import json
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote

import pytest

from annotations.model.record import Record

pytestmark = pytest.mark.slow

OA, RDF = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
IDS = {
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": "oa:hasSource",
    "selector": "oa:hasSelector",
    "creator": "dcterms:creator",
    "generator": "as:generator",
}
CONTEXT = {
    "oa": OA,
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": RDF,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    **{name: {"@type": "@id", "@id": iri} for name, iri in IDS.items()},
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "SpecificResource", "exact", "prefix", "suffix")},
    **{name: f"oa:{name}" for name in ("TextQuoteSelector", "TextPositionSelector")},
    **{name: f"oa:{name}" for name in ("assessing", "commenting", "describing", "identifying", "linking", "tagging")},
    "Text": "dctypes:Text",
    "Person": "foaf:Person",
    "Software": "as:Application",
    "AnnotationPage": "as:OrderedCollectionPage",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "format": "dc:format",
    "value": "rdf:value",
    "name": "foaf:name",
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}


def one(node: dict, name: str) -> object:
    (value,) = node[OA + name]
    return value.get("@value", value.get("@id", value))


def of_type(nodes: list[dict], name: str) -> dict:
    (node,) = [each for each in nodes if each.get("@type") == [OA + name]]
    return node


def test_a_json_ld_processor_finds_every_span(
    exported: Callable[..., Path], records: Sequence[Record], gold: Sequence[Record], kept: Callable, results: object
) -> None:
    pyld = pytest.importorskip("pyld", reason="needs pip install -e '.[acceptance]'")
    context = {"contentType": "application/ld+json", "contextUrl": None, "document": {"@context": CONTEXT}}
    document = json.loads(exported("w3c", [*records, *gold]).read_bytes())
    texts = {record.article.id: record.article.text for record in (*records, *gold)}
    loader = {"documentLoader": lambda url, _: {**context, "documentUrl": url}}
    (page,) = pyld.jsonld.expand(document, loader)
    (items,) = page["http://www.w3.org/ns/activitystreams#items"]
    read = []
    linked = 0
    for item in items["@list"]:
        assert item["@type"] == [OA + "Annotation"]
        assert item["@id"].startswith("urn:newsreader:")
        motivation = one(item, "motivatedBy").removeprefix(OA)
        linked += motivation == "linking"
        if motivation != "tagging":
            continue
        label = next(
            body[RDF + "value"][0]["@value"]
            for body in item[OA + "hasBody"]
            if one(body, "hasPurpose") == OA + "tagging"
        )
        for target in item[OA + "hasTarget"]:
            article_id = unquote(one(target, "hasSource").removeprefix("urn:newsreader:article:"))
            position = of_type(target[OA + "hasSelector"], "TextPositionSelector")
            words = of_type(target[OA + "hasSelector"], "TextQuoteSelector")
            start, end = one(position, "start"), one(position, "end")
            text = texts[article_id]
            assert text[start:end] == one(words, "exact")
            assert text[:start].endswith(one(words, "prefix"))
            assert text[end:].startswith(one(words, "suffix"))
            read.append((article_id, label, start, end))
    assert sorted(read) == kept("w3c", [*records, *gold])
    assert linked == sum(len(record.work.relations) for record in (*records, *gold))
    results.loaded("w3c", f"PyLD {version('PyLD')}", spans=len(read))
