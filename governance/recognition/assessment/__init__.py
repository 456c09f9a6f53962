"""The capability assessment (资质评估): indicators, facts, scores, grades, and its pages."""
