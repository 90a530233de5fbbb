"""Statistics of annotated articles: counts, lengths, and agreement between annotators."""
