"""How the terminals that are not on VTE are started."""

import shlex
from pathlib import Path

from tests.terminal.emulators import BUS, COLUMNS, FONT, PIXELS, POINTS, ROWS, put


def xterm(home: Path, program: list[str]) -> list[str]:
    font = ["-fa", FONT, "-fs", str(POINTS)]
    options = ["-u8", "-tn", "xterm-256color", *font, "-geometry", f"{COLUMNS}x{ROWS}+0+0"]
    return ["xterm", *options, "-e", *program]


def urxvt(home: Path, program: list[str]) -> list[str]:
    font = f"xft:{FONT}:pixelsize={PIXELS}"
    return ["urxvt", "-fn", font, "-geometry", f"{COLUMNS}x{ROWS}+0+0", "+sb", "-e", *program]


def st(home: Path, program: list[str]) -> list[str]:
    return ["st", "-f", f"{FONT}:pixelsize={PIXELS}", "-g", f"{COLUMNS}x{ROWS}+0+0", "-e", *program]


def mlterm(home: Path, program: list[str]) -> list[str]:
    put(home, ".mlterm/aafont", f"DEFAULT={FONT}\nISO10646_UCS4_1={FONT}\nISO10646_UCS4_1_BIDI={FONT}\n")
    options = ["--type=xft", f"--fontsize={PIXELS}", f"--geometry={COLUMNS}x{ROWS}+0+0", "--sb=false"]
    return ["mlterm", *options, "-e", *program]


def konsole(home: Path, program: list[str]) -> list[str]:
    put(
        home,
        ".local/share/konsole/Test.profile",
        f"[Appearance]\nFont={FONT},{POINTS},-1,5,50,0,0,0,0,0\n[General]\nName=Test\nParent=FALLBACK/\n"
        f"TerminalColumns={COLUMNS}\nTerminalRows={ROWS}\n[Scrolling]\nScrollBarPosition=2\n",
    )
    put(home, ".config/konsolerc", "[KonsoleWindow]\nRememberWindowSize=false\n")
    options = ["--nofork", "--hide-menubar", "--hide-tabbar", "--profile", "Test"]
    return [*BUS, "konsole", *options, "-e", *program]


def qterminal(home: Path, program: list[str]) -> list[str]:
    put(
        home,
        ".config/qterminal.org/qterminal.ini",
        f"[General]\nfontFamily={FONT}\nfontSize={POINTS:.0f}\nMenuVisible=false\nScrollbarPosition=0\n"
        "HideTabBarWithOneTab=true\nAskOnExit=false\n",
    )
    return [*BUS, "qterminal", "-e", shlex.join(program)]


def kitty(home: Path, program: list[str]) -> list[str]:
    config = put(
        home,
        "kitty.conf",
        f"font_family {FONT}\nfont_size {POINTS}\nremember_window_size no\ninitial_window_width {COLUMNS}c\n"
        f"initial_window_height {ROWS}c\nenable_audio_bell no\nupdate_check_interval 0\n",
    )
    return ["kitty", "--config", config, *program]


def alacritty(home: Path, program: list[str]) -> list[str]:
    config = put(
        home,
        "alacritty.yml",
        f"font:\n  size: {POINTS}\n  normal:\n    family: {FONT}\n"
        f"window:\n  dimensions:\n    columns: {COLUMNS}\n    lines: {ROWS}\n  decorations: none\n",
    )
    return ["alacritty", "--config-file", config, "-e", *program]


def terminology(home: Path, program: list[str]) -> list[str]:
    return [
        *BUS,
        "terminology",
        "--single",
        "--no-wizard=1",
        "-f",
        f"{FONT}/{PIXELS}",
        "-g",
        f"{COLUMNS}x{ROWS}",
        "-e",
        shlex.join(program),
    ]


def zutty(home: Path, program: list[str]) -> list[str]:
    options = ["-font", FONT.replace(" ", ""), "-fontsize", str(PIXELS), "-geometry", f"{COLUMNS}x{ROWS}"]
    return ["zutty", *options, "-e", *program]


def pterm(home: Path, program: list[str]) -> list[str]:
    return ["pterm", "-fn", f"client:{FONT} {POINTS}", "-geometry", f"{COLUMNS}x{ROWS}+0+0", "-sb-", "-e", *program]


def foot(home: Path, program: list[str]) -> list[str]:
    config = put(
        home,
        "foot.ini",
        f"font={FONT}:pixelsize={PIXELS}\ninitial-window-size-chars={COLUMNS}x{ROWS}\n[csd]\npreferred=none\n",
    )
    weston = "weston --backend=x11-backend.so --use-pixman --socket=test --shell=kiosk-shell.so"
    script = f"""#!/bin/sh
{weston} --width=1300 --height=800 &
while [ ! -e "$XDG_RUNTIME_DIR/test" ]; do sleep 0.1; done
WAYLAND_DISPLAY=test exec foot -c {config} {shlex.join(program)}
"""
    return [put(home, "foot.sh", script)]


def yakuake(home: Path, program: list[str]) -> list[str]:
    put(
        home,
        ".local/share/konsole/Test.profile",
        f"[Appearance]\nFont={FONT},{POINTS},-1,5,50,0,0,0,0,0\n[General]\nName=Test\nParent=FALLBACK/\n"
        f"Command={shlex.join(program)}\n[Scrolling]\nScrollBarPosition=2\n",
    )
    put(home, ".config/konsolerc", "[Desktop Entry]\nDefaultProfile=Test.profile\n")
    put(
        home,
        ".config/yakuakerc",
        "[Dialogs]\nFirstRun=false\n[Window]\nWidth=100\nHeight=80\nKeepOpen=true\nShowTabBar=false\n"
        "ShowTitleBar=false\n[Animation]\nFrames=0\n[Behavior]\nOpenAfterStart=true\n",
    )
    return [*BUS, "yakuake"]


def deepin(home: Path, program: list[str]) -> list[str]:
    put(
        home,
        ".config/deepin/deepin-terminal/config.conf",
        f"[basic.interface.font]\nvalue={FONT}\n[basic.interface.font_size]\nvalue={POINTS:.0f}\n",
    )
    put(home, ".config/deepin/deepin-terminal/wininfo-config.conf", "[General]\nwindow_width=1260\nwindow_height=720\n")
    return [*BUS, "deepin-terminal", "-e", shlex.join(program)]
