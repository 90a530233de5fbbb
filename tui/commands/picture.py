"""A picture of a corpus's statistics, drawn by matplotlib, which the extra `picture` installs."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.disk.files import cause, replacing, shown
from annotations.errors import ExportError
from annotations.exchange.formats.colours import PALETTE
from annotations.model.annotation import Status
from tui.commands.arguments import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from annotations.model.label import LabelSet
    from annotations.statistics.statistics import Statistics

SUFFIXES = (".svg", ".png", ".pdf")
OUTLETS = 12
"""Number of outlets that are drawn, those with most articles."""
NAME = 28
"""Code points of a drawn name, at most."""


def draw(counted: "Statistics", labels: "LabelSet", target: Path) -> None:
    """Draw statistics to a file; its suffix decides the kind of picture. Raises `ExportError`."""
    kind = target.suffix.lower()
    if kind not in SUFFIXES:
        raise ExportError(f"{shown(target)}: the name of a picture must end in {', '.join(SUFFIXES)}")
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        raise ExportError("--picture needs matplotlib; run: pip install '.[picture]'") from None

    # A fixed salt and no date: the same statistics give the same bytes.
    with mpl.rc_context({"svg.hashsalt": "newsreader", "font.family": "DejaVu Sans"}):
        figure = Figure(figsize=(11, 8), layout="constrained")
        (of_labels, of_lengths), (of_annotators, of_outlets) = figure.subplots(2, 2)
        names = [name for name, each in counted.labels.items() if each.count]
        colours = [PALETTE[labels.shown(name).colour - 1] for name in names]
        _bars(of_labels, "Spans by label", names, [counted.labels[name].count for name in names], colours)
        _lengths(of_lengths, counted, names, colours)
        _statuses(of_annotators, counted)
        outlets = list(counted.outlets.items())[:OUTLETS]
        titles = [name or "—" for name, _ in outlets]
        _bars(of_outlets, "Articles by outlet", titles, [each.articles for _, each in outlets], ["#0072b2"])
        try:
            with replacing(target.resolve(), durable=False) as stream:
                figure.savefig(stream, format=kind[1:], metadata={"Date": None} if kind == ".svg" else None)
        except OSError as error:
            raise ExportError(f"{shown(target)} cannot be written: {cause(error)}") from error


def _shown(name: str) -> str:
    """Return a short name without control characters. matplotlib joins and orders its letters."""
    return printable(name) if len(name) <= NAME else printable(name[: NAME - 1]) + "…"


def _bars(axes: "Axes", title: str, names: Sequence[str], counts: Sequence[int], colours: Sequence[str]) -> None:
    """Draw horizontal bars, the first on top."""
    axes.set_title(title)
    bars = axes.barh(range(len(names)), counts, color=colours or None)
    axes.bar_label(bars, padding=3)
    _name_rows(axes, names)


def _lengths(axes: "Axes", counted: "Statistics", names: Sequence[str], colours: Sequence[str]) -> None:
    axes.set_title("Words in a span: quartiles and extremes")
    boxes = [
        {"med": each.median, "q1": each.lower, "q3": each.upper, "whislo": each.least, "whishi": each.most}
        for each in (counted.labels[name].words for name in names)
    ]
    if boxes:
        drawn = axes.bxp(
            boxes,
            positions=range(len(boxes)),
            orientation="horizontal",
            showfliers=False,
            patch_artist=True,
            manage_ticks=False,
            medianprops={"color": "black"},
        )
        for box, colour in zip(drawn["boxes"], colours, strict=True):
            box.set_facecolor(colour)
    _name_rows(axes, names)


def _statuses(axes: "Axes", counted: "Statistics") -> None:
    """Draw a bar for each annotator, divided by the status of the articles."""
    axes.set_title("Articles by annotator and status")
    names = list(counted.annotators)
    left = [0] * len(names)
    for status, colour in zip(Status, ("#dddddd", "#f0e442", "#009e73", "#56b4e9", "#d55e00"), strict=True):
        counts = [counted.annotators[name].statuses.get(status, 0) for name in names]
        if any(counts):
            axes.barh(range(len(names)), counts, left=left, color=colour, label=str(status))
            left = [before + count for before, count in zip(left, counts, strict=True)]
    _name_rows(axes, names)
    if names:
        axes.legend(loc="best", fontsize="small")


def _name_rows(axes: "Axes", names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), [_shown(name) for name in names])
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)
