"""Verbs of equipment."""
