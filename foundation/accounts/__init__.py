"""Who may do what, and who may see what: persons, organisations, postings, delegation, scope."""
