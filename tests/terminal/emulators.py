"""Real terminal emulators: how each is started, with one font and one size."""

import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

FONT = "DejaVu Sans Mono"
PIXELS = 24
POINTS = PIXELS * 72 / 96
COLUMNS, ROWS = 84, 22
SCREEN = (1600, 900)
HARNESS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "tesseract": "tesseract-ocr tesseract-ocr-ara",
}


@dataclass(frozen=True, kw_only=True)
class Emulator:
    """One terminal, perhaps with a multiplexer inside."""

    name: str
    program: str
    package: str
    command: Callable[[Path, list[str]], list[str]]
    """The command line for a private home folder and the program to run in the terminal."""
    environ: dict[str, str] = field(default_factory=dict)
    version: tuple[str, ...] = ()
    """Where the version is asked for; by the Debian package's name otherwise."""
    inside: str = ""
    """The multiplexer: tmux or screen."""
    resized: bool = False
    """Takes no size in columns; its window is given one in pixels."""
    manager: bool = False
    """Paints or takes keys only under a window manager."""
    profile: str = "plain"
    """The profile that has to be chosen."""

    @property
    def colours(self) -> str:
        """COLORTERM inside; screen knows 256 colours only."""
        return "" if self.inside == "screen" else "truecolor"

    @property
    def missing(self) -> str:
        """The Debian packages without which it cannot run, "" when nothing is missing."""
        needed = {self.program: self.package, **HARNESS}
        if self.inside:
            needed[self.inside] = self.inside
        if self.manager:
            needed["openbox"] = "openbox"
        return " ".join(package for program, package in needed.items() if not shutil.which(program))

    def versions(self) -> str:
        """The version of its package, and of the multiplexer's."""
        packages = [self.package.split()[0], *filter(None, [self.inside])]
        query = ["dpkg-query", "-W", "-f", "${Version}\n", *packages]
        found = subprocess.run(query, capture_output=True, text=True, check=False).stdout.split()
        return " + ".join(version.partition("-")[0].partition(":")[2] or version.partition("-")[0] for version in found)


def put(home: Path, path: str, text: str) -> str:
    """Write a file that may be executed, below a home folder; returns its path."""
    file = home / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    file.chmod(0o755)
    return str(file)


def _xterm(home: Path, program: list[str]) -> list[str]:
    font = ["-fa", FONT, "-fs", str(POINTS)]
    options = ["-u8", "-tn", "xterm-256color", *font, "-geometry", f"{COLUMNS}x{ROWS}+0+0"]
    return ["xterm", *options, "-e", *program]


def _urxvt(home: Path, program: list[str]) -> list[str]:
    font = f"xft:{FONT}:pixelsize={PIXELS}"
    return ["urxvt", "-fn", font, "-geometry", f"{COLUMNS}x{ROWS}+0+0", "+sb", "-e", *program]


def _st(home: Path, program: list[str]) -> list[str]:
    return ["st", "-f", f"{FONT}:pixelsize={PIXELS}", "-g", f"{COLUMNS}x{ROWS}+0+0", "-e", *program]


def _mlterm(home: Path, program: list[str]) -> list[str]:
    put(home, ".mlterm/aafont", f"DEFAULT={FONT}\nISO10646_UCS4_1={FONT}\nISO10646_UCS4_1_BIDI={FONT}\n")
    options = ["--type=xft", f"--fontsize={PIXELS}", f"--geometry={COLUMNS}x{ROWS}+0+0", "--sb=false"]
    return ["mlterm", *options, "-e", *program]


def _xfce4(home: Path, program: list[str]) -> list[str]:
    put(
        home,
        ".config/xfce4/terminal/terminalrc",
        "[Configuration]\nMiscMenubarDefault=FALSE\nScrollingBar=TERMINAL_SCROLLBAR_NONE\n",
    )
    options = ["--disable-server", "--font", f"{FONT} {POINTS}", "--geometry", f"{COLUMNS}x{ROWS}+0+0"]
    return [*_BUS, "xfce4-terminal", *options, "-x", *program]


