"""Proficiency tests, case reviews, inspections on site, surveys, standards."""
