"""The values: articles, labels, annotations, edits, and what lists and exports show of them."""
