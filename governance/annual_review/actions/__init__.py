"""The verbs of the annual review."""
