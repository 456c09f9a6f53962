"""Pages of instruments and methods."""
