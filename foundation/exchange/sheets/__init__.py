"""Sheets in and out: reading, finding the heading and the end of the data, mapping columns, the error sheet."""
