"""What the tests of access share: a frozen day, everybody, and objects in every relation to everybody."""

import io
import logging
import logging.config
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings

from tests.access.people import crowd
from tests.access.world import things

__all__ = ["crowd", "things"]
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Freeze the time."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def log_lines() -> Iterator[io.StringIO]:
    """Collect every log line as the portal prints it."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(_formatter())
    loggers = [logging.getLogger(name) for name in ("", "django.request", "django.server", "celery")]
    for logger in loggers:
        logger.addHandler(handler)
    yield lines
    for logger in loggers:
        logger.removeHandler(handler)


def _formatter() -> logging.Formatter:
    configured = logging.config.DictConfigurator(settings.LOGGING)
    return configured.configure_formatter(dict(settings.LOGGING["formatters"]["json"]))
