"""The open article."""
