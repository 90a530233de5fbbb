"""The domain: articles, spans, labels, annotations, and the store that keeps them. It knows no screen."""
