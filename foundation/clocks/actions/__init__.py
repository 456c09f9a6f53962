"""Verbs of the clocks app."""
