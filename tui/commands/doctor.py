"""`newsreader doctor`: shows the detected terminal and its profile, and a test page to choose another profile.

For users whose terminal displays Arabic wrongly: they choose the line of the page that they can read.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

from tui.settings import change_setting, load_settings, settings_path
from tui.terminal.grid import styled
from tui.terminal.profile import KITTY, KONSOLE, MLTERM, PLAIN, PROFILES, PUTTY, QTERMWIDGET, UNMARKED, Choice, Profile
from tui.terminal.rewriting import GridCell, Rewrite, Row, alternate_colours, invert_bidi, reverse_runs
from tui.terminal.terminal import VARIABLE, Terminal, preferred
from tui.typesetting.lines.display import set_line_cells

_FORMS = "fe91 fedf fefb fbfe"  # beh initial, lam initial, lam-alef, Farsi yeh initial
_REWRITES: Mapping[Rewrite | None, str] = {
    reverse_runs: "runs of Arabic reversed, because the terminal reverses them again",
    alternate_colours: "in colours that differ by 1/255 from letter to letter, so that the terminal does not reorder",
    invert_bidi: "in the order that the terminal's bidi turns into visual order",
    None: "in visual order",
}
# Words with lam and alef that must not join, marks, numbers of both kinds, brackets, a hashtag.
_SAMPLE = (
    "\u0639\u0627\u0644\u0645 \u0627\u0644\u0634\u0645\u0627\u0644\u064a\u0629 \u0642\u0627\u0644 \u0644\u0627 "
    "(\u0645\u064f\u0641\u0650\u064a\u062f) \u0664\u0665\u066b\u0663 2023 #Russia"
)
_MEANT = "“alim al-shamaliya qal la (mufid) 45.3 2023 #Russia”"
_BY_ROWS = (PLAIN, UNMARKED, KITTY, QTERMWIDGET, PUTTY)
"""Profiles that differ only in their rows: one page shows them all."""
_BY_SWITCH = (KONSOLE, MLTERM)
"""Profiles that switch the whole terminal: each has its own page, shown if no line of the first page is right."""


def main(argv: Sequence[str]) -> int:
    """Run the command with its arguments; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="newsreader doctor",
        description="Show the detected terminal, and choose the setting that displays Arabic correctly.",
    )
    parser.add_argument(
        "--terminal",
        choices=list(PROFILES),
        metavar="PROFILE",
        help="report on this profile instead of the detected one",
    )
    options = parser.parse_args(argv)
    choice = preferred(options.terminal, load_settings().terminal, os.environ)
    with Terminal(environ={name: value for name, value in os.environ.items() if name != VARIABLE}) as terminal:
        report = "\n".join(_report(terminal, choice or terminal.choice))
        terminal.release()
        print(report)
        if not (sys.stdin.isatty() and sys.stdout.isatty()) or input("\nEnter shows a test page, q quits: ").strip():
            return 0
        chosen = _ask(_BY_ROWS, terminal)
        for profile in _BY_SWITCH:
            chosen = chosen or _ask((profile,), terminal)
    if chosen is None:
        print("The settings are unchanged.")
    else:
        print(f'{change_setting("terminal", chosen.name)} now has: terminal = "{chosen.name}"')
    return 0


def _report(terminal: Terminal, choice: Choice) -> list[str]:
    detected, replies = terminal.choice, terminal.replies
    profile = terminal.multiplexer.around(choice.profile) if terminal.multiplexer else choice.profile
    unknown = "no answer"
    mode = {None: unknown, 0: "not supported", 1: "on", 2: "off"}.get(replies.mode, str(replies.mode))
    device = ";".join(map(str, replies.device))
    environment = " ".join(f"{name}={os.environ.get(name, '')}" for name in ("TERM", "COLORTERM", "TERM_PROGRAM"))
    rows = [
        ("profile", f"{profile.name}: {profile.title}"),
        ("because", choice.reason),
        ("detected", f"{detected.profile.name}: {detected.reason}"),
        ("name", replies.version or unknown),
        ("bidi mode (8)", mode),
        ("device", device or unknown),
    ]
    if terminal.multiplexer:
        rows.append(("inside", f"{terminal.multiplexer.name}; sequences are sent through it"))
    rows += [
        ("environment", environment),
        ("sent first", _visible(profile.enter)),
        ("sent last", _visible(profile.leave)),
        ("rows are sent", _REWRITES[profile.rewrite]),
        ("marks", "shown" if profile.shows_marks else "hidden: this terminal misplaces them or loses letters"),
        ("best font", "DejaVu Sans Mono (fonts-dejavu-core): has all letter forms, joins without gaps"),
        ("fonts here", _fonts()),
    ]
    names = [f"  {each.name:<14}{each.title}" for each in PROFILES.values()]
    return [
        *(f"{name:<15} {value}" for name, value in rows),
        "",
        "If Arabic is displayed wrongly, try another profile: newsreader --terminal PROFILE,",
        f'the variable {VARIABLE}, or terminal = "PROFILE" in',
        f"{settings_path()}; PROFILE is one of",
        *names,
    ]


def _visible(sequence: str) -> str:
    shown = sequence.replace("\x1b", " ESC ").replace("\x07", " BEL")
    return shown.strip()


def _fonts() -> str:
    """Return the monospaced fonts of this machine that have Arabic letter forms. The terminal may run on another."""
    if not shutil.which("fc-list"):
        return "unknown: fc-list is not installed"
    command = ["fc-list", f":spacing=mono:charset={_FORMS}", "family"]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    families = sorted({line.split(",")[0].strip() for line in found.splitlines() if line.strip()})
    return ", ".join(families) or "none with Arabic letter forms"


def _ask(profiles: Sequence[Profile], terminal: Terminal) -> Profile | None:
    """Show a page with a line for each profile. Return the chosen profile, or None."""
    switch = profiles[0]
    if terminal.multiplexer:
        switch = terminal.multiplexer.around(switch)
    columns = shutil.get_terminal_size().columns
    sys.stdout.write(switch.enter)
    sys.stdout.flush()
    if terminal.multiplexer:
        terminal.multiplexer.redraw()
    sys.stdout.write("\x1b[?1049h\x1b[H\x1b[2J")
    try:
        print(f"Which line reads {_MEANT}\nfrom right to left, with all letters joined?\n")
        for number, profile in enumerate(profiles, 1):
            print(f"{styled(_sample(profile, number, columns))}\n")
        answer = input(f"1 to {len(profiles)}, or Enter if none does: ").strip()
    except EOFError:
        answer = ""
    finally:
        sys.stdout.write("\x1b[?1049l" + switch.leave)
        sys.stdout.flush()
        if terminal.multiplexer:
            terminal.multiplexer.redraw()
    return profiles[int(answer) - 1] if answer.isdecimal() and 0 < int(answer) <= len(profiles) else None


def _sample(profile: Profile, number: int, columns: int) -> Row:
    cells = set_line_cells(_SAMPLE, max(1, columns - 10), marks=profile.shows_marks)
    margin = f"  {number}  ".ljust(columns - sum(cell.columns for cell in cells))
    row = [GridCell(glyphs, "38;2;160;160;160") for glyphs in (*margin, *(cell.glyphs for cell in cells))]
    return profile.rewrite(row) if profile.rewrite else row
