"""Any days as a period: the same figures as for their rows, and a plain word about days that cannot be."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
import time_machine
from django.test import Client

from cases.models import Case
from foundation.kpi.areas import PROVINCE
from foundation.kpi.catalogue import value
from foundation.kpi.merging import merge
from foundation.kpi.periods import Span, days_of
from tests.kpi import worlds
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
MINE = "?from=2026-03-05&until=2026-07-10"
DAYS = Span(date(2026, 3, 5), date(2026, 7, 10))
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def world(cast: Cast) -> Any:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        random = Random(20261127)
        for _each in range(60):
            worlds.add_case(random, [cast.jinan_institution, cast.qingdao_institution])
        merge()
        yield


def test_the_dashboard_of_any_days_counts_their_rows(sign_in: SignIn) -> None:
    client = sign_in("province")
    page = client.get(f"/figures/{MINE}")
    dashboard = page.context["dashboard"]
    volume = dashboard.figures[0]
    accepted = Case.objects.accepted_in(DAYS.first, DAYS.last).count()
    assert accepted > 0
    assert volume.value == str(accepted)
    assert client.get(volume.href).context["list"].page.count == accepted
    assert dashboard.title.startswith("2026年3月5日—2026年7月10日")
    assert client.get(dashboard.permalink).context["dashboard"].figures[0].value == str(accepted)


def test_the_catalogue_takes_any_days_too(sign_in: SignIn) -> None:
    page = sign_in("province").get(f"/figures/catalogue/{MINE}")
    found = {line.kpi.code: line for part in page.context["parts"] for line in part.lines}
    assert found["opinions_issued"].value == f"{value('opinions_issued', PROVINCE, DAYS).number}"


def test_any_days_are_compared_with_the_same_days_of_the_year_before() -> None:
    period = days_of(DAYS.first, DAYS.last, TODAY)
    assert (period.span, period.last_year) == (DAYS, Span(date(2025, 3, 5), date(2025, 7, 10)))
    running = days_of(date(2026, 11, 2), date(2026, 12, 31), TODAY)
    assert running.is_running
    assert running.span == Span(date(2026, 11, 2), TODAY)
    assert running.last_year == Span(date(2025, 11, 2), date(2025, 11, 23))


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("from=2026-07-10&until=2026-03-05", "until", "截止日期早于起始日期"),
        ("from=2026-12-01&until=2026-12-24", "from", "尚未到来"),
        ("from=1999-01-01&until=1999-02-01", "from", "最长十年"),
        ("from=%E6%98%A8%E5%A4%A9&until=2026-02-01", "from", ""),
        ("from=2026-02-01", "until", ""),
    ],
)
def test_days_that_cannot_be_are_said_beside_their_field_and_stay(
    sign_in: SignIn, query: str, field: str, words: str
) -> None:
    page = sign_in("province").get(f"/figures/?{query}")
    assert page.status_code == 422
    errors = page.context["days"].errors
    assert words in "".join(errors[field])
    assert page.context["days"]["from"].value() in page.content.decode()
