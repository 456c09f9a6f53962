"""Both acts on premises do the same by their page and by the API, and are refused with the same findings."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from institutions.actions.housing import leave_premises
from institutions.models import Institution, Premises
from tests.factories.standing import WHY, make_premises
from tests.people import Cast
from tests.sameness import Act, Scene, compare

TODAY = date(2026, 11, 25)
KEEPER = "jinan_institution_administrator"
STRANGERS = (("jinan_clerk", 403), ("jinan", 403))


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


class House(Scene):
    """The institution in Jinan and where it works."""

    tables = ("institutions",)

    def house(self) -> Institution:
        return self.cast.jinan_institution

    def premises(self) -> Premises:
        return make_premises(self.house(), by=self.actor(KEEPER))

    def left(self) -> Premises:
        row, by = self.premises(), self.actor(KEEPER)
        return leave_premises(row.pk, by=by, version=row.trail_seq, ended_on=TODAY, reason=WHY)

    def housed(self) -> Institution:
        make_premises(self.house(), by=self.actor(KEEPER), document_number="示例租约1号", valid_from=TODAY)
        return self.house()


ACTS = (
    Act(
        "premises_new", "api_institution_premises", KEEPER, House.house,
        {"address": "示例路1号", "use": "office", "right": "leased", "area": 300, "document_number": "示例租约1号",
         "valid_from": "2026-11-25", "valid_until": "2027-11-24"},
        "institution.premises_recorded",
        amiss=({"area": 0}, {"area": 1_000_001}, {"address": "长" * 201}, {"valid_until": "2026-11-24"}),
        wrong=(House.housed,), strangers=STRANGERS, versioned=False,
    ),
    Act(
        "premises_leave", "api_premises_leave", KEEPER, House.premises, {"ended_on": "2026-11-25", "reason": WHY},
        "institution.premises_left",
        amiss=({"reason": "x"}, {"reason": "长" * 501}, {"ended_on": "2026-11-26"}, {"ended_on": "2025-06-30"}),
        wrong=(House.left,), strangers=STRANGERS,
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(House(cast), act)
