"""The case ledger (台账) as a sheet: its columns, how rows are checked, and what a valid row is. No database here."""
