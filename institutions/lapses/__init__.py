"""Lapses: standing conditions that an institution has lost, with their clock, their letter and what it asks for."""
