"""Spaces of the associations."""
