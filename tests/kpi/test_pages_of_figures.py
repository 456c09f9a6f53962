"""What the pages show, to whom, and at what cost."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from foundation.audit.jobs import Run, registry
from foundation.kpi.merging import merge
from governance.annual_review.models import AnnualReview
from tests.factories.annual_reviews import decide, propose, review_of, submit
from tests.factories.cases import make_case
from tests.kpi import worlds
from tests.people import Cast

pytestmark = pytest.mark.django_db
NOW = "2026-11-23 10:00+08:00"
SignIn = Callable[[str], Client]


@pytest.fixture
def world(cast: Cast) -> None:
    random = Random(20261123)
    institutions = [*worlds.make_institutions(), cast.jinan_institution, cast.qingdao_institution]
    for each in range(60):
        worlds.add_case(random, institutions)
        if each == 40:
            merge()


@time_machine.travel(NOW, tick=False)
def test_the_province_is_drawn_with_map_and_tables(world: None, sign_in: SignIn) -> None:
    page = sign_in("province").get("/figures/", headers={"accept-language": "zh-hans"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "济南市" in text
    assert "<svg" in text
    dashboard = page.context["dashboard"]
    assert [figure.code for figure in dashboard.figures] == [
        "case_volume", "complaint_rate", "turnaround", "on_time_share", "overdue", "expiring_licences",
    ]  # fmt: skip
    assert len(dashboard.areas.table.rows) == 16
    assert len(dashboard.categories.table.rows) == 10
    assert dashboard.figures[1].value == "0.00", "opinions were issued and no complaint was upheld"


@time_machine.travel(NOW, tick=False)
def test_the_progress_of_the_annual_review_moves_with_each_result_and_opens_its_rows(
    cast: Cast, sign_in: SignIn
) -> None:
    review = review_of(cast.jinan_institution)
    client = sign_in("province")

    def shown() -> Any:
        registry["kpi.case_volume"].work(Run(1, {}))
        figures = client.get("/figures/").context["dashboard"].figures
        return next(figure for figure in figures if figure.code == "annual_review_progress")

    opened = AnnualReview.objects.count()
    assert (shown().value, shown().href) == ("0.0", "")
    decide(propose(submit(review)))
    figure = shown()
    assert figure.value == f"{100 / opened:.1f}"
    rows = client.get(figure.href).content.decode()
    assert review.get_absolute_url() in rows
    others = AnnualReview.objects.exclude(pk=review.pk)
    assert not any(row.get_absolute_url() in rows for row in others)
    assert "annual_review_progress" not in {
        each.code for each in client.get("/figures/?year=2025").context["dashboard"].figures
    }, "nothing was opened in that year"


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("province", "/figures/city/370100/", 200),
        ("province", "/figures/city/370100/?rows=county", 200),
        ("province", "/figures/county/370102/", 200),
        ("jinan", "/figures/", 302),
        ("jinan", "/figures/city/370100/", 200),
        ("jinan", "/figures/county/370102/", 200),
        ("jinan", "/figures/city/370200/", 404),
        ("jinan", "/figures/county/370202/", 404),
        ("lixia", "/figures/city/370100/", 404),
        ("lixia", "/figures/county/370102/", 200),
        ("jinan_head", "/figures/", 302),
        ("jinan_head", "/figures/city/370100/", 404),
        ("auditor", "/figures/", 403),
        ("administrator", "/figures/", 403),
        ("appraiser", "/figures/", 403),
        ("province", "/figures/city/999999/", 404),
        ("province", "/figures/city/370102/", 404),
        ("province", "/figures/?year=2027", 404),
        ("province", "/figures/?year=20x6", 404),
        ("province", "/figures/?month=13", 404),
        ("province", "/figures/?year=2026&month=12", 404),
        ("province", "/figures/?show=nothing", 404),
        ("province", "/figures/?year=2025", 200),
        ("province", "/figures/?quarter=3", 200),
        ("province", "/figures/?year=2026&month=11&show=issued", 200),
    ],
)
def test_the_scope_decides_what_opens(world: None, sign_in: SignIn, who: str, address: str, status: int) -> None:
    assert sign_in(who).get(address).status_code == status


@time_machine.travel(NOW, tick=False)
def test_an_institution_opens_its_own_page_and_no_other(cast: Cast, world: None, sign_in: SignIn) -> None:
    client = sign_in("jinan_head")
    own = f"/figures/institution/{cast.jinan_institution.pk}/"
    assert client.get("/figures/").headers["location"] == own
    assert client.get(own).status_code == 200
    assert client.get(f"/figures/institution/{cast.qingdao_institution.pk}/").status_code == 404
    assert sign_in("qingdao").get(own).status_code == 404


@time_machine.travel(NOW, tick=False)
def test_the_cost_does_not_grow_with_the_province(cast: Cast, world: None, sign_in: SignIn) -> None:
    client = sign_in("province")
    counts = []
    for address in ("/figures/", "/figures/city/370100/", "/figures/"):
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        counts.append([query["sql"][:120] for query in caught])
        for county in ("370104", "370105", "370203"):
            institution = worlds.make_institution(f"示例又{county}{len(counts)}司法鉴定所", county)
            make_case(institution, accepted_on=worlds.LAST)
    assert len(counts[0]) == len(counts[2])
    assert max(len(count) for count in counts) <= 16  # one of them counts the work that waits, for the side


@time_machine.travel(NOW, tick=False)
def test_english_pages_are_whole_too(world: None, sign_in: SignIn) -> None:
    client = sign_in("province")
    client.cookies["portal_language"] = "en"
    page = client.get("/figures/?show=issued")
    assert "Opinions issued by month" in page.content.decode()
