"""Checks of figures: samples and full checks find what drifted, say so, and repair nothing by themselves."""

import threading
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
import time_machine
from django.db import connections, transaction
from django.utils import timezone

from foundation.accounts.models import Notice
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.jobs import Run, Stopped, registry
from foundation.audit.models import Event
from foundation.kpi import recomputing
from foundation.kpi.actions import recounting
from foundation.kpi.actions.recounting import carry_out, order_recount, stop_recount
from foundation.kpi.checking.recording import proven
from foundation.kpi.checking.sampling import sample
from foundation.kpi.merging import merge
from foundation.kpi.models import (
    AreaDay,
    AreaMonth,
    AreaYear,
    FigureCheck,
    InstitutionMonth,
    PartDay,
    PartYear,
    Recount,
)
from foundation.kpi.recomputing import recompute
from institutions.models import Institution
from tests.database import in_one_transaction
from tests.factories.cases import make_case
from tests.kpi import worlds
from tests.people import Cast

NOW = "2026-11-23 10:00+08:00"
WHY = "示例：核对发现不一致"


def province(cases: int = 30) -> None:
    """Institutions with cases, merged."""
    random, institutions = Random(5), worlds.make_institutions()
    for _each in range(cases):
        worlds.add_case(random, institutions)
    merge()


def drift() -> AreaMonth:
    """Make one cell of the province wrong by five, past every rule."""
    cell = AreaMonth.objects.filter(measure="cases.accepted", area="", category="").earliest("month")
    AreaMonth.objects.filter(pk=cell.pk).update(value=cell.value + 5)
    return cell


def ran(name: str, payload: dict[str, Any] | None = None) -> dict[str, Any]:
    run = Run(1, payload or {})
    registry[name].work(run)
    return run.result


def elsewhere(deed: Callable[[], Any]) -> Any:
    """Do something in a session of its own and return what came of it."""
    answers: list[Any] = []

    def work() -> None:
        try:
            answers.append(deed())
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return answers[0]


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_a_sample_of_a_sound_province_finds_nothing_and_is_drawn_again_by_its_seed() -> None:
    province()
    first, second = (sample("示例种子", timezone.localdate()) for _each in range(2))
    assert (first.differing, first.cells) == (0, second.cells)
    assert first.cells > 120


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_a_sample_says_what_the_figure_says_and_what_its_rows_say() -> None:
    province()
    InstitutionMonth.objects.filter(measure="institutions.registered").update(value=3)
    found = sample("1", timezone.localdate(), questions=200)
    rows = [cell for cell in found.first if cell.against == "rows"]
    assert rows
    assert {(cell.measure, cell.found, cell.expected) for cell in rows} == {("institutions.registered", 3, 1)}
    assert all(len(cell.place) == 36 and not cell.first for cell in rows)


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_a_sample_compares_province_cities_and_days_with_the_sum_of_their_parts() -> None:
    province()
    AreaMonth.objects.filter(area="370100", measure__startswith="cases.").update(value=1_000)
    AreaDay.objects.filter(area="", category="FY-01").update(value=2_000)
    found = sample("2", timezone.localdate(), questions=900)
    assert {cell.against for cell in found.first} == {"institutions", "days", "months"}
    assert {cell.place for cell in found.first if cell.against == "institutions"} == {"370100"}


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_a_sample_compares_the_parts_of_cities_with_the_institutions_and_with_their_days() -> None:
    province()
    institution = Institution.objects.get(county_code="370103")  # one with opinions in both years
    PartYear.objects.filter(institution=institution.pk, measure__startswith="cases.").update(value=1_000)
    PartDay.objects.filter(city="370200", county="", measure="cases.issued").update(value=2_000)
    AreaYear.objects.filter(area="", measure="cases.turnaround", category="").update(value=3_000)
    found = sample("2", timezone.localdate(), questions=1_500)
    wrong = [cell for cell in found.first if cell.against == "months"]
    assert {(cell.measure, cell.place, cell.found) for cell in wrong} == {("cases.turnaround", "", 3_000)}
    assert {cell.first[5:] + cell.last[4:] for cell in wrong} == {"01-01-12-31"}
    assert {cell.place for cell in found.first if cell.against == "institutions"} == {"370200", str(institution.pk)}


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_a_full_check_records_and_tells_a_drift_and_repairs_nothing(cast: Cast) -> None:
    province()
    cell = drift()
    result = ran("kpi.check")
    assert result["differing_cells"] == 1
    check = FigureCheck.objects.get()
    month = cell.month.isoformat()
    assert (check.kind, check.differing, check.cells) == ("full", 1, result["cells"])
    assert [(one["measure"], one["first"], one["expected"], one["found"]) for one in check.first] == [
        ("cases.accepted", month, cell.value, cell.value + 5)
    ]
    assert AreaMonth.objects.get(pk=cell.pk).value == cell.value + 5
    told = Notice.objects.filter(kind="figures_drifted")
    assert [notice.user_id for notice in told] == [cast.province.user_id]
    assert told[0].link == check.get_absolute_url()
    assert Event.objects.get(stream=check.stream).content["facts"]["differing"] == 1


