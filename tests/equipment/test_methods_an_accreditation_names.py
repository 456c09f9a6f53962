"""Where accreditation is compulsory, only methods are followed that the annex of one in force names, once known."""

from datetime import date

import pytest
import time_machine

from equipment import fitness
from tests.factories.equipment import make_method
from tests.factories.standing import make_accreditation
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@time_machine.travel("2026-11-25 10:00+08:00", tick=False)
def test_a_method_that_no_annex_names_is_not_offered_and_not_followed(cast: Cast) -> None:
    house, keeper = cast.jinan_institution, cast.actor("jinan_institution_administrator")
    named, other = (make_method(house, by=keeper, code=f"示例GB/T {n}", categories=["FY-05"]) for n in (1, 2))
    elsewhere = make_method(house, by=keeper, code="示例GB/T 3", categories=["FY-02"])

    def codes(category: str) -> set[str]:
        return {row.code for row in fitness.offered(house.pk, category, TODAY).methods}

    make_accreditation(house, "FY-05", by=cast.actor("jinan"))
    assert codes("FY-0502") == {named.code, other.code}
    make_accreditation(house, "FY-05", by=cast.actor("jinan"), methods=[named.code], valid_until=date(2026, 12, 31))
    assert codes("FY-0502") == {named.code}
    _rows, findings = fitness.may_follow(house.pk, "FY-0502", [named.pk, other.pk], TODAY)
    assert [finding.code for finding in findings] == ["method_not_accredited"]
    assert codes("FY-0202") == {elsewhere.code}
    assert fitness.may_follow(house.pk, "FY-0502", [other.pk], date(2027, 1, 1))[1] == []
