"""Sheets of instruments and of their calibrations as kinds of import."""
