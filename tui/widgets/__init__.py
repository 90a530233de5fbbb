"""Widgets: each draws values that it is given and answers with messages."""
