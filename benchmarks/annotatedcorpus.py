"""A corpus of many annotated articles with their store, written without waiting for the disk."""

from pathlib import Path

from annotations.model.annotation import Annotation, AnnotationSet, Status, quotation
from annotations.model.article import digest
from annotations.model.edit import Change, Edit, Step
from annotations.samples import sample_corpus
from annotations.store.articlefiles.writer import ArticleFile
from annotations.store.file_names import article_file
from annotations.store.journals.line import Line, encode_lines, heads
from annotations.store.state import StoredWork
from annotations.text.span import Span

SPANS = 20
"""Annotations of each article."""
LENGTH = 2000
"""Code points of an article, at most."""
LABELS = ("actor", "claim", "figure")
ANNOTATOR, MACHINE, TIME = "benchmark", "machine", "2026-01-02T03:04:05Z"


def make_corpus(folder: Path, articles: int) -> None:
    """Write articles, each the beginning of a sample, 1,000 in a folder, and the store that an import would leave."""
    texts = [path.read_text(encoding="utf-8")[:LENGTH] for path in sorted(sample_corpus().rglob("*.txt"))]
    store = folder / "annotations" / ANNOTATOR
    (store / "journal").mkdir(parents=True)
    with (store / "journal" / f"{MACHINE}.jsonl").open("wb") as journal:
        for number in range(articles):
            article_id = f"{number // 1000}/{number}.txt"
            text = f"{number} {texts[number % len(texts)]}"
            work = _work(article_id, text, number)
            file = article_file(store / "articles", article_id)
            for path in (folder / article_id, file):
                path.parent.mkdir(parents=True, exist_ok=True)
            (folder / article_id).write_bytes(text.encode())
            changes = (*(Change(None, each) for each in work.annotations), Change(Status.NEW, work.status))
            edit = Edit(article_id=article_id, summary="taken in", changes=changes)
            lines = [Line(edit=edit, step=Step.EDIT, revision=1, sha256=digest(text), at=TIME)]
            contents = encode_lines(lines)
            journal.writelines(contents)
            made_of = tuple(crc for *_, crc in heads(lines, contents))
            stored = StoredWork(work=work, sha256=digest(text), revisions={MACHINE: 1}, edits=made_of)
            ArticleFile(file, article_id=article_id, annotator=ANNOTATOR).save(stored, durable=False)


def _work(article_id: str, text: str, number: int) -> AnnotationSet:
    step = len(text) // SPANS
    made = []
    for place in range(SPANS):
        start = _word(text, place * step)
        fragments = (Span(start, _word(text, start + step // 2)),)
        quote, prefix, suffix = quotation(text, fragments)
        made.append(
            Annotation(
                id=f"{number:07}{place:02}",
                label=LABELS[place % len(LABELS)],
                fragments=fragments,
                quote=quote,
                prefix=prefix,
                suffix=suffix,
                annotator=ANNOTATOR,
                created=TIME,
            )
        )
    return AnnotationSet(article_id=article_id, annotator=ANNOTATOR, status=Status.DONE, annotations=tuple(made))


def _word(text: str, offset: int) -> int:
    """Return the start of the next word behind an offset, so that no cluster is cut; the text's end without one."""
    return next(
        (place for place in range(offset, len(text)) if text[place].isalpha() and text[place - 1] == " "), len(text)
    )
