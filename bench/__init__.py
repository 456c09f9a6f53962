"""Measurements: ratios within one run, on a cluster that waits for the disk as production does (`make bench`)."""
