"""The health page names what is degraded and serves on without it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from appraisal_portal.pages import health
from foundation.audit import outbox
from foundation.audit.models import Heartbeat, OutboxMessage

BROWSER = {"Accept": "text/html"}


@pytest.fixture
def all_alive(db: None) -> None:
    OutboxMessage.objects.update(done_at=timezone.now())
    for process in ("beat", "worker"):
        Heartbeat.objects.update_or_create(process=process, defaults={"seen_at": timezone.now()})


def test_a_sound_portal_says_so(all_alive: None) -> None:
    answer = Client().get("/health/")
    assert (answer.status_code, answer.json()["state"]) == (200, "ok")
    assert set(answer.json()["parts"].values()) == {"ok"}


def test_a_silent_worker_degrades_and_is_named(all_alive: None) -> None:
    Heartbeat.objects.filter(process="worker").update(seen_at=timezone.now() - timedelta(minutes=4))
    answer = Client().get("/health/", headers=BROWSER)
    assert answer.status_code == 200
    assert "任务执行进程" in answer.content.decode()
    assert "三分钟内没有运行信号" in answer.content.decode()


def test_without_redis_the_portal_serves_and_says_that_jobs_wait(all_alive: None, settings: object) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"  # type: ignore[attr-defined]  # pytest-django's wrapper
    answer = Client().get("/health/")
    assert (answer.status_code, answer.json()["parts"]["broker"]) == (200, "degraded")


def test_parked_and_late_messages_degrade(all_alive: None) -> None:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        outbox.put("test.mark", {"name": "late"})
    with time_machine.travel("2026-11-23 10:06+08:00", tick=False):
        assert health.outbox().state == "degraded"
        OutboxMessage.objects.filter(done_at__isnull=True).update(parked_at=timezone.now())
        assert "parked" in str(health.outbox().note) or "搁置" in str(health.outbox().note)


def test_unreadable_keys_take_the_portal_down(all_alive: None, settings: object, tmp_path: object) -> None:
    settings.KEYS_FILE = tmp_path / "none.json"  # type: ignore[attr-defined]  # pytest-django's wrapper
    answer = Client().get("/health/")
    assert (answer.status_code, answer.json()["parts"]["keys"]) == (503, "down")


def test_the_page_shows_no_addresses_and_no_passwords(all_alive: None) -> None:
    text = Client().get("/health/", headers=BROWSER).content.decode()
    assert "127.0.0.1:" not in text
    assert "portal_app" not in text
