"""Records in the SGML of TREC and Gigaword: `<DOC> … </DOC>`, one behind the other, with no root around them."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from annotations.corpus.decoding import decode_utf8
from annotations.corpus.fields import Record
from annotations.corpus.readers.reader import Slice
from annotations.disk import limits

_EDGE = re.compile(rb"<(/?)DOC(?=[\s>])", re.IGNORECASE)
_OPENING = re.compile(r"<([A-Za-z][A-Za-z0-9_]{0,20})(?=[\s>])[^<>]{0,500}>")
_OWN_ID = re.compile(r"<DOC\b[^<>]{0,200}?\bid\s*=\s*[\"']?([^\s\"'<>]{1,100})", re.IGNORECASE)
_DAY_IN_ID = re.compile(r"(?<!\d)(?:19|20)\d{6}(?!\d)")
_MEANINGS = {
    **dict.fromkeys(("docno", "docid", "doc_id", "id"), "id"),
    **dict.fromkeys(("headline", "title", "hl", "head", "ti"), "headline"),
    **dict.fromkeys(("text", "body", "content", "story"), "html"),
    **dict.fromkeys(("date", "date_time", "datetime", "time", "pubdate", "date1", "publication_date"), "date"),
    **dict.fromkeys(("src", "source", "publisher", "newspaper", "outlet"), "outlet"),
    **dict.fromkeys(("author", "byline", "by"), "author"),
    **dict.fromkeys(("keywords", "keyword", "subject"), "keywords"),
    "dateline": "dateline",
    **dict.fromkeys(("abstract", "summary", "doctype", "url", "language", "category"), ""),
}
"""The field of a record for each element, by its name; "" for an element that is no part of the text."""


class Docs:
    """Reads the documents of a file, which it holds in memory as a whole."""

    def slices(self, stream: BinaryIO) -> Iterator[Slice]:
        """Yield the documents, like every `Reader.slices`."""
        data = stream.read(limits.FILE)
        started, found = -1, False
        for edge in _EDGE.finditer(data):
            if started >= 0:
                end = data.find(b">", edge.end()) + 1 if edge[1] else edge.start()
                yield self._slice(data, started, end or len(data))
                found = True
            started = -1 if edge[1] else edge.start()
        if started >= 0:
            yield self._slice(data, started, len(data))
        elif not found:
            raise ValueError("holds no <DOC>, so it is left out")

    def record(self, data: bytes) -> Record:
        """Read one document, like every `Reader.record`."""
        text = decode_utf8(data).text
        own = _OWN_ID.match(text)
        record: dict[str, str] = {}
        rest: list[str] = []
        cursor, unclosed = text.find(">") + 1, set[str]()
        while opening := _OPENING.search(text, cursor):
            name = opening[1].lower()
            meaning = _MEANINGS.get(name)
            closing = None
            if meaning is not None and name not in unclosed:
                closing = re.compile(f"</{name}\\s*>", re.IGNORECASE).search(text, opening.end())
            if meaning is None or closing is None:
                unclosed.add(name)
                rest.append(text[cursor : opening.end()])
                cursor = opening.end()
                continue
            rest.append(text[cursor : opening.start()])
            content = text[opening.end() : closing.start()].strip()
            if meaning and content:
                record[meaning] = f"{record[meaning]}\n{content}" if meaning == "html" and "html" in record else content
            cursor = closing.end()
        rest.append(text[cursor:])
        body = record.get("html") or "".join(rest).strip()
        record["html"] = "".join(f"<p>{part}</p>" for part in (record.pop("dateline", ""), _with_lines(body)) if part)
        identity = record.get("id", "") or (own[1] if own else "")
        day = _DAY_IN_ID.search(identity)
        return {"id": identity, **({"date": day[0]} if day else {}), **record}

    def _slice(self, data: bytes, start: int, end: int) -> Slice:
        return Slice(start, end, self.record(data[start:end]))


def _with_lines(body: str) -> str:
    """Return a body whose lines break where they do in the file, unless it marks its paragraphs."""
    body = re.sub("(?i)</?doc(?:\\s[^<>]*)?>", "", body)
    return body if re.search(r"<[Pp][\s>]", body) else body.strip().replace("\n", "<br>")
