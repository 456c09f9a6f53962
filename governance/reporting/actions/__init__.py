"""The verbs of reports: ordering one, writing it, and ordering what the timetable owes."""