def _lxterminal(home: Path, program: list[str]) -> list[str]:
    put(
        home,
        ".config/lxterminal/lxterminal.conf",
        f"[general]\nfontname={FONT} {POINTS}\nhidemenubar=true\nhidescrollbar=true\n",
    )
    return [*_BUS, "lxterminal", "--no-remote", f"--geometry={COLUMNS}x{ROWS}", "-e", shlex.join(program)]


def _sakura(home: Path, program: list[str]) -> list[str]:
    put(home, ".config/sakura/sakura.conf", f"[sakura]\nfont={FONT} {POINTS}\n")
    options = ["-c", str(COLUMNS), "-r", str(ROWS), "-f", f"{FONT} {POINTS}"]
    return [*_BUS, "sakura", *options, "-x", shlex.join(program)]


def _gnome(home: Path, program: list[str]) -> list[str]:
    schema = "org.gnome.Terminal.Legacy.Profile:/org/gnome/terminal/legacy/profiles:/:$profile/"
    script = f"""#!/bin/sh
profile=$(gsettings get org.gnome.Terminal.ProfilesList default | tr -d "'")
gsettings set {schema} use-system-font false
gsettings set {schema} font '{FONT} {POINTS}'
gsettings set {schema} scrollbar-policy never
gsettings set org.gnome.Terminal.Legacy.Settings default-show-menubar false
exec gnome-terminal --wait --geometry={COLUMNS}x{ROWS}+0+0 -- {shlex.join(program)}
"""
    return [*_BUS, put(home, "gnome.sh", script)]


def _tilix(home: Path, program: list[str]) -> list[str]:
    schema = "com.gexperts.Tilix.Profile:/com/gexperts/Tilix/profiles/$profile/"
    script = f"""#!/bin/sh
profile=$(gsettings get com.gexperts.Tilix.ProfilesList default | tr -d "'")
gsettings set {schema} use-system-font false
gsettings set {schema} font '{FONT} {POINTS}'
gsettings set com.gexperts.Tilix.Settings terminal-title-style none
exec tilix --geometry={COLUMNS}x{ROWS} -e {shlex.quote(shlex.join(program))}
"""
    return [*_BUS, put(home, "tilix.sh", script)]


def _konsole(home: Path, program: list[str]) -> list[str]:
    put(
        home,
        ".local/share/konsole/Test.profile",
        f"[Appearance]\nFont={FONT},{POINTS},-1,5,50,0,0,0,0,0\n[General]\nName=Test\nParent=FALLBACK/\n"
        f"TerminalColumns={COLUMNS}\nTerminalRows={ROWS}\n[Scrolling]\nScrollBarPosition=2\n",
    )
    put(home, ".config/konsolerc", "[KonsoleWindow]\nRememberWindowSize=false\n")
    options = ["--nofork", "--hide-menubar", "--hide-tabbar", "--profile", "Test"]
    return [*_BUS, "konsole", *options, "-e", *program]


def _qterminal(home: Path, program: list[str]) -> list[str]:
    put(
        home,
        ".config/qterminal.org/qterminal.ini",
        f"[General]\nfontFamily={FONT}\nfontSize={POINTS:.0f}\nMenuVisible=false\nScrollbarPosition=0\n"
        "HideTabBarWithOneTab=true\nAskOnExit=false\n",
    )
    return [*_BUS, "qterminal", "-e", shlex.join(program)]


def _kitty(home: Path, program: list[str]) -> list[str]:
    config = put(
        home,
        "kitty.conf",
        f"font_family {FONT}\nfont_size {POINTS}\nremember_window_size no\ninitial_window_width {COLUMNS}c\n"
        f"initial_window_height {ROWS}c\nenable_audio_bell no\nupdate_check_interval 0\n",
    )
    return ["kitty", "--config", config, *program]


def _alacritty(home: Path, program: list[str]) -> list[str]:
    config = put(
        home,
        "alacritty.yml",
        f"font:\n  size: {POINTS}\n  normal:\n    family: {FONT}\n"
        f"window:\n  dimensions:\n    columns: {COLUMNS}\n    lines: {ROWS}\n  decorations: none\n",
    )
    return ["alacritty", "--config-file", config, "-e", *program]


