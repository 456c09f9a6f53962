"""Sheets in and out: reading, checking, loading, undoing."""
