"""Anchoring: find annotated words again in a text that has changed."""
