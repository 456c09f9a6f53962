"""The Celery application. Only the outbox relay publishes to it (architecture, decision 2)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "appraisal_portal.settings")

app = Celery("appraisal_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
