"""The catalogue: every figure with its definition, its value and the rows behind it, for the area one may see."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
import time_machine
from django.test import Client

from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.kpi import catalogue, reference
from foundation.kpi.areas import PROVINCE, Area
from foundation.kpi.catalogue import Kpi, all_kpis, value
from foundation.kpi.merging import merge
from foundation.kpi.models import Target
from foundation.kpi.periods import Span
from tests.kpi import worlds
from tests.people import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
YEAR = Span(date(2026, 1, 1), date(2026, 11, 23))


@pytest.fixture(autouse=True)
def world(cast: Cast) -> Any:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        random = Random(20261126)
        for _each in range(60):
            worlds.add_case(random, [cast.jinan_institution, cast.qingdao_institution])
        merge()
        yield


def lines(answer: Any) -> dict[str, Any]:
    return {line.kpi.code: line for part in answer.context["parts"] for line in part.lines}


def test_every_figure_stands_there_once_with_the_value_that_the_catalogue_gives(sign_in: SignIn) -> None:
    found = lines(sign_in("province").get("/figures/catalogue/"))
    assert sorted(found) == [kpi.code for kpi in all_kpis()]
    for code in ("case_volume", "opinions_issued", "overdue", "turnaround"):
        number = value(code, PROVINCE, YEAR).number
        assert number is not None
        assert found[code].value == f"{float(number):,.0f}"
    share = value("on_time_share", PROVINCE, YEAR)
    assert found["on_time_share"].value == f"{float(share.number or 0):.1f}"
    assert found["on_time_share"].counts == f"{share.numerator}／{share.denominator}"


def test_a_figure_opens_as_many_rows_as_it_says(sign_in: SignIn) -> None:
    client = sign_in("province")
    found = lines(client.get("/figures/catalogue/"))
    for code in ("case_volume", "opinions_issued", "overdue", "open_cases"):
        assert client.get(found[code].href).context["list"].page.count == int(found[code].value)


def test_an_officer_of_a_city_sees_his_own_and_no_other(sign_in: SignIn) -> None:
    client = sign_in("jinan")
    own = lines(client.get("/figures/catalogue/"))
    assert own["case_volume"].value == f"{value('case_volume', Area(city='370100'), YEAR).number}"
    assert client.get("/figures/catalogue/?city=370200").status_code == 404
    assert client.get("/figures/catalogue/?institution=x").status_code == 404
    assert sign_in("province").get("/figures/catalogue/?city=370200").status_code == 200


def test_a_period_that_is_over_has_no_figures_about_today_and_no_target_of_the_year(sign_in: SignIn) -> None:
    found = lines(sign_in("province").get("/figures/catalogue/?year=2026&month=3"))
    assert found["overdue"].value is None
    assert "期间已结束" in found["overdue"].why
    assert found["case_volume"].target == ""


def test_what_nothing_feeds_has_no_data_and_is_not_zero(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    later = Kpi(
        code="later", topic="quality", name="示例", unit="件", direction="more",
        arithmetic=catalogue.Count("inspections.done"), formula="示例", numerator="示例",
    )  # fmt: skip
    monkeypatch.setitem(catalogue._catalogue, "later", later)
    line = lines(sign_in("province").get("/figures/catalogue/"))["later"]
    assert line.value is None
    assert "尚无数据" in line.why


def test_targets_of_all_years_areas_and_categories_stand_in_one_table(sign_in: SignIn) -> None:
    reference.load(by=SYSTEM)
    for year, area, limit in ((2026, "", 160_000), (2027, "", 170_000), (2026, "370100", 20_000)):
        code = f"case_volume.{area or 'province'}.{year}"
        row = Target(
            code=code, kpi="case_volume", area=area, year=year, comparison="at_least", value=limit, source="示例"
        )
        write(row, "target.set", by=SYSTEM)
    answer = sign_in("province").get("/figures/catalogue/")
    table = answer.context["targets"]
    volume = [line for line in table if line.kpi.code == "case_volume"]
    assert [(line.area, line.year, line.limit, str(line.standing.word)) for line in volume] == [
        ("全省", 2027, "170,000以上", "尚未到期"),
        ("全省", 2026, "160,000以上", "2026年目标"),
        ("全省", 2024, "150,000以上", "他年目标"),
        ("济南市", 2026, "20,000以上", "2026年目标"),
    ]
    experts = [line for line in table if line.kpi.code == "leading_experts"]
    assert len({line.category for line in experts}) == len(experts) == 10
    assert {(line.limit, str(line.standing.word)) for line in experts} == {("10以上", "沿用至2026年")}
    found = lines(answer)["leading_experts"]
    assert (found.target, found.value) == ("每类10以上", "0")
    assert lines(sign_in("jinan").get("/figures/catalogue/"))["leading_experts"].target == ""
