"""Sheets about appraisers as kinds of import: training, quality managers, changes of certificates."""
