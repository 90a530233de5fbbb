"""All errors that are shown to the user, as one tree.

    NewsreaderError
    ├── CorpusError          a path that is missing, unreadable or holds no article
    ├── SpanError            a range that is no span of its text
    ├── LabelError           a label or relation that the project does not have or that does not fit
    ├── AttributesError      a value that an annotation's attribute cannot have
    ├── ConfigurationError   a newsreader.toml with an error
    ├── StoreError           annotations that cannot be read or written
    │   └── StoreCorruptError    a file that the store did not write so
    ├── ExportError          a target that cannot be written
    ├── ImportFileError      a file that is not of the format that the user named
    ├── SettingsError        tui/settings.py: settings that cannot be read or written
    ├── FilterError          tui/prompts/filter.py: a filter of the list that is not understood
    ├── TerminalError        tui/terminal/profile.py: a terminal of an unknown name
    └── ServeError           tui/commands/serve.py: an application that cannot be served

Each message says what is wrong, where, and what to do, in one line. A front end catches `NewsreaderError` in one place.
The last four stand in the front end, beside the only code that raises them.
"""


class NewsreaderError(Exception):
    """An error whose message is shown to the user as it stands."""


class CorpusError(NewsreaderError):
    """A path is missing, unreadable or holds no article."""


class SpanError(NewsreaderError):
    """A range is no span of its text."""


class LabelError(NewsreaderError):
    """A label or a relation is not one of the project's, or does not fit its annotations."""


class AttributesError(NewsreaderError):
    """An annotation's attribute cannot have this value."""


class ConfigurationError(NewsreaderError):
    """A newsreader.toml has an error."""


class StoreError(NewsreaderError):
    """Annotations cannot be read or written; what was on disk before is still there."""


class StoreCorruptError(StoreError):
    """A file of the store is not as the store wrote it."""


class ExportError(NewsreaderError):
    """The target of an export cannot be written."""


class ImportFileError(NewsreaderError):
    """A file is not of the format that the user named, or no annotation of it may be imported."""
