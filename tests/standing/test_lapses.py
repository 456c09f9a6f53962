"""A lost condition is found once, hits only what it names, has its letter, clock and finding, and closes by itself."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from appraisers.models import Appraiser
from cases.gate import may_accept
from foundation.accounts.models import Notice
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from governance.standing.actions.looking import look
from institutions.actions.accrediting import end_accreditation
from institutions.actions.finding import order
from institutions.actions.scoping import end_scope
from institutions.actions.suspending import ask_suspension, decide_suspension
from institutions.actions.writing_lapse_letters import letters_of, write_letter
from institutions.models import Finding, Institution, Lapse, Restriction, ScopeItem
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.standing import make_accreditation, make_scope, make_suspension_asked
from tests.people import Cast
from tests.races.kit import race

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
PAPER = {"document_number": "示例决〔2026〕1号", "reason": "示例：依据文件决定"}


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def house(cast: Cast) -> Institution:
    """Two items of clinical medicine with three people, one of toxicology with three, accredited."""
    with transaction.atomic():
        for _each in range(3):
            make_appraiser(cast.jinan_institution, practice_codes=("FY-02", "FY-05"))
    make_scope(cast.jinan_institution, "FY-0202", "FY-0502", by=cast.actor("jinan"))
    make_accreditation(cast.jinan_institution, "FY-05", by=cast.actor("jinan"))
    return cast.jinan_institution


def standing(condition: str = "") -> list[tuple[str, str]]:
    rows = Lapse.objects.standing().order_by("condition", "category")
    return [(row.condition, row.category) for row in (rows.filter(condition=condition) if condition else rows)]


def leave(row: Appraiser, codes: tuple[str, ...] = ("FY-05",)) -> None:
    """He gives up all categories but these."""
    row.practice_codes = list(codes)
    with transaction.atomic():
        write(row, "appraiser.corrected", by=SYSTEM)


def accepting(cast: Cast, **values: Any) -> list[str]:
    return [finding.code for finding in may_accept(make_entrustment(cast.jinan_institution, **values), TODAY).findings]


def test_losing_the_third_appraiser_stops_that_item_at_once_and_no_other(cast: Cast, house: Institution) -> None:
    look(TODAY)
    assert standing("third_appraiser") == [] and accepting(cast, category="FY-0202") == []
    person = Appraiser.objects.filter(institution=house)[0]
    leave(person)
    assert accepting(cast, category="FY-0202") == ["item_stopped"]
    assert accepting(cast, category="FY-0502") == []
    look(TODAY)
    assert standing("third_appraiser") == [("third_appraiser", "FY-0202")]
    row = Lapse.objects.get(condition="third_appraiser")
    assert row.stops_item and row.finding is None and row.ask_by is not None


def test_a_look_twice_on_a_day_changes_nothing_and_tells_those_concerned(cast: Cast, house: Institution) -> None:
    leave(Appraiser.objects.filter(institution=house)[0])
    assert look(TODAY)["opened"] > 0
    found = standing()
    assert look(TODAY) == {"opened": 0, "closed": 0} and standing() == found
    users = set(Notice.objects.filter(kind="condition_lost").values_list("user", flat=True))
    assert users >= {cast.jinan_institution_administrator.user_id, cast.jinan_head.user_id, cast.jinan.user_id}


def test_what_is_kept_again_closes_and_what_is_lost_again_opens_anew(cast: Cast, house: Institution) -> None:
    person = Appraiser.objects.filter(institution=house)[0]
    leave(person)
    look(TODAY)
    leave(person, ("FY-02", "FY-05"))
    look(TODAY)
    row = Lapse.objects.get(condition="third_appraiser")
    assert (row.state, row.outcome, row.closed_on) == ("closed", "restored", TODAY)
    leave(person)
    look(TODAY)
    assert Lapse.objects.filter(condition="third_appraiser").count() == 2 and verify(row.stream).sound


def test_a_lapsed_accreditation_closes_its_items_alone_and_becomes_a_finding(cast: Cast, house: Institution) -> None:
    by = cast.actor("jinan")
    row = make_accreditation(house, "FY-0502", by=by, valid_until=date(2026, 11, 24))
    first = house.accreditations.exclude(pk=row.pk).get()
    end_accreditation(first.pk, by=by, version=first.trail_seq, ended_on=TODAY, reason="示例：被撤销")
    look(TODAY)
    lapse = Lapse.objects.get(condition="accreditation", institution=house)
    assert lapse.category == "FY-0502" and lapse.since == TODAY
    assert Lapse.objects.to_clean_up().filter(institution=house).get() == lapse
    assert accepting(cast, category="FY-0202") == [] and "accreditation_lapsed" in accepting(cast, category="FY-0502")
    found = lapse.finding
    assert found is not None and found.organ == cast.jinan.organisation and found.source == "standing"
    made = order(found.pk, by=by, version=found.trail_seq, requirement="示例：限期通过资质认定", days=30)
    assert made.institution == house
    make_accreditation(house, "FY-05", by=by, certificate_number="示例新证")
    look(TODAY)
    lapse.refresh_from_db()
    assert lapse.outcome == "restored" and Finding.objects.get(pk=found.pk).state == "ordered"


def test_a_finding_without_an_order_goes_with_its_lapse(cast: Cast) -> None:
    make_scope(cast.jinan_institution, "FY-0502", by=cast.actor("jinan"))
    look(TODAY)
    found = Finding.objects.filter(source="standing", institution=cast.jinan_institution, ground="TJ-2")
    assert [row.state for row in found.all()] == ["recorded"]
    make_accreditation(cast.jinan_institution, "FY-05", by=cast.actor("jinan"))
    look(TODAY)
    assert [row.state for row in found.all()] == ["closed"]


def test_an_item_given_up_is_not_asked_about_any_more(cast: Cast, house: Institution) -> None:
    by = cast.actor("jinan")
    leave(Appraiser.objects.filter(institution=house)[0])
    look(TODAY)
    item = ScopeItem.objects.get(institution=house, category="FY-0202")
    given = {"valid_until": TODAY, "document_number": "示例1号", "reason": "示例：申请减少"}
    end_scope(item.pk, by=by, version=item.trail_seq, **given)
    with time_machine.travel("2026-11-26 10:00+08:00", tick=False):
        look(date(2026, 11, 26))
    assert Lapse.objects.get(condition="third_appraiser").outcome == "given_up"


def test_a_granted_suspension_bars_the_item_and_a_refused_one_leaves_it_stopped(cast: Cast, house: Institution) -> None:
    by, officer = cast.actor("jinan_head"), cast.actor("jinan")
    row = make_suspension_asked(house, by=by, category="FY-0202")
    decide_suspension(row.pk, by=officer, version=row.trail_seq, granted=False, until=None, **PAPER)
    row.refresh_from_db()
    assert row.state == "open" and not Restriction.objects.exists()
    given = {"until": date(2027, 2, 24), "plan": "示例：拟新聘专职鉴定人"}
    ask_suspension(row.pk, by=by, version=row.trail_seq, **given)
    row.refresh_from_db()
    decide_suspension(row.pk, by=officer, version=row.trail_seq, granted=True, until=None, **PAPER)
    bar = Restriction.objects.get()
    assert (bar.categories, bar.valid_from, bar.valid_until) == (["FY-0202"], TODAY, date(2027, 2, 24))
    assert accepting(cast, category="FY-0202") == ["restricted"] and accepting(cast, category="FY-0502") == []


def test_a_suspension_lasts_a_year_at_most_and_others_do_not_ask_for_it(cast: Cast, house: Institution) -> None:
    row = make_suspension_asked(house, by=cast.actor("jinan_head"))
    with pytest.raises(RuleBroken):
        decide_suspension(
            row.pk, by=cast.actor("jinan"), version=row.trail_seq, granted=True, until=date(2027, 11, 25), **PAPER
        )
    with pytest.raises(NotAllowed):
        decide_suspension(row.pk, by=cast.actor("jinan_head"), version=row.trail_seq, granted=True, until=None, **PAPER)


@pytest.mark.django_db(transaction=True)
def test_the_notice_is_written_once(cast: Cast) -> None:
    look(TODAY)
    for row in Lapse.objects.all():
        assert write_letter(row.pk) and not write_letter(row.pk)
        assert letters_of(row).get().name.startswith("Notice") or "告知书" in letters_of(row).get().name


@pytest.mark.django_db(transaction=True)
def test_two_looks_at_once_open_each_lapse_once(cast: Cast) -> None:
    answers = race(lambda: look(TODAY), 2)
    assert not [each for each in answers if isinstance(each, Exception)]
    rows = list(Lapse.objects.standing().values_list("institution", "condition", "category"))
    assert rows and len(rows) == len(set(rows))
