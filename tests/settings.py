"""The portal's settings as the tests use them: plain static files, cheap passwords, no demo unless asked."""

import os

from appraisal_portal.settings import *  # noqa: F403
from appraisal_portal.settings import ALLOWED_HOSTS, CELERY_BROKER_URL, STATIC_ROOT, STORAGES

PORTAL_DEMO = False
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# live_server serves through finders, which know no hashed names.
PRODUCTION_STATIC_STORAGE = STORAGES["staticfiles"]["BACKEND"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Jobs that only tests have: slow ones, failing ones.
CELERY_IMPORTS = ["tests.jobs_for_tests"]

# Processes of one run share a Redis but not its messages, whose ids mean rows of their own databases.
CELERY_BROKER_URL = (
    f"{CELERY_BROKER_URL.rsplit('/', 1)[0]}/{1 + int(os.environ.get('PYTEST_XDIST_WORKER', 'gw0').removeprefix('gw'))}"
)
