"""The annual review of institutions."""
