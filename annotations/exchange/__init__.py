"""Exports and imports in the formats of other tools. Works on records; knows no corpus and no store."""
