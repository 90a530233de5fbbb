"""Widgets: each draws values that it is given, and calls back when the user moves or chooses. None posts a message."""
