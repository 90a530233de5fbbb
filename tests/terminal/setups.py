"""The terminals that the application is run in, all that Debian 12 has and that can be judged by a picture.

Tried and left out:

- pangoterm: loses parts of what it paints, Latin too; the order is right (profile libvterm)
- cool-retro-term: a curved screen, and fonts without Arabic, so that its letters are borrowed and of another width
- qmlkonsole: the order is right, but after a new size it paints the screen in the wrong place
- Eterm, xgterm, Terminal.app of GNUstep: no UTF-8, a letter for each byte
- xiterm+thai: opens no window
- mlterm-tiny: the program is mlterm, instead of which it is installed
- yeahconsole: a frame around xterm or urxvt
- fbterm, kmscon, bogl-bterm: for the console, without X
"""

import shlex
from pathlib import Path

from tests.terminal import commands, vte
from tests.terminal.emulators import KEYFILE, Emulator, put

_ALONE = (
    Emulator(name="xterm", program="xterm", package="xterm", command=commands.xterm),
    Emulator(name="urxvt", program="urxvt", package="rxvt-unicode", command=commands.urxvt),
    Emulator(name="st", program="st", package="stterm", command=commands.st),
    Emulator(name="zutty", program="zutty", package="zutty", command=commands.zutty),
    Emulator(
        name="alacritty", program="alacritty", package="alacritty", command=commands.alacritty, profile="unmarked"
    ),
    Emulator(name="foot", program="foot", package="foot weston", command=commands.foot, profile="unmarked"),
    Emulator(
        name="terminology",
        program="terminology",
        package="terminology",
        command=commands.terminology,
        environ={"ELM_ENGINE": "x11", "ELM_DISPLAY": "x11", "ELM_ACCEL": "none"},
        manager=True,
        profile="unmarked",
    ),
    Emulator(
        name="xfce4-terminal", program="xfce4-terminal", package="xfce4-terminal", command=vte.xfce4, profile="bdsm"
    ),
    Emulator(
        name="gnome-terminal",
        program="gnome-terminal",
        package="gnome-terminal",
        command=vte.gnome,
        environ=KEYFILE,
        profile="bdsm",
    ),
    Emulator(
        name="tilix",
        program="tilix",
        package="tilix",
        command=vte.tilix,
        environ=KEYFILE,
        manager=True,
        profile="bdsm",
    ),
    Emulator(
        name="lxterminal",
        program="lxterminal",
        package="lxterminal",
        command=vte.lxterminal,
        profile="bdsm",
    ),
    Emulator(name="sakura", program="sakura", package="sakura", command=vte.sakura, profile="bdsm"),
    Emulator(
        name="mate-terminal",
        program="mate-terminal",
        package="mate-terminal",
        command=vte.mate,
        profile="bdsm",
        environ=KEYFILE,
    ),
    Emulator(
        name="terminator",
        program="terminator",
        package="terminator",
        command=vte.terminator,
        profile="bdsm",
    ),
    Emulator(name="termit", program="termit", package="termit", command=vte.termit, profile="bdsm"),
    Emulator(name="tilda", program="tilda", package="tilda", command=vte.tilda, profile="bdsm"),
    Emulator(name="guake", program="guake", package="guake", command=vte.guake, profile="bdsm", environ=KEYFILE),
    Emulator(
        name="terminus", program="terminus", package="terminus", command=vte.terminus, profile="bdsm", environ=KEYFILE
    ),
    Emulator(
        name="gnome-console",
        program="kgx",
        package="gnome-console",
        command=vte.console,
        profile="bdsm",
        environ=KEYFILE,
    ),
    Emulator(name="yakuake", program="yakuake", package="yakuake", command=commands.yakuake, profile="konsole"),
    Emulator(name="konsole", program="konsole", package="konsole", command=commands.konsole, profile="konsole"),
    Emulator(name="mlterm", program="mlterm", package="mlterm", command=commands.mlterm, profile="mlterm"),
    Emulator(name="kitty", program="kitty", package="kitty", command=commands.kitty, profile="kitty"),
    Emulator(
        name="qterminal",
        program="qterminal",
        package="qterminal",
        command=commands.qterminal,
        resized=True,
        profile="qtermwidget",
    ),
    Emulator(
        name="deepin-terminal",
        program="deepin-terminal",
        package="deepin-terminal",
        command=commands.deepin,
        profile="qtermwidget",
    ),
    Emulator(name="pterm", program="pterm", package="pterm", command=commands.pterm, profile="putty"),
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
