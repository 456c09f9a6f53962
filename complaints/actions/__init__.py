"""Verbs of complaints."""
