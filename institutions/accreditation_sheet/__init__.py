"""The sheet of accreditations as a kind of import: one certificate a row, of institutions that are on file."""
