"""The verbs of recognition."""
