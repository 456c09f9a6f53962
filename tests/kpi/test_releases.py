"""A period is frozen by two people, stays as it was, and is counted anew in the open."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from cases.models import Case
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.kpi import catalogue
from foundation.kpi.models import Release, ReleasedFigure
from foundation.kpi.releases import contents as contents_module
from foundation.kpi.releases.actions.preparing import prepare, restate
from foundation.kpi.releases.actions.publishing import discard, publish
from foundation.kpi.releases.document import document, full_digest_of
from foundation.kpi.releases.recounting import keep_recounts, late_rows, recount
from tests.factories.cases import make_case
from tests.factories.releases import WHY, make_draft, make_release
from tests.people import Cast

JULY = date(2026, 7, 10)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def world(cast: Cast) -> Cast:
    """Thirty cases in Jinan, nine in Qingdao, of which two in September; some opinions."""
    for day in range(1, 31):
        make_case(cast.jinan_institution, accepted_on=date(2026, 7, day), issued_on=date(2026, 8, day))
    for number in range(9):
        make_case(cast.qingdao_institution, accepted_on=date(2026, 9 if number < 2 else 8, 3 + number))
    return cast


def figure(release: Release, kpi: str, **place: str) -> ReleasedFigure:
    empty = {"period": release.period, "city": "", "category": "", "institution": ""}
    return ReleasedFigure.objects.get(release=release, kpi=kpi, **{**empty, **place})


def test_an_officer_prepares_and_a_leader_publishes(world: Cast) -> None:
    draft = make_draft(world)
    assert (draft.state, draft.number, draft.digest) == ("draft", None, "")
    release = publish(draft.pk, by=world.actor("province_leader"), version=draft.trail_seq, reason=WHY)
    assert (release.state, release.number) == ("published", 1)
    kinds = list(Event.objects.filter(stream=release.stream).order_by("seq").values_list("kind", flat=True))
    assert kinds == ["releases.prepare", "releases.publish"]
    assert Event.objects.get(stream=release.stream, seq=2).content["facts"]["digest"] == release.digest


def test_nobody_publishes_what_he_prepared_himself(world: Cast) -> None:
    draft = make_draft(world)
    with pytest.raises(NotAllowed):
        publish(draft.pk, by=world.actor("province"), version=draft.trail_seq, reason=WHY)
    own = world.actor("province_leader")
    own.user.pk = draft.prepared_by_id
    with pytest.raises(RuleBroken, match="本人不得发布"):
        publish(draft.pk, by=own, version=draft.trail_seq, reason=WHY)


@pytest.mark.parametrize("period", ["2026", "2026-Q4", "2026-11", "2026-13", "abc", "", "1999"])
def test_only_a_period_that_is_over_is_frozen(world: Cast, period: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        prepare(period, by=world.actor("province"), reason=WHY)
    assert [each.field for each in caught.value.findings] == ["period"]


def test_a_city_freezes_nothing(world: Cast) -> None:
    with pytest.raises(NotAllowed):
        prepare("2026-Q3", by=world.actor("jinan"), reason=WHY)


def test_the_frozen_figures_are_those_of_the_catalogue(world: Cast) -> None:
    release = make_release()
    from foundation.kpi.areas import PROVINCE, Area
    from foundation.kpi.periods import Span

    span = Span(date(2026, 7, 1), date(2026, 9, 30))
    for kpi in ("case_volume", "opinions_issued", "complaints_received"):
        assert figure(release, kpi).numerator == catalogue.value(kpi, PROVINCE, span).numerator
        for city in ("370100", "370200"):
            assert figure(release, kpi, city=city).numerator == catalogue.value(kpi, Area(city=city), span).numerator
    rate = figure(release, "complaint_rate")
    assert (rate.numerator, rate.denominator, rate.value) == (0, 30, "0.0000")
    assert (rate.low, float(rate.high) > 1000) == ("0.0000", True)


def test_what_is_held_back_is_in_no_document_and_no_event(world: Cast) -> None:
    release = make_release()
    september = figure(release, "case_volume", period="2026-09")
    assert (september.numerator, september.suppressed) == (2, True)
    contents = document(release, release.figures.all(), None)
    held = [each for each in contents["figures"] if each["suppressed"]]
    assert held
    assert all(set(each) == {"kpi", "period", "city", "category", "institution", "suppressed"} for each in held)
    assert len([each for each in held if each["kpi"] == "case_volume" and not each["city"]]) >= 2, (
        "September and another"
    )


def test_anybody_can_hash_the_document_anew(world: Cast) -> None:
    """With nothing but JSON and SHA-256, as the page tells."""
    import hashlib

    release = make_release()
    text = json.dumps(document(release, release.figures.all(), None))
    plain = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(plain.encode()).hexdigest() == release.digest
    assert full_digest_of(release.figures.all(), release.salt) == release.full_digest


def test_frozen_figures_are_never_changed(world: Cast) -> None:
    release = make_release()
    row = figure(release, "case_volume")
    for statement in (
        f"UPDATE kpi_released_figure SET numerator = 1 WHERE id = {row.pk}",
        f"DELETE FROM kpi_released_figure WHERE id = {row.pk}",
        f"UPDATE kpi_release SET digest = repeat('0', 64) WHERE number = {release.number}",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    row.refresh_from_db()
    assert row.numerator == 39


def test_counted_anew_it_is_identical_until_a_ledger_comes_late(world: Cast) -> None:
    release = make_release()
    assert recount(release).is_identical
    late = [make_case(world.qingdao_institution, accepted_on=date(2026, 8, 20)) for _each in range(6)]
    found = recount(release)
    plain = [each for each in found.changed if each.slot.kind in ("all", "city")]
    changed = {(each.kpi, each.slot.period, each.slot.city): each for each in plain}
    total = changed["case_volume", "2026-Q3", ""]
    assert total.frozen and total.now
    assert (total.frozen.numerator, total.now.numerator) == (39, 45)
    assert ("case_volume", "2026-Q3", "370100") not in changed
    rows = late_rows(found, world.actor("province"))
    assert {each.row for each in rows} == set(late)
    assert all(each.arrived for each in rows)
    assert late_rows(found, world.actor("jinan")) == []
    assert keep_recounts() == {"releases": 1, "identical": 0, "changed": 1, "redefined": 0}
    release.refresh_from_db()
    assert release.recounted_changed == len(found.changed)


def test_a_row_put_right_since_is_named(world: Cast) -> None:
    release = make_release()
    case = Case.objects.filter(institution=world.jinan_institution).earliest("accepted_on")
    case.city_code = "370200"
    write(case, "case.corrected", by=SYSTEM, occurred_on=date(2026, 11, 20))
    rows = late_rows(recount(release), world.actor("province"))
    assert [(each.row.pk, each.arrived) for each in rows] == [(case.pk, False)]


def test_a_restatement_supersedes_and_the_old_one_stays(world: Cast) -> None:
    first = make_release()
    with pytest.raises(RuleBroken, match="没有需要修订"):
        restate(first.pk, by=world.actor("province"), version=first.trail_seq, reason=WHY)
    for number in range(7):
        make_case(world.qingdao_institution, accepted_on=date(2026, 8, 10 + number))
    second = make_release(restates=first)
    first.refresh_from_db()
    assert (first.state, second.state, second.number, second.supersedes) == ("superseded", "published", 2, first)
    assert list(Release.objects.published().filter(period="2026-Q3").values_list("number", flat=True)) == [2, 1]
    assert list(Release.objects.in_force()) == [second]
    assert figure(first, "case_volume").numerator == 39
    assert figure(second, "case_volume").numerator == 46
    assert recount(second).is_identical


def test_a_change_of_one_case_is_not_told_by_a_restatement(world: Cast) -> None:
    """39 and 40 side by side would point at one case, however large both are."""
    first = make_release()
    make_case(world.jinan_institution, accepted_on=JULY)
    second = make_release(restates=first)
    before, after = figure(first, "case_volume", city="370100"), figure(second, "case_volume", city="370100")
    assert (before.suppressed, after.numerator, after.suppressed) == (False, 31, True)


def test_a_second_draft_of_a_period_and_a_stale_one_are_refused(world: Cast) -> None:
    draft = make_draft(world)
    with pytest.raises(RuleBroken, match="已有待发布稿"):
        make_draft(world)
    with pytest.raises(StaleState):
        discard(draft.pk, by=world.actor("province"), version=draft.trail_seq + 1, reason=WHY)
    make_release("2026-07")
    with pytest.raises(RuleBroken, match="又公布了其他数据"):
        publish(draft.pk, by=world.actor("province_leader"), version=draft.trail_seq, reason=WHY)
    discard(draft.pk, by=world.actor("province"), version=draft.trail_seq, reason=WHY)
    again = make_draft(world)
    assert publish(again.pk, by=world.actor("province_leader"), version=again.trail_seq, reason=WHY).number == 2


def test_under_another_definition_both_are_shown_and_nothing_is_called_changed(
    world: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = make_release()
    words: Any = contents_module.definitions

    def newer(kpis: Any) -> Any:
        found = words(kpis)
        found["case_volume"]["version"] += 1
        return found

    monkeypatch.setattr("foundation.kpi.releases.recounting.definitions", newer)
    make_case(world.jinan_institution, accepted_on=JULY)
    found = recount(release)
    ((kpi, before, after),) = found.redefined
    assert before and after
    assert (kpi.code, before.numerator, after.numerator) == ("case_volume", 39, 40)
    assert found.is_identical
