"""The site: settings, routes, timetable, and the pages that belong to no single app."""

from appraisal_portal.celery import app as celery_app

__all__ = ["celery_app"]
