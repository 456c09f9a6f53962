"""Credit grades and the practice blacklist."""
