"""An import into a workspace: places the records of a file on its articles, and merges them into annotators' work."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from annotations.errors import ImportFileError, StoreError
from annotations.exchange.format import Format, Reporter
from annotations.exchange.importing.importing import ImportReport, import_file
from annotations.exchange.importing.placing import PlacedRecord, Rules
from annotations.model.merging import Merged
from annotations.workspace.import_articles import CorpusArticles
from annotations.workspace.workspace import Workspace

ARTICLES_PER_STEP = 1000
"""The most articles that one `undo` takes back: all of most files. They are in memory at once."""
SPANS_PER_STEP = 100_000
"""The number of spans from which on a step ends before it has all of its articles."""


class Importer:
    """Imports one file or folder into a workspace.

    Each annotator's records go to that annotator's store, in steps that `undo` takes back.
    """

    def __init__(self, workspace: Workspace, file: Path, form: Format, rules: Rules, *, report: Reporter) -> None:
        """Take the workspace, which may be read-only, what is imported, and a function that shows a problem."""
        self._workspace = workspace
        self._file = file
        self._form = form
        self._rules = rules
        self._report = report
        self._articles = CorpusArticles(workspace.corpus)
        self._mergers: _Mergers | None = None
        """Of the import that runs, or has run."""

    @property
    def changed_articles(self) -> int:
        """The number of articles that `run` has changed so far, once for each annotator."""
        return self._mergers.changed_articles if self._mergers is not None else 0

    def try_out(self) -> ImportReport:
        """Return what an import would do, and report its problems. Changes nothing. Raises `ImportFileError`."""
        with _Mergers(self._workspace, self._summary, is_dry=True) as trial:
            return import_file(
                self._file, self._form, self._articles, self._rules, merge=trial.merge, report=self._report
            )

    def run(self, *, is_dry: bool = False, progress: Callable[[ImportReport], None] = lambda _: None) -> ImportReport:
        """Import the file; with `is_dry` only return and report what that would do.

        Also reports spans that stand elsewhere than the file says, and what was not read. `progress` is called before
        every record. Raises `ImportFileError` if the file cannot be read to its end, `StoreError`; what
        `changed_articles` counts stays.
        """
        with _Mergers(self._workspace, self._summary, is_dry=is_dry) as self._mergers:
            return import_file(
                self._file,
                self._form,
                self._articles,
                self._rules,
                merge=self._mergers.merge,
                report=self._report,
                on_note=self._report,
                progress=progress,
            )

    @property
    def _summary(self) -> str:
        return f"{self._file.name} imported"


class _Mergers:
    """Merges placed records into their annotators' stores. A store is opened, and locked, for its first record."""

    def __init__(self, workspace: Workspace, summary: str, *, is_dry: bool) -> None:
        self._workspace = workspace
        self._summary = summary
        self._is_dry = is_dry
        self._stack = ExitStack()
        self._by_annotator: dict[str, _Merger] = {}

    @property
    def changed_articles(self) -> int:
        """The articles that were changed so far, once for each annotator."""
        return sum(merger.changed_articles for merger in self._by_annotator.values())

    def merge(self, placed: PlacedRecord) -> Merged:
        """Merge a record and return what that changes. Raises `ImportFileError` for a name no annotator can have."""
        merger = self._by_annotator.get(placed.annotator)
        if merger is None:
            try:
                workspace = self._workspace.of(placed.annotator, writable=not self._is_dry)
            except StoreError as error:
                raise ImportFileError(str(error)) from None
            merger = _Merger(self._stack.enter_context(workspace), self._summary, is_dry=self._is_dry)
            self._by_annotator[placed.annotator] = self._stack.enter_context(merger)
        return merger.merge(placed)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)


class _Merger:
    """Merges placed records into one annotator's work, many articles a step. An error drops the step that is begun."""

    def __init__(self, workspace: Workspace, summary: str, *, is_dry: bool) -> None:
        self._workspace = workspace
        self._summary = summary
        self._is_dry = is_dry
        self.changed_articles = 0
        """The articles that were changed so far."""
        self._planned: dict[str, Merged] = {}
        """The changes of the step, by article id."""
        self._sha256: dict[str, str] = {}
        """The digests of the texts of all articles of the step, changed or not, by id."""
        self._spans = 0

    def merge(self, placed: PlacedRecord) -> Merged:
        """Plan the merge of a record and return it. A step that has become large enough is saved before."""
        article = placed.article
        if article.id in self._planned or len(self._sha256) >= ARTICLES_PER_STEP or self._spans >= SPANS_PER_STEP:
            self._save()
        merged = self._workspace.editor.planned_merge(
            article.id, placed.annotations, placed.relations, status=placed.status, note=placed.note
        )
        self._sha256[article.id] = article.sha256
        self._spans += len(placed.annotations)
        if merged.changes and not self._is_dry:
            self._planned[article.id] = merged
        return merged

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._save()

    def _save(self) -> None:
        self._workspace.editor.merge_all(self._planned, summary=self._summary, sha256=self._sha256)
        self._workspace.drop_caches()
        self.changed_articles += len(self._planned)
        self._planned.clear()
        self._sha256.clear()
        self._spans = 0
