"""Special campaigns."""