@pytest.mark.django_db
@time_machine.travel(NOW)
def test_a_drift_stays_until_every_cell_was_looked_at_again(cast: Cast) -> None:
    assert proven() is None
    province()
    ran("kpi.sample")
    assert (standing := proven()) is not None and standing.drift is None
    cell = drift()
    ran("kpi.check")
    AreaMonth.objects.filter(pk=cell.pk).update(value=cell.value)
    ran("kpi.sample")
    standing = proven()
    assert standing is not None and standing.last.kind == "sample" and standing.differing == 1
    ran("kpi.check")
    assert (standing := proven()) is not None and standing.differing == 0


@pytest.mark.django_db(transaction=True)
@time_machine.travel(NOW, tick=False)
def test_a_person_orders_the_repair_with_a_reason_and_the_trail_tells_it(cast: Cast) -> None:
    with in_one_transaction():
        province()
    merge()
    cell = drift()
    officer = cast.actor("province")
    with pytest.raises(RuleBroken):
        order_recount(by=officer, reason=" ")
    with pytest.raises(NotAllowed):
        order_recount(by=cast.actor("jinan"), reason=WHY)
    row = order_recount(by=officer, reason=WHY)
    with pytest.raises(RuleBroken, match="正在进行"):
        order_recount(by=cast.actor("administrator"), reason=WHY)
    assert ran("kpi.recompute", {"recount": str(row.pk)})["differing_cells"] == 1
    assert AreaMonth.objects.get(pk=cell.pk).value == cell.value
    row.refresh_from_db()
    assert (row.state, row.check_made and row.check_made.differing) == ("done", 1)
    kinds = Event.objects.filter(stream=row.stream).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["figures.recount", "figures.recounted"]
    assert not Notice.objects.filter(kind="figures_drifted").exists(), "what was put right needs no alarm"
    with pytest.raises(Stopped):
        carry_out(row.pk, Run(1, {}))
    with pytest.raises(RuleBroken, match="已经结束"):
        stop_recount(row, by=officer, reason=WHY, version=row.trail_seq)


@pytest.mark.django_db(transaction=True)
@time_machine.travel(NOW, tick=False)
def test_stopped_between_two_parts_a_recompute_leaves_every_cell_as_it_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_one_transaction():
        province()
    merge()
    cell = drift()
    monkeypatch.setattr(recomputing, "ROWS_A_PART", 1)
    row = order_recount(by=cast.actor("province"), reason=WHY)
    heard: list[tuple[int, int]] = []

    class Told(Run):
        def report(self, done: int, total: int) -> None:
            heard.append((done, total))
            if len(heard) == 3:
                leader = cast.actor("province_leader")
                elsewhere(lambda: stop_recount(row, by=leader, reason=WHY, version=row.trail_seq))

    with pytest.raises(StaleState):
        stop_recount(row, by=cast.actor("province"), reason=WHY, version=row.trail_seq - 1)
    with pytest.raises(Stopped):
        carry_out(row.pk, Told(1, {}))
    assert len(heard) == 3
    assert heard[0][0] == 0
    assert heard[2][1] >= 30
    assert AreaMonth.objects.get(pk=cell.pk).value == cell.value + 5
    assert not FigureCheck.objects.exists()
    assert recompute(repair=False).total == 1


@pytest.mark.django_db(transaction=True)
@time_machine.travel(NOW, tick=False)
def test_stopped_while_its_end_is_written_either_the_stop_or_the_repair_holds(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_one_transaction():
        province()
    merge()
    cell = drift()
    row = order_recount(by=cast.actor("province"), reason=WHY)
    record = recounting.record

    def stop_first(*given: Any) -> FigureCheck:
        elsewhere(lambda: stop_recount(row, by=cast.actor("province"), reason=WHY, version=row.trail_seq))
        return record(*given)

    monkeypatch.setattr(recounting, "record", stop_first)
    with pytest.raises(Stopped):
        carry_out(row.pk, Run(1, {}))
    assert Recount.objects.get().state == "stopped"
    assert AreaMonth.objects.get(pk=cell.pk).value == cell.value + 5


@pytest.mark.django_db(transaction=True)
def test_counting_in_parts_is_exact_while_cases_are_filed_changed_and_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    with in_one_transaction():
        institutions = worlds.make_institutions()
        random = Random(9)
        cases = [worlds.add_case(random, institutions) for _each in range(40)]
    monkeypatch.setattr(recomputing, "ROWS_A_PART", 5)
    over = threading.Event()
    broken: list[Exception] = []

    def write() -> None:
        try:
            while not over.is_set():
                with transaction.atomic():
                    worlds.change_case(random, cases[random.randrange(len(cases))], institutions)
                    make_case(institutions[0])
                merge(batch=7)
        except Exception as error:  # noqa: BLE001  (handed to the test's own thread)
            broken.append(error)
        finally:
            connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = [recompute(repair=number % 2 == 0).total for number in range(12)]
    finally:
        over.set()
        writer.join()
    assert not broken
    assert found == [0] * 12
