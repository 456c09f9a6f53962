"""The portal's settings as the tests use them: plain static files, cheap passwords, no demo unless asked."""

from appraisal_portal.settings import *  # noqa: F403
from appraisal_portal.settings import ALLOWED_HOSTS, STATIC_ROOT, STORAGES

PORTAL_DEMO = False
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# live_server serves through finders, which know no hashed names.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Jobs that only tests have: slow ones, failing ones.
CELERY_IMPORTS = ["tests.jobs_for_tests"]
