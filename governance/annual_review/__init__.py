"""The annual review."""
