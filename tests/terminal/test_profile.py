"""The right profile is chosen, and the user's word goes before the terminal's."""

import pytest

from tui.terminal.multiplexer import Multiplexer
from tui.terminal.probe import Replies
from tui.terminal.profile import BDSM, KONSOLE, PLAIN, PROFILES, TerminalError, recognise
from tui.terminal.terminal import Terminal


def answered(version: str = "", mode: int | None = None, *device: int) -> Replies:
    return Replies(version=version, mode=mode, device=device, is_complete=True)


@pytest.mark.parametrize(
    ("replies", "term", "profile"),
    [
        (answered("XTerm(379)", 0, 41, 379, 0), "xterm-256color", "plain"),
        (answered("", 1, 65, 7006, 1), "xterm-256color", "bdsm"),
        (answered("", 2, 65, 7006, 1), "xterm-256color", "bdsm"),
        (answered("Konsole 22.12.3", None, 1, 115, 0), "xterm-256color", "konsole"),
        (answered("", None, 1, 115, 0), "xterm-256color", "konsole"),
        (answered("", 0, 24, 279, 0), "mlterm", "mlterm"),
        (answered("kitty(0.26.5)", 0, 1, 4000, 26), "xterm-256color", "kitty"),
        (answered("", None, 0, 115, 0), "xterm-256color", "qtermwidget"),
        (answered("", None, 0, 100, 0), "xterm", "libvterm"),
        (answered("", None, 0, 136, 0), "xterm", "putty"),
        (answered("foot(1.13.1)", None, 1, 11301, 0), "foot", "unmarked"),
        (answered("terminology 1.13.0", None, 61, 337, 0), "xterm-256color", "unmarked"),
        (answered("", None, 0, 1700, 1), "alacritty", "unmarked"),
        (answered("mintty 3.6.1", None, 77, 30601, 0), "xterm", "bdsm"),
        (answered("", 0, 85, 95, 0), "rxvt-unicode-256color", "plain"),
        (answered("", None, 0, 276, 0), "xterm-256color", "xtermjs"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.version or str(value.device),
)
def test_a_terminal_is_known_by_its_answers(replies: Replies, term: str, profile: str) -> None:
    assert recognise(replies, term=term, environ={}).profile.name == profile


def test_variables_of_another_terminal_do_not_outweigh_an_answer() -> None:
    inherited = {"KONSOLE_VERSION": "221203", "VTE_VERSION": "7006"}
    assert recognise(answered("", 0, 85, 95, 0), term="rxvt", environ=inherited).profile is PLAIN


@pytest.mark.parametrize(
    ("environ", "profile"),
    [
        ({}, "plain"),
        ({"VTE_VERSION": "7006"}, "bdsm"),
        ({"VTE_VERSION": "5600"}, "plain"),
        ({"KONSOLE_VERSION": "221203"}, "konsole"),
        ({"TERM_PROGRAM": "vscode"}, "xtermjs"),
    ],
)
def test_a_silent_terminal_is_known_by_the_environment(environ: dict[str, str], profile: str) -> None:
    assert recognise(Replies(), term="xterm-256color", environ=environ).profile.name == profile


def test_the_option_goes_before_the_variable_and_the_variable_before_the_setting() -> None:
    environ = {"NEWSREADER_TERMINAL": "konsole", "TERM": "dumb"}
    assert Terminal("kitty", "mlterm", environ=environ).choice.profile.name == "kitty"
    assert Terminal(None, "mlterm", environ=environ).choice.profile.name == "konsole"
    assert Terminal(None, "mlterm", environ={"TERM": "dumb"}).choice.profile.name == "mlterm"
    assert Terminal(environ={"TERM": "dumb"}).choice.profile is PLAIN


def test_a_profile_that_does_not_exist_is_an_error_that_names_its_source() -> None:
    with pytest.raises(
        TerminalError, match=r"the variable NEWSREADER_TERMINAL: no terminal profile “vt52”, only plain"
    ):
        Terminal(environ={"NEWSREADER_TERMINAL": "vt52"})


def test_every_profile_switches_bidi_off_and_takes_all_back() -> None:
    for profile in PROFILES.values():
        assert profile.enter.startswith("\x1b[8l")
        assert profile.leave.startswith("\x1b[8h")
        assert profile.enter.replace("[8l", "[8h").replace("false", "true") == profile.leave


def test_through_tmux_sequences_are_wrapped_and_rows_made_anew() -> None:
    profile = Multiplexer(name="tmux").around(KONSOLE)
    assert profile.enter == (
        "\x1bPtmux;\x1b\x1b[8l\x1b\x1b]50;BidiRenderingEnabled=false\x07\x1b\x1b[H\x1b\x1b[2J\x1b\\"
    )
    assert profile.leave.endswith("=true\x07\x1b\x1b[H\x1b\x1b[2J\x1b\\")


def test_through_screen_sequences_are_wrapped_too() -> None:
    assert Multiplexer(name="screen").around(BDSM).leave == "\x1bP\x1b[8h\x1b[H\x1b[2J\x1b\\"
