"""The rows of reports."""

from governance.reporting.models.report import Report

__all__ = ["Report"]
