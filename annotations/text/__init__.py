"""Text: its words, sentences, clauses, clusters, marks, proclitics and folding; no article and no annotation."""
