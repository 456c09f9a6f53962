"""Findings about institutions and orders to put them right, whatever found them: a case review, an inspection.

The facts flow down as rows: the app that found something calls `record` and knows the finding afterwards by its source.
"""
