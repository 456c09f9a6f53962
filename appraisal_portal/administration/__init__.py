"""Pages of the administrators and the auditor: legal tables, accounts, jobs, trail."""
