"""Termination: the other end of an appraisal, which the institution decides on a legal ground."""
