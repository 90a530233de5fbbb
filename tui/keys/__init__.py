"""Every action once, with its keys."""
