"""Standardised institutions and high-qualified comprehensive ones: application, verification, recognition."""
