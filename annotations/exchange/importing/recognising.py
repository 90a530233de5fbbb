"""The format of a file or folder that somebody else made, by its names and its first bytes."""

import json
import re
from pathlib import Path

from annotations.exchange.importing.files import reading

HEAD = 64 * 1024
"""Bytes of a file that are looked at."""
_BY_SUFFIX = {
    ".ann": "brat",
    ".spacy": "spacy",
    ".parquet": "parquet",
    ".arrow": "huggingface",
    ".xmi": "uima",
    ".zip": "uima",
    ".csv": "csv",
    ".jsonld": "w3c",
    **dict.fromkeys((".conll", ".conllu", ".conll03", ".bio", ".iob", ".iob2", ".ner"), "conll"),
}
_IN_FOLDERS = (
    ("dataset_info.json", "huggingface"),
    ("data/*.jsonl", "huggingface"),
    ("labels.xml", "labelstudio"),
    ("**/*.conll", "conll"),
    ("**/*.ann", "brat"),
    ("**/*.xmi", "uima"),
    ("**/*.spacy", "spacy"),
    ("**/*.arrow", "huggingface"),
    ("**/*.parquet", "huggingface"),
    ("**/*.bio", "conll"),
    ("**/*.conllu", "conll"),
)
"""Patterns of files, and the format of a folder that has such a file; the first that fits."""
_BY_CONTENT = (
    (r'"%FEATURE_STRUCTURES"', "uima-json"),
    (r"ns/anno\.jsonld|\"TextQuoteSelector\"", "w3c"),
    (r'"(annotations|completions|predictions)"\s*:\s*\[\s*\{.*?"result"\s*:|"hypertextlabels"', "labelstudio"),
    (r'"start"\s*:[^{}\[\]]*"labels"\s*:', "labelstudio"),
    (r"\[\s*\[?\s*\"(?:[^\"\\]|\\.)*\"\s*,\s*\{\s*\"entities\"", "spacy"),
    (r'"schema"\s*:\s*"newsreader', "jsonl"),
    (r'"(_view_id|_task_hash|answer)"\s*:', "prodigy"),
    (r'"start_offset"\s*:', "doccano-relations"),
    (r'"(label|labels|entities)"\s*:\s*\[\s*\[', "doccano"),
)


def recognised(path: Path) -> str:
    """Return the name of a format that could be a file's or folder's, or "". Raises `ImportFileError`."""
    if path.is_dir():
        found = next((name for pattern, name in _IN_FOLDERS if next(path.glob(pattern), None) is not None), "")
        return found or ("conll" if _is_columns_in(path) else "")
    suffix = path.suffix.casefold()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    with reading(path), path.open("rb") as stream:
        head = stream.read(HEAD).decode("utf-8-sig", errors="replace")
    if head.lstrip()[:1] in {"{", "["}:
        known = next((name for pattern, name in _BY_CONTENT if re.search(pattern, head, re.DOTALL)), "")
        return known or ("jsonl" if _is_lines(head) else "")
    return "conll" if _is_columns(head) else ""


def _is_lines(head: str) -> bool:
    """Return True if the first line is a JSON object."""
    line = head.lstrip().partition("\n")[0]
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return len(line) > HEAD // 2 and line.startswith("{")


def _is_columns(head: str) -> bool:
    """Return True if lines have a tag at their end or begin."""
    return re.search(r"^(\S.*[ \t])?([BISEUL][-_]\w+|\w+[-_][BIES])([ \t].*)?$", head, re.MULTILINE) is not None


def _is_columns_in(folder: Path) -> bool:
    for path in sorted(folder.glob("*"))[:20]:
        if path.suffix.casefold() in {".txt", ".tsv"} and path.is_file():
            with reading(path), path.open("rb") as stream:
                if _is_columns(stream.read(HEAD).decode(errors="replace")):
                    return True
    return False
