"""Blocks of figures: each a finding, a table that says the same, a definition, files and an address of its own.

Boards are pages of blocks: comparison, categories, deadlines, expiry, the way from entrustment to archive.
"""
