"""Lines to pages."""
