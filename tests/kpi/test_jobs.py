"""The jobs by name: what their rows say, twice in a row, and two at a time."""

import threading
from datetime import date

import pytest
import time_machine
from django.db import connection, transaction

from foundation.audit.jobs import Run, registry
from foundation.kpi.merging import merge, waiting
from foundation.kpi.models import AreaMonth, ExpiryFigure
from foundation.kpi.recomputing import recompute
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.kpi import worlds

NOW = "2026-11-23 02:30+08:00"


def ran(name: str) -> dict[str, object]:
    run = Run(1, {})
    registry[name].work(run)
    return run.result


@pytest.mark.django_db
def test_the_merge_says_what_it_took_and_does_nothing_the_second_time() -> None:
    make_case(worlds.make_institutions()[0])
    first = ran("kpi.case_volume")
    assert first["deltas"] == waiting() + first["deltas"] > 0
    assert ran("kpi.case_volume") == {"deltas": 0, "cells": 0}
    assert ran("kpi.complaint_rate") == {"deltas": 0, "cells": 0, "fed": True}


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_expiry_keeps_the_figures_of_the_day_once() -> None:
    make_institution("示例近期司法鉴定所", "370102", licence_until=date(2026, 11, 30))
    make_institution("示例远期司法鉴定所", "370202", licence_until=date(2027, 1, 10))
    wanted = {
        "accreditations.expiring_180": 0, "appraisers.expiring_180": 0, "institutions.expiring_180": 2,
        "accreditations.expiring_30": 0, "accreditations.expiring_7": 0, "accreditations.expiring_90": 0,
        "appraisers.expiring_30": 0, "appraisers.expiring_7": 0, "appraisers.expiring_90": 0,
        "institutions.expiring_30": 1, "institutions.expiring_7": 1, "institutions.expiring_90": 2,
    }  # fmt: skip
    assert ran("kpi.expiry") == wanted
    assert ran("kpi.expiry") == wanted
    rows = ExpiryFigure.objects.filter(day=date(2026, 11, 23)).order_by("horizon", "city")
    assert [(row.horizon, row.city, row.value) for row in rows] == [
        ("institutions.expiring_180", "370100", 1),
        ("institutions.expiring_180", "370200", 1),
        ("institutions.expiring_30", "370100", 1),
        ("institutions.expiring_7", "370100", 1),
        ("institutions.expiring_90", "370100", 1),
        ("institutions.expiring_90", "370200", 1),
    ]


@pytest.mark.django_db
def test_the_check_of_the_week_reports_its_cells() -> None:
    make_case(worlds.make_institutions()[0])
    merge()
    result = ran("kpi.check")
    assert result["differing_cells"] == 0
    assert result["cells"] > 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_merge_every_change_once_while_cases_are_filed() -> None:
    with transaction.atomic():
        institutions = worlds.make_institutions()
    broken: list[Exception] = []

    def work() -> None:
        try:
            for _round in range(15):
                merge(batch=3)
        except Exception as error:  # noqa: BLE001  (handed to the test's own thread)
            broken.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _each in range(2)]
    for worker in workers:
        worker.start()
    for _each in range(25):
        with transaction.atomic():
            make_case(institutions[0], accepted_on=date(2026, 5, 6))
    for worker in workers:
        worker.join()
    merge()
    assert not broken
    assert AreaMonth.objects.get(measure="cases.accepted", area="", category="", month=date(2026, 5, 1)).value == 25
    assert recompute(repair=False).total == 0
