"""The names of a record's fields by meaning: which of them is the text, the headline, the day."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from annotations.corpus.days import day_of
from annotations.corpus.decoding import without_surrogates
from annotations.corpus.extract import Extract, composed
from annotations.corpus.readers.markup import lines_of, plain
from annotations.model.article import Section, SectionKind
from annotations.project.layout import CONFIGURATION

Record = Mapping[str, object]

_WRAPPERS = (
    *("_source", "source", "attributes", "fields", "node", "article", "doc", "document", "data", "item", "record"),
    *("content", "post", "news", "story", "value", "_doc"),
)
"""Names of an object in a record that may hold the article: Elasticsearch, Strapi and others wrap it."""
_PARAGRAPH = ("text", "content", "paragraph", "value", "data.text", "p")
"""Names of the text in a paragraph that is an object."""
_CACHED_KEYS, _CACHED_LENGTH = 100, 4000
"""Keys of a record, and their code points, up to which the keys that have a meaning are cached."""
_MOST_KEYS = 1000
"""Keys of a record, above which only those count that are named exactly."""
_LONGEST_NAME = 100
_LONGEST_OUTLET = 1000


class Fields(NamedTuple):
    """Names of fields by meaning. The first one that a record has counts.

    Case, blanks, `_` and `-` do not matter: `publish_date` also finds `publishDate` and `Publish Date`. A dot separates
    the name of an object from a name in it.
    """

    text: tuple[str, ...] = (
        *("text", "body", "content", "article", "article_text", "articleBody", "maintext", "full_text", "fulltext"),
        *("content_text", "story", "article_content", "article_body", "body_text", "full_content", "full_article"),
        *(
            "news_text",
            "news_content",
            "news_body",
            "story_text",
            "main_text",
            "main_content",
            "raw_text",
            "raw_content",
        ),
        *("clean_text", "cleaned_text", "page_text", "document_text", "doc_text", "plain_text", "text_content"),
        *(
            "text_ar",
            "content_ar",
            "body_ar",
            "article_ar",
            "arabic_text",
            "text_arabic",
            "texte",
            "contenu",
            "paragraphs",
        ),
        *(
            "news",
            "document",
            "النص",
            "نص",
            "المحتوى",
            "محتوى",
            "المقال",
            "الخبر",
            "نص الخبر",
            "نص المقال",
            "متن الخبر",
        ),
        *("نص المقالة", "محتوى الخبر", "محتوى المقال", "متن", "المتن", "تفاصيل", "التفاصيل", "تفاصيل الخبر"),
    )
    """The text, which an article keeps verbatim: its offsets hold in the field. Paragraphs in a list are joined."""
    markup: tuple[str, ...] = (
        *("html", "content_html", "body_html", "content.rendered", "article_html", "raw_html", "body.value"),
        *("body.processed", "content.value"),
    )
    """HTML, for a record without a text."""
    teaser: tuple[str, ...] = (
        *("description", "summary", "abstract", "excerpt", "post", "message", "tweet", "tweet_text", "caption", "lead"),
        *("lead_paragraph", "snippet"),
        *("transcript", "sentence", "excerpt.rendered", "الوصف", "وصف", "الملخص", "ملخص", "المنشور", "التغريدة"),
    )
    """The text of a record that has no other."""
    headline: tuple[str, ...] = (
        *(
            "headline",
            "title",
            "title.rendered",
            "article_title",
            "news_title",
            "headline.main",
            "title_ar",
            "web_title",
            "name",
        ),
        *("titre", "العنوان", "عنوان", "عنوان الخبر", "عنوان المقال"),
    )
    date: tuple[str, ...] = (
        *("date", "published", "published_at", "publishedAt", "pubDate", "date_published", "datePublished"),
        *("date_publish", "publication_date", "publish_date", "published_date", "published_on", "published_time"),
        *(
            "publish_time",
            "web_publication_date",
            "pub_time",
            "article_date",
            "news_date",
            "date_time",
            "datetime",
            "created_at",
            "created",
        ),
        *(
            "created_date",
            "date_created",
            "timestamp",
            "time",
            "date_added",
            "posted_at",
            "post_date",
            "issued",
            "date_gmt",
        ),
        *("التاريخ", "تاريخ", "تاريخ النشر", "تاريخ الخبر", "تاريخ المقال", "date_modified", "modified", "updated_at"),
        *("updated", "date_extracted", "date_download", "crawl_date", "crawled_at", "scraped_at", "date_scraped"),
        *("retrieved_at", "fetched_at"),
    )
    """The days of publication stand before those of a change or a download."""
    outlet: tuple[str, ...] = (
        *("outlet", "source", "source.name", "publisher", "publisher.name", "newspaper", "site_name", "outlet_name"),
        *("source_name", "news_source", "publication", "publication_name", "provider", "provider.name", "agency"),
        *(
            "journal",
            "channel",
            "media",
            "website",
            "site",
            "site_title",
            "hostname",
            "source_hostname",
            "source_domain",
        ),
        *(
            "domain",
            "المصدر",
            "مصدر",
            "مصدر الخبر",
            "الصحيفة",
            "الموقع",
            "الوكالة",
            "القناة",
            "source_url",
            "url",
            "link",
        ),
        *("article_url", "web_url"),
    )
    """A name counts before an address, which gives the outlet's host."""
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
        return _text(record, self.text) or _text(record, self.markup) or _text(record, self.teaser)

    def article_in(self, record: Record) -> Record:
        """Return the record with the fields of an object in it that holds the article, if it has no body itself."""
        if self.body(record):
            return record
        for name in _WRAPPERS:
            inner = record.get(name)
            if isinstance(inner, Mapping) and self.body(inner):
                return {**record, **inner}
        return record

    def read(self, record: Record) -> Extract:
        """Read the article of a record; its text is "" if the record has no body."""
        record = self.article_in(record)
        headline = plain(_first(record, self.headline))
        outlet = _outlet(record, self.outlet)
        published = next(filter(None, map(day_of, _values(record, self.date))), "")
        keywords = _keywords(next(_values(record, self.keywords), ""))
        text = _text(record, self.text)
        markup = "" if text else _text(record, self.markup)
        if not text and (markup or "<" in (text := _text(record, self.teaser))):
            return composed(
                lines_of(markup or text),
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

    def has_day(self, record: Record) -> bool:
        """Return True if a field for the day has a value, even one that is no day."""
        return next(_values(record, self.date), None) is not None

    def knows(self, name: str) -> bool:
        """Return True if a field of this name has a meaning."""
        return plain_name(name) in _known_names(self)


DEFAULT_FIELDS = Fields()


def project_fields(root: Path) -> Fields:
    """Return the fields that the newsreader.toml at a root names, and the defaults. Raises `ConfigurationError`."""
    if not (root / CONFIGURATION).exists():
        return DEFAULT_FIELDS
    from annotations.project.configuration import read_project  # only a project with such a file pays for it

    named = read_project(root).fields
    teaser = () if "text" in named else DEFAULT_FIELDS.teaser  # a project that names its text means no other field
    return DEFAULT_FIELDS._replace(teaser=teaser, **named)


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """Return the name of a field without what does not matter in it: case, blanks, separators and invisible marks."""
    return re.sub(r"[\s_\-\ufeff\u200b-\u200f]+", "", name).casefold()


@lru_cache(maxsize=16)
def _known_names(fields: Fields) -> frozenset[str]:
    return frozenset(plain_name(name.partition(".")[0]) for names in fields for name in names)


def _values(record: Record, names: tuple[str, ...]) -> Iterator[object]:
    """Yield the values of the named fields, in the order of the names. Skips empty values."""
    keys = (
        tuple(record)
        if len(record) <= _MOST_KEYS
        else tuple(key for name in names if (key := name.split(".")[0]) in record)
    )
    find = _found if len(keys) <= _CACHED_KEYS and sum(map(len, keys)) <= _CACHED_LENGTH else _found.__wrapped__
    for key, inner in find(keys, names):
        value = record[key]
        if inner:
            value = _nested(value, inner)
        if value is not None and value != "":
            yield value


@lru_cache(maxsize=64)
def _found(keys: tuple[str, ...], names: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the keys of a record that have one of the names, in the order of the names, and the names inside each.

    The records of a file have the same keys, so that this is found once.
    """
    folded: dict[str, list[str]] = {}
    for key in keys:
        folded.setdefault(plain_name(key) if len(key) <= _LONGEST_NAME else key, []).append(key)
    found: list[tuple[str, tuple[str, ...]]] = []
    for name in names:
        same = sorted(folded.get(plain_name(name), ()), key=lambda key: key != name)
        found += [(key, ()) for key in same]
        outer, *inner = name.split(".")
        if inner:
            found += [(key, tuple(inner)) for key in folded.get(plain_name(outer), ())]
    return tuple(found)


def _nested(value: object, names: tuple[str, ...]) -> object:
    """Return the value at names of which each is inside the one before, or None."""
    for name in names:
        if not isinstance(value, Mapping):
            return None
        inner = value.get(name)
        if inner is None:
            inner = next(
                (each for key, each in value.items() if plain_name(key[:_LONGEST_NAME]) == plain_name(name)), None
            )
        value = inner
    return value


def _first(record: Record, names: tuple[str, ...]) -> str:
    """Return the first text in the named fields that is not blank, or "". Of a list, takes the first element."""
    for value in _values(record, names):
        each = value[0] if isinstance(value, list) and value else value
        if isinstance(each, str) and each and not each.isspace():
            return each
    return ""


def _text(record: Record, names: tuple[str, ...]) -> str:
    """Return the first text in the named fields that is not blank, or "". The paragraphs of a list become lines."""
    for value in _values(record, names):
        text = _paragraphs(value) if isinstance(value, list) else value
        if isinstance(text, str) and not text.isspace() and text:
            return text
    return ""


def _paragraphs(values: list[object]) -> str:
    """Return a list of paragraphs as lines, or "" if it is no such list.

    A paragraph may be an object with a text; objects without one, such as pictures, are no paragraphs.
    """
    lines = []
    for value in values:
        if isinstance(value, str):
            lines.append(value)
        elif isinstance(value, Mapping):
            if text := _first(value, _PARAGRAPH):  # others are pictures
                lines.append(text)
        elif value is not None:
            return ""
    return "\n".join(lines)


def _outlet(record: Record, names: tuple[str, ...]) -> str:
    """Return the name of the outlet, or else the host of an address, or ""."""
    host = ""
    for value in _values(record, names):
        each = value[0] if isinstance(value, list) and value else value
        if isinstance(each, str) and (outlet := plain(each[:_LONGEST_OUTLET])):
            address = re.match(r"(?i)(?:[a-z][a-z0-9+.-]{1,9}:)?//(?:www\.)?([^/?#\s:@]+)", outlet)
            if not address:
                return outlet
            host = host or address[1]
    return host


def _names(record: Record, names: tuple[str, ...]) -> Iterator[str]:
    value = next(_values(record, names), "")
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, Mapping) else each
        if isinstance(name, str) and (name := plain(name)):
            yield name


def _keywords(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else re.split("[,،;؛|]", value) if isinstance(value, str) else []
    return tuple(filter(None, (plain(each) for each in values if isinstance(each, str))))
