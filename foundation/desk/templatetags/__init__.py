"""Template tags of the portal's components."""
