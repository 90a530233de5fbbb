"""The project of a corpus: its file newsreader.toml, and the names of its files and folders."""
