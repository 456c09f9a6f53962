"""The health page: one line a part, naming what is degraded. It shows no data and no addresses."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import redis
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation import replica
from foundation.accounts.doors import public_page
from foundation.accounts.sealing import key_ring
from foundation.audit.models import Heartbeat, OutboxMessage
from foundation.documents.signing import public_keys
from foundation.kpi.checking.recording import proven

SILENCE = timedelta(minutes=3)
QUEUE_AGE = timedelta(minutes=5)
CHECK_AGE = timedelta(days=2)
FREE_DISK = 1_000_000_000


@dataclass(frozen=True)
class Part:
    """One part of the portal: `ok`, `degraded` (it works with less) or `down` (it cannot serve)."""

    code: str
    name: Any
    state: str
    note: Any = ""


def database() -> Part:
    """The database answers, and the serving role is not the owner."""
    name = _("Database")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return Part("database", name, "down", _("The database does not answer."))
    if settings.SINGLE_ROLE:
        return Part("database", name, "degraded", _("One role serves and owns; give DATABASE_OWNER_URL."))
    return Part("database", name, "ok")


def migrations() -> Part:
    """Every migration of the code is applied."""
    name = _("Database structure")
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return Part("migrations", name, "down", _("Cannot be read."))
    return Part("migrations", name, "down", _("Migrations are missing.")) if pending else Part("migrations", name, "ok")


def cache_table() -> Part:
    """The cache table takes and gives back a value."""
    name = _("Rate limits")
    try:
        cache.set("health", "1", 60)
        good = cache.get("health") == "1"
    except DatabaseError:
        good = False
    return Part("cache", name, "ok" if good else "degraded")


def broker() -> Part:
    """Redis answers within a second. Without it jobs wait in the outbox; pages work on."""
    name = _("Job broker")
    try:
        redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_timeout=1, socket_connect_timeout=1).ping()
    except (redis.RedisError, OSError):
        return Part("broker", name, "degraded", _("Redis does not answer; jobs wait and are carried out later."))
    return Part("broker", name, "ok")


def process(code: str, name: Any) -> Callable[[], Part]:
    """Return the check of a process that leaves signs of life."""

    def check() -> Part:
        seen = Heartbeat.objects.filter(process=code).values_list("seen_at", flat=True).first()
        if seen is None or timezone.now() - seen > SILENCE:
            return Part(code, name, "degraded", _("No sign of life for three minutes; jobs wait."))
        return Part(code, name, "ok")

    return check


def outbox() -> Part:
    """No message waits longer than five minutes, and none is parked."""
    name = _("Waiting jobs")
    open_messages = OutboxMessage.objects.filter(done_at__isnull=True)
    if open_messages.filter(parked_at__isnull=False).exists():
        return Part("outbox", name, "degraded", _("Jobs failed five times and are parked; see the jobs page."))
    late = open_messages.filter(parked_at__isnull=True, not_before__lt=timezone.now() - QUEUE_AGE)
    return Part("outbox", name, "degraded", _("Jobs are late.")) if late.exists() else Part("outbox", name, "ok")


def keys() -> Part:
    """The keys of sealed data can be read, and there is one for signing."""
    try:
        key_ring()
    except ImproperlyConfigured:
        return Part("keys", _("Keys"), "down", _("Sealed data cannot be read or written."))
    try:
        public_keys()
    except ImproperlyConfigured:
        return Part("keys", _("Keys"), "degraded", _("The key by which receipts are signed is missing."))
    return Part("keys", _("Keys"), "ok")


def follower() -> Part:
    """The replica, where there is one, follows closely enough to be read from."""
    name = _("Second database server")
    if not replica.is_configured():
        return Part("replica", name, "ok", _("None is named; everything is read from the first."))
    if not replica.look().usable:
        return Part("replica", name, "degraded", _("Away or too far behind; the first is read."))
    return Part("replica", name, "ok")


def disk() -> Part:
    """There is room for files."""
    free = shutil.disk_usage(settings.DATA_DIR if settings.DATA_DIR.exists() else settings.BASE_DIR).free
    if free < FREE_DISK:
        return Part("disk", _("Disk"), "degraded", _("Less than 1 GB is free."))
    return Part("disk", _("Disk"), "ok")


def figures() -> Part:
    """The last checks of figures found no differing cell, or it was put right; and the nightly one is not overdue."""
    name = _("Check of figures")
    standing = proven()
    if standing is None:
        return Part("figures", name, "ok", _("Not checked yet."))
    if standing.drift is not None:
        return Part("figures", name, "degraded", _("A check found cells that differ from their rows."))
    if timezone.now() - standing.last.finished_at > CHECK_AGE:
        return Part("figures", name, "degraded", _("The nightly check of figures is overdue."))
    return Part("figures", name, "ok")


CHECKS: tuple[Callable[[], Part], ...] = (
    database,
    migrations,
    cache_table,
    broker,
    process("beat", _("Timetable process")),
    process("worker", _("Job worker")),
    outbox,
    figures,
    keys,
    follower,
    disk,
)


def examine() -> list[Part]:
    """Run every check; once the database is down, those that need it say so too."""
    parts: list[Part] = []
    for check in CHECKS:
        try:
            parts.append(check())
        except DatabaseError:
            parts.append(Part(getattr(check, "__name__", "part"), _("Needs the database"), "down"))
    return parts


@public_page
def health(request: HttpRequest) -> HttpResponse:
    """200 while the portal serves (degraded parts are named), 503 when it cannot. JSON on request."""
    parts = examine()
    states = {part.state for part in parts}
    overall = "down" if "down" in states else "degraded" if "degraded" in states else "ok"
    status = 503 if overall == "down" else 200
    if "text/html" not in request.headers.get("Accept", ""):
        return JsonResponse({"state": overall, "parts": {part.code: part.state for part in parts}}, status=status)
    return render(request, "pages/health.html", {"overall": overall, "parts": parts}, status=status)
