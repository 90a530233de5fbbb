"""The sample corpus that ships with the package: news articles written for this project.

They carry what pages scraped from news sites carry, from embedded tweets to page furniture, so that a first
session, the screenshots and the tests all have something real to read. `sections.json`, beside the corpus folder,
records the sections that a reader would mark in each article: `[kind, start, end]`, in code points of the text
decoded without newline translation.
"""

from pathlib import Path


def sample_corpus() -> Path:
    """Return the folder of the sample corpus; it holds articles only, in sub-folders by subject."""
    return Path(__file__).parent / "corpus"
