"""Performance: the time of each measure as a ratio to that of a bare program, measured in the same run."""
