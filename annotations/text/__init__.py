"""Text: words, sentences, clusters, folding: what is known of the language; no article, no annotation."""
