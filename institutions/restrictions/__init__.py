"""The one table of bars on institutions and persons: its list, the page of one bar, and the objection of the barred."""
