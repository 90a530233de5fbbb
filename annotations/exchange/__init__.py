"""Formats that other tools read, one module each: they see records, never the store."""
