"""Verbs of the law app."""
