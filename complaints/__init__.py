"""Complaints and tips."""
