"""The roster of institutions as an officer keeps it: its columns, checks and loading."""
