"""Lines that are typed."""
