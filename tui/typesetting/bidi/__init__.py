"""Levels and order."""
