"""The journals: one append-only file of edits for each process that writes."""
