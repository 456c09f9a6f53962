"""Appraisers: certificates, training, exams, titles, the expert pool."""
