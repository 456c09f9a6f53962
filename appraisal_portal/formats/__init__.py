"""How Django itself writes and reads dates and numbers: as `foundation.desk.formats` writes them for pages."""