def _terminology(home: Path, program: list[str]) -> list[str]:
    return [
        *_BUS,
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


def _zutty(home: Path, program: list[str]) -> list[str]:
    options = ["-font", FONT.replace(" ", ""), "-fontsize", str(PIXELS), "-geometry", f"{COLUMNS}x{ROWS}"]
    return ["zutty", *options, "-e", *program]


def _pterm(home: Path, program: list[str]) -> list[str]:
    return ["pterm", "-fn", f"client:{FONT} {POINTS}", "-geometry", f"{COLUMNS}x{ROWS}+0+0", "-sb-", "-e", *program]


def _foot(home: Path, program: list[str]) -> list[str]:
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


_BUS = ["dbus-run-session", "--"]
_KEYFILE = {"GSETTINGS_BACKEND": "keyfile"}

_ALONE = (
    Emulator(name="xterm", program="xterm", package="xterm", command=_xterm),
    Emulator(name="urxvt", program="urxvt", package="rxvt-unicode", command=_urxvt),
    Emulator(name="st", program="st", package="stterm", command=_st),
    Emulator(name="zutty", program="zutty", package="zutty", command=_zutty),
    Emulator(name="alacritty", program="alacritty", package="alacritty", command=_alacritty, profile="unmarked"),
    Emulator(name="foot", program="foot", package="foot weston", command=_foot, profile="unmarked"),
    Emulator(
        name="terminology",
        program="terminology",
        package="terminology",
        command=_terminology,
        environ={"ELM_ENGINE": "x11", "ELM_DISPLAY": "x11", "ELM_ACCEL": "none"},
        manager=True,
        profile="unmarked",
    ),
    Emulator(name="xfce4-terminal", program="xfce4-terminal", package="xfce4-terminal", command=_xfce4, profile="bdsm"),
    Emulator(
        name="gnome-terminal",
        program="gnome-terminal",
        package="gnome-terminal",
        command=_gnome,
        environ=_KEYFILE,
        profile="bdsm",
    ),
    Emulator(
        name="tilix",
        program="tilix",
        package="tilix",
        command=_tilix,
        environ=_KEYFILE,
        manager=True,
        profile="bdsm",
    ),
    Emulator(name="lxterminal", program="lxterminal", package="lxterminal", command=_lxterminal, profile="bdsm"),
    Emulator(name="sakura", program="sakura", package="sakura", command=_sakura, profile="bdsm"),
    Emulator(name="konsole", program="konsole", package="konsole", command=_konsole, profile="konsole"),
    Emulator(name="mlterm", program="mlterm", package="mlterm", command=_mlterm, profile="mlterm"),
    Emulator(name="kitty", program="kitty", package="kitty", command=_kitty, profile="kitty"),
    Emulator(
        name="qterminal",
        program="qterminal",
        package="qterminal",
        command=_qterminal,
        resized=True,
        profile="qtermwidget",
    ),
    Emulator(name="pterm", program="pterm", package="pterm", command=_pterm, profile="putty"),
)


def _inside(multiplexer: str, name: str) -> Emulator:
    outer = next(each for each in _ALONE if each.name == name)

    def command(home: Path, program: list[str]) -> list[str]:
        if multiplexer == "tmux":
            config = put(home, ".tmux.conf", 'set -g status off\nset -as terminal-features ",*:RGB"\n')
            wrapped = ["tmux", "-u", "-S", str(home / "tmux"), "-f", config, "new-session", shlex.join(program)]
        else:
            config = put(home, ".screenrc", "defutf8 on\nstartup_message off\nterm screen-256color\n")
            wrapped = ["screen", "-U", "-c", config, *program]
        return outer.command(home, wrapped)

    return Emulator(
        name=f"{multiplexer} in {name}",
        program=outer.program,
        package=outer.package,
        command=command,
        environ=outer.environ,
        inside=multiplexer,
        # tmux does not tell VTE's terminals from plain ones; both get the same.
        profile="plain" if multiplexer == "tmux" and outer.profile == "bdsm" else outer.profile,
    )


EMULATORS = (
    *_ALONE,
    *(_inside("tmux", name) for name in ("xterm", "xfce4-terminal", "konsole", "kitty", "mlterm")),
    *(_inside("screen", name) for name in ("xterm", "xfce4-terminal", "konsole")),
)
