"""The verbs of case reviews."""
