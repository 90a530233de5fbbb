"""How many keys an annotation takes: the fewest that make it, found by search and proved by typing them."""
