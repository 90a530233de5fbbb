"""The names of a record's fields by meaning: which of them is the text, the headline, the day."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from annotations.corpus.decoding import without_surrogates
from annotations.corpus.extract import Extract, composed
from annotations.corpus.readers.markup import lines_of, plain
from annotations.model.article import Section, SectionKind
from annotations.project.layout import CONFIGURATION
from annotations.sections.dates import find_date
from annotations.sections.folding import fold

Record = Mapping[str, object]


class Fields(NamedTuple):
    """Names of fields by meaning. The first one that a record has counts.

    Case does not matter. A dot separates the name of an object from a name in it.
    """

    text: tuple[str, ...] = (
        *("text", "body", "content", "article", "article_text", "articleBody", "maintext", "full_text", "fulltext"),
        *("content_text", "story", "النص", "نص", "المحتوى", "المقال", "الخبر"),
    )
    """The text, which an article keeps verbatim: its offsets hold in the field."""
    markup: tuple[str, ...] = ("html", "content_html", "body_html", "content.rendered")
    """HTML, for a record without a text."""
    headline: tuple[str, ...] = ("headline", "title", "title.rendered", "العنوان", "عنوان")
    date: tuple[str, ...] = (
        *("date", "published", "published_at", "publishedAt", "pubDate", "date_published", "datePublished"),
        *("date_publish", "publication_date", "created_at", "timestamp", "التاريخ", "تاريخ", "تاريخ النشر"),
    )
    outlet: tuple[str, ...] = (
        *("outlet", "source", "source.name", "publisher", "publisher.name", "newspaper", "site_name", "source_domain"),
        *("agency", "المصدر", "مصدر", "الصحيفة"),
    )
    author: tuple[str, ...] = ("author", "author.name", "authors", "byline", "creator", "الكاتب", "كاتب")
    keywords: tuple[str, ...] = ("keywords", "tags", "كلمات مفتاحية", "الكلمات المفتاحية", "وسوم")
    id: tuple[str, ...] = ("id", "_id", "uuid", "guid", "article_id", "doc_id", "document_id", "المعرف")
    """Unique in the file."""

    def identity(self, record: Record) -> str:
        """Return the record's own id, or ""."""
        for value in _values(record, self.id):
            plainly = next(iter(value.values()), "") if isinstance(value, Mapping) else value  # as MongoDB exports it
            if isinstance(plainly, (str, int)) and not isinstance(plainly, bool):
                return str(plainly).strip()
        return ""

    def body(self, record: Record) -> str:
        """Return the text of a record verbatim, or else its markup. Returns "" if it has neither."""
        return _first(record, self.text) or _first(record, self.markup)

    def read(self, record: Record) -> Extract:
        """Read the article of a record; its text is "" if the record has no body."""
        headline = plain(_first(record, self.headline))
        outlet = plain(_first(record, self.outlet))
        published = next(filter(None, map(day_of, _values(record, self.date))), "")
        keywords = _keywords(next(_values(record, self.keywords), ""))
        text = _first(record, self.text)
        if not text:
            return composed(
                lines_of(_first(record, self.markup)),
                headline=headline,
                author=", ".join(_names(record, self.author)),
                published=published,
                outlet=outlet,
                keywords=keywords,
            )
        text, surrogates = without_surrogates(text)
        known: tuple[Section, ...] = ()
        if headline and text.startswith(headline) and text[len(headline) :].lstrip(" \t")[:1] in ("\n", "\r", ""):
            known = (Section(SectionKind.HEADLINE, 0, len(headline)),)
        problems = (f"{surrogates} halves of surrogate pairs, shown as \ufffd; fix the file",) if surrogates else ()
        return Extract(text, headline, outlet, published, keywords, known, problems)


DEFAULT_FIELDS = Fields()


def project_fields(root: Path) -> Fields:
    """Return the fields that the newsreader.toml at a root names, and the defaults. Raises `ConfigurationError`."""
    if not (root / CONFIGURATION).exists():
        return DEFAULT_FIELDS
    from annotations.project.configuration import read_project  # only a project with such a file pays for it

    return DEFAULT_FIELDS._replace(**read_project(root).fields)


def day_of(value: object) -> str:
    """Return the day that a field names as YYYY-MM-DD, or "".

    Reads ISO 8601, RFC 822, dates in words, and seconds or milliseconds since 1970.
    """
    if isinstance(value, Mapping):
        value = next(iter(value.values()), "")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        seconds = value / 1000 if value > 1e11 else value
        return datetime.fromtimestamp(seconds, UTC).date().isoformat() if 0 < seconds < 4e9 else ""
    if not isinstance(value, str):
        return ""
    if iso := re.match(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)", value):
        try:
            return date(*map(int, iso.groups())).isoformat()
        except ValueError:
            return ""
    if value.isdecimal() and len(value) in (10, 13):
        return day_of(int(value))
    return find_date(fold(value[:100]))


def _values(record: Record, names: tuple[str, ...]) -> Iterator[object]:
    """Yield the values of the named fields, in the order of the names. Skips empty values."""
    folded: Record | None = None
    for name in names:
        value = record.get(name)
        if value is None and "." in name:
            outer, _, inner = name.partition(".")
            nested = record.get(outer)
            value = nested.get(inner) if isinstance(nested, Mapping) else None
        if value is None:
            if folded is None:
                folded = {key.strip().casefold(): each for key, each in record.items()}
            value = folded.get(name.casefold())
        if value is not None and value != "":
            yield value


def _first(record: Record, names: tuple[str, ...]) -> str:
    """Return the first text in the named fields that is not blank, or ""."""
    return next((each for each in _values(record, names) if isinstance(each, str) and not each.isspace()), "")


def _names(record: Record, names: tuple[str, ...]) -> Iterator[str]:
    value = next(_values(record, names), "")
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, Mapping) else each
        if isinstance(name, str) and (name := plain(name)):
            yield name


def _keywords(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else re.split("[,،;؛|]", value) if isinstance(value, str) else []
    return tuple(filter(None, (plain(each) for each in values if isinstance(each, str))))
