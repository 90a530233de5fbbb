"""The terminal: detect which one it is, switch its own bidi off, and switch it on again at the end."""
