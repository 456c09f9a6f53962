"""The trail: what it writes, what the database refuses, and what verification finds."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import DatabaseError, ProgrammingError, connection, transaction

from foundation.audit import trail
from foundation.audit.actors import SYSTEM
from foundation.audit.canonical import canonical
from foundation.audit.models import Event
from foundation.audit.verify import verify


def write_three(stream: str) -> None:
    for number in range(3):
        trail.append(stream, "test.happened", by=SYSTEM, facts={"number": number})


def test_events_of_a_stream_are_numbered_and_chained(db: None) -> None:
    assert trail.append("test:a", "test.began", by=SYSTEM) == 1
    assert trail.append("test:a", "test.ended", by=SYSTEM, reason="因为") == 2
    first, second = Event.objects.filter(stream="test:a")
    assert bytes(second.prev) == bytes(first.hash)
    assert second.content["reason"] == "因为"
    assert second.content["by"]["id"] == "system"


def test_many_events_continue_streams_that_exist_and_open_the_others(db: None) -> None:
    trail.append("test:old", "test.began", by=SYSTEM)
    drafts = [trail.Draft(f"test:{name}", "test.loaded", SYSTEM) for name in ("old", "new1", "new2")]
    assert trail.append_many(drafts) == {"test:old": 2, "test:new1": 1, "test:new2": 1}
    assert verify("test:old").sound
    assert verify("test:new1").sound


def test_many_events_refuse_one_stream_twice(db: None) -> None:
    with pytest.raises(ValueError, match="one event a stream"):
        trail.append_many([trail.Draft("test:a", "test.x", SYSTEM)] * 2)


def test_the_body_is_canonical(db: None) -> None:
    trail.append("test:a", "test.began", by=SYSTEM, facts={"b": 1, "a": "é"})
    body = bytes(Event.objects.get(stream="test:a").body or b"")
    assert canonical(json.loads(body)) == body


def test_floats_have_no_canonical_form() -> None:
    with pytest.raises(TypeError):
        canonical({"rate": 0.1})


@pytest.mark.parametrize(
    "attempt",
    [
        "INSERT INTO audit_event (stream, seq, kind, actor, body_hash, prev, hash, recorded_at)"
        " VALUES ('x', 1, '', '', '', '', '', now())",
        "UPDATE audit_event SET kind = 'other'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "UPDATE audit_head SET seq = 9",
        "DELETE FROM audit_head",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "DROP TABLE audit_event",
    ],
)
def test_the_serving_role_can_only_append(db: None, attempt: str) -> None:
    write_three("test:a")
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)


def test_even_the_owner_is_stopped_by_triggers(transactional_db: None) -> None:
    write_three("test:a")
    with as_owner() as cursor, pytest.raises(psycopg2.Error, match="neither changed"):
        cursor.execute("UPDATE audit_event SET kind = 'other' WHERE stream = 'test:a'")


@contextmanager
def as_owner(*, without_triggers: bool = False) -> Iterator[Any]:
    """Yield a cursor with the owner's rights in the test database, as somebody who holds the keys."""
    owner = settings.DATABASE_OWNER
    name = connection.settings_dict["NAME"]
    link = psycopg2.connect(
        dbname=name, user=owner["USER"], password=owner["PASSWORD"], host=owner["HOST"], port=owner["PORT"]
    )
    try:
        with link, link.cursor() as cursor:
            if without_triggers:
                cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER ALL")
            yield cursor
            if without_triggers:
                cursor.execute("ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_keeps")
                cursor.execute("ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_stays")
    finally:
        link.close()


def edited_body(cursor: Any) -> None:
    cursor.execute("UPDATE audit_event SET body = convert_to('{}', 'UTF8') WHERE stream = 'test:a' AND seq = 2")


def edited_body_with_its_hash(cursor: Any) -> None:
    cursor.execute(
        "UPDATE audit_event SET body = b, body_hash = sha256(b)"
        " FROM (SELECT convert_to(replace(convert_from(body, 'UTF8'), '\"number\":1', '\"number\":7'), 'UTF8') AS b"
        " FROM audit_event WHERE stream = 'test:a' AND seq = 2) x WHERE stream = 'test:a' AND seq = 2"
    )


def edited_time(cursor: Any) -> None:
    cursor.execute(
        "UPDATE audit_event SET recorded_at = recorded_at - interval '1 second' WHERE stream = 'test:a' AND seq = 2"
    )


def edited_actor(cursor: Any) -> None:
    cursor.execute("UPDATE audit_event SET actor = 'user:9' WHERE stream = 'test:a' AND seq = 2")


def deleted_middle(cursor: Any) -> None:
    cursor.execute("DELETE FROM audit_event WHERE stream = 'test:a' AND seq = 2")


def deleted_tail(cursor: Any) -> None:
    cursor.execute("DELETE FROM audit_event WHERE stream = 'test:a' AND seq = 3")


def deleted_whole_stream(cursor: Any) -> None:
    cursor.execute("DELETE FROM audit_event WHERE stream = 'test:a'")


def swapped(cursor: Any) -> None:
    cursor.execute(
        "UPDATE audit_event SET seq = CASE seq WHEN 1 THEN -2 ELSE -1 END WHERE stream = 'test:a' AND seq IN (1, 2)"
    )
    cursor.execute("UPDATE audit_event SET seq = -seq WHERE stream = 'test:a' AND seq < 0")


def inserted(cursor: Any) -> None:
    cursor.execute(
        "INSERT INTO audit_event (stream, seq, kind, actor, body, body_hash, prev, hash, recorded_at)"
        " SELECT stream, 4, kind, actor, body, body_hash, hash, hash, recorded_at"
        " FROM audit_event WHERE stream = 'test:a' AND seq = 3"
    )


def doubled_into_another_stream(cursor: Any) -> None:
    cursor.execute(
        "INSERT INTO audit_event (stream, seq, kind, actor, body, body_hash, prev, hash, recorded_at)"
        " SELECT 'test:forged', seq, kind, actor, body, body_hash, prev, hash, recorded_at"
        " FROM audit_event WHERE stream = 'test:a'"
    )


TAMPERING = [
    edited_body,
    edited_body_with_its_hash,
    edited_time,
    edited_actor,
    deleted_middle,
    deleted_tail,
    deleted_whole_stream,
    swapped,
    inserted,
    doubled_into_another_stream,
]


@pytest.mark.parametrize("tamper", TAMPERING, ids=lambda act: act.__name__)
def test_verification_finds_what_somebody_with_the_keys_did(
    transactional_db: None, tamper: Callable[[Any], None]
) -> None:
    write_three("test:a")
    write_three("test:b")
    assert verify().sound
    with as_owner(without_triggers=True) as cursor:
        tamper(cursor)
    report = verify()
    assert not report.sound
    assert {fault.stream for fault in report.faults} <= {"test:a", "test:forged"}


def test_an_event_that_was_rolled_back_leaves_no_gap(transactional_db: None) -> None:
    write_three("test:a")
    with transaction.atomic():
        trail.append("test:a", "test.lost", by=SYSTEM)
        transaction.set_rollback(True)
    assert trail.append("test:a", "test.kept", by=SYSTEM) == 4
    assert verify("test:a").sound


def test_a_regulated_row_needs_an_event_of_its_own_transaction(transactional_db: None) -> None:
    seq = trail.append("person:00000000-0000-0000-0000-000000000001", "person.entered", by=SYSTEM)
    with pytest.raises(DatabaseError, match="names no event"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_person (id, name, trail_seq)"
            " VALUES ('00000000-0000-0000-0000-000000000001', '示例', %s)",
            [seq],
        )
