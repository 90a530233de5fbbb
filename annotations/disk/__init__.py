"""Files that are replaced whole, locks, JSON on one line, and the lines of TOML."""
