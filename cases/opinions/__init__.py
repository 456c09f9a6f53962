"""The opinion: its drafts, the three levels of review, its issue, and what everybody may check of it."""
