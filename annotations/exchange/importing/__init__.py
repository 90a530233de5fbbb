"""From a file or folder to annotations on articles."""
