"""The staff pages of the annual review."""
