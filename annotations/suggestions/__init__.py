"""Suggestions: spans of an article that are likely to be tagged next. The user tags them or goes on."""
