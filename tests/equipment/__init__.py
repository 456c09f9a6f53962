"""Instruments, their calibrations and maintenance, and methods: what may be used in a case on a day."""
