"""What holds for one corpus: its file newsreader.toml."""
