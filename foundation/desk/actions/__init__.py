"""What the desk writes: drafts, and forms kept over the end of a session."""
