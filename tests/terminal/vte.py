"""How the terminals on VTE are started."""

import shlex
from pathlib import Path

from tests.terminal.emulators import BUS, COLUMNS, FONT, POINTS, ROWS, put


def xfce4(home: Path, program: list[str]) -> list[str]:
    put(
        home,
        ".config/xfce4/terminal/terminalrc",
        "[Configuration]\nMiscMenubarDefault=FALSE\nScrollingBar=TERMINAL_SCROLLBAR_NONE\n",
    )
    options = ["--disable-server", "--font", f"{FONT} {POINTS}", "--geometry", f"{COLUMNS}x{ROWS}+0+0"]
    return [*BUS, "xfce4-terminal", *options, "-x", *program]


def lxterminal(home: Path, program: list[str]) -> list[str]:
    put(
        home,
        ".config/lxterminal/lxterminal.conf",
        f"[general]\nfontname={FONT} {POINTS}\nhidemenubar=true\nhidescrollbar=true\n",
    )
    return [*BUS, "lxterminal", "--no-remote", f"--geometry={COLUMNS}x{ROWS}", "-e", shlex.join(program)]


def sakura(home: Path, program: list[str]) -> list[str]:
    put(home, ".config/sakura/sakura.conf", f"[sakura]\nfont={FONT} {POINTS}\n")
    options = ["-c", str(COLUMNS), "-r", str(ROWS), "-f", f"{FONT} {POINTS}"]
    return [*BUS, "sakura", *options, "-x", shlex.join(program)]


def gnome(home: Path, program: list[str]) -> list[str]:
    schema = "org.gnome.Terminal.Legacy.Profile:/org/gnome/terminal/legacy/profiles:/:$profile/"
    script = f"""#!/bin/sh
profile=$(gsettings get org.gnome.Terminal.ProfilesList default | tr -d "'")
gsettings set {schema} use-system-font false
gsettings set {schema} font '{FONT} {POINTS}'
gsettings set {schema} scrollbar-policy never
gsettings set org.gnome.Terminal.Legacy.Settings default-show-menubar false
exec gnome-terminal --wait --geometry={COLUMNS}x{ROWS}+0+0 -- {shlex.join(program)}
"""
    return [*BUS, put(home, "gnome.sh", script)]


def tilix(home: Path, program: list[str]) -> list[str]:
    schema = "com.gexperts.Tilix.Profile:/com/gexperts/Tilix/profiles/$profile/"
    script = f"""#!/bin/sh
profile=$(gsettings get com.gexperts.Tilix.ProfilesList default | tr -d "'")
gsettings set {schema} use-system-font false
gsettings set {schema} font '{FONT} {POINTS}'
gsettings set com.gexperts.Tilix.Settings terminal-title-style none
exec tilix --geometry={COLUMNS}x{ROWS} -e {shlex.quote(shlex.join(program))}
"""
    return [*BUS, put(home, "tilix.sh", script)]


def mate(home: Path, program: list[str]) -> list[str]:
    schema = "org.mate.terminal.profile:/org/mate/terminal/profiles/default/"
    script = f"""#!/bin/sh
gsettings set {schema} use-system-font false
gsettings set {schema} font '{FONT} {POINTS}'
gsettings set {schema} scrollbar-position hidden
exec mate-terminal --disable-factory --hide-menubar --geometry={COLUMNS}x{ROWS}+0+0 -x {shlex.join(program)}
"""
    return [*BUS, put(home, "mate.sh", script)]


def terminator(home: Path, program: list[str]) -> list[str]:
    config = put(
        home,
        "terminator.conf",
        f"[profiles]\n  [[default]]\n    use_system_font = False\n    font = {FONT} {POINTS}\n"
        "    scrollbar_position = hidden\n    show_titlebar = False\n",
    )
    return [*BUS, "terminator", "--no-dbus", "--config", config, "--execute", *program]


def termit(home: Path, program: list[str]) -> list[str]:
    config = put(
        home,
        "termit.lua",
        f"setOptions({{font = '{FONT} {POINTS}', geometry = '{COLUMNS}x{ROWS}', encoding = 'UTF-8', "
        "hideMenubar = true, hideSingleTab = true, showScrollbar = false})\n",
    )
    return [*BUS, "termit", "--init", config, "--execute", shlex.join(program)]


def tilda(home: Path, program: list[str]) -> list[str]:
    config = put(
        home,
        "tilda.conf",
        f'tilda_config_version = "1.5.4"\nkey = "F12"\nfont = "{FONT} {POINTS}"\nscrollbar_pos = 2\n'
        "x_pos = 0\ny_pos = 0\nmax_width = 1260\nmax_height = 680\n",
    )
    return [*BUS, "tilda", "--config-file", config, "--command", shlex.join(program)]


def guake(home: Path, program: list[str]) -> list[str]:
    script = f"""#!/bin/sh
gsettings set guake.general use-default-font false
gsettings set guake.style.font style '{FONT} {POINTS}'
gsettings set guake.general use-scrollbar false
gsettings set guake.general use-popup false
gsettings set guake.general use-trayicon false
gsettings set guake.general window-tabbar false
gsettings set guake.general default-shell {program[0]}
guake &
until [ -e "$HOME/size" ]; do guake --show; sleep 1; done
wait
"""
    return [*BUS, put(home, "guake.sh", script)]


def console(home: Path, program: list[str]) -> list[str]:
    # GTK 4 cuts the width of a cell down to whole pixels; a point more makes it that of the others.
    script = f"""#!/bin/sh
gsettings set org.gnome.desktop.interface monospace-font-name '{FONT} {POINTS + 1}'
exec kgx --command={shlex.quote(shlex.join(program))}
"""
    return [*BUS, put(home, "kgx.sh", script)]


def terminus(home: Path, program: list[str]) -> list[str]:
    script = f"""#!/bin/sh
gsettings set org.rastersoft.terminus use-system-font false
gsettings set org.rastersoft.terminus terminal-font '{FONT} {POINTS}'
exec terminus --nobindkey -x {shlex.join(program)}
"""
    return [*BUS, put(home, "terminus.sh", script)]
