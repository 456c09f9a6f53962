"""The verbs of layout."""
