"""The sample corpus that ships with the package: news articles written for this project.

They have all parts of pages scraped from news sites, from embedded posts to page furniture, for a first session, the
screenshots and the tests. `sections.json`, beside the corpus folder, holds the sections that a human reader would mark
in each article: `[kind, start, end]`, in code points of the text decoded without newline translation.
"""

import shutil
import tempfile
from pathlib import Path

import platformdirs

from annotations.errors import CorpusError


def sample_corpus() -> Path:
    """Return the folder of the sample corpus as shipped; it holds only articles, in folders by subject."""
    return Path(__file__).parent / "corpus"


def installed_samples() -> Path:
    """Return the user's own copy of the sample corpus, which the user may annotate; makes it at the first call.

    Raises `CorpusError` if the user's data folder cannot be written.
    """
    target = platformdirs.user_data_path("newsreader") / "sample-corpus"
    if not target.is_dir():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
                # Renamed as a whole: an interrupted copy never looks like the corpus.
                shutil.copytree(sample_corpus(), Path(scratch, "corpus")).rename(target)
        except OSError as error:
            raise CorpusError(f"{target}: the sample corpus cannot be copied there: {error.strerror}") from error
    return target
