"""Jobs: written with the change, carried out once, on a real worker."""

import subprocess
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from foundation.audit import jobs, outbox, relay, timetable
from foundation.audit.models import Event, JobRun, OutboxMessage, Tick
from tests import jobs_for_tests  # noqa: F401  (registers the jobs in this process too)
from tests.workers import carried_out

SHANGHAI = ZoneInfo("Asia/Shanghai")


def done(message_id: int) -> bool:
    return OutboxMessage.objects.filter(pk=message_id, done_at__isnull=False).exists()


def put(topic: str, **payload: object) -> int:
    message_id = outbox.put(topic, payload)
    assert message_id is not None
    return message_id


def test_a_message_of_a_rolled_back_change_is_never_sent(transactional_db: None) -> None:
    with transaction.atomic():
        put("test.mark", name="lost")
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.filter(topic="test.mark").exists()


def test_a_message_with_a_key_is_written_once(db: None) -> None:
    assert outbox.put("test.mark", {"name": "a"}, key="only") is not None
    assert outbox.put("test.mark", {"name": "a"}, key="only") is None


def test_a_job_is_carried_out_by_a_real_worker_and_leaves_a_run(worker: subprocess.Popen[bytes]) -> None:
    message_id = put("test.mark", name="甲")
    carried_out(lambda: done(message_id))
    run = JobRun.objects.get(message_id=message_id)
    assert (run.outcome, run.result) == ("done", {"name": "甲"})
    assert Event.objects.filter(stream="test.mark:甲").count() == 1


def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    worker: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "REPUBLISH_AFTER", timedelta(seconds=1))
    message_id = put("test.die_once", name="乙")
    carried_out(lambda: done(message_id), seconds=40)
    assert set(JobRun.objects.filter(message_id=message_id).values_list("outcome", flat=True)) == {"lost", "done"}
    assert Event.objects.filter(stream="test.mark:乙").count() == 1


def test_a_message_delivered_many_times_has_one_effect(
    worker: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "REPUBLISH_AFTER", timedelta(0))
    message_id = put("test.wait", seconds=1)
    carried_out(lambda: done(message_id))
    assert Event.objects.filter(stream=f"test.wait:{message_id}").count() == 1
    assert JobRun.objects.filter(message_id=message_id).count() == 1


def test_a_failing_job_is_parked_after_five_attempts_and_tells_no_values(transactional_db: None) -> None:
    message_id = put("test.fail")
    for _attempt in range(jobs.MAX_ATTEMPTS):
        with pytest.raises(ArithmeticError):
            jobs.perform("test.fail", message_id)
    assert OutboxMessage.objects.get(pk=message_id).parked_at is not None
    jobs.perform("test.fail", message_id)
    runs = JobRun.objects.filter(message_id=message_id)
    assert [run.outcome for run in runs] == ["failed"] * jobs.MAX_ATTEMPTS
    assert all("3701" not in run.error and "ArithmeticError" in run.error for run in runs)


def test_without_a_broker_messages_wait(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: object, **_kwargs: object) -> None:
        raise ConnectionRefusedError

    put("test.mark", name="丙")
    monkeypatch.setattr(relay.current_app, "send_task", away)
    assert relay.publish_waiting() == 0
    assert OutboxMessage.objects.filter(published_at__isnull=True).count() == 1


def test_three_beats_start_a_job_once_and_a_missed_run_is_caught_up_once(transactional_db: None) -> None:
    entries = [timetable.Entry("test.mark", timetable.Every(minutes=1))]
    noon = datetime(2026, 11, 23, 12, 0, 20, tzinfo=SHANGHAI)
    assert timetable.tick(entries, noon) == ["test.mark"]
    assert timetable.tick(entries, noon + timedelta(seconds=5)) == []
    assert timetable.tick(entries, noon + timedelta(minutes=30)) == ["test.mark"]
    assert Tick.objects.count() == OutboxMessage.objects.count() == 2


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 11, 23, 2, 29, tzinfo=SHANGHAI), datetime(2026, 11, 22, 2, 30, tzinfo=SHANGHAI)),
        (datetime(2026, 11, 23, 2, 30, tzinfo=SHANGHAI), datetime(2026, 11, 23, 2, 30, tzinfo=SHANGHAI)),
    ],
)
def test_a_daily_job_is_due_at_its_local_time(now: datetime, due: datetime) -> None:
    assert timetable.Daily(at=time(2, 30)).latest(now) == due
    assert timezone.is_aware(due)


@pytest.mark.parametrize(("now", "day"), [((27, 4, 9), 22), ((29, 4, 9), 22), ((29, 4, 10), 29), ((30, 0, 0), 29)])
def test_a_weekly_job_is_due_on_its_day_at_its_time(now: tuple[int, int, int], day: int) -> None:
    date, hour, minute = now
    due = timetable.Weekly(weekday=6, at=time(4, 10)).latest(datetime(2026, 11, date, hour, minute, tzinfo=SHANGHAI))
    assert due == datetime(2026, 11, day, 4, 10, tzinfo=SHANGHAI)


def test_a_job_that_a_person_stopped_is_not_tried_again(transactional_db: None) -> None:
    message_id = put("test.stopped")
    jobs.perform("test.stopped", message_id)
    run = JobRun.objects.get(message_id=message_id)
    assert (run.outcome, run.done, run.total) == ("stopped", 3, 7)
    assert done(message_id)
