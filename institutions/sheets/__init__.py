"""Sheets whose rows are acts: what one kind declares, and what all of them share (docs/how_to_add_an_import.md)."""
