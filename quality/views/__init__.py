"""Pages of case reviews."""
