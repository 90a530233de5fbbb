"""The words of the screen, in English and in Arabic."""
