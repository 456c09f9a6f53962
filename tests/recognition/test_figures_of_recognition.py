"""The figures of the policy document move with recognitions and experts, and open their rows."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from foundation.kpi.areas import Area
from foundation.kpi.drilling import link
from foundation.kpi.reading import count
from governance.recognition.actions import appointing
from institutions.actions.recognising import end_recognition
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
