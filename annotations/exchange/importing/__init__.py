"""From a file to annotations."""
