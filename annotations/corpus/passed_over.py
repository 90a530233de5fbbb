"""The files that hold no article that can be read, counted by their suffixes: none is passed over in silence."""

from collections import Counter
from collections.abc import Iterator

from annotations.corpus.media import ABOUT, PACKINGS

_ADVICE = {
    "save them as text, HTML or .docx": (
        *(".pdf", ".doc", ".rtf", ".odt", ".pages", ".epub", ".mhtml", ".mht", ".eml", ".msg", ".tex", ".ps", ".djvu"),
        *(".wpd", ".fb2", ".mobi", ".azw3", ".docm", ".dot", ".ppt", ".pptx", ".key", ".webarchive", ".one"),
    ),
    "export them as CSV or JSON lines": (
        *(".xlsx", ".xls", ".xlsm", ".ods", ".numbers", ".parquet", ".arrow", ".feather", ".sqlite", ".sqlite3", ".db"),
        *(
            ".pkl",
            ".pickle",
            ".rds",
            ".rdata",
            ".dta",
            ".sav",
            ".mdb",
            ".accdb",
            ".avro",
            ".orc",
            ".h5",
            ".npy",
            ".sql",
        ),
        *(".bson", ".dbf", ".yaml", ".yml"),
    ),
    "unpack them": (".rar", ".7z", ".zst", ".lz4", ".lzma", ".z", ".br", ".gz", ".bz2", ".xz", ".cab", ".iso"),
    "save their pages as HTML": (".warc", ".warc.gz", ".arc", ".arc.gz", ".wacz", ".har"),
    "import annotations with `newsreader import`": (*(".ann", ".conll", ".conllu", ".iob", ".bio", ".spacy", ".xmi"),),
    "scan their text, and save it as text": (
        *(".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".webp", ".bmp", ".heic"),
    ),
}
_ADVICE_BY_SUFFIX = {suffix: advice for advice, suffixes in _ADVICE.items() for suffix in suffixes}
_OTHERWISE = "if they are articles, save them as text, HTML, JSON lines or CSV"
_LONGEST_SUFFIX = 12
_QUIET = frozenset(
    (
        *(".css", ".js", ".map", ".woff", ".woff2", ".ttf", ".eot", ".ico", ".svg", ".toml", ".py", ".sh", ".log"),
        *(".ini", ".cfg", ".lock", ".bak", ".tmp", ".md5", ".sha256"),
    )
)
"""Suffixes of what belongs to a saved page or to a project, and is no article."""


class PassedOver:
    """Counts files by their suffixes."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, name: str) -> None:
        """Count a file that is not read."""
        stem, suffix = _parted(name)
        if suffix in _QUIET or stem in ABOUT:
            return
        if not suffix.strip(".").replace(".", "").isalnum() or len(suffix) > _LONGEST_SUFFIX:
            suffix = ""
        self._counts[suffix] += 1

    def messages(self) -> Iterator[str]:
        """Yield one message for each suffix, the most frequent first."""
        for suffix, count in self._counts.most_common():
            what = f"{suffix} file" if suffix else "file without a suffix"
            if count > 1:
                what = f"{suffix} files" if suffix else "files without a suffix"
            yield f"{count} {what}: not read; {_ADVICE_BY_SUFFIX.get(suffix, _OTHERWISE)}"


def advice_on(name: str) -> str:
    """Return what to do with a file that is surely not read, or "" if it may be a text."""
    return _ADVICE_BY_SUFFIX.get(_parted(name)[1], "")


def _parted(name: str) -> tuple[str, str]:
    """Return the stem and the suffix of a name, folded; a suffix such as `.warc.gz` has two parts."""
    stem, dot, last = name.casefold().rpartition(".")
    if not dot:
        return last, ""
    suffix = f".{last}"
    if suffix in PACKINGS and "." in stem:
        inner = stem[stem.rfind(".") :]
        if inner + suffix in _ADVICE_BY_SUFFIX:
            return stem.removesuffix(inner), inner + suffix
    return stem, suffix
