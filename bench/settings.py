"""The settings of the tests with Django's admin installed, which the portal does not use: for comparison only."""

from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin", "django.contrib.messages"]
INSTALLED_APPS = list(dict.fromkeys(INSTALLED_APPS))
