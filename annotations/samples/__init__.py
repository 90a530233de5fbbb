"""The sample corpus that ships with the package: news articles written for this project.

They carry what pages scraped from news sites carry, from embedded tweets to page furniture, so that a first
session, the screenshots and the tests all have something real to read. `sections.json`, beside the corpus folder,
records the sections that a reader would mark in each article: `[kind, start, end]`, in code points of the text
decoded without newline translation.
"""

import shutil
import tempfile
from pathlib import Path

import platformdirs

from annotations.errors import CorpusError


def sample_corpus() -> Path:
    """The folder of the sample corpus as shipped; it holds articles only, in sub-folders by subject."""
    return Path(__file__).parent / "corpus"


def installed_samples() -> Path:
    """The user's own copy of the sample corpus, made at the first call, to be annotated.

    Raises `CorpusError` when the user's data folder cannot be written.
    """
    target = platformdirs.user_data_path("newsreader") / "sample-corpus"
    if not target.is_dir():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
                # Renamed as a whole, so that an interrupted copy is never taken for the corpus.
                shutil.copytree(sample_corpus(), Path(scratch, "corpus")).rename(target)
        except OSError as error:
            raise CorpusError(f"{target}: the sample corpus cannot be copied there: {error.strerror}") from error
    return target
