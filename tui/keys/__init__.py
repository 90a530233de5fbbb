"""Every action once, with its keys, and each key under two keyboard layouts."""
