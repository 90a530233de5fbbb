"""The screen: typesetting, widgets and the command line."""
