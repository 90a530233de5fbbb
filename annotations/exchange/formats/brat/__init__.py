"""brat: its folders, and the lines of its .ann files."""
