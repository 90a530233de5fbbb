"""Screens: the wiring between widgets and the workspace."""
