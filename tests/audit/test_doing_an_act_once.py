"""One effect for one key, whoever sends it twice, in turn or at the same moment."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from foundation.audit import jobs, once, trail
from foundation.audit.actors import SYSTEM
from foundation.audit.models import Event, OnceDone
from foundation.audit.once import KeyReused, digest_of

STREAM = "test.once:1"


@once.act
def leave_a_mark() -> int:
    return trail.append(STREAM, "test.marked", by=SYSTEM)


def marking() -> once.Answer:
    return {"seq": leave_a_mark()}


def marks() -> int:
    return Event.objects.filter(stream=STREAM).count()


@pytest.mark.django_db
def test_the_second_call_gets_the_first_answer_and_does_nothing() -> None:
    digest = digest_of({"name": "甲"})
    assert once.once("form:a", "key", digest, marking) == ({"seq": 1}, True)
    assert once.once("form:a", "key", digest, marking) == ({"seq": 1}, False)
    assert marks() == 1


@pytest.mark.django_db
def test_another_scope_or_another_key_is_another_act() -> None:
    digest = digest_of({})
    for scope, key in (("form:a", "k"), ("form:b", "k"), ("form:a", "l")):
        assert once.once(scope, key, digest, marking)[1]
    assert marks() == 3


@pytest.mark.django_db
def test_a_key_with_other_contents_is_refused_and_tells_what_was_answered() -> None:
    once.once("form:a", "key", digest_of({"name": "甲"}), marking)
    with pytest.raises(KeyReused) as refused:
        once.once("form:a", "key", digest_of({"name": "乙"}), marking)
    assert refused.value.answer == {"seq": 1}
    assert marks() == 1


@pytest.mark.django_db
def test_an_act_that_fails_leaves_its_key_free() -> None:
    def failing() -> once.Answer:
        leave_a_mark()
        raise ValueError("as it happens")

    with pytest.raises(ValueError, match="as it happens"):
        once.once("form:a", "key", digest_of({}), failing)
    assert marks() == OnceDone.objects.count() == 0
    assert once.once("form:a", "key", digest_of({"now": "right"}), marking)[1]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "\x00", "\ud800", "长" * 100_000])
def test_any_text_can_be_a_key(key: str) -> None:
    assert once.once("form:a", key, digest_of({}), marking)[1]
    assert not once.once("form:a", key, digest_of({}), marking)[1]


@pytest.mark.django_db(transaction=True)
def test_a_verb_is_durable_outside_and_stands_in_no_foreign_transaction() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        leave_a_mark()
    with transaction.atomic(), pytest.raises(RuntimeError):
        once.once("form:a", "key", digest_of({}), marking)
    assert leave_a_mark() == 1
    assert once.once("form:a", "key", digest_of({}), marking) == ({"seq": 2}, True)
    with transaction.atomic(), pytest.raises(RuntimeError):
        leave_a_mark()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first_fails", [False, True])
def test_two_at_the_same_moment_have_one_effect(first_fails: bool) -> None:
    began, answers = threading.Barrier(8), []

    def slowly() -> once.Answer:
        seq = leave_a_mark()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.1)")
        if first_fails and failures.acquire(blocking=False):
            raise ValueError("as it happens")
        return {"seq": seq}

    failures = threading.Semaphore(1)

    def run() -> None:
        try:
            began.wait(20)
            answers.append(once.once("form:a", "key", digest_of({}), slowly))
        except ValueError:
            answers.append(({}, False))
        finally:
            connection.close()

    racers = [threading.Thread(target=run) for _each in range(8)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    given = [answer for answer, _fresh in answers if answer]
    assert marks() == 1
    assert [fresh for _answer, fresh in answers].count(True) == 1
    assert given == [{"seq": 1}] * (7 if first_fails else 8)


@pytest.mark.django_db
def test_keys_are_forgotten_after_thirty_days() -> None:
    now = timezone.now()
    once.once("form:a", "today", digest_of({}), marking)
    with time_machine.travel(now - timedelta(days=31), tick=False):
        once.once("form:a", "old", digest_of({}), marking)
    run = jobs.Run(1, {})
    jobs.registry["audit.clear_keys"].work(run)
    assert run.result == {"cleared": 1}
    assert once.once("form:a", "old", digest_of({}), marking)[1]
    assert not once.once("form:a", "today", digest_of({}), marking)[1]
