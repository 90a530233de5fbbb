"""The store: annotations that survive crashes, full disks and changed articles."""
