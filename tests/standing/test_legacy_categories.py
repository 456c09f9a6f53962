"""A category that is not registered any more: refused at the gate and by acts, kept where it is."""

from datetime import date

import pytest
import time_machine
from django.db import transaction

from cases.asked import Asked
from cases.standing_checks import scope
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import RuleBroken
from foundation.law import queries as law
from foundation.law.actions.amending import close
from foundation.law.models import Category
from institutions.actions.changing_registration import Paper, change_registration
from institutions.standing.forms import tree
from institutions.standing.gate import category_objections
from tests.people import Cast

TODAY = date(2026, 11, 25)


@pytest.mark.django_db
def test_a_category_that_ended_is_read_only(cast: Cast) -> None:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        with transaction.atomic():
            close(Category.objects.get(code="FY-02"), date(2026, 10, 31), by=SYSTEM, reason="示例：停止登记")
        house, item = cast.jinan_institution, law.categories()["FY-0203"]
        today, before = (scope(Asked(on, house, item)) for on in (TODAY, date(2026, 10, 31)))
        assert isinstance(today, list) and today[0].code == "category_legacy"
        assert not isinstance(before, list)
        assert [finding.code for finding in category_objections(["FY-0203", "FY-05"])] == ["category_legacy"]
        assert "FY-0203" not in str(tree()) and "FY-0502" in str(tree())
        by, paper = cast.actor("province"), Paper(TODAY, "示例变更〔2026〕1号", "示例：依据文件办理")

        def change(codes: list[str]) -> None:
            house.refresh_from_db()
            items = {"practice_codes": codes}
            change_registration(house.pk, by=by, version=house.trail_seq, paper=paper, items=items)

        change(["FY-02", "FY-05", "WZ-01"])  # what is registered stays
        change(["FY-05", "WZ-01"])
        with pytest.raises(RuleBroken) as refused:
            change(["FY-02", "FY-05", "WZ-01"])
        assert [finding.code for finding in refused.value.findings] == ["category_legacy"]
        assert "FY-02" in {row.code for row in law.practice_categories()}  # lists and filters keep it
