"""From records to a file or folder: selection, splits, pseudonyms, losses, and the check of the result."""
