"""Counts and agreement."""
