"""Reading the files of a corpus as articles. Files are never written."""
