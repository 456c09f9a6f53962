"""Cases: one entrusted appraisal at one institution, from entrustment to archive."""
