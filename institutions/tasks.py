"""Jobs of institutions, found here by Celery; those of rectification stand beside what they do."""

from institutions.rectification.jobs import RECOUNT_JOB, recount, write_letter

__all__ = ["RECOUNT_JOB", "recount", "write_letter"]
