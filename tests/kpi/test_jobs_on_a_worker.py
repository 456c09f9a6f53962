"""The jobs of the figures by name, on a real worker, started by the timetable."""

import subprocess
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from appraisal_portal.timetable import TIMETABLE
from foundation.audit import timetable
from foundation.audit.jobs import registry
from foundation.audit.models import JobRun
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.workers import carried_out

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
BY_NAME = {"kpi.case_volume", "kpi.complaint_rate", "kpi.expiry"}


def test_the_timetable_names_jobs_that_exist() -> None:
    assert BY_NAME <= {entry.job for entry in TIMETABLE} <= set(registry)


def test_every_job_of_the_timetable_runs_on_a_real_worker_and_leaves_a_row(worker: subprocess.Popen[bytes]) -> None:
    with transaction.atomic():
        institution = make_institution("济南示例丙司法鉴定所", "370102", licence_until=timezone.localdate())
        for _number in range(3):
            make_case(institution)
    started = timetable.tick(TIMETABLE, NOON)
    assert set(started) >= BY_NAME
    carried_out(lambda: JobRun.objects.filter(job__in=started, outcome="done").count() == len(started), seconds=40)
    results = dict(JobRun.objects.filter(job__in=BY_NAME).values_list("job", "result"))
    assert results["kpi.case_volume"]["deltas"] + results["kpi.complaint_rate"]["deltas"] > 0
    assert results["kpi.complaint_rate"]["fed"] is True
    assert results["kpi.expiry"]
