"""Commands of the command line, one module each; `tui.cli` imports the one that is asked for."""
