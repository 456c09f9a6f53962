"""Administrative penalties."""
