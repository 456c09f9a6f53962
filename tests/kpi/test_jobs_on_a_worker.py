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
from foundation.kpi.actions.recounting import order_recount
from foundation.kpi.merging import merge
from foundation.kpi.models import AreaMonth, FigureCheck, Recount
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.people import Cast
from tests.workers import carried_out

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
BY_NAME = {"kpi.case_volume", "kpi.complaint_rate", "kpi.expiry", "kpi.sample", "kpi.check"}


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
    assert results["kpi.sample"]["differing_cells"] == results["kpi.check"]["differing_cells"] == 0
    assert set(FigureCheck.objects.values_list("kind", flat=True)) == {"sample", "full"}
    assert JobRun.objects.get(job="kpi.check").done == JobRun.objects.get(job="kpi.check").total


def test_an_ordered_recompute_is_carried_out_by_a_real_worker(worker: subprocess.Popen[bytes], cast: Cast) -> None:
    with transaction.atomic():
        make_case(make_institution("济南示例丁司法鉴定所", "370102"))
    merge()
    AreaMonth.objects.filter(measure="cases.accepted").update(value=9)
    row = order_recount(by=cast.actor("province"), reason="示例：核对发现不一致")
    carried_out(lambda: Recount.objects.get(pk=row.pk).state == "done", seconds=40)
    check = Recount.objects.get(pk=row.pk).check_made
    assert check is not None and check.differing == AreaMonth.objects.filter(measure="cases.accepted").count()
    assert set(AreaMonth.objects.filter(measure="cases.accepted").values_list("value", flat=True)) == {1}
    carried_out(lambda: JobRun.objects.filter(job="kpi.recompute", outcome="done").exists())
    run = JobRun.objects.get(job="kpi.recompute")
    assert run.total and run.done == run.total
