"""The values: articles, spans, labels, annotations, edits."""
