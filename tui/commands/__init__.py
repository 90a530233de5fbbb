"""Commands of the command line, one module each. `tui.cli` imports only the one that it runs."""
