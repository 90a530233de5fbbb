"""Settings of all tests, the Unicode Character Database, and strategies for text that breaks things."""

import os
import shutil
from itertools import count
from pathlib import Path

import pytest
import textual._wait
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from annotations.samples import sample_corpus

# No test times anything: a busy machine must not fail one.
# Before a change lands the examples are the same each time, as in Hypothesis's own profile for that; else they are new.
settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("untimed")

# After each key a test waits until the process rests for so long: Textual's own 20 ms are a third of the suite's time.
textual._wait.SLEEP_GRANULARITY, textual._wait.SLEEP_IDLE = 0.01, 0.0005

COUNT = count()

UNICODE = Path("/usr/share/unicode")
ARTICLES = Path(__file__).parents[1] / "../shared/articles"

LETTERS = "ابتجحدرسعفقكلمنهويىةءأإآؤئپچگکیەښ"
MARKS = "\u064b\u064e\u0650\u0651\u0652\u0670\u0301\u0654\u0653"
CONTROLS = "\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\ufeff\u034f"
OTHERS = " .,:;!?()[]«»<>{}\"'#@/-_%٪،؛؟…–ABCabcé0123456789٠١٢٣٫٬۰۱שלום"
WIDE = "漢字\u3000😀👨👩🏽🇫🇷❤️⃣가각\u1100\u1161\u11a8"
HOSTILE = "\x00\x07\x1b\x7f\x80\x9b\x9d\u0600\u06dd\u070f\ud800\udc00\ufdd0\uffff\U000e0041\U0010ffff\u0e33\u0903"
LINE_ENDS = "\n\r\v\f\x1c\x85\u2028\u2029\t"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give one worker the tests that type into windows, and one those that write a page from all their results."""
    acceptance = Path(__file__).parent / "acceptance"
    for item in items:
        if item.get_closest_marker("terminals"):
            item.add_marker(pytest.mark.xdist_group("terminals"))
        elif acceptance in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("acceptance"))


@pytest.fixture(autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings of whoever runs it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / f"settings-{os.getpid()}-{next(COUNT)}"))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the sample corpus that a test may annotate."""
    return Path(shutil.copytree(sample_corpus(), tmp_path / "corpus"))


@pytest.fixture(scope="session")
def unicode_lines():
    """Read a file of the Unicode Character Database: its lines without comments."""

    def read(name):
        path = UNICODE / name
        if not path.exists():
            pytest.skip(f"{path} is missing: install the Debian package unicode-data")
        lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
        return [line for line in lines if line]

    return read


@pytest.fixture(scope="session")
def articles():
    """Real articles, where they are at hand."""
    if not ARTICLES.is_dir():
        pytest.skip(f"{ARTICLES} does not exist")
    return [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]


@pytest.fixture(scope="session")
def news():
    """A strategy for text as newspapers print it, with everything that makes an order or a form change."""
    return st.text(alphabet=st.sampled_from(LETTERS * 3 + MARKS + OTHERS + " " * 12), max_size=60)


@pytest.fixture(scope="session")
def hostile():
    """A strategy for any string that Python can hold, surrogates included, rich in what can go wrong."""
    every = LETTERS + MARKS + CONTROLS + OTHERS + WIDE + HOSTILE + LINE_ENDS
    return st.text(alphabet=st.one_of(st.sampled_from(every), st.characters(exclude_categories=())), max_size=60)
