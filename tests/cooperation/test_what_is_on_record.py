"""Agreements, projects, party branches and alliances: what may be recorded, what stays, what is counted."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from foundation.audit.actors import SYSTEM
from foundation.audit.errors import RuleBroken
from foundation.kpi.areas import Area
from foundation.kpi.catalogue import kpi_of
from foundation.kpi.drilling import link
from foundation.kpi.reading import count
from institutions.actions import allying, cooperating
from institutions.models import Cooperation, PartyBranch
from tests.documents.making import pdf
from tests.factories.cooperation import (
    make_alliance,
    make_cooperation,
    make_member,
    make_party_branch,
    make_project,
)
from tests.people import Cast

SignIn = Callable[[str], Client]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
PROVINCE, JINAN = Area(), Area(city="370100")
WHY = "示例：双方协商一致"
KEEPER = "jinan_institution_administrator"


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def codes(refused: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {finding.code for finding in refused.value.findings}


def test_an_agreement_holds_until_its_end_and_is_counted_while_it_does(cast: Cast) -> None:
    by = cast.actor(KEEPER)
    row = make_cooperation(cast.jinan_institution, by=by)
    make_cooperation(cast.jinan_institution, by=by, valid_until=date(2026, 11, 24))
    assert (count("cooperation.agreements", PROVINCE, TODAY), count("cooperation.agreements", JINAN, TODAY)) == (1, 1)
    said = {"ended_on": TODAY, "document_number": "示例解除1号", "reason": WHY}
    ended = cooperating.end_cooperation(row.pk, by=by, version=row.trail_seq, **said)
    assert not ended.holds(TODAY) and ended.holds(date(2026, 11, 24))
    assert count("cooperation.agreements", PROVINCE, TODAY) == 0
    with pytest.raises(RuleBroken) as refused:
        cooperating.end_cooperation(row.pk, by=by, version=ended.trail_seq, **said)
    assert codes(refused) == {"ended_already"}


def test_the_agreement_itself_is_kept_with_its_digest(cast: Cast, sign_in: SignIn) -> None:
    house = cast.jinan_institution
    paper = SimpleUploadedFile("示例协议.pdf", pdf(), content_type="application/pdf")
    sign_in(KEEPER).post(
        reverse("cooperation_new", args=[house.pk]),
        {
            "kind": "HZ-4", "partner": "示例外省机构", "subject": "示例：战略合作", "valid_from": "2026-11-25",
            "document_number": "示例协议1号", "document": paper,
        },
    )  # fmt: skip
    kept = Cooperation.objects.get(document_number="示例协议1号").document
    assert kept is not None
    page = sign_in("jinan").get(reverse("institution_cooperation", args=[house.pk])).content.decode()
    assert "示例外省机构" in page and kept.sha256[:16] in page


def test_the_party_branch_is_an_entry_of_the_list_and_the_last_statement_counts(cast: Cast, sign_in: SignIn) -> None:
    by, house = cast.actor(KEEPER), cast.jinan_institution
    make_party_branch(house, by=by, situation="DZ-3")
    make_party_branch(cast.qingdao_institution, by=SYSTEM, situation="DZ-5")
    counted = [count(f"cooperation.party_{what}", PROVINCE, TODAY) for what in ("established", "eligible")]
    assert counted == [0, 1]
    make_party_branch(house, by=by, situation="DZ-2", valid_from=TODAY)
    counted = [count(f"cooperation.party_{what}", PROVINCE, TODAY) for what in ("established", "eligible")]
    assert counted == [1, 1]
    before = PartyBranch.objects.get(institution=house, situation="DZ-3")
    assert before.valid_until == date(2026, 11, 24)
    rows = sign_in("province").get(link("cooperation.party_established", PROVINCE)).content.decode()
    assert "济南示例甲" in rows and "青岛示例乙" not in rows
    with pytest.raises(RuleBroken) as refused:
        make_party_branch(house, by=by, situation="DZ-2", valid_from=TODAY)
    assert codes(refused) == {"stated_already", "before_the_beginning"}


def test_nothing_about_the_party_branch_can_be_written_freely() -> None:
    """No individual political data: the columns are codes, days and yes or no."""
    kinds = {field.name: field.get_internal_type() for field in PartyBranch._meta.concrete_fields}
    assert "TextField" not in kinds.values()
    assert [name for name, kind in kinds.items() if kind == "CharField"] == ["situation"]
    assert kpi_of("party_coverage").is_fed


def test_an_alliance_reaches_over_cities_and_ends_with_everybody_in_it(cast: Cast, sign_in: SignIn) -> None:
    by = cast.actor("jinan")
    row = make_alliance(cast.jinan_institution, by=by)
    member = make_member(row, cast.qingdao_institution, by=by)
    page = sign_in("qingdao").get(reverse("alliance", args=[row.pk])).content.decode()
    assert "济南示例甲" in page and "青岛示例乙" in page
    assert count("cooperation.alliances", JINAN, TODAY) == 1
    row.refresh_from_db()
    with pytest.raises(RuleBroken) as refused:
        allying.admit(row.pk, by=by, version=row.trail_seq, institution=cast.qingdao_institution.pk, joined_on=TODAY)
    assert codes(refused) == {"member_already"}
    allying.end_alliance(row.pk, by=by, version=row.trail_seq, ended_on=TODAY, reason=WHY)
    member.refresh_from_db()
    assert member.left_on == TODAY
    assert count("cooperation.alliances", JINAN, TODAY) == 0


def test_who_leads_cannot_leave_and_only_the_organ_of_the_lead_keeps_the_alliance(cast: Cast, sign_in: SignIn) -> None:
    row = make_alliance(cast.jinan_institution, by=cast.actor("jinan"))
    lead = row.members.get()
    said = {"left_on": TODAY, "reason": WHY}
    with pytest.raises(RuleBroken) as refused:
        allying.let_leave(lead.pk, by=cast.actor("jinan"), version=lead.trail_seq, **said)
    assert codes(refused) == {"leads"}
    answer = sign_in("qingdao").post(
        reverse("alliance_end", args=[row.pk]), {"version": row.trail_seq, "ended_on": "2026-11-25", "reason": WHY}
    )
    assert answer.status_code == 403


def test_a_project_is_carried_out_within_an_alliance_of_the_institution_only(cast: Cast) -> None:
    by = cast.actor(KEEPER)
    mine = make_alliance(cast.jinan_institution, by=cast.actor("jinan"))
    other = make_alliance(cast.qingdao_institution, by=cast.actor("qingdao"))
    row = make_project(cast.jinan_institution, by=by, alliance=mine.pk)
    assert count("cooperation.projects", JINAN, TODAY) == 1
    with pytest.raises(RuleBroken) as refused:
        make_project(cast.jinan_institution, by=by, alliance=other.pk)
    assert codes(refused) == {"not_a_member"}
    said = {"state": "completed", "ended_on": TODAY, "results": "示例：形成团体标准一项"}
    done = cooperating.conclude_project(row.pk, by=by, version=row.trail_seq, **said)
    assert count("cooperation.projects", JINAN, TODAY) == 0
    with pytest.raises(RuleBroken) as refused:
        cooperating.conclude_project(row.pk, by=by, version=done.trail_seq, **said)
    assert codes(refused) == {"ended_already"}
