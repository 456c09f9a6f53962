"""Names and numbers that occur nowhere else, planted under seal, then looked for in everything that leaves (PD-08)."""

import io
import logging
from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from cases.clients import client_of
from cases.models import Case
from foundation.accounts.models import Notice
from foundation.audit.models import OutboxMessage
from foundation.exchange.models import Import
from tests.access import oracle
from tests.access.people import Crowd
from tests.access.routes import all_routes
from tests.access.test_every_route_for_every_role import undone
from tests.access.world import Thing, Things
from tests.cases.conftest import ledger, ledger_row, work_off
from tests.exchange.synthetic import resident_number
from tests.people import Cast

SUBJECT, CHANGED = "当事人金丝雀甲", "当事人金丝雀乙"
NUMBER = resident_number(date(1983, 7, 19), 641)
WRONG_NUMBER = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
CANARIES = (SUBJECT, CHANGED, NUMBER, WRONG_NUMBER)
# A client outside litigation may be a private person: masked on every page, in lists and for programs.
CLIENT = "示例委托人金丝雀"
# Nobody outside Jinan may read this at any place; in Jinan and the province it is ordinary business.
FILE = "示例台账金丝雀"


@pytest.fixture
def planted(crowd: Crowd, cast: Cast, things: Things) -> Import:
    """Two ledgers uploaded by pages, the second with a changed name and a wrong number, worked off and loaded."""
    first = ledger(
        ledger_row(901, 被鉴定人=SUBJECT, 身份证号=NUMBER, 委托人=CLIENT), ledger_row(902, 身份证号=WRONG_NUMBER)
    )
    second = ledger(ledger_row(901, 被鉴定人=CHANGED, 身份证号=NUMBER, 委托人=CLIENT, 鉴定费=1300))
    for content in (first, second):
        imported = upload(crowd, content)
    return imported


def upload(crowd: Crowd, content: bytes) -> Import:
    client = crowd["jinan_clerk"].client
    sheet = io.BytesIO(content)
    sheet.name = f"{FILE}.xlsx"
    address = client.post(reverse("import_new"), {"sheet": sheet}).headers["Location"]
    work_off()
    imported = Import.objects.get(pk=address.strip("/").split("/")[-1])
    client.post(reverse("import_load", args=[imported.pk]), {"version": imported.trail_seq})
    work_off()
    imported.refresh_from_db()
    assert imported.state == "loaded", imported.findings
    return imported


def crawl(crowd: Crowd, things: Things, names: tuple[str, ...], words: tuple[str, ...]) -> list[str]:
    """Return where any of the words was read by any of these people."""
    found = []
    for route in all_routes():
        for thing in things[oracle.kind_of(route)][:1] if route.arguments else [None]:  # the first lies with the words
            address = reverse(route.name, kwargs=thing.arguments if thing else {})
            for name in names:
                with undone(crowd[name].client):
                    response = crowd[name].client.get(address)
                    body = b"".join(response) if response.streaming else response.content
                whole = body.decode("utf-8", "replace") + str(response.headers)
                found += [f"{name} reads {word} at {address}" for word in words if word in whole]
    return found


def test_what_is_sealed_is_read_by_nobody_in_passing(
    crowd: Crowd, things: Things, planted: Import, log_lines: io.StringIO
) -> None:
    (case,) = [row for row in Case.objects.filter(client_kind="non_litigation") if client_of(row) == CLIENT]
    things["case"] = [Thing("canary", {"pk": case.pk}, things["case"][0].place)]
    things["import"] = [Thing("canary", {"pk": planted.pk}, things["import"][0].place)]
    everybody, sealed = ("province", "jinan_clerk", "administrator", "auditor"), (NUMBER, WRONG_NUMBER, CLIENT, SUBJECT)
    # Who decides whether a name was corrected reads both names, on that page alone; nothing else is read by anybody.
    page = reverse("import", args=[planted.pk])
    deciding = ("province", "jinan_clerk")
    read = crawl(crowd, things, everybody, (*sealed, FILE))
    ordinary = {place for place in read if f" reads {FILE} " in place}
    assert set(read) - ordinary == {f"{name} reads {SUBJECT} at {page}" for name in deciding}
    assert any(place.startswith("province ") for place in ordinary), "the search finds what is there"
    outside = ("visitor", "qingdao", "qingdao_clerk", "ended")
    assert crawl(crowd, things, outside, (CLIENT, FILE)) == []
    assert [word for word in CANARIES if word in log_lines.getvalue()] == []


def lying_open(words: Sequence[str]) -> tuple[list[str], set[str]]:
    """Look for words, plain and in hexadecimal, in every column of every table as a dump would show it.

    Returns where they were found, and the tables that were read.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        tables = [name for (name,) in cursor.fetchall()]
        read = {}
        for table in tables:
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
            if cursor.fetchone()[0]:
                cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")
                read[table] = [row for (row,) in cursor.fetchall()]
    hexed = {word: word.encode().hex() for word in words}
    found = [
        f"{word} in {table}"
        for table, rows in read.items()
        for row in rows
        for word in words
        if word in row or hexed[word] in row
    ]
    return found, set(read)


def test_what_is_sealed_lies_nowhere_in_the_open(planted: Import, log_lines: io.StringIO) -> None:
    """Queue, cache, notices, trail and sessions among the tables."""
    found, read = lying_open(CANARIES)
    assert found == []
    assert {"audit_outboxmessage", "audit_event", "portal_cache", "accounts_notice", "cases_subject"} <= read
    assert OutboxMessage.objects.exists()
    assert not Notice.objects.filter(link__contains=SUBJECT).exists()


def test_a_job_that_breaks_logs_no_words(db: None, log_lines: io.StringIO) -> None:
    """Neither the portal's line nor Celery's repeats the words of an error, which may be those of a row."""
    trace = logging.getLogger("celery.app.trace")
    try:
        raise ValueError(f"Failing row contains ({SUBJECT}, {NUMBER})")
    except ValueError as error:
        words = {
            "name": "exchange.read_import",
            "id": "1",
            "exc": repr(error),
            "traceback": str(error),
            "args": [],
            "kwargs": {},
        }
        trace.error(
            "Task %(name)s[%(id)s] raised unexpected: %(exc)s\n%(traceback)s",
            words,
            exc_info=True,
            extra={"data": words},
        )
    assert "exchange.read_import" in log_lines.getvalue()
    assert [word for word in CANARIES if word in log_lines.getvalue()] == []
