"""The two languages of the lines that the user types: attributes and filters."""
