"""The roster of appraisers as an officer keeps it: its columns, checks and loading."""
