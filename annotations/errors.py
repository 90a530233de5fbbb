"""Everything that can go wrong and is told to the user, as one tree.

    NewsreaderError
    ├── CorpusError          a path that is missing, unreadable or holds no article
    ├── SpanError            a range that is no span of its text
    ├── LabelError           a label or relation that the project does not have or that does not fit
    ├── AttributesError      a value that an annotation's attribute cannot have
    ├── ConfigurationError   a newsreader.toml that does not say what it has to
    ├── StoreError           annotations that cannot be read or written
    │   └── StoreCorruptError    a file that is not what the store wrote
    ├── ExportError          a target that cannot be written, or that would lose what it must not
    └── ImportFileError      a file that cannot be read as the format that it is said to be

Each message says what, where and what to do, in one line. A front end catches `NewsreaderError` in one place.
"""


class NewsreaderError(Exception):
    """An error that is shown to the user as it stands."""


class CorpusError(NewsreaderError):
    """A path is missing, unreadable or holds no article."""


class SpanError(NewsreaderError):
    """A range is no span of its text."""


class LabelError(NewsreaderError):
    """A label or a relation is not one of the project's, or does not fit where it is put."""


class AttributesError(NewsreaderError):
    """A value is none that an annotation's attribute can have."""


class ConfigurationError(NewsreaderError):
    """A newsreader.toml does not say what it has to."""


class StoreError(NewsreaderError):
    """Annotations cannot be read or written; what was on disk before is still there."""


class StoreCorruptError(StoreError):
    """A file of the store is not what the store wrote."""


class ExportError(NewsreaderError):
    """The target of an export cannot be written."""


class ImportFileError(NewsreaderError):
    """A file is not of the format that it is said to be, or nothing of it may be taken in."""
