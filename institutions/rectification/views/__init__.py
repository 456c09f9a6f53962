"""Pages of findings and rectification orders."""
