"""The fewest keys for each annotation, found by search and proved by typing them."""
