"""Candidates: stretches of an article that are likely to be annotated, offered in turn, never tagged unasked."""
