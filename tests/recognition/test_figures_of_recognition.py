"""The figures of the policy document move with recognitions and experts, and open their rows."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from foundation.audit.actors import SYSTEM
from foundation.kpi import catalogue
from foundation.kpi.areas import Area
from foundation.kpi.drilling import link
from foundation.kpi.periods import Span
from foundation.kpi.reading import count
from governance.recognition.actions import appointing
from institutions.actions.recognising import Decided, end_recognition, recognise
from tests.factories.experts import WHY, make_expert
from tests.factories.recognitions import HIGH, MUNICIPAL, hold
from tests.people import Cast

SignIn = Callable[[str], Client]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
PROVINCE, JINAN = Area(), Area(city="370100")


def counted(code: str, area: Area = PROVINCE) -> int:
    return count(f"recognition.{code}", area, TODAY)


def test_recognised_institutions_are_counted_while_they_hold(cast: Cast, sign_in: SignIn) -> None:
    held = hold(cast.jinan_institution, HIGH)
    hold(cast.qingdao_institution, MUNICIPAL)
    assert (counted("high_qualified"), counted("standardised_municipal"), counted("standardised_municipal", JINAN)) == (
        1, 1, 0,
    )  # fmt: skip
    rows = sign_in("province").get(link("recognition.high_qualified", PROVINCE)).content.decode()
    assert "济南示例甲" in rows and "青岛示例乙" not in rows
    end_recognition(held, TODAY, by=cast.actor("province"), reason=WHY)
    assert counted("high_qualified") == 0


def test_experts_are_counted_while_their_term_runs(cast: Cast, sign_in: SignIn) -> None:
    make_expert(cast.jinan_institution, rank="leading")
    member = make_expert(cast.qingdao_institution)
    assert (counted("leading_experts"), counted("expert_pool"), counted("expert_pool", JINAN)) == (1, 2, 1)
    rows = sign_in("province").get(link("recognition.expert_pool", JINAN)).content.decode()
    assert "济南示例甲" in rows and "青岛示例乙" not in rows
    appointing.end(member.pk, by=cast.actor("province"), version=member.trail_seq, reason=WHY)
    assert counted("expert_pool") == 1


def test_grades_are_counted_on_the_day_of_their_publication(cast: Cast) -> None:
    for house, value in ((cast.jinan_institution, "DJ-1"), (cast.qingdao_institution, "DJ-4")):
        recognise(house, Decided("grade", 2026, date(2026, 7, 1), house.pk, value=value, name_zh="示例"), by=SYSTEM)
    year = Span(date(2026, 1, 1), date(2026, 11, 25))
    counted_grades = [catalogue.value(f"graded_dj-{number}", PROVINCE, year).number for number in (1, 2, 3, 4)]
    assert counted_grades == [1, 0, 0, 1]
    assert catalogue.value("graded_dj-4", JINAN, year).number == 0


def test_the_share_of_standardised_institutions_is_of_those_that_are_registered(cast: Cast) -> None:
    hold(cast.jinan_institution, MUNICIPAL)
    hold(cast.qingdao_institution, MUNICIPAL)
    today = Span(TODAY, TODAY)
    assert catalogue.value("standardised_municipal_share", PROVINCE, today).number == 100
    assert catalogue.value("standardised_provincial_share", PROVINCE, today).number == 0
