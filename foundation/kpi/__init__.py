"""Measures, figures, targets, dashboards."""
