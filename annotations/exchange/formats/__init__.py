"""One module or folder for each format, and what several formats share."""
