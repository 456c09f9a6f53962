"""Verbs of appraisers."""
