"""The pages of complaints for staff."""
