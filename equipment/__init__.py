"""Instruments of institutions with their calibrations and maintenance, and the methods that they appraise by."""
