"""Lists as files: ordered by a person, written by a job with that person's rights of the moment, expiring."""
